"""PostgreSQL: Piccolo's engine with pools, and the hot reads as statements that asyncpg keeps prepared.

Reads, writes and long reads have connections of their own, so that writers which wait for one locked row never take
those from which pictures and lists of other products are read. Every wait has an end, also where the server hangs.
"""

import asyncio
import re
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, NamedTuple, NoReturn

import asyncpg
from piccolo.engine.postgres import PostgresEngine, PostgresTransaction
from piccolo.querystring import QueryString

from web.database.engines.failures import DRIVER_ERRORS, translated
from web.gallery.unavailable import DatabaseBusy

READS = re.compile(r"\s*(SELECT|WITH)\b(?!.*\b(INSERT|UPDATE|DELETE|FOR SHARE)\b)", re.IGNORECASE | re.DOTALL)
LONG_READS = 2  # connections
CONNECT = 5.0  # seconds, as are all of these: for a new connection, and for one of a pool to be free
LONGER = 5.0  # than the server itself takes to end a statement
GIVE_BACK = 2.0  # for the server to end a statement that was broken off
STOP = 5.0  # for statements under way at the end


class Waits(NamedTuple):
    """Seconds for a lock and for a statement, 0 for as long as it takes."""

    lock: float
    statement: float
    long_statement: float

    def settings(self, statement: float) -> dict[str, Any]:
        """Of a connection. The server itself ends a statement; one that has stopped is waited for a little longer."""
        idle = "60000" if statement else "0"
        limits = {"lock_timeout": self.lock, "statement_timeout": statement}
        server = {name: str(int(seconds * 1000)) for name, seconds in limits.items()}
        return {
            "server_settings": {**server, "idle_in_transaction_session_timeout": idle},
            "command_timeout": statement + LONGER if statement else None,
            "timeout": CONNECT,
        }


FOR_REQUESTS = Waits(lock=5, statement=15, long_statement=300)
FOR_COMMANDS = Waits(lock=60, statement=0, long_statement=0)


async def _leave_as_is(_: object) -> None:
    """asyncpg resets a connection at every release; ours are never given back with anything to reset."""


class Transaction(PostgresTransaction):
    """The ORM's, which forgets to give its connection back when it is cancelled or broken off at its edges.

    Each one forgotten is one less in the pool, until nobody writes any more and stopping waits for ever.
    """

    async def get_connection(self) -> Any:
        engine: Postgres = self.engine  # type: ignore[assignment]
        try:
            return await acquire((await engine.pools()).writes)
        except DRIVER_ERRORS as error:
            raise_translated(error)

    async def begin(self) -> None:
        try:
            await super().begin()  # type: ignore[no-untyped-call]
        except BaseException as error:
            await self._give_back()
            raise_translated(error)

    async def commit(self) -> None:
        try:
            await super().commit()  # type: ignore[no-untyped-call]
        except BaseException as error:
            await self._leave()
            raise_translated(error)

    async def rollback(self) -> None:
        """Within a short time; a server that does not answer rolls back when its connection is gone."""
        try:
            async with asyncio.timeout(GIVE_BACK):
                await super().rollback()  # type: ignore[no-untyped-call]
        except BaseException as error:
            await self._leave()
            raise_translated(error)

    async def _leave(self) -> None:
        self.engine.current_transaction.reset(self.context)
        await self._give_back()

    async def _give_back(self) -> None:
        """Closed, since nobody knows what state it is in; the pool opens another one in its place."""
        self.connection.terminate()
        if self.engine.pool:
            await self.engine.pool.release(self.connection)


class Pools(NamedTuple):
    reads: asyncpg.Pool
    writes: asyncpg.Pool
    long_reads: asyncpg.Pool


