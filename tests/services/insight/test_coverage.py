"""The numbers of every day are kept, and make a line."""

import asyncio

import msgspec
import pytest

from tests.gallery.galleries import picture
from tests.shop import CATALOGUE
from web.database.engines.bound import Database
from web.database.queries import insight as rows
from web.gallery.clock import DAY, now
from web.gallery.edits import AddImage, ChangeImage
from web.gallery.model import Actor
from web.services.catalogue import catalogue_file
from web.services.catalogue.lookup import find_owner
from web.services.editing.write_path import edit_gallery
from web.services.insight import coverage
from web.services.insight.coverage import TrendPoint, trend

pytestmark = pytest.mark.anyio


@pytest.fixture
async def shop(database: Database) -> None:
    await catalogue_file.load(msgspec.json.encode(CATALOGUE))


async def test_a_day_has_one_number_per_store_and_the_newest_counts(shop: None) -> None:
    today = now() // DAY
    await rows.record_day(today - 1, [(1, 10, 5), (2, 10, 0)])
    await rows.record_day(today - 1, [(1, 10, 6), (2, 0, 0)])
    await rows.record_day(today - 91, [(1, 10, 1)])
    lines = await trend()
    assert lines[1][0] == TrendPoint(today - 1, 0.6)
    assert lines[2] == [TrendPoint(today - 1, 1.0)]


async def test_a_day_is_recorded_once_without_anybody_looking(shop: None, database: Database) -> None:
    await coverage.record_missing_day()
    await rows.record_day(now() // DAY, [(1, 10, 5)])
    before = database.statements
    await coverage.record_missing_day()
    assert database.statements - before == 1


async def test_several_processes_record_a_day_at_once(shop: None) -> None:
    today = now() // DAY
    numbers = [[(store, images, images) for store in (1, 2, 3, 4)] for images in range(1, 7)]
    await asyncio.gather(*(rows.record_day(today, some if some[0][1] % 2 else some[::-1]) for some in numbers))
    recorded = await rows.days(today)
    assert sorted(store for _, store, _, _ in recorded) == [1, 2, 3, 4]
    assert len({images for _, _, images, _ in recorded}) == 1


async def test_a_shop_without_images_has_nothing_lacking(shop: None) -> None:
    for one in await coverage.coverage_by_store(""):
        assert (one.images, one.share, sum(one.found.values())) == (0, 1.0, 0)


async def test_both_engines_count_every_condition_alike(shop: None) -> None:
    owner = await find_owner("product", ("id", "8"))
    texts = [None, "", "cute dog", "x" * 126, "same", "SAME"]
    edits = [AddImage(picture=picture(0), label=text) for text in texts]
    first = (await edit_gallery(owner, edits, Actor(dialect="admin"))).added[0]
    change = ChangeImage(image_id=first, label="später", store=3)
    await edit_gallery(owner, [change], Actor(dialect="admin"))
    await edit_gallery(owner, [ChangeImage(image_id=first, label="later")], Actor(dialect="admin"))
    german = next(one for one in await coverage.coverage_by_store("products") if one.store.id == 3)
    assert (german.images, german.labelled) == (6, 6)
    assert german.found == {
        "missing": 0,
        "inherited": 4,
        "file_name": 1,
        "too_long": 1,
        "duplicate": 2,
        "outdated": 1,
        "decorative": 1,
    }
    (behind,) = await coverage.counted_images("", 3, "outdated", 0, 10)
    assert (behind.image, behind.label, behind.inherited) == (first, "später", "later")
