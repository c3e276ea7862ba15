"""The application: dialects behind their doors, the admin, pictures, documentation and health, put together."""

import gc

from litestar import Litestar
from litestar.datastructures import CacheControlHeader
from litestar.static_files import create_static_files_router
from litestar.types import ASGIApp

from web import admin, health, openapi
from web.auth.quota import Quota
from web.auth.sealing import Sealer
from web.auth.tries import Tries
from web.dialects import DIALECTS
from web.dialects.dialect import router
from web.dialects.doors import Doors
from web.house import House
from web.leaving import leaving
from web.lifespan import background, database, temporary, watching
from web.media import media
from web.pages.guarding import guarded
from web.pages.templates import templates
from web.proxies import behind_proxies
from web.ready import Ready
from web.renditions.renditions import Renditions
from web.resources import resource
from web.services.checkup import Checkup
from web.services.watching import Watch
from web.settings import Settings, read_settings
from web.storage.files import FileStore
from web.storage.intake import Limits
from web.storage.posting import Poster
from web.storage.remote import Fetcher
from web.storage.temporary import name_folder


def furnish(settings: Settings) -> House:
    files = FileStore(settings.storage_url)
    temp_dir = name_folder(settings.temp_dir)
    limits = Limits(max_bytes=settings.max_upload_bytes, max_pixels=settings.max_pixels, temp_dir=temp_dir)
    return House(
        settings=settings,
        files=files,
        renditions=Renditions(files, temp_dir),
        temp_dir=temp_dir,
        limits=limits,
        fetcher=Fetcher(limits, settings.fetch_allow),
        sealer=Sealer(settings.secret_key),
        quota=Quota(settings.api_quota),
        tries=Tries(),
        watch=Watch(),
        checkup=Checkup(files),
        poster=Poster(settings.fetch_allow),
        addresses={dialect.name: dialect.addresses for dialect in DIALECTS},
    )


def create_app(settings: Settings | None = None, *, periodic: bool = True) -> ASGIApp:
    """The whole product as one ASGI application, with its periodic tasks or without. Raises BadSetting."""
    settings = settings or read_settings()
    return with_settings(routes(settings), settings, periodic=periodic)


def routes(settings: Settings) -> Litestar:
    """Every address of the product. Of the settings only the size of request bodies goes into it."""
    return Litestar(
        route_handlers=[
            *(router(dialect) for dialect in DIALECTS),
            *(handler for dialect in DIALECTS for handler in dialect.pictures),
            *(router for dialect in DIALECTS for router in dialect.beside()),
            media,
            *health.HANDLERS,
            *openapi.HANDLERS,
            admin.router(settings.max_upload_bytes),
            admin.home,
            create_static_files_router(
                "/static",
                [resource("static")],
                include_in_schema=False,
                cache_control=CacheControlHeader(no_cache=True),
            ),
        ],
        lifespan=[temporary, database, watching, background],
        template_config=templates(),
        exception_handlers={Exception: admin.refuse_elsewhere},
        openapi_config=None,
        logging_config=None,
        request_max_body_size=settings.max_body_bytes,
        multipart_form_part_limit=200,
    )


def with_settings(app: Litestar, settings: Settings, *, periodic: bool) -> ASGIApp:
    """The routes over this database and storage, with what stands before the framework."""
    app.state.house, app.state.periodic = furnish(settings), periodic
    doors = leaving(Doors(guarded(app), DIALECTS))
    return health.measured(Ready(behind_proxies(doors, settings.trusted_proxies)))


def served() -> ASGIApp:
    """The application for a process that does nothing else.

    What it is made of stays as long as the process, so the collector need not look through all of that again and
    again: it takes a tenth of a second each time, in which nobody is answered.
    """
    app = create_app()
    gc.collect()
    gc.freeze()
    return app
