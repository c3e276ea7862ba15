"""Credentials of the five APIs: made and shown once, with an example line; revoked."""

import shlex

import msgspec
from litestar import get, post
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Redirect

from web.admin.shell.dialects import api_titles
from web.admin.shell.session import HOME, AdminRequest
from web.auth import credentials, people
from web.auth.credentials import CredentialParts, CredentialRequest, CredentialRow, Scope, VendorApi
from web.context import base_url, context_of
from web.gallery.clock import now
from web.gallery.model import Person
from web.http.pages.forms import BadForm, form_of
from web.http.pages.language import _
from web.http.pages.rendering import Answer, flash_notice, redirect_done, render
from web.services.catalogue.lookup import a_product

HERE = f"{HOME}connections"


class NewCredential(msgspec.Struct, frozen=True, kw_only=True):
    """A credential that was just made, which cannot be shown again."""

    dialect: str
    parts: CredentialParts
    example: str


class ConnectionsPage(msgspec.Struct, frozen=True, kw_only=True):
    credentials: tuple[CredentialRow, ...]
    people: tuple[Person, ...]
    dialects: dict[str, str]
    consent_apis: str  # the APIs whose applications ask people to let them in
    base: str
    made: NewCredential | None = None
    revoked: bool = False  # whether revoked ones are listed too


@get("/connections", for_admins=True)
async def connections(request: AdminRequest) -> Answer:
    return await _answer(request)


@post("/connections", for_admins=True, status_code=200)
async def make(request: AdminRequest) -> Answer:
    form = await form_of(request)
    person = await people.by_id(form.number("person"))
    if person is None:
        raise BadForm(_("Choose the person on whose behalf it works."))
    api = _api(request, form.text("dialect"))
    requested = CredentialRequest(
        person=person,
        scope=_scope(form.text("scope")),
        secret_box=context_of(request).secret_box,
        application=form.text("application")[:100],
    )
    parts = await api.issue(requested)
    example = shlex.join(["curl", *api.curl_example(parts, base_url(request), await a_product() or 1)])
    return await _answer(request, NewCredential(dialect=api.title, parts=parts, example=example))


@post("/connections/{credential:int}/revoke", for_admins=True)
async def revoke(credential: FromPath[int]) -> Redirect:
    if not await credentials.revoke(credential, now()):
        raise NotFoundException
    return redirect_done(HERE, "revoked")


def _api(request: AdminRequest, name: str) -> VendorApi:
    api = context_of(request).apis.get(name)
    if api is None:
        raise BadForm(_("Choose one of the five APIs."))
    return api


def _scope(text: str) -> Scope:
    match text:
        case "read" | "write":
            return text
    raise BadForm(_("Choose whether it may write."))


async def _answer(request: AdminRequest, made: NewCredential | None = None) -> Answer:
    every = "revoked" in request.query_params
    listed = (one for one in reversed(await credentials.listing()) if every or one.revoked_at is None)
    page = ConnectionsPage(
        credentials=tuple(listed),
        people=tuple(one for one in await people.listing() if one.active),
        dialects=api_titles(context_of(request)),
        consent_apis=", ".join(api.title for api in context_of(request).apis.values() if api.asks_for_consent),
        base=base_url(request),
        made=made,
        revoked=every,
    )
    notice = flash_notice(request, {"revoked": _("Revoked. It opens nothing any more.")})
    return render(request, "settings/connections.html", page, notice=notice)


HANDLERS = (connections, make, revoke)
