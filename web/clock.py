"""The time, as the whole product keeps it: microseconds since 1970, UTC."""

import time
from datetime import UTC, datetime, timedelta

SECOND = 1_000_000
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def now() -> int:
    return time.time_ns() // 1000


def as_datetime(microseconds: int) -> datetime:
    return EPOCH + timedelta(microseconds=microseconds)
