"""Whoever watches a gallery hears of every new revision, whoever wrote it; and of the server's end."""

import asyncio
from collections.abc import AsyncIterator

import msgspec
import pytest

from tests.gallery.galleries import picture
from tests.shop import CATALOGUE
from web.database.engine import Database, bound
from web.database.journal import By
from web.gallery.edits import AddImage
from web.gallery.owner import Owner
from web.services import catalogue
from web.services.editing import edit_gallery
from web.services.reading import find_owner
from web.services.watching import Watch

pytestmark = pytest.mark.anyio


@pytest.fixture
async def dog(database: Database) -> Owner:
    await catalogue.load(msgspec.json.encode(CATALOGUE))
    return await find_owner("product", ("id", "8"))


@pytest.fixture
async def watch() -> AsyncIterator[Watch]:
    watch = Watch(every=0.02)
    yield watch
    await watch.stop()


async def add(owner: Owner) -> int:
    return (await edit_gallery(owner, [AddImage(picture=picture(0))], By(dialect="magento"))).revision


async def test_the_first_word_is_the_revision_as_it_is_and_then_every_newer_one(dog: Owner, watch: Watch) -> None:
    heard = watch.revisions(dog.id)
    assert await anext(heard) == dog.revision
    following = asyncio.ensure_future(anext(heard))
    await asyncio.sleep(0.1)
    assert not following.done()
    revision = await add(dog)
    async with asyncio.timeout(2):
        assert await following == revision


async def test_many_who_watch_cost_one_statement_a_look_and_nobody_none(dog: Owner, watch: Watch) -> None:
    streams = [watch.revisions(dog.id) for _ in range(20)]
    for stream in streams:
        await anext(stream)
    tasks = [asyncio.ensure_future(anext(stream)) for stream in streams]
    await asyncio.sleep(0.1)
    before = bound().statements
    await asyncio.sleep(0.3)
    assert bound().statements - before <= 16
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, *(stream.aclose() for stream in streams), return_exceptions=True)  # type: ignore[attr-defined]
    await asyncio.sleep(0.1)
    before = bound().statements
    await asyncio.sleep(0.2)
    assert bound().statements == before


async def test_the_servers_end_ends_every_stream(dog: Owner, watch: Watch) -> None:
    heard = watch.revisions(dog.id)
    await anext(heard)
    waiting = asyncio.ensure_future(_rest(heard))
    await asyncio.sleep(0.1)
    watch.close()
    async with asyncio.timeout(2):
        await waiting


async def _rest(stream: AsyncIterator[int]) -> list[int]:
    return [revision async for revision in stream]
