"""The browser application: forms in, pages out."""

from litestar import Router, get
from litestar.response import Redirect

from web.admin import (
    browsing,
    connections,
    copying,
    coverage,
    events,
    gallery,
    health,
    history,
    label_files,
    labels,
    language,
    panel,
    people,
    preview,
    replacing,
    several,
    shortcuts,
    signing_in,
    stores,
    styleguide,
    trash,
    undoing,
    uploads,
    webhooks,
)
from web.admin.refusing import refuse, refuse_elsewhere
from web.admin.session import HOME, SignedIn, may_edit
from web.pages.guarding import Unforged

__all__ = ["home", "refuse_elsewhere", "router"]

FILES_AT_ONCE = 10  # as many of the largest pictures fit into one form without JavaScript


def router(max_upload_bytes: int) -> Router:
    with_files = Router(
        path="/",
        route_handlers=[*uploads.HANDLERS, *replacing.FILES],
        request_max_body_size=max_upload_bytes * FILES_AT_ONCE + 64 * 1024,
    )
    for_everybody = Router(
        path="/", route_handlers=[*signing_in.HANDLERS, *language.HANDLERS], request_max_body_size=64 * 1024
    )
    return Router(
        path=HOME,
        route_handlers=[
            for_everybody,
            *browsing.HANDLERS,
            *gallery.HANDLERS,
            *several.HANDLERS,
            *copying.HANDLERS,
            *events.HANDLERS,
            *panel.HANDLERS,
            *replacing.HANDLERS,
            *history.HANDLERS,
            *label_files.HANDLERS,
            *labels.HANDLERS,
            *trash.HANDLERS,
            *undoing.HANDLERS,
            *connections.HANDLERS,
            *coverage.HANDLERS,
            *webhooks.HANDLERS,
            *health.HANDLERS,
            *preview.HANDLERS,
            *people.HANDLERS,
            *stores.HANDLERS,
            *shortcuts.HANDLERS,
            *styleguide.HANDLERS,
            with_files,
        ],
        middleware=[SignedIn, Unforged()],
        guards=[may_edit],
        exception_handlers={Exception: refuse},
        include_in_schema=False,
    )


@get("/", include_in_schema=False)
async def home() -> Redirect:
    return Redirect(HOME)
