"""Revision streams: who watches a gallery is told of every new revision and of the server's end."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest

from tests.gallery.galleries import picture
from tests.manual_clock import PATIENCE, ManualClock
from tests.servers import unreachable_database
from tests.shop import CATALOGUE
from web.database.engines.bound import Database, bound_engine
from web.gallery.edits import AddImage
from web.gallery.model import Actor
from web.gallery.owner import Owner
from web.services.catalogue import catalogue_file
from web.services.catalogue.lookup import find_owner
from web.services.editing.revisions import INTERVAL, LONGEST_BACKOFF, TASK, RevisionWatcher
from web.services.editing.write_path import edit_gallery

pytestmark = pytest.mark.anyio


@pytest.fixture
async def dog(database: Database) -> Owner:
    await catalogue_file.load(msgspec.json.encode(CATALOGUE))
    return await find_owner("product", ("id", "8"))


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
async def watch(clock: ManualClock) -> AsyncIterator[RevisionWatcher]:
    watch = RevisionWatcher(clock.sleep)
    yield watch
    await watch.stop()


async def add(owner: Owner) -> int:
    return (await edit_gallery(owner, [AddImage(picture=picture(0))], Actor(dialect="magento"))).revision


async def next_revision(stream: AsyncIterator[int]) -> "asyncio.Future[int]":
    """The next word after the first one, which comes at once."""
    await anext(stream)
    return asyncio.ensure_future(anext(stream))


async def test_the_first_word_is_the_revision_as_it_is_and_then_every_newer_one(
    dog: Owner, watch: RevisionWatcher, clock: ManualClock
) -> None:
    revisions = watch.revisions(dog.id)
    assert await anext(revisions) == dog.revision
    following = asyncio.ensure_future(anext(revisions))
    await clock.settled()
    await clock.advance(4 * INTERVAL)
    assert not following.done()
    revision = await add(dog)
    await clock.advance(INTERVAL)
    async with asyncio.timeout(PATIENCE):
        assert await following == revision


async def test_many_who_watch_cost_one_statement_a_look_and_nobody_none(
    dog: Owner, watch: RevisionWatcher, clock: ManualClock
) -> None:
    streams = [watch.revisions(dog.id) for _ in range(20)]
    following = [await next_revision(stream) for stream in streams]
    await clock.settled()
    before = bound_engine().statements
    await clock.advance(10 * INTERVAL)
    assert bound_engine().statements - before == 10
    for task in following:
        task.cancel()
    await asyncio.gather(*following, *(stream.aclose() for stream in streams), return_exceptions=True)  # type: ignore[attr-defined]
    before = bound_engine().statements
    (looking,) = [task for task in asyncio.all_tasks() if task.get_name() == TASK]
    clock.wake()
    async with asyncio.timeout(PATIENCE):
        await looking
    assert bound_engine().statements == before


async def test_after_a_database_was_away_the_newest_revision_is_heard(
    dog: Owner, watch: RevisionWatcher, clock: ManualClock, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    following = await next_revision(watch.revisions(dog.id))
    await clock.settled()
    async with unreachable_database(bound_engine(), tmp_path):
        await clock.advance(120.0)
        assert not following.done()
    revision = await add(dog)
    await clock.advance(LONGEST_BACKOFF)
    async with asyncio.timeout(PATIENCE):
        assert await following == revision
    assert [record.getMessage() for record in caplog.records if record.name == "packshot.periodic"] == [
        "periodic task live_pages failed",
        "periodic task live_pages works again",
    ]


async def test_the_servers_end_ends_every_stream(dog: Owner, watch: RevisionWatcher) -> None:
    revisions = watch.revisions(dog.id)
    await anext(revisions)
    waiting = asyncio.ensure_future(_read_to_end(revisions))
    watch.close()
    async with asyncio.timeout(PATIENCE):
        await waiting


async def _read_to_end(stream: AsyncIterator[int]) -> list[int]:
    return [revision async for revision in stream]
