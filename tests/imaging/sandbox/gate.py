"""A gate at which child processes wait until the test lets them go on: the test learns who is there, and opens it."""

import fcntl
import os
import select
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.imaging.sandbox.misbehaving import ARRIVALS, LOCK
from tests.waiting import LONG
from web.imaging.sandbox import pool
from web.imaging.sandbox.limits import MemoryBudget


class Gate:
    """A gate for child processes, closed at first. They get its `folder`: see `misbehaving.wait_at`."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        os.mkfifo(folder / ARRIVALS)
        self.folder = folder
        self._arrivals = os.open(folder / ARRIVALS, os.O_RDWR)  # both ends, so that neither waits for the other
        self._lock = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT)
        fcntl.flock(self._lock, fcntl.LOCK_EX)

    def await_arrivals(self, count: int) -> None:
        """Block until so many more have come."""
        for _ in range(count):
            assert select.select([self._arrivals], [], [], LONG)[0], f"fewer than {count} came to the gate"
            os.read(self._arrivals, 1)

    def open(self) -> None:
        fcntl.flock(self._lock, fcntl.LOCK_UN)

    def close(self) -> None:
        os.close(self._arrivals)
        os.close(self._lock)


@contextmanager
def gate_in(folder: Path) -> Iterator[Gate]:
    """Yield a gate, open at the latest when the test ends. Decoders at it take none of the machine's memory budget."""
    gate = Gate(folder)
    budget = MemoryBudget(pool.TOTAL_MEMORY, folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pool, "_budget", lambda: budget)
        try:
            yield gate
        finally:
            gate.close()
