"""What other dialects stored is shown here, and what they hold is left alone."""

from typing import Any

from tests.dialects.bigcommerce.conftest import Shop
from tests.pictures import jpeg


def by_spree(shop: Shop, **fields: Any) -> dict[str, Any]:
    answer = shop.client.post(
        "/api/v1/products/mug/images",
        headers={"X-Spree-Token": shop.credentials["ann"]["spree"]["token"]},
        files={"image[attachment]": ("My Photo.jpg", jpeg(), "image/jpeg")},
        data={f"image[{name}]": value for name, value in fields.items()},
    )
    assert answer.status_code == 201, answer.text
    return answer.json()  # type: ignore[no-any-return]


def test_an_image_without_a_label_has_no_description_and_keeps_none(shop: Shop) -> None:
    number = by_spree(shop)["id"]
    image = shop.one(number)
    assert image["description"] is None
    assert "My_Photo__" in image["image_file"]
    fields = {name: image[name] for name in ("image_file", "is_thumbnail", "sort_order", "description")}
    assert shop.change(number, **fields) == image


def test_what_is_written_here_is_read_there(shop: Shop) -> None:
    image = shop.add(description="Blue mug", sort_order=4)
    key = {"X-Spree-Token": shop.credentials["ann"]["spree"]["token"]}
    seen = shop.client.get(f"/api/v1/products/mug/images/{image['id']}", headers=key).json()
    assert (seen["alt"], seen["position"]) == ("Blue mug", 4)
