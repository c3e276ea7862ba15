"""Images of other dialects are shown here, and what only they know of them is left alone."""

from typing import Any

from tests.dialects.bigcommerce.conftest import BigCommerceClient
from tests.pictures import jpeg


def add_through_spree(bigcommerce: BigCommerceClient, **fields: Any) -> dict[str, Any]:
    response = bigcommerce.client.post(
        "/api/v1/products/mug/images",
        headers={"X-Spree-Token": bigcommerce.credentials["ann"]["spree"]["token"]},
        files={"image[attachment]": ("My Photo.jpg", jpeg(), "image/jpeg")},
        data={f"image[{name}]": value for name, value in fields.items()},
    )
    assert response.status_code == 201, response.text
    return response.json()  # type: ignore[no-any-return]


def test_an_image_without_a_label_has_no_description_and_keeps_none(bigcommerce: BigCommerceClient) -> None:
    number = add_through_spree(bigcommerce)["id"]
    image = bigcommerce.one(number)
    assert image["description"] is None
    assert "My_Photo__" in image["image_file"]
    fields = {name: image[name] for name in ("image_file", "is_thumbnail", "sort_order", "description")}
    assert bigcommerce.change(number, **fields) == image


def test_what_is_written_here_is_read_there(bigcommerce: BigCommerceClient) -> None:
    image = bigcommerce.add(description="Blue mug", sort_order=4)
    key = {"X-Spree-Token": bigcommerce.credentials["ann"]["spree"]["token"]}
    body = bigcommerce.client.get(f"/api/v1/products/mug/images/{image['id']}", headers=key).json()
    assert (body["alt"], body["position"]) == ("Blue mug", 4)
