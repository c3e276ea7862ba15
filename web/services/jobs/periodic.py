"""Periodic tasks: each is run at its interval; one that fails is retried with backoff until it goes well again.

Failures of tasks and of single items in them are all counted; one that goes on is logged once.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager

import msgspec
from prometheus_client import Counter

FAILURES = Counter("packshot_periodic_failures", "Failures of periodic tasks, and of single items in them.", ["task"])

logger = logging.getLogger("packshot.periodic")


class FailureLog:
    """Failures of one task. `item` names what in it failed, for the log; none: the whole run."""

    def __init__(self, task: str) -> None:
        self._task = task
        self._counter = FAILURES.labels(task)
        self._ongoing: dict[str, set[str]] = {}  # by item, the errors that were logged

    def failed(self, error: Exception, item: str = "") -> None:
        """Logs an error with its traceback, unless the item failed with the same one since it last went well."""
        self._counter.inc()
        logged = self._ongoing.setdefault(item, set())
        if repr(error) not in logged:
            logged.add(repr(error))
            logger.error("periodic task %s failed%s", self._task, _for(item), exc_info=error)

    def recovered(self, item: str = "") -> None:
        """Logs that it goes well again, where it failed before."""
        if self._ongoing.pop(item, None):
            logger.warning("periodic task %s works again%s", self._task, _for(item))


def _for(item: str) -> str:
    return f" for {item}" if item else ""


RUNS = Counter("packshot_periodic_runs", "Runs of periodic tasks.", ["task"])
LONGEST_BACKOFF = 300.0  # seconds

Sleep = Callable[[float], Awaitable[object]]


class RunAgain(msgspec.Struct, frozen=True):
    """Returned by a task for its next run in so many seconds, and not after its interval."""

    seconds: float = 0.0


class PeriodicTask:
    """Anything that `work` raises is a failure; what it returns is ignored, but for RunAgain. Times are seconds."""

    def __init__(
        self,
        name: str,
        work: Callable[[], Awaitable[object]],
        interval: float,
        *,
        longest_backoff: float = LONGEST_BACKOFF,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self.name = name
        self._work = work
        self._interval = interval
        self._longest_backoff = longest_backoff
        self._sleep = sleep
        self._backoff = 0.0  # none: the last run went well
        self._runs = RUNS.labels(name)
        self._failures = FailureLog(name)

    async def run(self, is_needed: Callable[[], bool] = lambda: True) -> None:
        """Runs at once and then periodically, as long as it is needed; cancelling ends it wherever it is."""
        while is_needed():
            await self._sleep(await self.run_once())

    async def run_once(self) -> float:
        """The seconds until the next run."""
        self._runs.inc()
        try:
            outcome = await self._work()
        except Exception as error:
            self._failures.failed(error)
            self._backoff = min(self._longest_backoff, 2 * (self._backoff or self._interval))
            return self._backoff
        self._backoff = 0.0
        self._failures.recovered()
        return outcome.seconds if isinstance(outcome, RunAgain) else self._interval


@asynccontextmanager
async def running(tasks: Iterable[PeriodicTask]) -> AsyncIterator[None]:
    loops = [asyncio.create_task(task.run(), name=task.name) for task in tasks]
    try:
        yield
    finally:
        for loop in loops:
            loop.cancel()
        await asyncio.gather(*loops, return_exceptions=True)
