"""The application: dialects behind their doors, the admin, pictures, documentation and health, put together."""

import asyncio
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from typing import Any

from litestar import Litestar
from litestar.datastructures import CacheControlHeader, State
from litestar.static_files import create_static_files_router
from litestar.types import ASGIApp

from web import admin, health, openapi
from web.auth.people import Tries
from web.auth.quota import Quota
from web.auth.sealing import Sealer
from web.auth.uses import uses
from web.database.engine import bind, engine_for
from web.dialects import DIALECTS
from web.dialects.dialect import router
from web.dialects.doors import Doors
from web.house import House
from web.leaving import leaving
from web.media import media
from web.pages.guarding import guarded
from web.pages.templates import templates
from web.renditions.renditions import Renditions
from web.services.checkup import Checkup
from web.services.reading import answers
from web.services.watching import Watch
from web.settings import ROOT, Settings, read_settings
from web.storage.files import FileStore
from web.storage.intake import Limits
from web.storage.private import remove_abandoned
from web.storage.received import UPLOADS
from web.storage.remote import Fetcher


def furnish(settings: Settings) -> House:
    files = FileStore(settings.storage_url)
    limits = Limits(max_bytes=settings.max_upload_bytes, max_pixels=settings.max_pixels)
    return House(
        settings=settings,
        files=files,
        renditions=Renditions(files),
        limits=limits,
        fetcher=Fetcher(limits, settings.fetch_allow),
        sealer=Sealer(settings.secret_key),
        quota=Quota(settings.api_quota),
        tries=Tries(),
        watch=Watch(),
        checkup=Checkup(files),
    )


def create_app(settings: Settings | None = None) -> ASGIApp:
    """The whole product as one ASGI application. Raises BadSetting."""
    settings = settings or read_settings()
    app = Litestar(
        route_handlers=[
            *(router(dialect) for dialect in DIALECTS),
            *(handler for dialect in DIALECTS for handler in dialect.pictures),
            *(router for dialect in DIALECTS for router in dialect.beside(settings)),
            media,
            *health.HANDLERS,
            *openapi.HANDLERS,
            admin.router(settings),
            admin.home,
            create_static_files_router(
                "/static", [ROOT / "static"], include_in_schema=False, cache_control=CacheControlHeader(no_cache=True)
            ),
        ],
        state=State({"house": furnish(settings)}),
        lifespan=[_tidy, _database(settings), _watching, _noting],
        template_config=templates(),
        exception_handlers={Exception: admin.refuse_elsewhere},
        openapi_config=None,
        logging_config=None,
        request_max_body_size=settings.max_body_bytes,
        multipart_form_part_limit=200,
    )
    return health.measured(leaving(Doors(guarded(app), DIALECTS)))


@asynccontextmanager
async def _tidy(_: Litestar) -> AsyncIterator[None]:
    await asyncio.to_thread(remove_abandoned, UPLOADS)
    yield


@asynccontextmanager
async def _watching(app: Litestar) -> AsyncIterator[None]:
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
async def _noting(_: Litestar) -> AsyncIterator[None]:
    writing = asyncio.create_task(uses.keep_writing())
    try:
        yield
    finally:
        writing.cancel()
        with suppress(Exception):
            await uses.write()


def _before(number: signal.Signals, first: Callable[[], None]) -> None:
    then = signal.getsignal(number)

    def handle(*received: Any) -> None:
        first()
        if callable(then):
            then(*received)

    signal.signal(number, handle)


def _database(settings: Settings) -> Callable[[Litestar], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(_: Litestar) -> AsyncIterator[None]:
        engine = engine_for(settings)
        bind(engine)
        answers.clear()
        answers.size = settings.kept_answers_bytes
        await engine.start()
        try:
            yield
        finally:
            await engine.stop()

    return lifespan
