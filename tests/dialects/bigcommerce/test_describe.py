"""The API documentation describes what the dialect does."""

from functools import cache
from typing import Any, ClassVar
from xml.etree import ElementTree

import httpx
import jsonschema_rs  # comes with schemathesis
import msgspec
import pytest

from tests.dialects.bigcommerce.conftest import JSON, BigCommerceClient
from web.app import DESCRIBED
from web.dialects.bigcommerce.openapi import OPERATIONS, OPERATIONS_OF_ONE_PREFIX
from web.dialects.bigcommerce.spec import BIGCOMMERCE
from web.dialects.bigcommerce.xml import encode_xml
from web.http.openapi import document
from web.http.operations import Body, Operation

IDS = [f"{operation.method} {operation.path}" for operation in OPERATIONS]
WITHOUT_BODY = {204, 304}


@cache
def whole_document() -> dict[str, Any]:
    return document("http://127.0.0.1", DESCRIBED)


def schema_of(body: Body) -> Any:
    if not isinstance(body.schema, type):
        return body.schema
    (schema,), components = msgspec.json.schema_components([body.schema], ref_template="#/$defs/{name}")
    return {**schema, "$defs": components}


def described(operation: Operation, response: httpx.Response) -> None:
    """Check that this response is one of those that are described."""
    bodies = operation.answers[response.status_code][1]
    if not bodies:
        assert response.content == b""
    elif response.headers["content-type"].startswith("application/json"):
        jsonschema_rs.validator_for(schema_of(bodies[0])).validate(response.json())
    else:
        root, example = (ElementTree.fromstring(text) for text in (response.text, bodies[1].example))  # noqa: S314
        assert (response.headers["content-type"], root.tag) == ("application/xml; charset=utf-8", example.tag)
        assert {child.tag for child in root} == {child.tag for child in example}


def test_every_operation_is_described_once_under_each_of_the_three_prefixes() -> None:
    assert len(OPERATIONS_OF_ONE_PREFIX) == sum(len(handler.paths) for handler in BIGCOMMERCE.handlers) == 14
    assert len(OPERATIONS) == len(set(IDS)) == 3 * 14
    paths = {path for path in whole_document()["paths"] if BIGCOMMERCE.match(path) is not None}
    assert paths == {operation.path for operation in OPERATIONS}
    for path in ("/api/v2/products/{product_id}/images", "/stores/{store_hash}/v2/products/{product_id}/images"):
        assert path in paths
    assert "/products/{product_id}/images.json" in paths
    for operation in OPERATIONS:
        security = whole_document()["paths"][operation.path][operation.method.lower()]["security"]
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


class DescribedOperation:
    """Requests for one described operation, in every way that is described."""

    COLLECTION: ClassVar = ("POST", "GET")

    def __init__(self, bigcommerce: BigCommerceClient, operation: Operation, number: int) -> None:
        self.bigcommerce, self.operation, self.number = bigcommerce, operation, number
        self.statuses_seen: set[int] = set()

    def __call__(self, who: str = "ann", product: object = 28, image: object = None, **more: Any) -> int:
        one = self.bigcommerce.credential(who)
        path = self.operation.path.format(
            store_hash=one["store_hash"], product_id=product, id=self.number if image is None else image
        )
        headers = JSON | {"X-Auth-Token": one["access_token"]} | more.pop("headers", {})
        method = more.pop("method", self.operation.method)
        response = self.bigcommerce.client.request(method, path, headers=headers, **more)
        described(self.operation, response)
        self.statuses_seen.add(response.status_code)
        return response.status_code


@pytest.mark.parametrize("operation", OPERATIONS, ids=IDS)
def test_what_is_described_answers_as_described(bigcommerce: BigCommerceClient, operation: Operation) -> None:
    bigcommerce.put_file("astonishing-x-men-1-100k.jpg")
    request = DescribedOperation(bigcommerce, operation, bigcommerce.add()["id"])
    sending = operation.method in ("POST", "PUT")
    body: dict[str, Any] = {"json": operation.body[0].example} if sending else {}
    assert request(headers={"X-Auth-Token": "wrong"}, **body) == 401
    assert request(headers={"Accept": "text/html"}, **body) == 406
    assert request(method="PATCH") == 501
    assert request(method="POST" if "count" in operation.path or "{id}" in operation.path else "PUT") == 405
    if 403 in operation.answers:
        assert request("cus", **body) == 403
    if 404 in operation.answers:
        assert request(product=999, **body) == 404
    if sending:
        assert request(json={"sort_order": -1}) == 400
        assert request(content=b"x") == 415
        assert request(content=b"x" * (34 * 2**20), headers={"Content-Type": "application/json"}) == 413
    elif 413 in operation.answers:
        assert (request(params={"limit": 251}), request(params={"page": 0})) == (413, 400)
    if 304 in operation.answers:
        path = operation.path.format(
            store_hash=bigcommerce.credential("ann")["store_hash"], product_id=28, id=request.number
        )
        etag = bigcommerce.request("GET", path, base="").headers["etag"]
        assert request(headers={"If-None-Match": etag}) == 304
    success = next(status for status in operation.answers if status < 300)
    for one in operation.body:
        content = msgspec.json.encode(one.example) if "json" in one.media_type else one.example
        assert request(content=content, headers={"Content-Type": one.media_type}) == success
    if not operation.body:
        assert request(headers={"Accept": "application/xml"}) in (success, 204)
    if operation.method != "DELETE" and not sending:
        assert request() == success
        if 204 in operation.answers:
            assert request(params={"page": 9}) == 204
    assert set(operation.answers) - request.statuses_seen <= {429, 503, 507, 509}  # which other tests bring about
