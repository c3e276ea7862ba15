"""What is described is what is there: every operation, every answer it may give, and nothing else."""

from collections.abc import Iterator
from typing import Any

import jsonschema_rs  # comes with schemathesis
import pytest
from msgspec.structs import replace

from tests.application import client_for
from tests.dialects.token_api.asking import Api
from tests.pictures import jpeg
from tests.shop import Credentials
from web.dialects.spec import Body, Operation
from web.dialects.token_api.openapi_examples import MULTIPART
from web.dialects.token_api.spec import TOKEN_API
from web.files.store import FileStore
from web.gallery.picture_errors import StorageUnavailable
from web.settings import Settings

OPERATIONS = TOKEN_API.operations
IDS = [f"{operation.method} {operation.path}" for operation in OPERATIONS]


def test_every_operation_is_described() -> None:
    described = {(operation.method, operation.path.split("/", 2)[2].count("{")) for operation in OPERATIONS}
    handled = {
        (str(method), path.count("{"))
        for handler in TOKEN_API.handlers
        for path in handler.paths
        for method in handler.http_methods
        if str(method) != "OPTIONS"
    }
    assert described == handled


@pytest.mark.parametrize("operation", OPERATIONS, ids=IDS)
def test_the_examples_fit_their_schemas(operation: Operation) -> None:
    answers = [body for _, bodies in operation.answers.values() for body in bodies]
    assert len(answers) == len(operation.answers.keys() - {204, 304})
    for body in (*answers, *operation.body):
        valid(body, body.example)


def valid(body: Body, value: Any) -> None:
    jsonschema_rs.validator_for(body.schema, validate_formats=True).validate(value)


@pytest.fixture
def small(settings: Settings, credentials: Credentials) -> Iterator[Api]:
    """A shop where a little is much, and ann has a quota of her own."""
    settings = replace(settings, max_upload_bytes=2**20, api_quota=20)
    with client_for(settings) as client:
        yield Api(client, credentials, settings)


@pytest.mark.parametrize("operation", OPERATIONS, ids=IDS)
def test_every_answer_that_is_described_is_given_and_as_described(
    small: Api, operation: Operation, monkeypatch: pytest.MonkeyPatch
) -> None:
    number, seen = small.made()["id"], set()

    def ask(product: int = 123, image: int = number, who: str = "sam", **more: Any) -> Any:
        path = operation.path.format(product_id=product, image_id=image)
        answer = small.ask(operation.method, path, who, **more)
        _, bodies = operation.answers[answer.status_code]
        assert bool(bodies) == bool(answer.content)
        for body in bodies:
            valid(body, answer.json())
        seen.add(answer.status_code)
        return answer

    if operation.body:
        wrong_ways(ask, monkeypatch)
    upload: dict[str, Any] = {"files": {"image": ("a.jpg", jpeg())}} if operation.body else {}
    good = ask(**upload)
    if operation.method == "GET":
        ask(headers={"If-None-Match": good.headers["etag"]})
    for sent in (body for body in operation.body if body.media_type != MULTIPART):
        way = "json" if sent.media_type == "application/json" else "data"
        assert ask(**{way: sent.example}).status_code == 200
    ask(headers={"Authorization": "Token wrong"})
    ask(who="cus")
    ask(product=9)
    ask(image=9999, **upload)
    ask(headers={"Accept": "text/html"})
    while ask(who="ann", product=9).status_code != 429:
        pass
    assert seen == set(operation.answers)


def wrong_ways(ask: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of sending a body."""

    async def fail(*_: Any) -> None:
        raise StorageUnavailable("down")

    ask(data={"order": "x"})
    ask(content=b"{", headers={"Content-Type": "application/json"})
    ask(content=b"x", headers={"Content-Type": "text/plain"})
    ask(files={"image": ("a.jpg", jpeg().ljust(2**20 + 1, b"\0"))})
    with monkeypatch.context() as broken:
        broken.setattr(FileStore, "keep", fail)
        ask(files={"image": ("a.jpg", jpeg())})