class Postgres(PostgresEngine):
    """`statements` counts what was sent to the database."""

    def __init__(self, url: str, waits: Waits = FOR_REQUESTS, pool_size: int = 10) -> None:
        """`pool_size`: connections for reads and writes together."""
        super().__init__(config={"dsn": url, **waits.settings(waits.statement)})
        self.statements = 0
        self._waits, self._pool_size = waits, pool_size
        self._open: Pools | None = None

    async def check_version(self) -> None:
        """The ORM would connect here, as soon as an engine is made; any PostgreSQL still kept up is new enough."""

    async def hot(self, sql: str, args: Sequence[object]) -> list[Any]:
        """Rows of a prepared read: from the pool, or in the transaction that is open. Raises Unavailable."""
        return await self._fetch((self._open or await self.pools()).reads, sql, args)

    async def long(self, sql: str, args: Sequence[object]) -> list[Any]:
        """Rows of a statement that may take its time. Raises Unavailable."""
        pools = await self.pools()
        return await self._fetch(pools.long_reads if READS.match(sql) else pools.writes, sql, args)

    async def run_querystring(self, querystring: QueryString, in_pool: bool = True) -> Any:
        sql, args = querystring.compile_string(engine_type=self.engine_type)
        pools = await self.pools()
        return await self._fetch(pools.reads if READS.match(sql) else pools.writes, sql, args)

    async def _fetch(self, pool: asyncpg.Pool, sql: str, args: Sequence[object]) -> list[Any]:
        self.statements += 1
        transaction = self.current_transaction.get()
        try:
            if transaction is not None:
                return await transaction.connection.fetch(sql, *args)  # type: ignore[no-any-return]
            return await _fetch_by(await acquire(pool), pool, sql, args)
        except DRIVER_ERRORS as error:
            raise_translated(error)

    def transaction(self, allow_nested: bool = True) -> Transaction:
        return Transaction(self, allow_nested)

    async def pools(self) -> Pools:
        if self._open is None:
            half, long = max(1, self._pool_size // 2), self._waits.settings(self._waits.long_statement)
            reads, writes = await _pool(self.config, half), await _pool(self.config, half)
            self._open = Pools(reads, writes, await _pool(self.config | long, LONG_READS))
            self.pool = writes  # which the ORM knows
        return self._open

    async def start(self) -> None:
        await self.pools()

    async def stop(self) -> None:
        pools, self._open, self.pool = self._open, None, None
        await asyncio.gather(*(_close(pool) for pool in pools or ()))


async def _pool(config: dict[str, Any], size: int) -> asyncpg.Pool:
    return await asyncpg.create_pool(**config, min_size=0, max_size=size, reset=_leave_as_is)


async def _close(pool: asyncpg.Pool) -> None:
    try:
        async with asyncio.timeout(STOP):
            await pool.close()
    except TimeoutError:
        pool.terminate()


async def acquire(pool: asyncpg.Pool) -> Any:
    """A connection, for which nobody waits long. Raises DatabaseBusy, and what the driver raises."""
    try:
        if pool.get_idle_size():
            return await pool.acquire()  # without the task that a deadline takes
        return await pool.acquire(timeout=CONNECT)
    except TimeoutError as error:
        if pool.get_size() < pool.get_max_size():
            raise  # it was not waiting for others, but for the server
        raise DatabaseBusy("no connection was free in time") from error


async def _fetch_by(connection: Any, pool: asyncpg.Pool, sql: str, args: Sequence[object]) -> list[Any]:
    try:
        rows: list[Any] = await connection.fetch(sql, *args)
    except BaseException:
        releasing = asyncio.create_task(_give_back_broken_off(connection, pool))  # nobody waits for that
        _releasing.add(releasing)
        releasing.add_done_callback(_releasing.discard)
        raise
    await pool.release(connection)
    return rows


_releasing: set[asyncio.Task[None]] = set()


async def _give_back_broken_off(connection: Any, pool: asyncpg.Pool) -> None:
    """The server is told to end the statement; one that does not answer is left to find its connection gone."""
    try:
        await pool.release(connection, timeout=GIVE_BACK)
    except DRIVER_ERRORS:
        with suppress(asyncpg.InterfaceError):  # it was released all the same
            connection.terminate()


def raise_translated(error: BaseException) -> NoReturn:
    if isinstance(error, DRIVER_ERRORS):
        raised = translated(error)
        if raised is not error:
            raise raised from error
    raise error
