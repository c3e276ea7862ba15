"""The engines: kept connections, a fair writer, hot reads that see their own transaction."""

import asyncio
from contextvars import Context
from pathlib import Path

import pytest

from web.database.engine import Database, bind
from web.database.fair_lock import FairLock
from web.database.hot_reads import HotRead
from web.database.sqlite import SQLite
from web.database.tables import Address, Role
from web.database.transaction import Conflict, writing

pytestmark = pytest.mark.anyio
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
            await Address.insert(Address(kind="product", way="id", text="1", owner=999))


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
    await asyncio.wait_for(patient, 1)


async def test_a_reading_connection_cannot_write(tmp_path: Path) -> None:
    engine = SQLite(str(tmp_path / "x.sqlite"))
    bind(engine)
    await engine.run_ddl("CREATE TABLE thing (id INTEGER)")
    with pytest.raises(Exception, match="readonly"):
        await engine.hot("INSERT INTO thing VALUES (1)", ())
    await engine.stop()
