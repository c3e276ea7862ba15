"""Credentials of all APIs: made and shown once, with an example line; revoked."""

import shlex
from functools import partial

import msgspec
from litestar import get, post
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from web.admin.settings.data import ApiData, ConnectionsData, NewCredentialData, behalf_data, credential_data
from web.admin.shell.session import HOME, AdminRequest
from web.auth import credentials, people
from web.auth.credentials import CredentialRequest, Scope, VendorApi
from web.context import base_url, context_of
from web.gallery.clock import now
from web.gallery.model import Person
from web.http.pages.faces import wants_json
from web.http.pages.forms import BadForm, Form, form_of
from web.http.pages.language import _
from web.http.pages.rendering import Answer, answer_done, flash_notice, render
from web.services.catalogue.lookup import a_product

HERE = f"{HOME}connections"


class ConnectionsPage(msgspec.Struct, frozen=True, kw_only=True):
    data: ConnectionsData
    consent_apis: str  # titles of those whose applications ask people to let them in
    revoked: bool  # whether revoked ones are listed too


@get("/connections", for_admins=True)
async def connections(request: AdminRequest) -> Answer:
    notice = flash_notice(request, {"revoked": _("Revoked. It opens nothing any more.")})
    return render(request, "settings/connections.html", await _page(request), notice=notice)


@post("/connections", for_admins=True, status_code=200)
async def make(request: AdminRequest) -> Answer:
    form = await form_of(request)
    form.require("dialect", "person", "scope")
    person, api = await _person(form), _api(request, form.text("dialect"))
    requested = CredentialRequest(
        person=person,
        scope=_scope(form.text("scope")),
        secret_box=context_of(request).secret_box,
        application=form.text("application")[:100],
    )
    parts = await api.issue(requested)
    example = shlex.join(["curl", *api.curl_example(parts, base_url(request), await a_product() or 1)])
    page = await _page(request, NewCredentialData(dialect=api.name, parts=parts, example=example))
    return render(request, "settings/connections.html", page, status=201 if wants_json(request) else 200)


@post("/connections/{credential:int}/revoke", for_admins=True, status_code=200)
async def revoke(request: AdminRequest, credential: FromPath[int]) -> Answer:
    if not await credentials.revoke(credential, now()):
        raise NotFoundException
    return await answer_done(request, HERE, "revoked", partial(_page, request))


async def _person(form: Form) -> Person:
    person = await people.by_id(form.number("person"))
    if person is None:
        raise BadForm(_("Choose the person on whose behalf it works."), "person")
    return person


def _api(request: AdminRequest, name: str) -> VendorApi:
    api = context_of(request).apis.get(name)
    if api is None:
        raise BadForm(_("Choose one of the six APIs."), "dialect")
    return api


def _scope(text: str) -> Scope:
    match text:
        case "read" | "write":
            return text
    raise BadForm(_("Choose whether it may write."), "scope")


async def _page(request: AdminRequest, made: NewCredentialData | None = None) -> ConnectionsPage:
    every, apis = "revoked" in request.query_params, context_of(request).apis
    listed = (one for one in reversed(await credentials.listing()) if every or one.revoked_at is None)
    data = ConnectionsData(
        credentials=tuple(credential_data(one) for one in listed),
        apis={name: ApiData(title=api.title, asks_for_consent=api.asks_for_consent) for name, api in apis.items()},
        people=tuple(behalf_data(one) for one in await people.listing() if one.active),
        made=made,
    )
    consent_apis = ", ".join(api.title for api in apis.values() if api.asks_for_consent)
    return ConnectionsPage(data=data, consent_apis=consent_apis, revoked=every)


HANDLERS = (connections, make, revoke)
