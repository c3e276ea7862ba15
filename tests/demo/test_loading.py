"""Loading the demo gives every owner the pictures that are planned for it, once."""

import pytest

from web.cli.commands.catalogue import load_demo
from web.cli.commands.common import open_context
from web.demo.loading import DemoLoaded, DemoPicture, demo_pictures
from web.gallery.edits import RemoveImage
from web.gallery.model import Actor, Gallery, Image
from web.gallery.owner import Kind
from web.services.catalogue.lookup import find_owner, gallery_of, shop_of
from web.services.editing.write_path import edit_gallery
from web.settings import Settings

pytestmark = pytest.mark.anyio

Galleries = dict[tuple[Kind, int], Gallery]


async def galleries(settings: Settings) -> Galleries:
    async with open_context(settings):
        owners = {(one.owner_kind, one.owner_id) for one in demo_pictures()}
        return {key: (await gallery_of(await find_owner(key[0], ("id", str(key[1]))))).gallery for key in owners}


async def remove(settings: Settings, count: int) -> None:
    """The first images of product 8."""
    async with open_context(settings):
        dog = await find_owner("product", ("id", "8"))
        images = (await gallery_of(dog)).gallery.listed()[:count]
        await edit_gallery(dog, [RemoveImage(image_id=image.id) for image in images], Actor(dialect="cli"))


def as_planned(image: Image, gallery: Gallery, key: tuple[Kind, int], codes: dict[int, str]) -> DemoPicture:
    labels = {codes[store]: own.label for store, own in image.overrides.items() if own.label is not None}
    return DemoPicture(
        *key,
        image.picture.file_name,
        image.label,
        labels,
        gallery.roles_of(image.id),
        image.excluded,
        image.variations,
    )


async def test_every_owner_has_its_pictures_as_planned_and_in_that_order(settings: Settings) -> None:
    async with open_context(settings):
        codes = {store.id: store.code for store in (await shop_of()).stores}
    stored = {
        key: [as_planned(image, gallery, key, codes) for image in gallery.listed()]
        for key, gallery in (await galleries(settings)).items()
    }
    planned: dict[tuple[Kind, int], list[DemoPicture]] = {}
    for one in demo_pictures():
        planned.setdefault((one.owner_kind, one.owner_id), []).append(one)
    assert stored == planned


async def test_it_tells_what_it_added_and_who_may_sign_in(loaded: tuple[Settings, DemoLoaded]) -> None:
    summary = loaded[1]
    assert summary.images == summary.added == len(demo_pictures())
    assert [(person.name, person.role) for person in summary.people] == [
        ("ada", "admin"),
        ("sam", "staff"),
        ("cora", "customer"),
    ]


async def test_loading_again_changes_nothing(settings: Settings) -> None:
    before = await galleries(settings)
    assert (await load_demo(settings)).added == 0
    assert await galleries(settings) == before


async def test_an_owner_gets_pictures_only_when_it_has_none(settings: Settings) -> None:
    await remove(settings, 5)
    assert (await load_demo(settings)).added == 0
    await remove(settings, 1)
    assert (await load_demo(settings)).added == 6
