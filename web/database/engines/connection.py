"""One kept sqlite3 connection, and the thread that works on it."""

import asyncio
import queue
import sqlite3
import threading
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from web.database.engines.failures import translated

PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -16000",
    "PRAGMA mmap_size = 268435456",
)

# Piccolo's own converter goes through Decimal; int() reads the same digits five times faster.
sqlite3.register_converter("INTEGER", int)

T = TypeVar("T")
V = TypeVar("V")
Rows = list[dict[str, Any]]
Tuples = list[tuple[Any, ...]]


class Connection:
    """One sqlite3 connection and the thread that works on it, started with the first job."""

    def __init__(self, path: str, *pragmas: str, patience: float, detect_types: int = 0) -> None:
        """`patience`: seconds to wait while another process holds the lock."""
        self.db = sqlite3.connect(
            path, isolation_level=None, check_same_thread=False, cached_statements=512, detect_types=detect_types
        )
        for pragma in (f"PRAGMA busy_timeout = {int(patience * 1000)}", *PRAGMAS, *pragmas):
            self.db.execute(pragma)
        self._jobs: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._closed = False

    def fetch(self, sql: str, args: Sequence[object] = ()) -> Rows:
        cursor = self.db.execute(sql, args)
        rows = cursor.fetchall()
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in rows]

    def tuples(self, sql: str, args: Sequence[object]) -> Tuples:
        return self.db.execute(sql, args).fetchall()

    async def run(self, sql: str, args: Sequence[object] = ()) -> Rows:
        return await self.work(lambda: self.fetch(sql, args))

    async def work(self, job: Callable[[], T]) -> T:
        """Do a job in the connection's thread, after the jobs before it."""
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self.post(lambda: _run(future, job))
        return await future

    def post(self, job: Callable[[], None]) -> None:
        """Queue a job for the connection's thread, without waiting for it; once closed, let it fail at once."""
        if self._closed:
            job()
            return
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, daemon=True, name="packshot-sqlite")
            self._thread.start()
        self._jobs.put(job)

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            job()

    def close(self) -> None:
        self._closed = True
        if self._thread is not None:
            self._jobs.put(None)
            self._thread.join()
        self.db.close()


def _run(future: "asyncio.Future[T]", job: Callable[[], T]) -> None:
    try:
        result = job()
    except Exception as error:
        _resolve(future, future.set_exception, _caused_by(error))
    else:
        _resolve(future, future.set_result, result)


def _caused_by(error: Exception) -> Exception:
    raised = translated(error)
    if raised is not error:
        raised.__cause__ = error
    return raised


def _resolve(future: "asyncio.Future[T]", resolve: Callable[[V], None], value: V) -> None:
    loop = future.get_loop()
    if not loop.is_closed():  # the caller may be gone, with its loop
        loop.call_soon_threadsafe(lambda: None if future.done() else resolve(value))
