"""The demo's catalogue and pictures fit together, and the pictures are what they claim to be."""

from collections import Counter
from io import BytesIO
from typing import Any

import msgspec
import pytest
from PIL import Image

from web.demo.loading import CATALOGUE as CATALOGUE_FILE
from web.demo.loading import FOLDER, DemoPicture, demo_pictures

PICTURES = demo_pictures()
CATALOGUE: dict[str, Any] = msgspec.json.decode(CATALOGUE_FILE.read_bytes())
PRODUCTS: dict[int, dict[str, Any]] = {product["id"]: product for product in CATALOGUE["products"]}
ROLES = {"image", "small_image", "thumbnail"} | {role["code"] for role in CATALOGUE["image_roles"]}
FORMATS = {"jpg": "JPEG", "png": "PNG", "gif": "GIF", "webp": "WEBP"}
MOST_BYTES = 8_000_000  # all together, since every clone and every wheel carries them


def variations(product: dict[str, Any]) -> list[int]:
    return [variation["id"] for variation in product.get("variations", [])]


def of_products() -> dict[int, list[DemoPicture]]:
    owned: dict[int, list[DemoPicture]] = {}
    for picture in PICTURES:
        if picture.owner_kind == "product":
            owned.setdefault(picture.owner_id, []).append(picture)
    return owned


def open_picture(file_name: str) -> Image.Image:
    image = Image.open(BytesIO((FOLDER / file_name).read_bytes()))
    image.load()
    return image


def test_variation_ids_are_unique_and_are_no_product_ids() -> None:
    ids = [number for product in PRODUCTS.values() for number in variations(product)]
    assert len(ids) == len(set(ids))
    assert not set(ids) & set(PRODUCTS)


def test_slugs_old_slugs_and_skus_are_each_used_once() -> None:
    products = CATALOGUE["products"]
    slugs = [slug for product in products for slug in (product["slug"], *product.get("old_slugs", []))]
    skus = [product["sku"] for product in products]
    skus += [variation["sku"] for product in products for variation in product.get("variations", [])]
    assert len(slugs) == len(set(slugs))
    assert len(skus) == len(set(skus))


def test_products_of_the_vendors_documents_are_there() -> None:
    assert {1, 8, 14, 28, 29, 30, 123} <= set(PRODUCTS)
    assert PRODUCTS[8]["slug"] == "cute-dog"
    assert 5595 in variations(PRODUCTS[8])


def test_every_picture_belongs_to_an_owner_of_the_catalogue() -> None:
    owners = {("product", number) for number in PRODUCTS}
    owners |= {(collection["kind"], collection["id"]) for collection in CATALOGUE["collections"]}
    assert {(picture.owner_kind, picture.owner_id) for picture in PICTURES} <= owners


def test_every_variation_belongs_to_the_product_of_its_picture() -> None:
    for picture in PICTURES:
        own = variations(PRODUCTS[picture.owner_id]) if picture.owner_kind == "product" else []
        assert set(picture.variations) <= set(own), picture.file_name


def test_every_file_is_planned_once_and_every_planned_file_is_there() -> None:
    assert sorted(picture.file_name for picture in PICTURES) == sorted(path.name for path in FOLDER.iterdir())


def test_the_files_take_no_more_bytes_than_they_may() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) <= MOST_BYTES


def test_labels_are_for_stores_that_exist() -> None:
    stores = {store["code"] for store in CATALOGUE["stores"]}
    assert {store for picture in PICTURES for store in picture.labels} <= stores


def test_labels_have_gaps_of_every_kind() -> None:
    combinations = {(picture.label is not None, *sorted(picture.labels)) for picture in PICTURES}
    both, none = (True, "french", "german"), (False,)
    assert {both, none, (True, "french"), (True, "german"), (False, "german")} <= combinations


def test_a_role_is_held_once_per_product_and_exists() -> None:
    for owner, owned in of_products().items():
        held = Counter(role for picture in owned for role in picture.roles)
        assert set(held) <= ROLES, owner
        assert set(held.values()) <= {1}, owner


def test_excluded_pictures_hold_no_role() -> None:
    excluded = [picture for picture in PICTURES if picture.excluded]
    assert len(excluded) >= 3
    assert not any(picture.roles for picture in excluded)


def test_one_product_waits_for_its_first_picture_and_one_takes_none() -> None:
    bare = set(PRODUCTS) - set(of_products())
    assert bare == {60, 75}
    assert PRODUCTS[60]["supports_images"] is False


@pytest.mark.parametrize("file_name", [picture.file_name for picture in PICTURES])
def test_a_picture_decodes_and_is_of_the_format_that_its_name_says(file_name: str) -> None:
    assert open_picture(file_name).format == FORMATS[file_name.rpartition(".")[2]]


def test_every_format_is_there() -> None:
    assert {picture.file_name.rpartition(".")[2] for picture in PICTURES} == set(FORMATS)


def test_the_cut_out_is_transparent_in_its_corners_only() -> None:
    alpha = open_picture("ribbed-vase-cut-out.png").getchannel("A")
    assert alpha.getpixel((2, 2)) == 0
    assert alpha.getpixel((alpha.width // 2, alpha.height // 2)) == 255


def test_the_animation_turns() -> None:
    image = open_picture("stoneware-mug-turning.gif")
    frames = []
    for number in range(getattr(image, "n_frames", 1)):
        image.seek(number)
        frames.append(image.convert("RGB").tobytes())
    assert len(frames) == 8
    assert len(set(frames)) == 8


def test_the_phone_s_picture_lies_on_its_side() -> None:
    image = open_picture("trail-backpack-ochre-phone.jpg")
    assert image.getexif()[0x0112] == 6
    assert image.width > image.height


def test_the_printer_s_picture_is_cmyk() -> None:
    assert open_picture("clothbound-notebook-print-catalogue.jpg").mode == "CMYK"


def test_the_small_picture_is_under_500_pixels() -> None:
    assert max(open_picture("sunglasses-round-small.jpg").size) < 500
