"""What could not be made lately, so that nobody who asks again lets it be tried again at once."""

from collections import OrderedDict
from time import monotonic

from web.gallery.picture_errors import PictureRefused

REMEMBERED = 600  # seconds
MOST = 10_000


class RecentFailures:
    """Refusals by key, for ten minutes; the oldest go first when there are too many."""

    def __init__(self) -> None:
        self._refused: OrderedDict[str, tuple[float, PictureRefused]] = OrderedDict()

    def note(self, key: str, refusal: PictureRefused) -> None:
        self._refused.pop(key, None)
        self._refused[key] = monotonic() + REMEMBERED, refusal.with_traceback(None)
        if len(self._refused) > MOST:
            self._refused.popitem(last=False)

    def check(self, key: str) -> None:
        """Raises the PictureRefused of last time."""
        until, refusal = self._refused.get(key, (0.0, None))
        if refusal is None:
            return
        if monotonic() < until:
            raise refusal.with_traceback(None)
        del self._refused[key]
