"""The API documentation describes what the dialect does."""

from typing import Any

import jsonschema_rs  # comes with schemathesis
import pytest

from tests.dialects.spiffy.conftest import SpiffyClient
from web.dialects.spiffy.openapi import OPERATIONS
from web.dialects.spiffy.spec import SPIFFY
from web.http.operations import Operation

IDS = [f"{operation.method} {operation.path}" for operation in OPERATIONS]
NAMED = {"products": "8", "standard_collections": "155", "super_collections": "156"}


def described(operation: Operation, status: int, body: Any) -> None:
    """Check that this response is one of those that are described."""
    (content,) = operation.answers[status][1]
    jsonschema_rs.validator_for(content.schema).validate(body)


def test_every_operation_of_every_owner_is_described_once() -> None:
    assert len(OPERATIONS) == len(set(IDS)) == sum(len(handler.paths) for handler in SPIFFY.handlers) == 18


@pytest.mark.parametrize("operation", OPERATIONS, ids=IDS)
def test_the_examples_fit_their_schemas(operation: Operation) -> None:
    bodies = [body for _, response in operation.answers.values() for body in response]
    assert len(bodies) == len(operation.answers) - (304 in operation.answers)
    for body in (*bodies, *operation.body):
        jsonschema_rs.validator_for(body.schema).validate(body.example)


@pytest.mark.parametrize("operation", OPERATIONS, ids=IDS)
def test_what_is_described_answers_as_described(spiffy: SpiffyClient, host: str, operation: Operation) -> None:
    folder = operation.path.split("/")[2]
    number = spiffy.create(f"{folder}/{NAMED[folder]}/images")["id"]
    path = operation.path.replace("{id_or_handle}", NAMED[folder])
    example: Any = operation.body[0].example if operation.body else None
    if operation.method == "PUT":
        example = {"image": {**example["image"], "id": number}}
    if operation.method == "POST":
        example = {"image": {**example["image"], "src": f"{host}/images/fluffy_puppy.jpg"}}

    def status_of(image: object = number, **sending: Any) -> int:
        response = spiffy.client.request(operation.method, path.replace("{image_id}", str(image)), **sending)
        if response.status_code != 304:
            described(operation, response.status_code, response.json())
        return response.status_code

    assert status_of(json=example) == 401
    assert status_of(json=example, headers=spiffy.basic("cus")) == (200 if operation.method == "GET" else 403)
    if operation.method == "GET":
        assert status_of(params={"fields": "id,src", "limit": 1}, headers=spiffy.basic()) == 200
        etag = spiffy.client.get(path.replace("{image_id}", str(number)), headers=spiffy.basic()).headers["etag"]
        assert status_of(headers={**spiffy.basic(), "If-None-Match": etag}) == 304
    if "{image_id}" in path:
        assert status_of(99999, json=example, headers=spiffy.basic()) == 404
    if operation.body:
        for status, body in ((400, {}), (400, None), (422, {"image": {"position": "x"}})):
            assert status_of(json=body, headers=spiffy.basic()) == status
    assert status_of(json=example, headers=spiffy.basic()) == min(operation.answers)
