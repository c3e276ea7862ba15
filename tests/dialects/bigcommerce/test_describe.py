"""What is described is what is there."""

from functools import cache
from typing import Any, ClassVar
from xml.etree import ElementTree

import httpx
import jsonschema_rs  # comes with schemathesis
import msgspec
import pytest

from tests.dialects.bigcommerce.conftest import JSON, Shop
from web.dialects.bigcommerce.openapi import OPERATIONS, OPERATIONS_OF_ONE_PREFIX
from web.dialects.bigcommerce.spec import BIGCOMMERCE
from web.dialects.bigcommerce.xml import encode_xml
from web.dialects.openapi import document
from web.dialects.spec import Body, Operation

IDS = [f"{operation.method} {operation.path}" for operation in OPERATIONS]
WITHOUT_BODY = {204, 304}


@cache
def whole() -> dict[str, Any]:
    return document("http://127.0.0.1")


def schema_of(body: Body) -> Any:
    if not isinstance(body.schema, type):
        return body.schema
    (schema,), components = msgspec.json.schema_components([body.schema], ref_template="#/$defs/{name}")
    return {**schema, "$defs": components}


def described(operation: Operation, answer: httpx.Response) -> None:
    """Whether this answer is one of those that are described."""
    bodies = operation.answers[answer.status_code][1]
    if not bodies:
        assert answer.content == b""
    elif answer.headers["content-type"].startswith("application/json"):
        jsonschema_rs.validator_for(schema_of(bodies[0])).validate(answer.json())
    else:
        root, example = (ElementTree.fromstring(text) for text in (answer.text, bodies[1].example))  # noqa: S314
        assert (answer.headers["content-type"], root.tag) == ("application/xml; charset=utf-8", example.tag)
        assert {child.tag for child in root} == {child.tag for child in example}


def test_every_operation_is_described_once_under_each_of_the_three_prefixes() -> None:
    assert len(OPERATIONS_OF_ONE_PREFIX) == sum(len(handler.paths) for handler in BIGCOMMERCE.handlers) == 14
    assert len(OPERATIONS) == len(set(IDS)) == 3 * 14
    paths = {path for path in whole()["paths"] if BIGCOMMERCE.match(path) is not None}
    assert paths == {operation.path for operation in OPERATIONS}
    for path in ("/api/v2/products/{product_id}/images", "/stores/{store_hash}/v2/products/{product_id}/images"):
        assert path in paths
    assert "/products/{product_id}/images.json" in paths
    for operation in OPERATIONS:
        security = whole()["paths"][operation.path][operation.method.lower()]["security"]
        assert security == [{"bigcommerce-bigcommerceBasic": []}, {"bigcommerce-bigcommerceToken": []}]


@pytest.mark.parametrize("operation", OPERATIONS_OF_ONE_PREFIX, ids=IDS[:14])
def test_the_examples_fit_their_schemas_and_say_the_same_in_json_and_xml(operation: Operation) -> None:
    for status, (_, bodies) in operation.answers.items():
        assert [body.media_type for body in bodies] == (
            [] if status in WITHOUT_BODY else ["application/json", "application/xml"]
        )
    for bodies in (*(bodies for _, bodies in operation.answers.values() if bodies), operation.body):
        for body in bodies:
            jsonschema_rs.validator_for(schema_of(body)).validate(body.example)
            if "xml" in body.media_type:
                root = ElementTree.fromstring(body.example).tag  # noqa: S314
                assert encode_xml(root, bodies[0].example).decode() == body.example
    assert [body.media_type for body in operation.body] == (
        ["application/json", "application/xml", "text/xml"] if operation.method in ("POST", "PUT") else []
    )


class Asking:
    """One described operation asked in every way that is described."""

    COLLECTION: ClassVar = ("POST", "GET")

    def __init__(self, shop: Shop, operation: Operation, number: int) -> None:
        self.shop, self.operation, self.number = shop, operation, number
        self.seen: set[int] = set()

    def __call__(self, who: str = "ann", product: object = 28, image: object = None, **more: Any) -> int:
        one = self.shop.of(who)
        path = self.operation.path.format(
            store_hash=one["store_hash"], product_id=product, id=self.number if image is None else image
        )
        headers = JSON | {"X-Auth-Token": one["access_token"]} | more.pop("headers", {})
        method = more.pop("method", self.operation.method)
        answer = self.shop.client.request(method, path, headers=headers, **more)
        described(self.operation, answer)
        self.seen.add(answer.status_code)
        return answer.status_code


@pytest.mark.parametrize("operation", OPERATIONS, ids=IDS)
def test_what_is_described_answers_as_described(shop: Shop, operation: Operation) -> None:
    shop.put_file("astonishing-x-men-1-100k.jpg")
    ask = Asking(shop, operation, shop.add()["id"])
    sending = operation.method in ("POST", "PUT")
    body: dict[str, Any] = {"json": operation.body[0].example} if sending else {}
    assert ask(headers={"X-Auth-Token": "wrong"}, **body) == 401
    assert ask(headers={"Accept": "text/html"}, **body) == 406
    assert ask(method="PATCH") == 501
    assert ask(method="POST" if "count" in operation.path or "{id}" in operation.path else "PUT") == 405
    if 403 in operation.answers:
        assert ask("cus", **body) == 403
    if 404 in operation.answers:
        assert ask(product=999, **body) == 404
    if sending:
        assert ask(json={"sort_order": -1}) == 400
        assert ask(content=b"x") == 415
        assert ask(content=b"x" * (34 * 2**20), headers={"Content-Type": "application/json"}) == 413
    elif 413 in operation.answers:
        assert (ask(params={"limit": 251}), ask(params={"page": 0})) == (413, 400)
    if 304 in operation.answers:
        path = operation.path.format(store_hash=shop.of("ann")["store_hash"], product_id=28, id=ask.number)
        etag = shop.ask("GET", path, base="").headers["etag"]
        assert ask(headers={"If-None-Match": etag}) == 304
    success = next(status for status in operation.answers if status < 300)
    for one in operation.body:
        content = msgspec.json.encode(one.example) if "json" in one.media_type else one.example
        assert ask(content=content, headers={"Content-Type": one.media_type}) == success
    if not operation.body:
        assert ask(headers={"Accept": "application/xml"}) in (success, 204)
    if operation.method != "DELETE" and not sending:
        assert ask() == success
        if 204 in operation.answers:
            assert ask(params={"page": 9}) == 204
    assert set(operation.answers) - ask.seen <= {429, 503, 509}  # which other tests bring about
