"""Walks through lists: where each client's last page ended, so that whatever moves meanwhile it meets every image once.

`page`, `offset` and the like say how many images were met, not which. Kept in this process, for ten minutes a step.
"""

from collections.abc import Hashable
from itertools import islice

import msgspec
from cachetools import TTLCache

from web.files.memory_cache import MemoryCache

WALK_SECONDS = 600
MOST_IDS = 500_000  # of all steps, and of all orders
MOST_ENDS = 50_000
OVERHEAD = 32  # ids' worth of memory that a key and the bookkeeping take

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
        self.orders = MemoryCache[Hashable, Order](MOST_IDS, _memory)  # of lists as they are, by what tells them apart
        self._steps: TTLCache[Hashable, Step] = TTLCache(MOST_IDS, WALK_SECONDS, getsizeof=_memory_of_step)
        self._ends: TTLCache[Hashable, int] = TTLCache(MOST_ENDS, WALK_SECONDS)

    def page(self, walk: Hashable, order: Order, offset: int, limit: int) -> ListPage:
        """The next `limit` images of a walk that has met `offset`, else those that stand there now.

        `walk` names the client and the list, whose `order` is the present one. What was added meanwhile comes last.
        """
        before = self._steps.get((walk, limit, offset)) if offset else None
        if before is None:
            end = min(offset + limit, len(order))
            ids, step, more = order[offset:end], Step(order, end), len(order) > end
        else:
            ids, step, more = _continued(before, order, limit)
        if ids and _memory(step.order) <= MOST_IDS:
            self._steps[walk, limit, offset + limit] = step
        return ListPage(ids, more)

    def last_met(self, walk: Hashable, offset: int, limit: int) -> int | None:
        """In a list by id that is read a page at a time: the last id before this page, where the walk came here."""
        return self._ends.get((walk, limit, offset)) if offset else None

    def keep_last(self, walk: Hashable, offset: int, limit: int, last: int) -> None:
        self._ends[walk, limit, offset + limit] = last


def _memory(order: Order) -> int:
    return len(order) + OVERHEAD


def _memory_of_step(step: Step) -> int:
    return _memory(step.order)


def _continued(before: Step, order: Order, limit: int) -> tuple[Order, Step, bool]:
    there, known = set(order), set(before.order)
    walked = before.order + tuple(number for number in order if number not in known)
    left = ((place, number) for place, number in enumerate(walked) if place >= before.place and number in there)
    found = tuple(islice(left, limit))
    place = found[-1][0] + 1 if found else len(walked)
    return tuple(number for _, number in found), Step(walked, place), next(left, None) is not None
