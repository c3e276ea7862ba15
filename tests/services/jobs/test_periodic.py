"""A periodic task runs at its interval, backs off while it fails, says each failure once, and ends when told to."""

import asyncio
import logging

import pytest
from prometheus_client.registry import REGISTRY

from tests.manual_clock import PATIENCE, ManualClock
from web.services.jobs.periodic import FailureLog, PeriodicTask, RunAgain, running

pytestmark = pytest.mark.anyio
NAME = "a_test"


class Work:
    """Does, each time it is called, what comes next in its list; at the end of it, nothing."""

    def __init__(self, *outcomes: Exception | RunAgain | None) -> None:
        self.outcomes = [*outcomes]
        self.calls = 0

    async def __call__(self) -> RunAgain | None:
        self.calls += 1
        outcome = self.outcomes.pop(0) if self.outcomes else None
        if isinstance(outcome, Exception):
            raise outcome
        return outcome


def counter(what: str) -> float:
    return REGISTRY.get_sample_value(f"packshot_periodic_{what}_total", {"task": NAME}) or 0.0


async def test_it_runs_at_once_and_then_at_its_interval() -> None:
    clock, work = ManualClock(), Work()
    async with running([PeriodicTask(NAME, work, 5.0, sleep=clock.sleep)]):
        await clock.settled()
        assert work.calls == 1
        await clock.advance(4.9)
        assert work.calls == 1
        await clock.advance(10.1)
        assert work.calls == 4


async def test_work_that_asks_for_it_is_run_again_sooner() -> None:
    clock, work = ManualClock(), Work(RunAgain(0.2), RunAgain(), None)
    async with running([PeriodicTask(NAME, work, 5.0, sleep=clock.sleep)]):
        await clock.settled()
        await clock.advance(0.2)
    assert clock.slept[NAME] == [0.2, 0.0, 5.0]


async def test_it_backs_off_to_a_limit_while_it_fails_and_then_returns_to_its_interval() -> None:
    clock, work = ManualClock(), Work(*[OSError("away")] * 6, None, OSError("away"))
    async with running([PeriodicTask(NAME, work, 1.0, longest_backoff=20.0, sleep=clock.sleep)]):
        await clock.settled()
        await clock.advance(73.0)
    assert clock.slept[NAME] == [2.0, 4.0, 8.0, 16.0, 20.0, 20.0, 1.0, 2.0, 1.0]


async def test_a_long_interval_does_not_keep_it_from_being_retried_soon() -> None:
    clock, work = ManualClock(), Work(OSError("away"))
    async with running([PeriodicTask(NAME, work, 3600.0, sleep=clock.sleep)]):
        await clock.settled()
    assert clock.slept[NAME] == [300.0]


async def test_backing_off_for_weeks_is_no_failure_of_its_own() -> None:
    task = PeriodicTask(NAME, Work(*[OSError("away")] * 3000), 1.0)
    for _ in range(3000):
        delay = await task.run_once()
    assert delay == 300.0


async def test_a_failure_is_logged_once_with_its_traceback_and_its_end_too(caplog: pytest.LogCaptureFixture) -> None:
    task = PeriodicTask(NAME, Work(*[OSError("away")] * 5, None, None), 1.0)
    for _ in range(7):
        await task.run_once()
    failed, recovered = caplog.records
    assert (failed.name, failed.levelno, failed.getMessage()) == (
        "packshot.periodic",
        logging.ERROR,
        "periodic task a_test failed",
    )
    assert "raise outcome" in caplog.text
    assert "OSError: away" in caplog.text
    assert (recovered.levelno, recovered.getMessage()) == (logging.WARNING, "periodic task a_test works again")


async def test_another_failure_and_one_after_a_recovery_are_logged_anew(caplog: pytest.LogCaptureFixture) -> None:
    one, other = OSError("away"), ValueError("no such table")
    task = PeriodicTask(NAME, Work(one, other, one, other, None, one), 1.0)
    for _ in range(6):
        await task.run_once()
    assert [record.exc_info and record.exc_info[1] for record in caplog.records] == [one, other, None, one]


async def test_every_run_and_every_failure_is_counted() -> None:
    runs, failures = counter("runs"), counter("failures")
    task = PeriodicTask(NAME, Work(OSError("away"), OSError("away"), None), 1.0)
    for _ in range(3):
        await task.run_once()
    assert (counter("runs") - runs, counter("failures") - failures) == (3, 2)


async def test_items_of_a_task_fail_and_recover_each_for_itself(caplog: pytest.LogCaptureFixture) -> None:
    before, failures = counter("failures"), FailureLog(NAME)
    for item in ("product 1", "product 2", "product 1"):
        failures.failed(OSError("away"), item)
    for item in ("product 2", "product 3", "product 2"):
        failures.recovered(item)
    assert [record.getMessage() for record in caplog.records] == [
        "periodic task a_test failed for product 1",
        "periodic task a_test failed for product 2",
        "periodic task a_test works again for product 2",
    ]
    assert counter("failures") - before == 3


async def test_a_task_that_fails_keeps_no_other_from_running() -> None:
    clock, good, bad = ManualClock(), Work(), Work(*[OSError("away")] * 9)
    tasks = [PeriodicTask(name, work, 1.0, sleep=clock.sleep) for name, work in (("bad", bad), ("good", good))]
    async with running(tasks):
        await clock.settled(2)
        await clock.advance(10.0)
    assert (good.calls, bad.calls) == (11, 3)


async def test_being_cancelled_ends_it_at_once_while_it_sleeps_and_while_it_works() -> None:
    clock, working, cancelled = ManualClock(), asyncio.Event(), asyncio.Event()

    async def hang() -> None:
        working.set()
        try:
            await asyncio.Event().wait()
        finally:
            cancelled.set()

    tasks = [PeriodicTask("hangs", hang, 1.0), PeriodicTask(NAME, Work(), 3600.0, sleep=clock.sleep)]
    async with asyncio.timeout(PATIENCE):
        async with running(tasks):
            await working.wait()
            await clock.settled()
        assert cancelled.is_set()
    assert {task.get_name() for task in asyncio.all_tasks()} & {"hangs", NAME} == set()


async def test_it_ends_by_itself_when_nobody_wants_it_any_more() -> None:
    clock, work, repeats = ManualClock(), Work(), [True, True, False]
    task = asyncio.create_task(PeriodicTask(NAME, work, 1.0, sleep=clock.sleep).run(lambda: repeats.pop(0)))
    await clock.settled()
    await clock.advance(1.0)
    clock.wake()
    async with asyncio.timeout(PATIENCE):
        await task
    assert work.calls == 2
