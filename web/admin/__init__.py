"""The browser application: forms in, pages out."""

import re

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.ext import Extension
from litestar import Router, get
from litestar.config.csrf import CSRFConfig
from litestar.middleware import DefineMiddleware
from litestar.plugins.jinja import JinjaTemplateEngine
from litestar.response import Redirect
from litestar.template import TemplateConfig

from web.admin import browsing, gallery, history, signing_in, uploads
from web.admin.guarding import Unforged, guarded
from web.admin.refusing import refuse, refuse_elsewhere
from web.admin.session import HOME, SignedIn, may_edit
from web.auth.sealing import Sealer
from web.settings import ROOT, Settings

__all__ = ["guarded", "home", "refuse_elsewhere", "router", "templates"]

FILES_AT_ONCE = 10  # as many of the largest pictures fit into one form without JavaScript


def router(settings: Settings) -> Router:
    secret = Sealer(settings.secret_key).derived("forms").hex()
    csrf = CSRFConfig(secret=secret, cookie_name="packshot_form", cookie_httponly=True)
    with_files = Router(
        path="/",
        route_handlers=[*uploads.HANDLERS],
        request_max_body_size=settings.max_upload_bytes * FILES_AT_ONCE + 64 * 1024,
    )
    return Router(
        path=HOME,
        route_handlers=[
            *signing_in.HANDLERS,
            *browsing.HANDLERS,
            *gallery.HANDLERS,
            *history.HANDLERS,
            with_files,
        ],
        middleware=[SignedIn, DefineMiddleware(Unforged, config=csrf)],
        guards=[may_edit],
        exception_handlers={Exception: refuse},
        include_in_schema=False,
    )


@get("/", include_in_schema=False)
async def home() -> Redirect:
    return Redirect(HOME)


class Unindented(Extension):
    """Templates are indented for their readers; a page of two hundred images is half as large without."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return re.sub(r"^[ \t]+", "", source, flags=re.MULTILINE)


def templates() -> TemplateConfig[JinjaTemplateEngine]:
    environment = Environment(
        loader=FileSystemLoader(ROOT / "templates"),
        autoescape=True,
        extensions=[Unindented],
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return TemplateConfig(instance=JinjaTemplateEngine.from_environment(environment))
