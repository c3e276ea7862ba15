"""Access to the admin: by session or bearer token, of which role; the sign-in page and the way back from it."""

from urllib.parse import urlsplit

import msgspec
from litestar import get, post
from litestar.datastructures import MutableScopeHeaders
from litestar.enums import ScopeType
from litestar.handlers import BaseRouteHandler
from litestar.middleware import ASGIMiddleware
from litestar.response import Redirect, Template
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from web.auth.credentials import OWN_API, Caller, Refused, recognise
from web.auth.rate_limits import QuotaLeft, QuotaUsedUp
from web.context import AnyConnection, context_of
from web.gallery.model import Actor, Person, Uploader
from web.http.csrf import SAFE_METHODS, form_cookie
from web.http.pages.forms import form_of
from web.http.pages.rendering import render_page
from web.http.pages.session import (
    PageRequest,
    SignInRefused,
    bearer_token,
    end_session,
    person_signed_in,
    session_cookie,
    start_session,
)
from web.http.urls import with_query

HOME = "/admin/"
SIGN_IN = "/admin/login"
QUOTA = "packshot.quota"  # where the scope keeps the rest of the credential's quota

AdminRequest = PageRequest


class NotSignedIn(Exception):
    pass


class BadCredential(Exception):
    """The bearer token is none of ours, was revoked, or its person may no longer sign in."""


class ReadOnlyCredential(Exception):
    """The credential may read alone."""


class NotForCustomers(Exception):
    """The person is a customer; the admin is for people who care for the pictures."""


class NotForStaff(Exception):
    """The address is for admins: people, credentials, webhooks, stores, emptying the trash."""


class SignedIn(ASGIMiddleware):
    """Requires a session, or a bearer token, before the body is read: nobody unknown makes us keep their uploads.

    `user` of the request is the person then, and `auth` the caller where a bearer token was presented.
    """

    scopes = (ScopeType.HTTP,)
    exclude_opt_key = "exclude_from_auth"

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        token = bearer_token(scope)
        if token is None:
            scope["user"], scope["auth"] = await _person_with_session(PageRequest(scope)), None
        else:
            caller = await _caller(token)
            scope["user"], scope["auth"] = caller.person, caller
            await _spend(scope, caller)
            send = _with_quota(send, scope)
            if PageRequest(scope).method not in SAFE_METHODS and caller.scope != "write":
                raise ReadOnlyCredential
        await next_app(scope, receive, send)


async def _person_with_session(request: AdminRequest) -> Person:
    person = await person_signed_in(request)
    if person is None:
        raise NotSignedIn
    return person


async def _caller(token: str) -> Caller:
    try:
        caller = await recognise(OWN_API, token)
    except Refused as error:
        raise BadCredential from error
    if caller is None:
        raise BadCredential
    return caller


async def _spend(scope: Scope, caller: Caller) -> None:
    """Count the call, and keep in the scope what is left. Raises QuotaUsedUp, Unavailable."""
    left = await context_of(PageRequest(scope)).quota.spend(caller.account, caller.quota)
    scope[QUOTA] = left  # type: ignore[literal-required]  # a key of ours, beside those of ASGI
    if left is not None and left.used_up:
        raise QuotaUsedUp(left)


def quota_headers(scope: Scope) -> dict[str, str]:
    """How many calls are left, and in how many seconds there are all of them again; none where none are counted."""
    left: QuotaLeft | None = scope.get(QUOTA)  # type: ignore[assignment]  # what stands there is ours
    if left is None:
        return {}
    return {
        "X-RateLimit-Limit": str(left.limit),
        "X-RateLimit-Remaining": str(max(left.remaining, 0)),
        "X-RateLimit-Reset": str(left.retry_after),
    }


def _with_quota(send: Send, scope: Scope) -> Send:
    """Add the quota to answers; refusals that go round `send` get it where they are worded."""
    quota = quota_headers(scope)
    if not quota:
        return send

    async def send_with_quota(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableScopeHeaders.from_message(message).update(quota)
        await send(message)

    return send_with_quota


async def may_edit(connection: AnyConnection, handler: BaseRouteHandler) -> None:
    """Guard: admins and staff; what is marked `for_admins` only admins. Raises NotForCustomers, NotForStaff."""
    if handler.opt.get("for_everybody"):
        return
    if connection.user.role == "customer":
        raise NotForCustomers
    if handler.opt.get("for_admins") and connection.user.role != "admin":
        raise NotForStaff


def by(request: AdminRequest) -> Actor:
    if request.auth is None:
        return Actor(dialect="admin", person=request.user.id)
    return Actor(dialect=OWN_API, person=request.user.id, credential=request.auth.credential)


def uploader(request: AdminRequest) -> Uploader:
    return Uploader(request.user.id, request.user.name, request.user.full_name)


def sign_in_address(request: AdminRequest) -> str:
    """The sign-in page, which leads back to the page that was requested, or that a form or a script was on."""
    requested = str(request.url) if request.method == "GET" and "hx-request" not in request.headers else ""
    page = urlsplit(requested or request.headers.get("hx-current-url") or request.headers.get("referer") or "")
    back = safe_next(page.path + (f"?{page.query}" if page.query else ""))
    return with_query(SIGN_IN, next=None if back == HOME else back)


def safe_next(address: str) -> str:
    """An address inside the admin, whatever was requested: nobody is ever sent elsewhere."""
    inside = address.startswith(HOME) and address.isprintable() and "\\" not in address and " " not in address
    return address if inside and not address.startswith((SIGN_IN, "/admin/logout")) else HOME


class SignInPage(msgspec.Struct, frozen=True):
    name: str = ""
    next: str = HOME
    trouble: str = ""


@get("/login", exclude_from_auth=True, for_everybody=True)
async def sign_in_page(request: AdminRequest) -> Template:
    return render_page(request, "shell/sign_in.html", SignInPage(next=safe_next(request.query_params.get("next", ""))))


@post("/login", exclude_from_auth=True, for_everybody=True)
async def enter(request: AdminRequest) -> Template | Redirect:
    form = await form_of(request)
    name, address = form.text("name"), safe_next(form.raw("next"))
    try:
        cookie = await start_session(request, name, form.raw("password"))
    except SignInRefused as error:
        page = SignInPage(name, address, str(error))
        return render_page(request, "shell/sign_in.html", page, status=error.status, headers=error.headers)
    return Redirect(address, status_code=303, cookies=[cookie, form_cookie(request, cookie.value or "")])


@post("/logout", exclude_from_auth=True, for_everybody=True)
async def leave(request: AdminRequest) -> Redirect:
    await end_session(request)
    return Redirect(SIGN_IN, status_code=303, cookies=[session_cookie(request, ""), form_cookie(request, "")])


HANDLERS = (sign_in_page, enter, leave)
