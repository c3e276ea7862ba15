"""A database that is away for a while: every periodic task says so once, waits longer and longer, and goes on again."""

import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.application import client_for
from tests.manual_clock import ManualClock
from tests.servers import unreachable_database
from web.app import build_context
from web.auth.credentials import usage
from web.database.engines.bound import Database, bind
from web.lifespan import periodic_tasks
from web.services.jobs.periodic import running
from web.settings import Settings

pytestmark = pytest.mark.anyio
INTERVALS = {
    "credential_uses": 20.0,
    "coverage": 3600.0,
    "findings": 5.0,
    "list_walks": 600.0,
    "webhooks": 1.0,
    "webhook_log": 86_400.0,
    "request_keys": 3600.0,
    "sign_in_attempts": 600.0,
}


@pytest.fixture(autouse=True)
def nothing_to_write() -> Iterator[None]:
    yield
    usage._uses.clear()


def product_log(caplog: pytest.LogCaptureFixture) -> list[logging.LogRecord]:
    """Log records of the product; clients of the tests log too."""
    return [record for record in caplog.records if record.name.startswith("packshot.")]


def metrics(settings: Settings) -> dict[tuple[str, str], float]:
    """(runs or failures, task) -> how many, as `/metrics` tells."""
    with client_for(settings, raises=True) as client:
        text = client.get("/metrics").text
    pattern = r'^packshot_periodic_(runs|failures)_total\{task="(\w+)",worker="\d+"\} (\S+)$'
    return {(what, task): float(number) for what, task, number in re.findall(pattern, text, re.MULTILINE)}


async def test_every_task_backs_off_and_says_so_once_and_recovers(
    database: Database, settings: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    before, clock = metrics(settings), ManualClock()
    bind(database)
    usage.record(1)  # without any, there is nothing to write
    tasks = periodic_tasks(build_context(settings), clock.sleep)
    async with unreachable_database(database, tmp_path), running(tasks):
        await clock.settled(len(INTERVALS))
        await clock.advance(1000.0)
        logged = product_log(caplog)
        assert sorted(one.getMessage() for one in logged) == sorted(
            f"periodic task {name} failed" for name in INTERVALS
        )
        assert all(one.exc_info for one in logged)
        for name, interval in INTERVALS.items():
            slept = clock.slept[name]
            assert slept == [min(300.0, interval * 2**tried) for tried in range(1, len(slept) + 1)]
            assert len(slept) >= 4
        caplog.clear()
        bind(database)
        await clock.advance(300.0)
    messages = [one.getMessage() for one in product_log(caplog)]
    assert sorted(messages) == sorted(f"periodic task {name} works again" for name in INTERVALS)
    after = metrics(settings)
    for name, slept in clock.slept.items():
        failed = after["failures", name] - before.get(("failures", name), 0.0)
        assert failed == len([seconds for seconds in slept if seconds != INTERVALS[name]]) > 0
        assert slept[-1] == INTERVALS[name]
        assert after["runs", name] - before.get(("runs", name), 0.0) >= len(slept)
