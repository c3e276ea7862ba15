"""The API documentation describes every operation and every response it may give, and nothing else."""

from collections.abc import Iterator
from typing import Any

import jsonschema_rs  # comes with schemathesis
import pytest
from msgspec.structs import replace

from tests.application import client_for
from tests.dialects.token_api.client import TokenApiClient
from tests.http.test_outages import DATABASE, failing
from tests.pictures import jpeg
from tests.shop import Credentials
from web.database.engines.bound import bound_engine
from web.dialects.token_api.openapi_examples import MULTIPART
from web.dialects.token_api.spec import TOKEN_API
from web.files.store import FileStore
from web.gallery.unavailable import DatabaseUnavailable, DiskFull, StorageUnavailable
from web.http.operations import Body, Operation
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
    responses = [body for _, bodies in operation.answers.values() for body in bodies]
    assert len(responses) == len(operation.answers.keys() - {204, 304})
    for body in (*responses, *operation.body):
        valid(body, body.example)


def valid(body: Body, value: Any) -> None:
    jsonschema_rs.validator_for(body.schema, validate_formats=True).validate(value)


@pytest.fixture
def small(settings: Settings, credentials: Credentials) -> Iterator[TokenApiClient]:
    """A shop where a little is much, and ann has a quota of her own."""
    settings = replace(settings, max_upload_bytes=2**20, api_quota=20)
    with client_for(settings) as client:
        yield TokenApiClient(client, credentials, settings)


@pytest.mark.parametrize("operation", OPERATIONS, ids=IDS)
def test_every_answer_that_is_described_is_given_and_as_described(
    small: TokenApiClient, operation: Operation, monkeypatch: pytest.MonkeyPatch
) -> None:
    number, statuses_seen = small.create()["id"], set()

    def request(product: int = 123, image: int = number, who: str = "sam", **more: Any) -> Any:
        path = operation.path.format(product_id=product, image_id=image)
        response = small.request(operation.method, path, who, **more)
        _, bodies = operation.answers[response.status_code]
        assert bool(bodies) == bool(response.content)
        for body in bodies:
            valid(body, response.json())
        statuses_seen.add(response.status_code)
        return response

    if operation.body:
        wrong_ways(request, monkeypatch)
    upload: dict[str, Any] = {"files": {"image": ("a.jpg", jpeg())}} if operation.body else {}
    good = request(**upload)
    if operation.method == "GET":
        request(headers={"If-None-Match": good.headers["etag"]})
    for sent in (body for body in operation.body if body.media_type != MULTIPART):
        way = "json" if sent.media_type == "application/json" else "data"
        assert request(**{way: sent.example}).status_code == 200
    request(headers={"Authorization": "Token wrong"})
    request(who="cus")
    request(product=9)
    request(image=9999, **upload)
    request(headers={"Accept": "text/html"})
    for error in (DatabaseUnavailable("away"), *([] if operation.method == "GET" else [DiskFull("full")])):
        with failing(bound_engine(), DATABASE, error):
            request(**upload)
    while request(who="ann", product=9).status_code != 429:
        pass
    assert statuses_seen == set(operation.answers)


def wrong_ways(request: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Provoke each error of sending a body."""

    async def fail(*_: Any) -> None:
        raise StorageUnavailable("down")

    request(data={"order": "x"})
    request(content=b"{", headers={"Content-Type": "application/json"})
    request(content=b"x", headers={"Content-Type": "text/plain"})
    request(files={"image": ("a.jpg", jpeg().ljust(2**20 + 1, b"\0"))})
    with monkeypatch.context() as broken:
        broken.setattr(FileStore, "keep", fail)
        request(files={"image": ("a.jpg", jpeg())})
