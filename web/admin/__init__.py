"""The browser application: forms in, pages out."""

from litestar import Router, get
from litestar.response import Redirect

from web.admin.activity import history, trash
from web.admin.coverage import pages as coverage
from web.admin.gallery import bulk, copying, events, uploads
from web.admin.gallery import routes as gallery
from web.admin.home import products
from web.admin.image import replacing
from web.admin.image import routes as image
from web.admin.labels import csv_file
from web.admin.labels import routes as labels
from web.admin.preview import routes as preview
from web.admin.settings import connections, health, people, stores, webhooks
from web.admin.shell import language, reference_pages, session
from web.admin.shell.errors import refuse, refuse_elsewhere
from web.admin.shell.idempotency import Idempotency
from web.admin.shell.session import HOME, SignedIn, may_edit
from web.http.csrf import CsrfMiddleware

__all__ = ["refuse_elsewhere", "root_redirect", "router"]

FILES_AT_ONCE = 10  # as many of the largest pictures fit into one form without JavaScript


def router(max_upload_bytes: int) -> Router:
    with_files = Router(
        path="/",
        route_handlers=[*uploads.HANDLERS, *replacing.FILES],
        request_max_body_size=max_upload_bytes * FILES_AT_ONCE + 64 * 1024,
    )
    for_everybody = Router(
        path="/", route_handlers=[*session.HANDLERS, *language.HANDLERS], request_max_body_size=64 * 1024
    )
    return Router(
        path=HOME,
        route_handlers=[
            for_everybody,
            *products.HANDLERS,
            *gallery.HANDLERS,
            *bulk.HANDLERS,
            *copying.HANDLERS,
            *events.HANDLERS,
            *image.HANDLERS,
            *replacing.HANDLERS,
            *csv_file.HANDLERS,
            *labels.HANDLERS,
            *trash.HANDLERS,
            *history.HANDLERS,
            *connections.HANDLERS,
            *coverage.HANDLERS,
            *webhooks.HANDLERS,
            *health.HANDLERS,
            *preview.HANDLERS,
            *people.HANDLERS,
            *stores.HANDLERS,
            *reference_pages.HANDLERS,
            with_files,
        ],
        middleware=[SignedIn(), CsrfMiddleware(), Idempotency()],
        guards=[may_edit],
        exception_handlers={Exception: refuse},
        include_in_schema=False,
    )


@get("/", include_in_schema=False)
async def root_redirect() -> Redirect:
    return Redirect(HOME)
