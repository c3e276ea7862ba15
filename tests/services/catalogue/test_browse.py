"""Finding owners by what people type, alike on both engines."""

import asyncio
from contextvars import Context
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from tests.gallery.galleries import picture
from tests.shop import CATALOGUE
from web.database.engines.bound import Database
from web.database.engines.sqlite import SQLite
from web.database.queries.owner_list import Order
from web.gallery.edits import AddImage, ChangeImage, RemoveImage
from web.gallery.model import Actor
from web.services.catalogue import catalogue_file, lookup
from web.services.catalogue.browse import PER_PAGE, Search, browse
from web.services.catalogue.lookup import find_owner
from web.services.editing.write_path import edit_gallery, undo
from web.services.insight.findings_keeper import BUSY_INTERVAL, FindingsKeeper
from web.services.jobs.periodic import RunAgain
from web.settings.thresholds import Thresholds

pytestmark = pytest.mark.anyio
BY = Actor(dialect="admin")


@pytest.fixture(autouse=True)
async def shop(database: Database) -> None:
    await catalogue_file.load(msgspec.json.encode(CATALOGUE))


async def find_products(text: str = "", **more: object) -> list[str]:
    page = await browse(msgspec.convert({"text": text, **more}, Search))
    assert page.total == len(page.owners)
    return [owner.name for owner, _ in page.owners]


async def add_product(name: str, sku: str = "") -> None:
    product = {"id": 28, "slug": "mug", "name": name, "variations": [{"id": 71, "sku": sku}]}
    await catalogue_file.load(msgspec.json.encode({"products": [product]}))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("ÉTÉ", "été"),
        ("Robe d’été", "ÉTÉ"),
        ("e\u0301te\u0301", "ÉTÉ"),
        ("Straße", "STRASSE"),
        ("ΣΊΣΥΦΟΣ", "σίσυφος"),
        ("ЧАШКА", "чашка"),
        ("100 % Wool_!", "% wool_!"),
    ],
)
async def test_small_and_capital_letters_are_the_same_in_every_script(name: str, text: str) -> None:
    await add_product(name)
    assert await find_products(text) == [name]
    await add_product("Mug", sku=name)
    assert await find_products(text) == ["Mug"]


async def test_labels_are_found_as_soon_as_they_are_written_and_no_longer(database: Database) -> None:
    mug = await find_owner("product", ("id", "28"))
    edited = await edit_gallery(mug, [AddImage(picture=picture(0), label="Émail")], BY)
    await edit_gallery(mug, [ChangeImage(image_id=edited.added[0], label="GRÈS", store=2)], BY)
    assert (await find_products("émail"), await find_products("grès")) == (["Mug"], ["Mug"])
    removed = await edit_gallery(mug, [RemoveImage(image_id=edited.added[0])], BY)
    assert (await find_products("émail"), await find_products("grès")) == ([], [])
    assert removed.entry is not None
    await undo(mug, removed.entry, BY)
    assert (await find_products("émail"), await find_products("grès")) == (["Mug"], ["Mug"])


async def test_a_search_is_not_answered_by_two_texts_together() -> None:
    assert await find_products("Mug mug") == []
    assert await find_products("mug\nmug") == []
    assert await find_products("mug\0") == ["Mug"]


async def test_the_variations_of_a_file_are_searched_beside_those_of_earlier_ones() -> None:
    await add_product("Mug", sku="EARLY-1")
    product = {"id": 28, "slug": "mug", "name": "Mug", "variations": [{"id": 72, "sku": "LATE-2"}]}
    await catalogue_file.load(msgspec.json.encode({"products": [product]}))
    assert (await find_products("early-1"), await find_products("late-2")) == (["Mug"], ["Mug"])


async def test_kinds_and_missing_images_narrow_the_list() -> None:
    assert await find_products(kind="collections") == ["Featured", "Home", "Numbered like a product"]
    assert await find_products("dog", kind="products") == ["Cute dog"]
    dog = await find_owner("product", ("id", "8"))
    await edit_gallery(dog, [AddImage(picture=picture(0))], BY)
    assert await find_products("dog", lacking="images") == ["Numbered like a product"]


