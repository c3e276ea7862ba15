"""Walks through lists: where each client's last page ended, so that whatever moves meanwhile it meets every image once.

`page`, `offset` and the like say how many images were met, not which. Kept in the database for all server processes,
for ten minutes a step. A first page that took the whole list, as most do, costs no write: its end is kept in memory.
"""

from collections.abc import Hashable, Sequence
from contextlib import suppress
from hashlib import sha256
from itertools import islice

import msgspec

from web.database.queries import list_steps
from web.database.queries.list_steps import StepRow
from web.files.memory_cache import MemoryCache
from web.gallery.clock import SECOND, now
from web.gallery.unavailable import Unavailable

WALK = 600 * SECOND
MOST_IDS = 50_000  # of a walk's list; a longer one is read by position
MOST_KEPT_IDS = 500_000  # of all orders
OVERHEAD = 32  # ids' worth of memory that a key and the bookkeeping take
TASK = "list_walks"
INTERVAL = 600.0  # seconds

Order = tuple[int, ...]


class ListPage(msgspec.Struct, frozen=True):
    ids: Order
    more: bool  # behind this page there are others


class Step(msgspec.Struct, frozen=True):
    """The end of a page: the list as the walk met it, and how much of it was given out."""

    order: Order
    place: int


class ListWalks:
    """Not locked: for the event loop's thread alone."""

    def __init__(self) -> None:
        self.orders = MemoryCache[Hashable, Order](MOST_KEPT_IDS, _memory)  # of lists as they are
        self._short = MemoryCache[str, StepRow](MOST_KEPT_IDS, lambda row: len(row.ids))  # first pages that took all

    async def page(self, walk: Hashable, order: Order, offset: int, limit: int) -> ListPage:
        """The next `limit` images of a walk that has met `offset`, else those that stand there now.

        `walk` names the client and the list, whose `order` is the present one. What was added meanwhile comes last.
        """
        before = await self._step((walk, limit, offset)) if offset else None
        if before is None:
            end = min(offset + limit, len(order))
            ids, step, more = order[offset:end], Step(order, end), len(order) > end
        else:
            ids, step, more = _continued(before, order, limit)
        if ids and len(step.order) <= MOST_IDS:
            await self._keep((walk, limit, offset + limit), step, in_memory=not offset and len(ids) < limit)
        return ListPage(ids, more)

    async def last_met(self, walk: Hashable, offset: int, limit: int) -> int | None:
        """In a list by id that is read a page at a time: the last id before this page, where the walk came here."""
        step = await self._step((walk, limit, offset)) if offset else None
        return step.place if step else None

    async def keep_last(self, walk: Hashable, offset: int, limit: int, ids: Sequence[int]) -> None:
        """`ids`: those of the page."""
        if ids:
            whole = not offset and len(ids) < limit
            await self._keep((walk, limit, offset + limit), Step((), ids[-1]), in_memory=whole)

    async def _step(self, key: Hashable) -> Step | None:
        rows = (self._short.get(_hashed(key)), await list_steps.find(_hashed(key)))
        row = max((row for row in rows if row), key=lambda row: row.at, default=None)
        return Step(tuple(map(int, row.ids.split())), row.place) if row and row.at > now() - WALK else None

    async def _keep(self, key: Hashable, step: Step, in_memory: bool = False) -> None:
        """Write it, unless it stands there from lately. Where nobody can write, the list is answered all the same."""
        row = StepRow(" ".join(map(str, step.order)), step.place, now())
        if in_memory:
            self._short.keep(_hashed(key), row)
            return
        found = await list_steps.find(_hashed(key))
        if found and found[:2] == row[:2] and found.at > row.at - WALK // 2:
            return
        with suppress(Unavailable):
            await list_steps.keep(_hashed(key), row)


async def forget_old() -> None:
    await list_steps.forget(now() - WALK)


def _memory(order: Order) -> int:
    return len(order) + OVERHEAD


def _hashed(key: Hashable) -> str:
    return sha256(repr(key).encode()).hexdigest()


def _continued(before: Step, order: Order, limit: int) -> tuple[Order, Step, bool]:
    there, known = set(order), set(before.order)
    walked = before.order + tuple(number for number in order if number not in known)
    left = ((place, number) for place, number in enumerate(walked) if place >= before.place and number in there)
    found = tuple(islice(left, limit))
    place = found[-1][0] + 1 if found else len(walked)
    return tuple(number for _, number in found), Step(walked, place), next(left, None) is not None
