"""Outages: their statuses, and their lines in the log.

The first of a kind is logged at once, then one a minute with a count, and at last that it was not met for a minute.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

from litestar import Response
from prometheus_client import Counter

from web.gallery.unavailable import Busy, DiskFull, Unavailable, unavailable_for

EVERY = 60.0  # seconds
LOOK_TASK, LOOK_INTERVAL = "outages", 20.0  # seconds
REFUSED = Counter("packshot_unavailable", "Requests refused because something needed was not there.", ["kind"])

logger = logging.getLogger(__name__)


def outage_behind(error: Exception) -> Exception:
    """The error itself, or what an error of the file system that nobody caught means."""
    return unavailable_for(error) if isinstance(error, OSError) else error


def status_of(error: Unavailable) -> int:
    return 507 if isinstance(error, DiskFull) else 503


@dataclass
class _Outage:
    """One kind of error, as long as it goes on."""

    logged: float  # when, on the clock
    last: float
    unlogged: int = 0

    def more(self, now: float) -> str:
        return f" (and {self.unlogged} more in {now - self.logged:.0f} s)" if self.unlogged else ""


class OutageLog:
    """Not locked: for the event loop's thread alone."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._ongoing: dict[str, _Outage] = {}  # by kind

    def record(self, error: Unavailable) -> None:
        kind, now = type(error).__name__, self._clock()
        REFUSED.labels(kind).inc()
        if isinstance(error, Busy):  # as intended
            return
        outage = self._ongoing.get(kind)
        if outage is not None and now < outage.logged + EVERY:
            outage.last = now
            outage.unlogged += 1
            return
        more = outage.more(now) if outage else ""
        logger.error("%s: %s%s", kind, " ".join(str(error).split()) or "no reason given", more)
        self._ongoing[kind] = _Outage(now, now)

    def look(self) -> None:
        """Log the end of what was not met for a minute, with what was not logged of it. To be called now and then."""
        now = self._clock()
        for kind, outage in list(self._ongoing.items()):
            if now >= outage.last + EVERY:
                del self._ongoing[kind]
                logger.warning("%s: not met for %.0f s%s", kind, now - outage.last, outage.more(outage.last))


outages = OutageLog()


def unavailable(error: Unavailable) -> Response[str]:
    """A plain text, for addresses that nobody else words."""
    headers = {"Retry-After": str(error.retry_after), "Cache-Control": "no-store"}
    return Response(
        "Not available right now.\n", status_code=status_of(error), media_type="text/plain", headers=headers
    )
