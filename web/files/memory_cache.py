"""An LRU cache in memory, bounded by the size of its values instead of by their number."""

from typing import TypeVar

from cachetools import LRUCache

K = TypeVar("K")
V = TypeVar("V")


class MemoryCache(LRUCache[K, V]):
    """`maxsize` is in the unit of `getsizeof`, entries without one. Not locked: for the event loop's thread alone."""

    def keep(self, key: K, value: V) -> V:
        """Add or replace the value, and return it; one that is larger than the whole cache is not kept."""
        if self.getsizeof(value) <= self.maxsize:
            self[key] = value
        return value
