"""What the API documentation says of this dialect."""

from web.dialects.describe import Body
from web.dialects.magento import MAGENTO
from web.dialects.magento.formats import MEDIA_TYPES


def test_every_operation_of_the_document_is_described_once() -> None:
    described = [(operation.method, operation.path) for operation in MAGENTO.operations]
    product = "/api/rest/products/{product_id}/images"
    assert sorted(described) == sorted(
        (method, path + store)
        for store in ("", "/store/{store_id}")
        for path, methods in ((product, ("GET", "POST")), (product + "/{image_id}", ("GET", "PUT", "DELETE")))
        for method in methods
    )


def test_every_body_has_an_example_in_both_formats() -> None:
    for operation in MAGENTO.operations:
        bodies: list[Body] = [*operation.body, *(body for _, both in operation.answers.values() for body in both)]
        named = [body.media_type for body in bodies]
        for media_type in MEDIA_TYPES.values():
            assert named.count(media_type.partition(";")[0]) == len(named) / 2
        assert all(body.example for body in bodies)


def test_every_described_address_is_spoken_and_led_to_a_handler() -> None:
    for operation in MAGENTO.operations:
        public = operation.path.format(product_id=8, image_id=7, store_id=3)
        assert MAGENTO.opens(public) not in (None, "/")
