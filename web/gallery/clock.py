"""The time, as the whole product keeps it: microseconds since 1970, UTC."""

import time
from datetime import UTC, datetime

SECOND = 1_000_000
DAY = 86_400 * SECOND


def now() -> int:
    return time.time_ns() // 1000


def as_datetime(microseconds: int) -> datetime:
    seconds, rest = divmod(microseconds, SECOND)
    return datetime.fromtimestamp(seconds, UTC).replace(microsecond=rest)
