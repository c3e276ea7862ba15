"""Access to the admin: signed in, of which role; the sign-in page and the way back from it."""

from urllib.parse import urlsplit

import msgspec
from litestar import get, post
from litestar.handlers import BaseRouteHandler
from litestar.middleware import AbstractAuthenticationMiddleware, AuthenticationResult
from litestar.response import Redirect, Template

from web.context import AnyConnection
from web.gallery.model import Actor, Uploader
from web.http.pages.forms import form_of
from web.http.pages.rendering import render
from web.http.pages.session import (
    COOKIE,
    PageRequest,
    SignInRefused,
    end_session,
    person_signed_in,
    session_cookie,
    start_session,
)
from web.http.urls import with_query

HOME = "/admin/"
SIGN_IN = "/admin/login"

AdminRequest = PageRequest


class NotSignedIn(Exception):
    pass


class NotForCustomers(Exception):
    """The person is a customer; the admin is for people who care for the pictures."""


class NotForStaff(Exception):
    """The address is for admins: people, credentials, webhooks, stores, emptying the trash."""


class SignedIn(AbstractAuthenticationMiddleware):
    """Requires a session before the body is read, so that nobody unknown makes us keep their uploads."""

    async def authenticate_request(self, connection: AnyConnection) -> AuthenticationResult:
        person = await person_signed_in(connection)
        if person is None:
            raise NotSignedIn
        return AuthenticationResult(user=person, auth=connection.cookies[COOKIE])


async def may_edit(connection: AnyConnection, handler: BaseRouteHandler) -> None:
    """Guard: admins and staff; what is marked `for_admins` only admins. Raises NotForCustomers, NotForStaff."""
    if handler.opt.get("for_everybody"):
        return
    if connection.user.role == "customer":
        raise NotForCustomers
    if handler.opt.get("for_admins") and connection.user.role != "admin":
        raise NotForStaff


def by(request: AdminRequest) -> Actor:
    return Actor(dialect="admin", person=request.user.id)


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
    return render(request, "shell/sign_in.html", SignInPage(next=safe_next(request.query_params.get("next", ""))))


@post("/login", exclude_from_auth=True, for_everybody=True)
async def enter(request: AdminRequest) -> Template | Redirect:
    form = await form_of(request)
    name, address = form.text("name"), safe_next(form.raw("next"))
    try:
        cookie = await start_session(request, name, form.raw("password"))
    except SignInRefused as error:
        page = SignInPage(name, address, str(error))
        return render(request, "shell/sign_in.html", page, status=error.status, headers=error.headers)
    return Redirect(address, status_code=303, cookies=[cookie])


@post("/logout", exclude_from_auth=True, for_everybody=True)
async def leave(request: AdminRequest) -> Redirect:
    await end_session(request)
    return Redirect(SIGN_IN, status_code=303, cookies=[session_cookie(request, "")])


HANDLERS = (sign_in_page, enter, leave)
