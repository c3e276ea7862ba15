"""PostgreSQL's pool: whoever is cancelled gives the connection back, wherever that was."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

import asyncpg
import pytest

from tests.servers import fresh_database
from web.database.engines.bound import bind
from web.database.engines.postgres import Postgres
from web.database.engines.transaction import writing
from web.database.tables import Role

pytestmark = [pytest.mark.anyio, pytest.mark.postgres]


@pytest.fixture
async def engine(postgres_server: str, postgres_template: str) -> AsyncIterator[Postgres]:
    """An engine with a pool of one connection, so that one that is lost is missed at once."""
    async with fresh_database(postgres_server, postgres_template) as url:
        engine = Postgres(url, pool_size=2)
        bind(engine)
        await engine.start()
        yield engine
        assert engine.pool is not None
        engine.pool.terminate()  # a connection that was lost would be waited for


async def rename() -> None:
    async with writing():
        await Role.update({Role.name: "Renamed"}).where(Role.code == "image")


@pytest.mark.parametrize("point", ["start", "commit", "rollback"])
async def test_a_write_cancelled_at_its_edges_leaves_the_connection_to_the_next(
    engine: Postgres, monkeypatch: pytest.MonkeyPatch, point: str
) -> None:
    reached, cancelled = asyncio.Event(), asyncio.Event()
    real = getattr(asyncpg.transaction.Transaction, point)

    async def slowly(transaction: asyncpg.transaction.Transaction) -> None:
        reached.set()
        await cancelled.wait()
        await real(transaction)

    async def write() -> None:
        async with writing():
            await Role.update({Role.name: "Half"}).where(Role.code == "image")
            if point == "rollback":
                raise ZeroDivisionError

    with monkeypatch.context() as patched:
        patched.setattr(asyncpg.transaction.Transaction, point, slowly)
        half = asyncio.create_task(write())
        await reached.wait()
        half.cancel()
        asyncio.get_running_loop().call_soon(cancelled.set)  # what is shielded goes on after that
        with contextlib.suppress(asyncio.CancelledError):
            await half
    await asyncio.wait_for(rename(), 5)
    assert await Role.select(Role.name).where(Role.code == "image") == [{"name": "Renamed"}]