@pytest.mark.parametrize("order", ["name", "changed"])
async def test_pages_follow_one_another_without_gaps_in_both_directions(order: Order) -> None:
    products = [{"id": 9000 + n, "slug": f"tile-{n}", "name": f"Tile {n % 7}"} for n in range(PER_PAGE + 5)]
    await catalogue_file.load(msgspec.json.encode({"products": products}))
    for number in ("9003", "9001"):
        await edit_gallery(await find_owner("product", ("id", number)), [AddImage(picture=picture(0))], BY)
    search = Search(text="tile", order=order)
    first = await browse(search)
    last = await browse(replace(search, after=first.after))
    listed = [owner for page in (first, last) for owner, _ in page.owners]
    assert (len(first.owners), len({owner.id for owner in listed})) == (PER_PAGE, PER_PAGE + 5)
    keys = [(owner.name, owner.id) if order == "name" else (-owner.changed_at, -owner.id) for owner in listed]
    assert keys == sorted(keys)
    assert (first.before, last.after) == (None, None)
    again = await browse(replace(search, before=last.before))
    assert (again.owners, again.before, again.after) == (first.owners, None, first.after)


async def test_a_text_missing_in_a_store_is_no_longer_once_it_is_there_or_the_image_is_hidden() -> None:
    mug = await find_owner("product", ("id", "28"))
    (image,) = (await edit_gallery(mug, [AddImage(picture=picture(0))], BY)).added
    lacking: dict[str, Any] = {"lacking": "label", "store": 2}
    assert await find_products(**lacking) == ["Mug"]
    for change in (ChangeImage(image_id=image, label="", store=2), ChangeImage(image_id=image, excluded=True, store=2)):
        edited = await edit_gallery(mug, [change], BY)
        assert await find_products(**lacking) == []
        assert edited.entry is not None
        await undo(mug, edited.entry, BY)
        assert await find_products(**lacking) == ["Mug"]


async def test_galleries_are_looked_through_once_until_they_change() -> None:
    mug = await find_owner("product", ("id", "28"))
    await edit_gallery(mug, [AddImage(picture=picture(0)), AddImage(picture=picture(0))], BY)
    keeper, other = FindingsKeeper(Thresholds()), FindingsKeeper(Thresholds(least_side=1))
    assert [await keeper.update(), await keeper.update()] == [RunAgain(BUSY_INTERVAL), None]
    assert await find_products(lacking="notes") == ["Mug"]
    assert [await other.update(), await other.update()] == [RunAgain(BUSY_INTERVAL), None]


async def test_a_page_takes_the_same_few_statements_whatever_it_shows(database: Database) -> None:
    async def count_statements() -> int:
        before = database.statements
        await browse(Search())
        return database.statements - before

    await count_statements()  # the stores are kept from now on
    empty = await count_statements()
    for number in ("8", "28", "123"):
        owner = await find_owner("product", ("id", number))
        await edit_gallery(owner, [AddImage(picture=picture(0), label="x") for _ in range(3)], BY)
    assert await count_statements() == empty


async def test_browsing_waits_for_no_writer(database: Database) -> None:
    async with database.transaction():
        page = asyncio.get_running_loop().create_task(browse(Search(text="mug")), context=Context())
        assert (await asyncio.wait_for(page, 5)).total == 1


async def test_no_picture_waits_for_a_long_search(sqlite_template: Path) -> None:
    engine = SQLite(str(sqlite_template))
    count = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000000) SELECT MAX(i) FROM n"
    searching = asyncio.create_task(engine.long(count, ()))
    for _ in range(4):
        await engine.fetch("SELECT 1")
    assert not searching.done()
    assert await searching == [(3000000,)]
    await engine.stop()


async def test_images_of_all_products_leave_those_of_collections_out_on_every_page() -> None:
    added: list[int] = []
    for kind, number in (("product", "8"), ("standard", "8"), ("super", "156"), ("product", "28"), ("product", "8")):
        owner = await find_owner(kind, ("id", number))  # type: ignore[arg-type]
        added += (await edit_gallery(owner, [AddImage(picture=picture(0))], BY)).added
    of_products = [added[0], added[3], added[4]]
    assert [one.id for page in range(3) for one in await lookup.product_images(1, page)] == of_products
    assert (await lookup.product_images(5, 3), await lookup.count_product_images()) == ([], 3)
