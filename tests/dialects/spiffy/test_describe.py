"""What is described is what is there."""

from typing import Any

import msgspec
import pytest

from tests.dialects.spiffy.conftest import Spiffy
from web.dialects.describe import Operation
from web.dialects.spiffy import SPIFFY
from web.dialects.spiffy.describe import OPERATIONS

IDS = [f"{operation.method} {operation.path}" for operation in OPERATIONS]


def test_every_operation_of_every_owner_is_described_once() -> None:
    assert len(OPERATIONS) == len(set(IDS)) == sum(len(handler.paths) for handler in SPIFFY.handlers) == 18


@pytest.mark.parametrize("operation", OPERATIONS, ids=IDS)
def test_what_is_described_answers_with_a_status_that_is_described(spiffy: Spiffy, operation: Operation) -> None:
    owner = {"products": "8", "standard_collections": "155", "super_collections": "156"}[operation.path.split("/")[2]]
    number = spiffy.made(f"{operation.path.split('/')[2]}/{owner}/images")["id"]
    path = operation.path.replace("{id_or_handle}", owner).replace("{image_id}", str(number))
    example: Any = operation.body[0].example if operation.body else None
    if operation.method == "PUT":
        example = {"image": {**example["image"], "id": number}}
    answer = spiffy.client.request(operation.method, path, headers=spiffy.basic(), json=example)
    assert answer.status_code == (422 if operation.method == "POST" else min(operation.answers))  # no such URL
    schema = operation.answers[answer.status_code][1][0].schema
    if isinstance(schema, type):
        msgspec.json.decode(answer.content, type=schema, strict=True)


@pytest.mark.parametrize("operation", OPERATIONS, ids=IDS)
def test_the_examples_of_the_document_fit_their_schemas(operation: Operation) -> None:
    for _, bodies in operation.answers.values():
        for body in bodies:
            if body.example is not None and isinstance(body.schema, type):
                read: Any = msgspec.convert(body.example, body.schema)
                assert msgspec.json.decode(msgspec.json.encode(read)) == body.example
