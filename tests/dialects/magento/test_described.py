"""The API documentation of this dialect."""

import pytest

from web.dialects.magento.formats import MEDIA_TYPES
from web.dialects.magento.parse import READERS
from web.dialects.magento.spec import MAGENTO
from web.http.multipart import URL_ENCODED
from web.http.operations import Operation

IMAGES = [operation for operation in MAGENTO.operations if operation.path.startswith("/api/rest/")]
SIGNING_IN = [operation for operation in MAGENTO.operations if operation not in IMAGES]


def test_every_operation_of_the_document_is_described_once() -> None:
    described = [(operation.method, operation.path) for operation in IMAGES]
    product = "/api/rest/products/{product_id}/images"
    assert sorted(described) == sorted(
        (method, path + store)
        for store in ("", "/store/{store_id}")
        for path, methods in ((product, ("GET", "POST")), (product + "/{image_id}", ("GET", "PUT", "DELETE")))
        for method in methods
    )


def test_every_body_has_an_example_in_each_format() -> None:
    for operation in IMAGES:
        for bodies in (operation.body, *(bodies for _, bodies in operation.answers.values())):
            assert all(body.example for body in bodies)
            named = {body.media_type for body in bodies}
            assert not named or named >= {media_type.partition(";")[0] for media_type in MEDIA_TYPES.values()}


@pytest.mark.parametrize(
    "operation", [operation for operation in IMAGES if operation.body], ids=lambda one: one.summary
)
def test_a_body_may_be_sent_as_everything_that_is_understood(operation: Operation) -> None:
    assert {body.media_type for body in operation.body} == set(READERS)


ALWAYS = {200, 400, 401, 404, 429, 500, 503}
STATUSES = {
    "GET": ALWAYS | {304},
    "POST": ALWAYS | {403, 405, 413, 507},
    "PUT": ALWAYS | {403, 413, 507},
    "DELETE": ALWAYS | {403, 507},
}


def test_every_status_that_is_answered_is_described() -> None:
    for operation in IMAGES:
        assert set(operation.answers) == STATUSES[operation.method]


def test_every_described_address_is_spoken_and_led_to_a_handler() -> None:
    for operation in IMAGES:
        public = operation.path.format(product_id=8, image_id=7, store_id=3)
        assert MAGENTO.match(public) not in (None, "/")


def test_both_addresses_of_applications_are_described_with_the_forms_they_speak() -> None:
    addresses = [(operation.method, operation.path) for operation in SIGNING_IN]
    assert addresses == [(method, f"/oauth/{name}") for name in ("initiate", "token") for method in ("GET", "POST")]
    for operation in SIGNING_IN:
        bodies = [body for _, bodies in operation.answers.values() for body in bodies]
        assert {body.media_type for body in (*bodies, *operation.body)} == {URL_ENCODED}
        assert all(body.example for body in bodies)
        assert bool(operation.body) == (operation.method == "POST")
