"""SQLite with kept connections: one writer with a fair queue, a few readers, one for long reads, hot reads on the spot.

Piccolo's own engine opens a connection and a thread for every query, which costs ten times the query itself.
Here each connection lives as long as the engine and has one thread. Statements of the hot read path take some
twenty microseconds from the page cache; handing them to a thread would cost more than that, so they run where
they are called, on a connection of their own that cannot write.
"""

import asyncio
import contextvars
import re
import sqlite3
import threading
from collections.abc import Sequence
from types import TracebackType
from typing import Any, NamedTuple

from piccolo.engine.exceptions import TransactionError
from piccolo.engine.sqlite import SQLiteEngine, TransactionType
from piccolo.querystring import QueryString

from web.database.engines.connection import Connection, Rows, Tuples
from web.database.engines.failures import translated
from web.database.engines.locks import FairLock
from web.gallery.unavailable import DatabaseBusy

READS = re.compile(r"\s*(SELECT|WITH)\b", re.IGNORECASE)


class Transaction:
    """`async with engine.transaction()`: the writer connection, first come first served, BEGIN IMMEDIATE."""

    def __init__(self, engine: "SQLite", allow_nested: bool = True) -> None:
        self.engine = engine
        self.parent: Transaction | None = engine.current_transaction.get()
        if self.parent and not allow_nested:
            raise TransactionError("A transaction is already active - nested transactions aren't allowed.")

    async def __aenter__(self) -> "Transaction":
        if self.parent:
            return self.parent
        self.connection = await self.engine.take_writer()
        try:
            await self.connection.run("BEGIN IMMEDIATE")
        except BaseException:
            self._leave()
            raise
        self._token = self.engine.current_transaction.set(self)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.parent:
            return
        self.engine.current_transaction.reset(self._token)
        try:
            if error is None:
                await self.connection.run("COMMIT")
        finally:
            self._leave()

    def _leave(self) -> None:
        """Roll back what is open and pass the writer on, in the writer's thread: cancelling cannot skip it."""

        def leave() -> None:
            try:
                if self.connection.db.in_transaction:
                    self.connection.db.execute("ROLLBACK")
            finally:
                self.engine.writer_lock.release()

        self.connection.post(leave)


class OpenConnections(NamedTuple):
    writer: Connection
    readers: list[Connection]
    long: Connection
    hot: sqlite3.Connection


class SQLite(SQLiteEngine):
    """The embedded engine. `statements` counts what was sent to the database."""

    def __init__(self, path: str, readers: int = 2, patience: float = 5.0) -> None:
        """`patience`: seconds to wait for others of this process that write, and as many for other processes."""
        super().__init__(path=path)
        self.current_transaction: contextvars.ContextVar[Any] = contextvars.ContextVar(
            "sqlite_transaction", default=None
        )
        self.writer_lock = FairLock()
        self.statements = 0
        self._readers, self._patience = readers, patience
        self._opening = threading.Lock()
        self._open: OpenConnections | None = None
        self._turn = 0

    async def take_writer(self) -> Connection:
        try:
            async with asyncio.timeout(self._patience):
                await self.writer_lock.acquire()
        except TimeoutError as error:
            raise DatabaseBusy("others have been writing for too long") from error
        try:
            return self._connections().writer
        except BaseException:  # it cannot be opened: the next caller gets the same error, instead of waiting
            self.writer_lock.release()
            raise

    def _connections(self) -> OpenConnections:
        with self._opening:
            if self._open is None:
                self._open = self._connected()
            return self._open

    def _connected(self) -> OpenConnections:
        types = sqlite3.PARSE_DECLTYPES | sqlite3.PARSE_COLNAMES
        read_only, patience = "PRAGMA query_only = ON", self._patience
        try:
            writer = Connection(self.path, patience=patience, detect_types=types)
            readers = [
                Connection(self.path, read_only, patience=patience, detect_types=types) for _ in range(self._readers)
            ]
            long, hot = (
                Connection(self.path, read_only, patience=patience),
                Connection(self.path, read_only, patience=0),
            )
        except sqlite3.Error as error:
            raise translated(error) from error
        return OpenConnections(writer, readers, long, hot.db)

    async def hot(self, sql: str, args: Sequence[object]) -> Tuples:
        """Rows of a prepared read as plain tuples: on the calling thread, or in the transaction that is open."""
        if self.current_transaction.get() is not None:
            return await self.long(sql, args)
        self.statements += 1
        try:
            return (self._open or self._connections()).hot.execute(sql, args).fetchall()
        except sqlite3.OperationalError as error:
            raised = translated(error)
            if not isinstance(raised, DatabaseBusy):
                raise raised from error
        return await self.long(sql, args)  # where waiting holds up nobody else

    async def long(self, sql: str, args: Sequence[object]) -> Tuples:
        """Rows of a statement that may take its time: in the transaction that is open, else where no picture waits."""
        self.statements += 1
        transaction: Transaction | None = self.current_transaction.get()
        connection = transaction.connection if transaction else self._connections().long
        return await connection.work(lambda: connection.tuples(sql, args))

    async def run_querystring(self, querystring: QueryString, in_pool: bool = False) -> Rows:
        sql, args = querystring.compile_string(engine_type="sqlite")
        return await self.fetch(sql, args)

    async def run_ddl(self, ddl: str, in_pool: bool = False) -> Rows:
        return await self.fetch(ddl)

    async def fetch(self, sql: str, args: Sequence[object] = ()) -> Rows:
        self.statements += 1
        transaction = self.current_transaction.get()
        if transaction:
            return await transaction.connection.run(sql, args)  # type: ignore[no-any-return]
        if READS.match(sql):
            readers = self._connections().readers
            self._turn = (self._turn + 1) % len(readers)
            return await readers[self._turn].run(sql, args)
        writer = await self.take_writer()
        try:
            return await writer.run(sql, args)
        finally:
            writer.post(self.writer_lock.release)

    def transaction(  # type: ignore[override]
        self, transaction_type: TransactionType = TransactionType.immediate, allow_nested: bool = True
    ) -> Transaction:
        return Transaction(self, allow_nested)

    async def start(self) -> None:
        self._connections()

    async def stop(self) -> None:
        self.close()

    def close(self) -> None:
        with self._opening:
            if self._open is not None:
                for connection in (*self._open.readers, self._open.long, self._open.writer):
                    connection.close()
                self._open.hot.close()
                self._open = None
