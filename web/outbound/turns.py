"""Turns at something slow: so many at once, of each caller no more than a few, and round between those who wait."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Hashable
from contextlib import asynccontextmanager

from web.gallery.unavailable import Busy


class _Caller:
    """Somebody who has something under way, or waits."""

    def __init__(self) -> None:
        self.under_way = 0
        self.waiting: deque[asyncio.Future[None]] = deque()


class Turns:
    """For one event loop. Callers are known only while they have something under way or wait.

    `share` of `at_once` is for one caller at most, of whom no more than `queue` wait, for `max_wait` seconds.
    """

    def __init__(self, at_once: int, share: int, queue: int, max_wait: float) -> None:
        self._free = at_once
        self._share, self._queue, self._max_wait = share, queue, max_wait
        self._callers: dict[Hashable, _Caller] = {}  # whose turn was longest ago comes first

    @asynccontextmanager
    async def taken(self, caller: Hashable) -> AsyncIterator[None]:
        """Raises Busy when the turn does not come in time, or too many of this caller wait already."""
        own = self._callers.setdefault(caller, _Caller())
        if len(own.waiting) >= self._queue:
            raise Busy("too many of this caller wait for their turn")
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        own.waiting.append(turn)
        self._give()
        try:
            await self._come(turn)
            yield
        finally:
            self._end(caller, own, turn)
            self._give()

    async def _come(self, turn: asyncio.Future[None]) -> None:
        try:
            async with asyncio.timeout(self._max_wait):
                await turn
        except TimeoutError as error:
            raise Busy("too many were before this one") from error

    def _give(self) -> None:
        while self._free and (caller := self._next()) is not None:
            own = self._callers[caller] = self._callers.pop(caller)  # behind all others now
            own.waiting.popleft().set_result(None)
            own.under_way += 1
            self._free -= 1

    def _next(self) -> Hashable | None:
        waiting = (key for key, own in self._callers.items() if own.waiting and own.under_way < self._share)
        return next(waiting, None)

    def _end(self, caller: Hashable, own: _Caller, turn: asyncio.Future[None]) -> None:
        if turn.cancelled():  # before it came
            own.waiting.remove(turn)
        else:
            own.under_way -= 1
            self._free += 1
        del self._callers[caller]
        if own.under_way or own.waiting:
            self._callers[caller] = own  # behind those who came meanwhile
