"""Many who write to different galleries at the same moment, on both engines."""

import asyncio
import contextlib
import shutil
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from tests.gallery.galleries import picture
from web.database.engines.bound import Database, bind
from web.database.engines.sqlite import SQLite
from web.gallery.edits import AddImage
from web.gallery.model import Actor
from web.gallery.owner import Owner
from web.gallery.unavailable import DatabaseBusy
from web.services.catalogue import catalogue_file
from web.services.catalogue.lookup import find_owner
from web.services.editing.write_path import Edited, edit_gallery

pytestmark = pytest.mark.anyio
PRODUCTS = [{"id": number, "slug": f"product-{number}", "name": "Product"} for number in range(1, 21)]


@pytest.fixture
async def products(database: Database) -> list[Owner]:
    await catalogue_file.load(msgspec.json.encode({"products": PRODUCTS}))
    return [await find_owner("product", ("id", str(one["id"]))) for one in PRODUCTS]


async def upload(owner: Owner, names: Sequence[str]) -> list[str]:
    """The public names that the pictures got."""
    requested_names = [replace(picture(0), public_name=name) for name in names]
    edited: Edited = await edit_gallery(
        owner, [AddImage(picture=one) for one in requested_names], Actor(dialect="spree")
    )
    return [edited.gallery.images[number].picture.public_name for number in edited.added]


async def test_twenty_uploads_of_the_same_name_all_get_one_of_their_own(products: list[Owner]) -> None:
    public_names = await asyncio.gather(*(upload(owner, ["image.jpg"]) for owner in products))
    assert sorted(name for (name,) in public_names) == sorted(["image.jpg", *(f"image_{n}.jpg" for n in range(2, 21))])


async def test_the_same_names_in_another_order_are_no_deadlock(products: list[Owner]) -> None:
    names = ["a.jpg", "b.jpg", "c.jpg"]
    public_names = await asyncio.gather(
        *(upload(owner, names if place % 2 else names[::-1]) for place, owner in enumerate(products))
    )
    assert len({name for some in public_names for name in some}) == 60


async def test_a_name_that_looks_like_the_next_of_another_is_waited_for_too(products: list[Owner]) -> None:
    requested_names = ["dress.jpg", "dress_2.jpg", "dress_2_2.jpg", "dress_3.jpg"]
    public_names = await asyncio.gather(
        *(upload(owner, [requested_names[place % 4]]) for place, owner in enumerate(products))
    )
    assert len({name for (name,) in public_names}) == 20


async def test_while_another_process_writes_for_too_long_one_is_told_to_come_again(
    sqlite_template: Path, tmp_path: Path
) -> None:
    engine = SQLite(str(shutil.copy(sqlite_template, tmp_path / "own.sqlite")))
    bind(engine)
    await catalogue_file.load(msgspec.json.encode({"products": PRODUCTS[:1]}))
    owner = await find_owner("product", ("id", "1"))
    async with engine.transaction():
        await engine.fetch("PRAGMA busy_timeout = 50")
    with contextlib.closing(sqlite3.connect(engine.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseBusy):
            await upload(owner, ["image.jpg"])
    assert await upload(owner, ["image.jpg"]) == ["image.jpg"]
    await engine.stop()
