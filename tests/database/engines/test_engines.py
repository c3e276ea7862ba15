"""The engines: kept connections, a fair writer, hot reads that see their own transaction."""

import asyncio
from collections.abc import Callable
from contextvars import Context
from pathlib import Path
from typing import Any

import pytest
from piccolo.table import Table

from web.database.engines.bound import Database, bind
from web.database.engines.locks import FairLock
from web.database.engines.sqlite import SQLite
from web.database.engines.transaction import Conflict, writing
from web.database.queries.statements import HotRead
from web.database.tables import (
    Image,
    ImageOverride,
    ImageVariation,
    Owner,
    OwnerIdentifier,
    Picture,
    Role,
    RoleHolder,
    Store,
)

pytestmark = pytest.mark.anyio
PICTURE: dict[str, Any] = {
    "image": 1,
    "content_hash": "0",
    "format": "JPEG",
    "size": 1,
    "width": 1,
    "height": 1,
    "mode": "RGB",
    "file_name": "a.jpg",
    "public_stem": "a.jpg",
    "public_count": 1,
    "uploaded_at": 0,
}
CODES = HotRead("SELECT code FROM role WHERE code = {}")


async def test_a_hot_read_sees_what_its_own_transaction_wrote_and_others_do_not(database: Database) -> None:
    async with writing():
        await Role.insert(Role(code="hover", name="Hover"))
        assert len(await CODES("hover")) == 1
        seen_outside = await asyncio.get_running_loop().create_task(_codes(), context=Context())
    assert seen_outside == 0
    assert len(await CODES("hover")) == 1


async def _codes() -> int:
    return len(await CODES("hover"))


async def test_an_error_takes_everything_of_the_transaction_back(database: Database) -> None:
    async def break_off() -> None:
        async with writing():
            await Role.insert(Role(code="hover", name="Hover"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await break_off()
    assert await CODES("hover") == []


async def test_a_broken_unique_index_is_a_conflict_on_both_engines(database: Database) -> None:
    with pytest.raises(Conflict):
        async with writing():
            await Role.insert(Role(code="image", name="Twice"))


async def test_a_foreign_key_to_nothing_is_a_conflict_on_both_engines(database: Database) -> None:
    with pytest.raises(Conflict):
        async with writing():
            await OwnerIdentifier.insert(OwnerIdentifier(kind="product", type="id", text="1", owner=999))


async def test_statements_are_counted(database: Database) -> None:
    before = database.statements
    await CODES("image")
    await Role.select()
    assert database.statements == before + 2


async def test_writers_are_let_in_in_the_order_of_asking() -> None:
    lock, order = FairLock(), []

    async def enter(name: int) -> None:
        await lock.acquire()
        order.append(name)
        await asyncio.sleep(0)
        lock.release()

    await asyncio.gather(*(enter(name) for name in range(10)))
    assert order == list(range(10))


async def test_who_gives_up_waiting_is_passed_over() -> None:
    lock = FairLock()
    await lock.acquire()
    impatient = asyncio.create_task(lock.acquire())
    patient = asyncio.create_task(lock.acquire())
    await asyncio.sleep(0)
    impatient.cancel()
    await asyncio.gather(impatient, return_exceptions=True)
    lock.release()
    await asyncio.wait_for(patient, 5)


async def test_a_reading_connection_cannot_write(tmp_path: Path) -> None:
    engine = SQLite(str(tmp_path / "x.sqlite"))
    bind(engine)
    await engine.run_ddl("CREATE TABLE thing (id INTEGER)")
    with pytest.raises(Exception, match="readonly"):
        await engine.hot("INSERT INTO thing VALUES (1)", ())
    await engine.stop()


@pytest.mark.parametrize(
    "twice",
    [
        lambda: Owner(kind="product", shop_id=1, slug="b", name="B"),
        lambda: OwnerIdentifier(kind="product", type="slug", text="a", owner=1),
        lambda: Store(id=9, code="default", name="Again"),
        lambda: ImageOverride(owner=1, image=1, store=1, label="again"),
        lambda: RoleHolder(owner=1, store=0, role="image", image=None),
        lambda: ImageVariation(owner=1, image=1, variation=7),
        lambda: Picture(owner=1, public_name="a.jpg", **PICTURE),
    ],
    ids=["owner", "address", "store", "override", "role", "variation", "public name"],
)
async def test_what_may_be_there_once_is_there_once_on_both_engines(
    database: Database, twice: Callable[[], Table]
) -> None:
    await Store.insert(Store(id=1, code="default", name="Default"))
    await Owner.insert(Owner(kind="product", shop_id=1, slug="a", name="A"))
    await OwnerIdentifier.insert(OwnerIdentifier(kind="product", type="slug", text="a", owner=1))
    await Picture.insert(Picture(owner=1, public_name="a.jpg", **PICTURE))
    await Image.insert(Image(id=1, owner=1, picture=1, position=1, created_at=0, updated_at=0))
    await ImageOverride.insert(ImageOverride(owner=1, image=1, store=1))
    await RoleHolder.insert(RoleHolder(owner=1, store=0, role="image", image=1))
    await ImageVariation.insert(ImageVariation(owner=1, image=1, variation=7))
    row = twice()
    with pytest.raises(Conflict):
        async with writing():
            await type(row).insert(row)


async def test_reading_never_takes_the_writer(tmp_path: Path) -> None:
    engine = SQLite(str(tmp_path / "x.sqlite"))
    await engine.run_ddl("CREATE TABLE thing (id INTEGER)")
    async with engine.transaction():
        for read in ("SELECT * FROM thing", "\n  select 1", "WITH one AS (SELECT 1) SELECT * FROM one"):
            rows = asyncio.get_running_loop().create_task(engine.fetch(read), context=Context())
            await asyncio.wait_for(rows, 5)
    await engine.stop()


async def test_writers_who_wait_for_each_other_crosswise_are_a_conflict(database: Database) -> None:
    """On SQLite they never do: one writes after the other."""
    both_hold_one, codes = asyncio.Barrier(2), ("image", "thumbnail")

    async def rename(codes: tuple[str, ...]) -> None:
        async with writing():
            for code in codes:
                await Role.update({Role.name: "Renamed"}).where(Role.code == code)
                if database.engine_type == "postgres" and code == codes[0]:
                    await both_hold_one.wait()

    ended = await asyncio.gather(rename(codes), rename(codes[::-1]), return_exceptions=True)
    expected = [Conflict] if database.engine_type == "postgres" else []
    assert [type(end) for end in ended if end is not None] == expected
