"""The trash: listed in a constant number of statements, each image as it was when it was removed."""

import msgspec
import pytest
from msgspec.structs import replace

from tests.gallery.galleries import picture
from tests.shop import CATALOGUE
from web.database.engines.bound import Database
from web.gallery.edits import AddImage, Edit, RemoveImage
from web.gallery.model import Actor
from web.gallery.owner import Owner
from web.services.catalogue import catalogue_file
from web.services.catalogue.lookup import find_owner, gallery_of
from web.services.editing import history
from web.services.editing.write_path import edit_gallery

pytestmark = pytest.mark.anyio
BY = Actor(dialect="admin")


@pytest.fixture
async def owners(database: Database) -> list[Owner]:
    await catalogue_file.load(msgspec.json.encode(CATALOGUE))
    return [await find_owner("product", ("id", number)) for number in ("8", "28", "123")]


async def remove(owner: Owner, label: str) -> int:
    """Add an image with this label and remove it again."""
    edited = await edit_gallery(owner, [AddImage(picture=picture(0), label=label)], BY)
    await edit_gallery(owner, [RemoveImage(image_id=edited.added[0])], BY)
    return edited.added[0]


@pytest.mark.parametrize("number", [1, 20])
async def test_listing_takes_two_statements_whatever_the_number_of_images(
    owners: list[Owner], database: Database, number: int
) -> None:
    removed = [await remove(owners[place % 3], f"label {place}") for place in range(number)]
    before = database.statements
    found = (await history.list_trashed(48)).images
    assert database.statements - before == 2
    assert [one.where.image for one in found] == removed[::-1]
    assert [one.image.label for one in found] == [f"label {place}" for place in reversed(range(number))]


async def test_images_that_one_edit_removed_are_listed_each_as_it_was(owners: list[Owner]) -> None:
    adding: list[Edit] = [AddImage(picture=picture(0), label=label) for label in ("front", "back")]
    added = (await edit_gallery(owners[0], adding, BY)).added
    await edit_gallery(owners[0], [RemoveImage(image_id=image) for image in added], BY)
    assert {one.image.id: one.image.label for one in (await history.list_trashed(48)).images} == dict(
        zip(added, ("front", "back"), strict=True)
    )


async def test_walking_the_trash_meets_each_image_once_though_one_edit_removed_many(owners: list[Owner]) -> None:
    added = (await edit_gallery(owners[0], [AddImage(picture=picture(0)) for _ in range(7)], BY)).added
    await edit_gallery(owners[0], [RemoveImage(image_id=image) for image in added], BY)
    met, part = list[int](), await history.list_trashed(2)
    while part.end:
        met += [one.image.id for one in part.images]
        await remove(owners[1], "meanwhile")
        part = await history.list_trashed(2, part.end)
    assert sorted([*met, *(one.image.id for one in part.images)]) == sorted(added)


async def test_an_image_that_was_removed_twice_is_listed_as_it_was_the_second_time(owners: list[Owner]) -> None:
    image = await remove(owners[0], "first")
    trashed = await history.find_trashed(image)
    assert trashed is not None
    await history.put_back(trashed, BY)
    there = (await gallery_of(owners[0])).gallery.images[image]
    assert there == replace(there, label="first")
    await edit_gallery(owners[0], [RemoveImage(image_id=image)], Actor(dialect="spree"))
    assert [(one.where.image, one.by.dialect) for one in (await history.list_trashed(48)).images] == [(image, "spree")]
