"""Every wait for the database has an end, and one that waits takes nothing from the others."""

import asyncio
import os
import shutil
import signal
import socket
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import asyncpg
import pytest

from tests.servers import fresh_database
from web.database.engines import postgres
from web.database.engines.bound import Database, bind
from web.database.engines.failures import translated
from web.database.engines.postgres import Postgres, Waits
from web.database.engines.sqlite import SQLite
from web.database.engines.transaction import writing
from web.database.queries.statements import HotRead
from web.database.tables import Role
from web.gallery.unavailable import DatabaseBusy, DatabaseUnavailable, DiskFull, Unavailable

pytestmark = pytest.mark.anyio
SHORT = Waits(lock=0.3, statement=1, long_statement=1)
ROLES = HotRead("SELECT code FROM role WHERE id > {}")


async def rename() -> None:
    async with writing():
        await Role.update({Role.name: "Renamed"}).where(Role.code == "image")


async def read() -> None:
    assert await Role.count() == len(await ROLES(0)) == 3


@pytest.fixture
async def impatient(postgres_server: str, postgres_template: str) -> AsyncIterator[Postgres]:
    async with fresh_database(postgres_server, postgres_template) as url:
        engine = Postgres(url, SHORT, pool_size=4)
        bind(engine)
        yield engine
        await engine.stop()


@asynccontextmanager
async def locked_row(url: str) -> AsyncIterator[None]:
    other = await asyncpg.connect(url)
    try:
        async with other.transaction():
            await other.execute("UPDATE role SET name = 'x' WHERE code = 'image'")
            yield
    finally:
        await other.close()


@pytest.mark.postgres
async def test_writers_that_wait_for_a_row_leave_the_readers_their_connections(impatient: Postgres) -> None:
    async with locked_row(impatient.config["dsn"]):
        writers = [asyncio.create_task(rename()) for _ in range(6)]
        for _ in range(20):
            await read()
        assert not any(writer.done() for writer in writers)
        raised = await asyncio.gather(*writers, return_exceptions=True)
        assert {type(one) for one in raised} == {DatabaseBusy}
    await rename()


@pytest.mark.postgres
async def test_whoever_gets_no_connection_is_told_to_come_again(
    impatient: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres, "CONNECT", 0.05)
    async with impatient.transaction(), asyncio.TaskGroup() as others:
        others.create_task(_take_the_last(impatient))
        await asyncio.sleep(0)
    await rename()


async def _take_the_last(engine: Postgres) -> None:
    engine.current_transaction.set(None)
    async with engine.transaction():
        engine.current_transaction.set(None)
        with pytest.raises(DatabaseBusy):
            await rename()
        engine.current_transaction.set(None)


@pytest.mark.postgres
async def test_a_statement_that_takes_too_long_is_ended(impatient: Postgres) -> None:
    with pytest.raises(DatabaseBusy):
        await impatient.hot("SELECT pg_sleep(20)", ())
    await read()


@pytest.mark.postgres
async def test_a_server_that_hangs_is_waited_for_neither_by_a_write_nor_at_the_end(
    impatient: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    for wait in ("GIVE_BACK", "STOP", "LONGER"):
        monkeypatch.setattr(postgres, wait, 0.1)
    engine, hung = Postgres(impatient.config["dsn"], SHORT), 0
    bind(engine)
    try:
        with pytest.raises(DatabaseUnavailable):  # noqa: PT012 - the server hangs inside the transaction
            async with writing():
                ((hung,),) = await engine.hot("SELECT pg_backend_pid()", ())
                os.kill(hung, signal.SIGSTOP)
                await Role.update({Role.name: "x"}).where(Role.code == "image")
        await read()
        await engine.stop()
    finally:
        os.kill(hung, signal.SIGCONT)


@pytest.mark.postgres
async def test_whoever_is_cancelled_while_the_server_hangs_is_cancelled_at_once(impatient: Postgres) -> None:
    ((hung,),) = await impatient.hot("SELECT pg_backend_pid()", ())
    os.kill(hung, signal.SIGSTOP)
    try:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.1):
                await impatient.hot("SELECT 1", ())
    finally:
        os.kill(hung, signal.SIGCONT)
    await read()


