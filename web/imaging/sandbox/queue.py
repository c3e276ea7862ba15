"""A waiting queue: so many at once and no more; the others wait, but not for ever, and not too many of them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from web.gallery.picture_errors import Busy


class WaitingQueue:
    """Belongs to one event loop. `patience` is in seconds."""

    def __init__(self, max_concurrent: int, queue: int, max_wait: float) -> None:
        self._free = asyncio.Semaphore(max_concurrent)
        self._queue = queue
        self._patience = max_wait
        self._waiting = 0

    @asynccontextmanager
    async def taken(self) -> AsyncIterator[None]:
        """Raises Busy."""
        if self._waiting >= self._queue:
            raise Busy("too many wait for their turn")
        self._waiting += 1
        try:
            async with asyncio.timeout(self._patience):
                await self._free.acquire()
        except TimeoutError as error:
            raise Busy("too many were before this one") from error
        finally:
            self._waiting -= 1
        try:
            yield
        finally:
            self._free.release()
