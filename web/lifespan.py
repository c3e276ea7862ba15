"""What a server process does besides answering: it opens the database, and goes on with what nobody waits for."""

import asyncio
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any

from litestar import Litestar

from web.auth.uses import uses
from web.database.engine import bind, engine_for
from web.house import House
from web.services import coverage
from web.services.noting import keeper
from web.services.reading import answers
from web.services.watching import Watch
from web.services.webhooks import Sender
from web.settings import Settings
from web.storage.temporary import discard_left_behind, held

LEFT_BEHIND = 86_400  # seconds after which nobody still writes to a temporary file


@asynccontextmanager
async def watching(app: Litestar) -> AsyncIterator[None]:
    """A server that is told to stop ends its endless answers first, or it would wait for them."""
    watch: Watch = app.state.house.watch
    with suppress(ValueError, OSError):  # in tests the server is not the main thread, and nobody sends it signals
        for number in (signal.SIGINT, signal.SIGTERM):
            _before(number, watch.close)
    try:
        yield
    finally:
        await watch.stop()
        await app.state.house.checkup.stop()


@asynccontextmanager
async def going_on(app: Litestar) -> AsyncIterator[None]:
    """What goes on behind the requests, in every server process."""
    home: House = app.state.house
    sender = Sender(home.poster, home.sealer.open)
    going = (uses.keep_writing, coverage.keep_noting, sender.keep_sending, keeper(home.settings.findings))
    jobs = [asyncio.create_task(one()) for one in going]
    try:
        yield
    finally:
        for one in jobs:
            one.cancel()
        await asyncio.gather(*jobs, return_exceptions=True)
        with suppress(Exception):
            await uses.write()


def _before(number: signal.Signals, first: Callable[[], None]) -> None:
    then = signal.getsignal(number)

    def handle(*received: Any) -> None:
        first()
        if callable(then):
            then(*received)

    signal.signal(number, handle)


@asynccontextmanager
async def database(app: Litestar) -> AsyncIterator[None]:
    settings: Settings = app.state.house.settings
    engine = engine_for(settings)
    bind(engine)
    answers.clear()
    answers.size = settings.kept_answers_bytes
    await engine.start()
    try:
        yield
    finally:
        await engine.stop()


@asynccontextmanager
async def temporary(app: Litestar) -> AsyncIterator[None]:
    """The folder of this process, without which no file is received; what others left behind is removed."""
    folder = app.state.house.temp_dir
    with held(folder):
        await asyncio.to_thread(discard_left_behind, folder.parent, LEFT_BEHIND)
        yield
