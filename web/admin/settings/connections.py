"""Credentials of the five APIs: made and shown once, with a line to try them by; revoked."""

import msgspec
from litestar import get, post
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Redirect, Template

from web.admin.settings.curl_examples import line_for
from web.admin.shell.dialects import APIS
from web.admin.shell.session import HOME, AdminRequest
from web.auth.credentials import DIALECTS, Dialect, Scope, issue
from web.context import base_url, context_of
from web.database.queries import credentials
from web.database.queries import people as people_rows
from web.database.queries.credentials import CredentialRow
from web.database.queries.owners import a_product
from web.gallery.actor import Person
from web.gallery.clock import now
from web.http.pages.flash import gone_back, notice_of
from web.http.pages.forms import BadForm, number, text
from web.http.pages.language import _
from web.http.pages.rendering import render

HERE = f"{HOME}connections"


class NewCredential(msgspec.Struct, frozen=True, kw_only=True):
    """A credential that was just made, which cannot be shown again."""

    dialect: str
    parts: dict[str, int | str]
    line: str


class ConnectionsPage(msgspec.Struct, frozen=True, kw_only=True):
    credentials: tuple[CredentialRow, ...]
    people: tuple[Person, ...]
    dialects: dict[str, str]
    base: str
    made: NewCredential | None = None
    revoked: bool = False  # whether revoked ones are listed too


@get("/connections", for_admins=True)
async def connections(request: AdminRequest) -> Template:
    return await _shown(request)


@post("/connections", for_admins=True, status_code=200)
async def make(request: AdminRequest) -> Template:
    form = await request.form()
    person = await people_rows.by_id(number(form, "person"))
    if person is None:
        raise BadForm(_("Choose the person on whose behalf it works."))
    dialect, scope = _dialect(text(form, "dialect")), _scope(text(form, "scope"))
    parts = await issue(person, dialect, scope, context_of(request).secret_box, text(form, "application")[:100])
    line = line_for(dialect, parts, base_url(request), await a_product() or 1)
    return await _shown(request, NewCredential(dialect=APIS[dialect], parts=parts, line=line))


@post("/connections/{credential:int}/revoke", for_admins=True)
async def revoke(credential: FromPath[int]) -> Redirect:
    if not await credentials.revoke(credential, now()):
        raise NotFoundException
    return gone_back(HERE, "revoked")


def _dialect(said: str) -> Dialect:
    for dialect in DIALECTS:
        if dialect == said:
            return dialect
    raise BadForm(_("Choose one of the five APIs."))


def _scope(said: str) -> Scope:
    match said:
        case "read" | "write":
            return said
    raise BadForm(_("Choose whether it may write."))


async def _shown(request: AdminRequest, made: NewCredential | None = None) -> Template:
    every = "revoked" in request.query_params
    listed = (one for one in reversed(await credentials.listing()) if every or one.revoked_at is None)
    page = ConnectionsPage(
        credentials=tuple(listed),
        people=tuple(one for one in await people_rows.listing() if one.active),
        dialects=APIS,
        base=base_url(request),
        made=made,
        revoked=every,
    )
    notice = notice_of(request, {"revoked": _("Revoked. It opens nothing any more.")})
    return render(request, "settings/connections.html", page, notice=notice)


HANDLERS = (connections, make, revoke)
