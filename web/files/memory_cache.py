"""A cache in memory that holds so much and no more: what was not used for longest goes first."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

V = TypeVar("V")


class MemoryCache(Generic[V]):
    """`weigh` says how much a value takes of the size."""

    def __init__(self, size: int, weigh: Callable[[V], int]) -> None:
        self.size = size
        self.used = 0
        self._weigh = weigh
        self._kept: OrderedDict[Hashable, V] = OrderedDict()

    def get(self, key: Hashable) -> V | None:
        value = self._kept.get(key)
        if value is not None:
            self._kept.move_to_end(key)
        return value

    def keep(self, key: Hashable, value: V) -> V:
        self.forget(key)
        self._kept[key] = value
        self.used += self._weigh(value)
        while self.used > self.size:
            _, gone = self._kept.popitem(last=False)
            self.used -= self._weigh(gone)
        return value

    def forget(self, key: Hashable) -> None:
        old = self._kept.pop(key, None)
        if old is not None:
            self.used -= self._weigh(old)

    def clear(self) -> None:
        self._kept.clear()
        self.used = 0
