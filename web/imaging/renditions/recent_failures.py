"""Renditions that failed lately, so that the same request does not have them tried again at once."""

from time import monotonic

from cachetools import TTLCache

from web.gallery.picture_errors import PictureRefused

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
