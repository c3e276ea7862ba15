"""Readiness: whether database, storage, temporary folder and decoders can do their work at this moment.

Each really does a little of it. Asked as often as anybody likes, it looks once a second at most.
"""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from time import monotonic
from typing import NamedTuple

from web.database.engines import bound
from web.database.queries import key_values
from web.files.store import FileStore
from web.files.temporary import check_writable
from web.gallery.clock import now
from web.gallery.unavailable import Busy, DatabaseBusy, DiskFull, unavailable_for
from web.imaging.checking import check
from web.imaging.sandbox.pool import run_in_sandbox

DEADLINE = 3.0  # seconds for each part
KEPT = 1.0  # seconds
DECODERS_KEPT = 30.0  # seconds, where they work
DOT = b"GIF89a\1\0\1\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\1\0\1\0\0\2\2D\1\0;"  # a picture of one pixel

OK, BUSY, FULL, UNREACHABLE, NO_SCHEMA = "ok", "busy", "full or read-only", "unreachable", "without schema"
STATES: dict[type[Exception], str] = {DatabaseBusy: BUSY, DiskFull: FULL}


class Part(NamedTuple):
    state: str
    error: Exception | None = None


class Readiness:
    """Not locked: for the event loop's thread alone."""

    def __init__(self, files: FileStore, temp_dir: Path) -> None:
        self._files, self._temp_dir = files, temp_dir
        self._found: dict[str, Part] = {}
        self._until = self._decoders_until = 0.0
        self._looking: asyncio.Task[None] | None = None
        self._checks: dict[str, asyncio.Task[Part]] = {}

    async def check(self) -> dict[str, Part]:
        """The state of each part, at most a second old; whoever asks meanwhile waits for the same look."""
        if monotonic() >= self._until:
            if self._looking is None:
                self._looking = asyncio.create_task(self._look())
            await asyncio.shield(self._looking)
        return self._found

    async def _look(self) -> None:
        parts = {"database": self._database, "storage": self._files.reachable}
        parts |= {"temporary": self._temporary, "decoders": self._decoders}
        try:
            found = await asyncio.gather(*(self._part(name, check) for name, check in parts.items()))
            self._found = dict(zip(parts, found, strict=True))
            self._until = monotonic() + KEPT
        finally:
            self._looking = None

    async def _part(self, name: str, check: Callable[[], Awaitable[object]]) -> Part:
        """One that hangs is left alone and not asked again, or each would take a thread from everybody else."""
        if name not in self._checks:
            self._checks[name] = asyncio.create_task(_part(check))
        await asyncio.wait({self._checks[name]}, timeout=DEADLINE)
        if not self._checks[name].done():
            return Part(UNREACHABLE, TimeoutError("no answer in time"))
        return self._checks.pop(name).result()

    async def _database(self) -> None:
        """It is read from, and written to."""
        await bound.reachable()
        try:
            async with asyncio.timeout(DEADLINE / 2):
                await key_values.touch("readiness", now())
        except TimeoutError as error:
            raise DatabaseBusy("somebody else has been writing for too long") from error

    async def _temporary(self) -> None:
        await asyncio.to_thread(check_writable, self._temp_dir, DOT)

    async def _decoders(self) -> None:
        """They decode a pixel. That all are busy is no fault."""
        if monotonic() < self._decoders_until:
            return
        path = self._temp_dir / "ready.gif"
        await asyncio.to_thread(path.write_bytes, DOT)
        try:
            await run_in_sandbox(check, path, 1, 1)
        except Busy:
            return
        finally:
            await asyncio.to_thread(path.unlink, True)
        self._decoders_until = monotonic() + DECODERS_KEPT


async def _part(check: Callable[[], Awaitable[object]]) -> Part:
    try:
        await check()
        return Part(OK)
    except bound.NO_SCHEMA as error:
        return Part(NO_SCHEMA, error)
    except Exception as error:  # whatever it is, the part does not do its work
        found = unavailable_for(error) if isinstance(error, OSError) else error
        return Part(STATES.get(type(found), UNREACHABLE), found)
