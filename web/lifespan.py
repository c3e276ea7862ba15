"""Lifespan of a server process: database, temporary folder, periodic tasks, and an end that waits for nobody."""

import asyncio
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from types import FrameType

from litestar import Litestar

from web.auth import credentials, sign_in_limits
from web.context import AppContext
from web.database.engines.bound import bind, engine_for
from web.files.temporary import discard_left_behind, held
from web.gallery.unavailable import Unavailable
from web.http import outages, worker_metrics
from web.services.catalogue import list_walks
from web.services.editing import request_keys
from web.services.insight import coverage, findings_keeper
from web.services.jobs.periodic import PeriodicTask, Sleep, running
from web.services.webhooks import delivery

ABANDONED_AFTER = 86_400  # seconds after which nobody still writes to a temporary file


@asynccontextmanager
async def temporary_folder(app: Litestar) -> AsyncIterator[None]:
    """Hold the folder of this process, without which no file is received; remove what others left behind."""
    folder = _context(app).temp_dir
    with held(folder):
        await asyncio.to_thread(discard_left_behind, folder.parent, ABANDONED_AFTER)
        yield


@asynccontextmanager
async def database(app: Litestar) -> AsyncIterator[None]:
    engine = engine_for(_context(app).settings)
    bind(engine)
    await engine.start()
    try:
        yield
    finally:
        await engine.stop()


@asynccontextmanager
async def live_streams(app: Litestar) -> AsyncIterator[None]:
    """End streams of live updates as soon as the server is to stop, or it would wait for them."""
    context = _context(app)
    with suppress(ValueError, OSError):  # in tests the server is not the main thread, and nobody sends it signals
        for number in (signal.SIGINT, signal.SIGTERM):
            _call_before_handler(number, context.revision_watcher.close)
    try:
        yield
    finally:
        await context.revision_watcher.stop()
        await context.doctor_runs.stop()


def _call_before_handler(number: signal.Signals, callback: Callable[[], None]) -> None:
    previous = signal.getsignal(number)

    def handle(received: int, frame: FrameType | None) -> None:
        callback()
        if callable(previous):
            previous(received, frame)

    signal.signal(number, handle)


@asynccontextmanager
async def background(app: Litestar) -> AsyncIterator[None]:
    """Run periodic tasks, in every server process; at the end, write what is not yet written down."""
    context = _context(app)
    tasks = [*periodic_tasks(context), worker_metrics.task(context), _outage_task()]
    try:
        async with running(tasks if app.state.periodic else ()):
            yield
    finally:
        await _usage_task().run_once()
        with suppress(Unavailable):
            await context.quota.give_back()


def periodic_tasks(context: AppContext, sleep: Sleep = asyncio.sleep) -> list[PeriodicTask]:
    """Tasks that work on the database."""
    sender = delivery.Sender(context.poster, context.secret_box.open)
    keeper = findings_keeper.FindingsKeeper(context.settings.findings)
    return [
        _usage_task(sleep),
        PeriodicTask(coverage.TASK, coverage.record_missing_day, coverage.INTERVAL, sleep=sleep),
        PeriodicTask(findings_keeper.TASK, keeper.update, findings_keeper.INTERVAL, sleep=sleep),
        PeriodicTask(delivery.TASK, sender.send_due, delivery.INTERVAL, sleep=sleep),
        PeriodicTask(delivery.LOG_TASK, sender.forget_old, delivery.LOG_INTERVAL, sleep=sleep),
        PeriodicTask(list_walks.TASK, list_walks.forget_old, list_walks.INTERVAL, sleep=sleep),
        PeriodicTask(request_keys.TASK, request_keys.forget_old, request_keys.INTERVAL, sleep=sleep),
        PeriodicTask(sign_in_limits.TASK, sign_in_limits.forget_old, sign_in_limits.INTERVAL, sleep=sleep),
    ]


def _outage_task() -> PeriodicTask:
    async def look() -> None:
        outages.outages.look()

    return PeriodicTask(outages.LOOK_TASK, look, outages.LOOK_INTERVAL)


def _usage_task(sleep: Sleep = asyncio.sleep) -> PeriodicTask:
    return PeriodicTask(credentials.TASK, credentials.usage.write, credentials.INTERVAL, sleep=sleep)


def _context(app: Litestar) -> AppContext:
    context: AppContext = app.state.context
    return context
