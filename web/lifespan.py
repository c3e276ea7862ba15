"""What a server process does besides answering: it opens the database, and goes on with what nobody waits for."""

import asyncio
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any

from litestar import Litestar

from web.auth import credential_usage
from web.context import AppContext
from web.database.engines.bound import bind, engine_for
from web.files.temporary import discard_left_behind, held
from web.services.catalogue.lookup import response_cache
from web.services.editing.revisions import RevisionWatcher
from web.services.insight import coverage, findings_keeper
from web.services.jobs.periodic import PeriodicTask, Sleep, running
from web.services.webhooks import delivery
from web.settings import Settings

LEFT_BEHIND = 86_400  # seconds after which nobody still writes to a temporary file


@asynccontextmanager
async def watching(app: Litestar) -> AsyncIterator[None]:
    """A server that is told to stop ends its endless answers first, or it would wait for them."""
    watch: RevisionWatcher = app.state.context.revision_watcher
    with suppress(ValueError, OSError):  # in tests the server is not the main thread, and nobody sends it signals
        for number in (signal.SIGINT, signal.SIGTERM):
            _before(number, watch.close)
    try:
        yield
    finally:
        await watch.stop()
        await app.state.context.doctor_runs.stop()


@asynccontextmanager
async def background(app: Litestar) -> AsyncIterator[None]:
    """Periodic tasks behind the requests, in every server process; at its end, what is not yet written down."""
    try:
        async with running(periodic_tasks(app.state.context) if app.state.periodic else ()):
            yield
    finally:
        await PeriodicTask(credential_usage.TASK, credential_usage.usage.write, credential_usage.INTERVAL).run_once()


def periodic_tasks(context: AppContext, sleep: Sleep = asyncio.sleep) -> list[PeriodicTask]:
    sender, keeper = (
        delivery.Sender(context.poster, context.secret_box.open),
        findings_keeper.FindingsKeeper(context.settings.findings),
    )
    return [
        PeriodicTask(credential_usage.TASK, credential_usage.usage.write, credential_usage.INTERVAL, sleep=sleep),
        PeriodicTask(coverage.TASK, coverage.record_missing_day, coverage.INTERVAL, sleep=sleep),
        PeriodicTask(findings_keeper.TASK, keeper.update, findings_keeper.INTERVAL, sleep=sleep),
        PeriodicTask(delivery.TASK, sender.send_due, delivery.INTERVAL, sleep=sleep),
        PeriodicTask(delivery.LOG_TASK, sender.forget_old, delivery.LOG_INTERVAL, sleep=sleep),
    ]


def _before(number: signal.Signals, first: Callable[[], None]) -> None:
    then = signal.getsignal(number)

    def handle(*received: Any) -> None:
        first()
        if callable(then):
            then(*received)

    signal.signal(number, handle)


@asynccontextmanager
async def database(app: Litestar) -> AsyncIterator[None]:
    settings: Settings = app.state.context.settings
    engine = engine_for(settings)
    bind(engine)
    response_cache.clear()
    response_cache.size = settings.kept_answers_bytes
    await engine.start()
    try:
        yield
    finally:
        await engine.stop()


@asynccontextmanager
async def temporary(app: Litestar) -> AsyncIterator[None]:
    """The folder of this process, without which no file is received; what others left behind is removed."""
    folder = app.state.context.temp_dir
    with held(folder):
        await asyncio.to_thread(discard_left_behind, folder.parent, LEFT_BEHIND)
        yield
