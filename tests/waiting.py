"""Waiting for a condition within a limit, the one place where tests look again and again; and not waiting at all."""

import asyncio
import time
from collections.abc import Callable
from typing import NoReturn, TypeVar

import pytest

PAUSE = 0.01  # seconds between two looks
LONG = 60  # seconds: what has not come by then never will
T = TypeVar("T")


def wait_until(condition: Callable[[], T | None], what: str, seconds: float = LONG) -> T:
    """The condition's first true value. Without one in time the test fails and names what it waited for."""
    deadline = time.monotonic() + seconds
    while not (value := condition()):
        if time.monotonic() > deadline:
            _fail(what, seconds, value)
        time.sleep(PAUSE)
    return value


async def wait_until_async(condition: Callable[[], T | None], what: str, seconds: float = LONG) -> T:
    """Wait like `wait_until` while the event loop goes on."""
    deadline = time.monotonic() + seconds
    while not (value := condition()):
        if time.monotonic() > deadline:
            _fail(what, seconds, value)
        await asyncio.sleep(PAUSE)
    return value


def pass_time(seconds: float) -> None:
    """Put the running event loop's clock forward: whatever is due by then is due now."""
    loop = asyncio.get_running_loop()
    now = loop.time
    loop.time = lambda: now() + seconds  # type: ignore[method-assign]


def _fail(what: str, seconds: float, value: object) -> NoReturn:
    pytest.fail(f"waited {seconds:g} s in vain for {what}; it was still {value!r}")
