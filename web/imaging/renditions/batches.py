"""Batches of renditions: each is made once however many requests wait for it, and those of a picture together.

One that failed is not tried again at once.
"""

import asyncio
from collections.abc import Awaitable, Callable
from time import monotonic

from cachetools import TTLCache

from web.gallery.picture_errors import PictureRefused
from web.imaging.renditions.renderer import PendingRendition

REMEMBERED = 600  # seconds
MAX_ENTRIES = 10_000


class RecentFailures:
    """Refusals by the rendition's key, for ten minutes; the least recently used go first when there are too many."""

    def __init__(self) -> None:
        self._refused: TTLCache[str, PictureRefused] = TTLCache(MAX_ENTRIES, REMEMBERED, timer=lambda: monotonic())

    def add(self, key: str, refusal: PictureRefused) -> None:
        self._refused[key] = refusal.with_traceback(None)

    def check(self, key: str) -> None:
        """Raises the PictureRefused of last time."""
        refusal = self._refused.get(key)
        if refusal is not None:
            raise refusal.with_traceback(None)


Make = Callable[[str, list[PendingRendition]], Awaitable[list[int]]]


class Batches:
    """`make` makes a batch of one picture's renditions and returns their sizes in bytes.

    Those that are requested while a batch is being made are the next one, so that they too come from one decode.
    """

    def __init__(self, make: Make, failures: RecentFailures) -> None:
        self._make = make
        self._failures = failures
        self._results: dict[str, asyncio.Future[int]] = {}  # by the rendition's key
        self._next: dict[str, list[PendingRendition]] = {}  # by the picture's hash
        self._workers: dict[str, asyncio.Task[None]] = {}  # by the picture's hash

    async def make(self, content_hash: str, pending: PendingRendition) -> int:
        """Make it; returns its size in bytes. The work goes on when the first to request it is cancelled."""
        result = self._results.get(pending.key)
        if result is None:
            result = self._results[pending.key] = asyncio.get_running_loop().create_future()
            self._next.setdefault(content_hash, []).append(pending)
            if content_hash not in self._workers:
                self._workers[content_hash] = asyncio.create_task(self._make_all(content_hash))
        return await asyncio.shield(result)

    async def _make_all(self, content_hash: str) -> None:
        try:
            while batch := self._next.pop(content_hash, None):
                await self._make_batch(content_hash, batch)
        finally:
            del self._workers[content_hash]

    async def _make_batch(self, content_hash: str, batch: list[PendingRendition]) -> None:
        try:
            await self._set_results(content_hash, batch)
        finally:
            for pending in batch:
                self._results.pop(pending.key).cancel()  # has an effect only when the server stops meanwhile

    async def _set_results(self, content_hash: str, batch: list[PendingRendition]) -> None:
        try:
            sizes = await self._make(content_hash, batch)
        except PictureRefused as refusal:
            await self._isolate(content_hash, batch, refusal)
        except Exception as error:
            self._set_exception(batch, error)
        else:
            for pending, size in zip(batch, sizes, strict=True):
                self._results[pending.key].set_result(size)

    async def _isolate(self, content_hash: str, batch: list[PendingRendition], refusal: PictureRefused) -> None:
        """Make each alone, for one may be at fault and the others not; a refused one is remembered."""
        if len(batch) == 1:
            self._failures.add(batch[0].key, refusal)
            self._set_exception(batch, refusal)
            return
        for pending in batch:
            await self._set_results(content_hash, [pending])

    def _set_exception(self, batch: list[PendingRendition], error: Exception) -> None:
        for pending in batch:
            self._results[pending.key].set_exception(error)
            self._results[pending.key].exception()  # retrieved, also when nobody waits any more
