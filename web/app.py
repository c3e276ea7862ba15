"""The application: dialects, the admin, pictures, documentation and health, put together."""

import gc
from collections.abc import Mapping

from litestar import Litestar
from litestar.types import ASGIApp

from web import admin
from web.admin.api import PACKSHOT
from web.auth.admissions import Admissions
from web.auth.credentials import VendorApi
from web.auth.rate_limits import Quota
from web.auth.secrets import SecretBox
from web.auth.sign_in_limits import LoginThrottle
from web.context import AppContext
from web.dialects import DIALECTS
from web.dialects.router import DialectRouter
from web.dialects.spec import router
from web.files.received import Limits
from web.files.store import FileStore
from web.files.temporary import name_folder
from web.http import health, openapi
from web.http.connection import behind_proxies, detect_disconnects
from web.http.metrics import count_requests
from web.http.pages.headers import with_page_headers
from web.http.pages.static_files import StaticFiles
from web.http.pages.templates import templates
from web.imaging.renditions.renditions import Renditions
from web.imaging.sandbox.pool import share_memory_in
from web.lifespan import background, database, live_streams, temporary_folder
from web.media.cache import MediaCache
from web.media.routes import media
from web.outbound.fetch import Fetcher
from web.outbound.post import Poster
from web.services.catalogue.list_walks import ListWalks
from web.services.catalogue.lookup import new_response_cache
from web.services.editing.revisions import RevisionWatcher
from web.services.maintenance.doctor_runs import DoctorRuns
from web.services.maintenance.readiness import Readiness
from web.settings import Settings, read_settings

DESCRIBED = (PACKSHOT, *DIALECTS)  # in the order of the documentation
APIS: Mapping[str, VendorApi] = {api.name: api for api in (*DIALECTS, PACKSHOT)}


def build_context(settings: Settings) -> AppContext:
    share_memory_in(settings.temp_dir)
    files = FileStore(settings.storage_url)
    temp_dir = name_folder(settings.temp_dir)
    limits = Limits(max_bytes=settings.max_upload_bytes, max_pixels=settings.max_pixels, temp_dir=temp_dir)
    return AppContext(
        settings=settings,
        files=files,
        renditions=Renditions(files, temp_dir),
        temp_dir=temp_dir,
        limits=limits,
        fetcher=Fetcher(limits, settings.fetch_allow),
        secret_box=SecretBox(settings.secret_key),
        quota=Quota(settings.api_quota),
        throttle=LoginThrottle(),
        revision_watcher=RevisionWatcher(),
        admissions=Admissions(),
        doctor_runs=DoctorRuns(files),
        readiness=Readiness(files, temp_dir),
        poster=Poster(settings.fetch_allow),
        response_cache=new_response_cache(settings.response_cache_bytes),
        list_walks=ListWalks(),
        apis=APIS,
    )


def create_app(settings: Settings | None = None, *, periodic: bool = True) -> ASGIApp:
    """The whole product as one ASGI application, with its periodic tasks or without. Raises BadSetting."""
    settings = settings or read_settings()
    return with_settings(routes(settings), settings, periodic=periodic)


def routes(settings: Settings) -> Litestar:
    """All addresses of the product. Of the settings only the size of request bodies goes into it."""
    return Litestar(
        route_handlers=[
            *(router(dialect) for dialect in DIALECTS),
            *(handler for dialect in DIALECTS for handler in dialect.pictures),
            *(router for dialect in DIALECTS for router in dialect.extra_routers()),
            media,
            *health.HANDLERS,
            *openapi.handlers(DESCRIBED),
            admin.router(settings.max_upload_bytes),
            admin.root_redirect,
        ],
        lifespan=[temporary_folder, database, live_streams, background],
        template_config=templates(),
        exception_handlers={Exception: admin.refuse_elsewhere},
        openapi_config=None,
        logging_config=None,
        request_max_body_size=settings.max_body_bytes,
    )


def with_settings(app: Litestar, settings: Settings, *, periodic: bool) -> ASGIApp:
    """The routes over this database and storage, with what stands before the framework."""
    app.state.context, app.state.periodic = build_context(settings), periodic
    routed = detect_disconnects(DialectRouter(with_page_headers(app), DIALECTS))
    prefixes = [prefix for dialect in DIALECTS for prefix in dialect.prefixes]
    return count_requests(behind_proxies(StaticFiles(MediaCache(routed)), settings.trusted_proxies), prefixes)


def served() -> ASGIApp:
    """The application for a process that does nothing else.

    What it is made of stays as long as the process, so the collector need not look through all of that again and
    again: it takes a tenth of a second each time, in which no request is served.
    """
    app = create_app()
    gc.collect()
    gc.freeze()
    return app