@pytest.mark.postgres
async def test_a_server_that_never_answers_is_unavailable(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        engine = Postgres(f"postgresql://nobody@127.0.0.1:{server.getsockname()[1]}/nothing")
        monkeypatch.setitem(engine.config, "timeout", 0.1)
        with pytest.raises(DatabaseUnavailable):
            await engine.hot("SELECT 1", ())
        await engine.stop()


@pytest.fixture
async def small(sqlite_template: Path, tmp_path: Path) -> AsyncIterator[SQLite]:
    engine = SQLite(str(shutil.copy(sqlite_template, tmp_path / "own.sqlite")), patience=0.2)
    bind(engine)
    yield engine
    await engine.stop()


async def test_while_another_process_holds_the_file_writers_give_up_and_readers_go_on(small: SQLite) -> None:
    with closing(sqlite3.connect(small.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        writers = [asyncio.create_task(rename()) for _ in range(6)]
        for _ in range(20):
            await read()
        raised = await asyncio.gather(*writers, return_exceptions=True)
        assert {type(one) for one in raised} == {DatabaseBusy}
    await rename()


async def test_a_file_that_is_locked_for_readers_too_does_not_hold_up_the_event_loop(small: SQLite) -> None:
    await small.start()
    turns = 0

    async def turn() -> None:
        nonlocal turns
        while True:
            await asyncio.sleep(0)
            turns += 1

    await small.stop()
    with closing(sqlite3.connect(small.path, isolation_level=None)) as other:
        for statement in ("PRAGMA locking_mode = EXCLUSIVE", "BEGIN IMMEDIATE", "COMMIT"):
            other.execute(statement)
        others = asyncio.create_task(turn())
        with pytest.raises(DatabaseBusy):
            await ROLES(0)
        others.cancel()
    await read()


@pytest.mark.parametrize("pragma", ["PRAGMA max_page_count = 1", "PRAGMA query_only = ON"])
async def test_a_full_or_read_only_disk_is_told_from_a_busy_database(small: SQLite, pragma: str) -> None:
    async with small.transaction() as transaction:
        await transaction.connection.run(pragma)
    with pytest.raises(DiskFull):
        async with writing():
            await Role.insert(*(Role(code=f"r{number}", name="x" * 4000) for number in range(50)))
    await read()


async def test_a_file_that_cannot_be_opened_is_unavailable(tmp_path: Path) -> None:
    engine = SQLite(str(tmp_path / "no folder" / "x.sqlite"))
    bind(engine)
    for work in (rename, read):
        with pytest.raises(DatabaseUnavailable):
            await work()


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (asyncpg.DiskFullError("why"), DiskFull),
        (asyncpg.TooManyConnectionsError("why"), DatabaseBusy),
        (asyncpg.LockNotAvailableError("why"), DatabaseBusy),
        (asyncpg.QueryCanceledError("why"), DatabaseBusy),
        (asyncpg.AdminShutdownError("why"), DatabaseUnavailable),
        (asyncpg.CannotConnectNowError("why"), DatabaseUnavailable),
        (asyncpg.ConnectionDoesNotExistError("why"), DatabaseUnavailable),
        (asyncpg.ReadOnlySQLTransactionError("why"), DatabaseUnavailable),
        (asyncpg.InterfaceError("connection is closed"), DatabaseUnavailable),
        (ConnectionRefusedError(), DatabaseUnavailable),
        (TimeoutError(), DatabaseUnavailable),
        (asyncpg.InterfaceError("cannot perform operation: another operation is in progress"), None),
        (asyncpg.UndefinedTableError("why"), None),
        (asyncpg.UniqueViolationError("why"), None),
        (sqlite3.OperationalError("no such table: x"), None),
    ],
    ids=lambda value: getattr(value, "__name__", None) or type(value).__name__,
)
def test_drivers_errors_that_mean_not_now_are_told_from_our_own_faults(
    error: Exception, kind: type[Unavailable] | None
) -> None:
    raised = translated(error)
    assert raised is error if kind is None else type(raised) is kind


async def test_every_engine_says_in_its_own_words_what_is_the_matter(database: Database) -> None:
    with pytest.raises((sqlite3.OperationalError, asyncpg.UndefinedTableError)):
        await database.hot("SELECT * FROM nothing", ())
