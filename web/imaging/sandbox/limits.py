"""Limits of decoding: so many pictures at once per process, and so much memory on this machine.

Memory is shared out in slots of 128 MiB. Each is a lock on a file of its own, so that the slots of a process that dies
are free again at once. Whoever waits for several stands in the one turnstile, so that small pictures can't pass a large
one for ever.
"""

import asyncio
import fcntl
import os
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep

from web.files.temporary import made_private, private_folder
from web.gallery.unavailable import Busy, StorageUnavailable


class WaitingQueue:
    """A queue of one event loop. `max_wait` is in seconds."""

    def __init__(self, max_concurrent: int, queue: int, max_wait: float) -> None:
        self._free = asyncio.Semaphore(max_concurrent)
        self._queue = queue
        self._max_wait = max_wait
        self._waiting = 0

    @asynccontextmanager
    async def taken(self) -> AsyncIterator[None]:
        """Raises Busy."""
        if self._waiting >= self._queue:
            raise Busy("too many wait for their turn")
        self._waiting += 1
        try:
            async with asyncio.timeout(self._max_wait):
                await self._free.acquire()
        except TimeoutError as error:
            raise Busy("too many were before this one") from error
        finally:
            self._waiting -= 1
        try:
            yield
        finally:
            self._free.release()


SLOT = 128 * 2**20  # bytes
PAUSE = 0.01  # seconds between looks at what others have let go
TRIES = 5  # to open a lock in a folder that others clean away meanwhile


class MemoryBudget:
    """Blocks while it waits: to be used from threads that may.

    `folder` is where the locks are: processes with the same one share this memory. It is made when it is missing, also
    while somebody waits. None is one for all processes of this user.
    """

    def __init__(self, memory: int, folder: Path | None = None) -> None:
        self._folder = folder
        self._slots = max(1, memory // SLOT)
        self._in_use: Path | None = None

    def lock_in(self, folder: Path) -> None:
        """Share it from now on with those that name this folder too."""
        self._folder, self._in_use = folder, None

    @contextmanager
    def taken(self, memory: int, until: float) -> Iterator[None]:
        """Room for so many bytes; whoever wants more than there is gets all of it, and works alone.

        Raises Busy when it can't be had until then, on the monotonic clock.
        """
        held: list[int] = []
        try:
            turnstile = self._wait_for(["turn"], until)
            try:
                names = [f"slot-{number}" for number in range(self._slots)]
                for _ in range(min(self._slots, -(-memory // SLOT))):
                    held.append(self._wait_for(names, until))
            finally:
                os.close(turnstile)
            yield
        finally:
            for lock in held:
                os.close(lock)

    def _wait_for(self, names: list[str], until: float) -> int:
        """The lock on the first of these that is free."""
        while True:
            for name in names:
                lock = self._opened(name)
                with suppress(BlockingIOError):
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    return lock
                os.close(lock)
            if monotonic() > until:
                raise Busy("too many pictures are being decoded")
            sleep(PAUSE)

    def _opened(self, name: str) -> int:
        for _ in range(TRIES):
            folder = self._in_use = self._in_use or _usable(self._folder)
            try:
                return os.open(folder / name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
            except FileNotFoundError:  # the folder was cleaned away
                self._in_use = None
        raise StorageUnavailable("the folder of the locks for decoding is removed again and again")


def _usable(folder: Path | None) -> Path:
    """This folder, or the one of this user, or where others made both one for this process: made, and private."""
    if folder is not None and made_private(folder):
        return folder
    return private_folder("decoding") or Path(tempfile.mkdtemp(prefix="packshot-decoding-"))
