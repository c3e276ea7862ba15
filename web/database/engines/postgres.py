"""PostgreSQL: Piccolo's engine with a pool, and the hot reads as statements that asyncpg keeps prepared."""

from collections.abc import Sequence
from typing import Any

import asyncpg
from piccolo.engine.postgres import PostgresEngine, PostgresTransaction
from piccolo.querystring import QueryString


async def _leave_as_is(_: object) -> None:
    """asyncpg resets a connection at every release; ours are never given back with anything to reset."""


class Transaction(PostgresTransaction):
    """The ORM's, which forgets to give its connection back when it is cancelled or broken off at its edges.

    Each one forgotten is one less in the pool, until nobody writes any more and stopping waits for ever.
    """

    async def begin(self) -> None:
        try:
            await super().begin()  # type: ignore[no-untyped-call]
        except BaseException:
            await self._give_back()
            raise

    async def commit(self) -> None:
        try:
            await super().commit()  # type: ignore[no-untyped-call]
        except BaseException:
            await self._leave()
            raise

    async def rollback(self) -> None:
        try:
            await super().rollback()  # type: ignore[no-untyped-call]
        except BaseException:
            await self._leave()
            raise

    async def _leave(self) -> None:
        self.engine.current_transaction.reset(self.context)
        await self._give_back()

    async def _give_back(self) -> None:
        """Closed, since nobody knows what state it is in; the pool opens another one in its place."""
        self.connection.terminate()
        if self.engine.pool:
            await self.engine.pool.release(self.connection)


class Postgres(PostgresEngine):
    """`statements` counts what was sent to the database."""

    def __init__(self, url: str, pool_size: int = 10) -> None:
        super().__init__(config={"dsn": url})
        self.statements = 0
        self._pool_size = pool_size

    async def check_version(self) -> None:
        """The ORM would connect here, as soon as an engine is made; any PostgreSQL still kept up is new enough."""

    async def hot(self, sql: str, args: Sequence[object]) -> list[Any]:
        """Rows of a prepared read: from the pool, or in the transaction that is open."""
        self.statements += 1
        transaction = self.current_transaction.get()
        if transaction is not None:
            return await transaction.connection.fetch(sql, *args)  # type: ignore[no-any-return]
        if self.pool is None:
            await self.start()
        return await self.pool.fetch(sql, *args)  # type: ignore[no-any-return,union-attr]

    async def long(self, sql: str, args: Sequence[object]) -> list[Any]:
        """Rows of a statement that may take its time."""
        return await self.hot(sql, args)

    def transaction(self, allow_nested: bool = True) -> Transaction:
        return Transaction(self, allow_nested)

    async def run_querystring(self, querystring: QueryString, in_pool: bool = True) -> Any:
        self.statements += 1
        return await super().run_querystring(querystring, in_pool)

    async def start(self) -> None:
        if self.pool is None:
            self.pool = await asyncpg.create_pool(
                **self.config, min_size=1, max_size=self._pool_size, reset=_leave_as_is
            )

    async def stop(self) -> None:
        if self.pool is not None:
            await self.pool.close()
            self.pool = None
