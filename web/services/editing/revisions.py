"""Watching revisions: open pages of a gallery hear of every new revision of it, in whatever process it was made."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

from web.database.queries import owners
from web.services.jobs.periodic import PeriodicTask, Sleep

TASK = "live_pages"
INTERVAL = 0.5  # seconds between two looks; one statement each, and none while nobody watches
LONGEST_BACKOFF = 10.0  # somebody waits


class RevisionWatcher:
    """Watches revisions, one per server process, in the database, since other processes write there too."""

    def __init__(self, sleep: Sleep = asyncio.sleep) -> None:
        self._periodic = PeriodicTask(TASK, self._notify, INTERVAL, longest_backoff=LONGEST_BACKOFF, sleep=sleep)
        self._waiting: dict[int, set[asyncio.Queue[int | None]]] = {}
        self._last: dict[int, int] = {}
        self._polling: asyncio.Task[None] | None = None
        self._closed = False

    async def revisions(self, owner: int) -> AsyncIterator[int]:
        """The revision as it is, then every newer one; ends when the server does."""
        queue: asyncio.Queue[int | None] = asyncio.Queue()
        self._waiting.setdefault(owner, set()).add(queue)
        try:
            first = (await owners.revisions([owner])).get(owner, 0)
            self._last.setdefault(owner, first)
            self._ensure_polling()
            yield first
            while not self._closed and (revision := await queue.get()) is not None:
                yield revision
        finally:
            self._waiting[owner].discard(queue)
            if not self._waiting[owner]:
                del self._waiting[owner]
                self._last.pop(owner, None)

    def close(self) -> None:
        """Ends every stream; a server that stops waits for its answers to end."""
        self._closed = True
        for queues in self._waiting.values():
            for queue in queues:
                queue.put_nowait(None)

    async def stop(self) -> None:
        self.close()
        if self._polling:
            self._polling.cancel()
            with suppress(asyncio.CancelledError):
                await self._polling

    def _ensure_polling(self) -> None:
        if self._polling is None or self._polling.done():
            self._polling = asyncio.create_task(self._periodic.run(self._is_watched), name=TASK)

    def _is_watched(self) -> bool:
        return bool(self._waiting) and not self._closed

    async def _notify(self) -> None:
        for owner, revision in (await owners.revisions([*self._waiting])).items():
            if revision == self._last.get(owner, revision):
                continue
            self._last[owner] = revision
            for queue in self._waiting.get(owner, ()):
                queue.put_nowait(revision)
