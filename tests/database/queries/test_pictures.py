"""Pictures as addresses find them: whether their product is visible today, and the secret that is each one's own."""

import msgspec
import pytest
from msgspec.structs import replace

from tests.gallery.galleries import picture
from tests.shop import CATALOGUE
from web.database.engines.bound import Database
from web.database.queries import pictures
from web.database.queries.galleries import load
from web.gallery.edits import AddImage, ReplacePicture
from web.gallery.model import Actor
from web.gallery.owner import Owner
from web.services.catalogue import catalogue_file
from web.services.catalogue.lookup import find_owner
from web.services.editing.write_path import edit_gallery

pytestmark = pytest.mark.anyio
BY = Actor(dialect="packshot")


async def load_catalogue(visible: bool) -> None:
    products = [{"id": 8, "slug": "dog", "name": "Dog", "visible": visible}]
    await catalogue_file.load(msgspec.json.encode(CATALOGUE | {"products": products}))


@pytest.fixture
async def dog(database: Database) -> Owner:
    await load_catalogue(visible=True)
    return await find_owner("product", ("id", "8"))


async def test_a_picture_is_visible_while_its_product_is_and_every_answer_is_made_anew(dog: Owner) -> None:
    number = (await edit_gallery(dog, [AddImage(picture=picture(0))], BY)).added[0]
    revisions = set()
    for visible in (True, False, True):
        await load_catalogue(visible)
        found = await pictures.by_number(number)
        assert found is not None
        assert found.visible is visible
        revisions.add((await find_owner("product", ("id", "8"))).shop_revision)
    assert len(revisions) == 3  # what answers are kept by


async def test_every_picture_has_a_secret_of_its_own_and_keeps_it(dog: Owner) -> None:
    given = replace(picture(0), secret="given")
    added = (await edit_gallery(dog, [AddImage(picture=given) for _ in range(3)], BY)).added
    edited = await edit_gallery(dog, [ReplacePicture(image_id=added[0], picture=picture(0))], BY)
    shown = {image.picture.number: image.picture.secret for image in (await load(dog.id)).gallery.images.values()}
    assert shown == {image.picture.number: image.picture.secret for image in edited.gallery.images.values()}
    kept = {one.number: one.secret for one in await pictures.of_owner(dog.id)}
    assert shown.items() <= kept.items()
    assert len(set(kept.values())) == len(kept) == 4
    assert all(len(secret) == 16 for secret in kept.values())
