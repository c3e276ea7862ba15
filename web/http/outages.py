"""Outages: their statuses, and their lines in the log: the first of a kind at once, then one a minute with a count."""

import logging
from collections.abc import Callable
from time import monotonic

from litestar import Response
from prometheus_client import Counter

from web.gallery.unavailable import Busy, DiskFull, Unavailable, unavailable_for

EVERY = 60.0  # seconds
REFUSED = Counter("packshot_unavailable", "Requests refused because something needed was not there.", ["kind"])

logger = logging.getLogger(__name__)


def outage_behind(error: Exception) -> Exception:
    """The error itself, or what an error of the file system that nobody caught means."""
    return unavailable_for(error) if isinstance(error, OSError) else error


def status_of(error: Unavailable) -> int:
    return 507 if isinstance(error, DiskFull) else 503


class OutageLog:
    """Not locked: for the event loop's thread alone."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._next: dict[str, float] = {}  # by kind, when it may be logged again
        self._unlogged: dict[str, int] = {}

    def record(self, error: Unavailable) -> None:
        kind = type(error).__name__
        REFUSED.labels(kind).inc()
        if isinstance(error, Busy):  # as intended
            return
        if self._clock() < self._next.get(kind, 0.0):
            self._unlogged[kind] = self._unlogged.get(kind, 0) + 1
            return
        count = self._unlogged.pop(kind, 0)
        more = f" (and {count} times more in the last minutes)" if count else ""
        logger.error("%s: %s%s", kind, " ".join(str(error).split()) or "no reason given", more)
        self._next[kind] = self._clock() + EVERY


outages = OutageLog()


def unavailable(error: Unavailable) -> Response[str]:
    """A plain text, for addresses that nobody else words."""
    headers = {"Retry-After": str(error.retry_after), "Cache-Control": "no-store"}
    return Response(
        "Not available right now.\n", status_code=status_of(error), media_type="text/plain", headers=headers
    )
