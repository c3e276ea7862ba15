"""The large shop of the benchmarks is one that the write path might have left behind, on both engines."""

from pathlib import Path

import pytest

from bench.large import fill
from web.database.engines.bound import Database, bind
from web.database.engines.sqlite import SQLite
from web.database.queries.galleries import load
from web.database.queries.history import HistoryFilter, entries, trashed
from web.files.store import FileStore
from web.gallery.edits import ChangeImage
from web.gallery.model import Actor
from web.services.catalogue.lookup import find_owner
from web.services.editing.write_path import edit_gallery
from web.services.insight.coverage import coverage_by_store
from web.settings import read_settings

pytestmark = pytest.mark.anyio


async def test_a_large_shop_has_everything_that_a_shop_has(database: Database) -> None:
    await _fill(database)
    french = {one.store.code: one for one in await coverage_by_store("")}["french"]
    assert all(french.found.values()), french.found
    assert await trashed(1)
    assert await entries(HistoryFilter(person=5), 10)


async def test_a_large_shop_can_be_edited(database: Database) -> None:
    await _fill(database)
    owner = await find_owner("product", ("sku", "P-000011"))
    image = next(iter((await load(owner.id)).gallery.images))
    assert (await edit_gallery(owner, [ChangeImage(image_id=image, label="New")], Actor(dialect="cli"))).entry


async def test_pictures_of_a_large_shop_are_in_the_storage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bench.large.DIFFERENT", 1)
    monkeypatch.setattr("bench.large.photograph", lambda *_, **__: b"a picture")
    settings = read_settings({"PACKSHOT_VAR": str(tmp_path), "PACKSHOT_SECRET_KEY": "a secret for benchmarks"})
    await fill(settings, 3, pictures=True)
    found = [one.key async for one in FileStore(settings.storage_url).listed("originals/")]
    assert len(found) == 1


async def _fill(database: Database) -> None:
    url = f"sqlite:///{database.path}" if isinstance(database, SQLite) else database.config["dsn"]
    await fill(read_settings({"PACKSHOT_DATABASE_URL": url, "PACKSHOT_SECRET_KEY": "a secret"}), 60)
    bind(database)
