"""The store-wide reads, on both engines."""

import msgspec
import pytest

from tests.pictures import jpeg
from web.database.engines.bound import Database
from web.gallery.clock import now
from web.gallery.edits import AddImage
from web.gallery.model import Actor, Picture
from web.services.catalogue import catalogue_file, lookup
from web.services.catalogue.lookup import find_owner
from web.services.editing.write_path import edit_gallery

pytestmark = pytest.mark.anyio

CATALOGUE = {
    "products": [{"id": number, "slug": f"p{number}", "name": "P"} for number in (5, 6)],
    "collections": [{"id": 5, "kind": "standard", "slug": "c", "name": "C"}],
}


def picture() -> Picture:
    return Picture(
        number=0, content_hash="0" * 64, format="JPEG", size=len(jpeg()), width=64, height=48, mode="RGB",
        file_name="a.jpg", public_name="a.jpg", uploaded_at=now(), uploader=None,
    )  # fmt: skip


async def add(kind: str, number: int, **more: object) -> int:
    owner = await find_owner(kind, ("id", str(number)))  # type: ignore[arg-type]
    edited = await edit_gallery(owner, [AddImage(picture=picture(), **more)], Actor(dialect="bigcommerce"))  # type: ignore[arg-type]
    return edited.added[0]


async def test_the_images_of_all_products_come_in_id_order_and_page_by_page(database: Database) -> None:
    await catalogue_file.load(msgspec.json.encode(CATALOGUE))
    first = await add("product", 6, label="one", position=3, roles=frozenset({"thumbnail", "image"}))
    await add("standard", 5, roles=frozenset({"thumbnail"}))
    second = await add("product", 5)
    before = database.statements
    listed = await lookup.product_images(50, 0)
    assert database.statements - before == 3
    assert [(image.id, image.product) for image in listed] == [(first, 6), (second, 5)]
    assert (listed[0].label, listed[0].position, listed[0].file_name) == ("one", 3, "a.jpg")
    assert [sorted(image.roles) for image in listed] == [["image", "thumbnail"], []]
    assert [image.id for image in await lookup.product_images(1, 1)] == [second]
    assert await lookup.product_images(50, 2) == []
    assert await lookup.count_product_images() == 2
