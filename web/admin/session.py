"""Who is signed in: the session cookie, and who may use the admin."""

from typing import Any
from urllib.parse import urlencode, urlsplit

from litestar import Request
from litestar.connection import ASGIConnection
from litestar.datastructures import Cookie
from litestar.handlers import BaseRouteHandler
from litestar.middleware import AbstractAuthenticationMiddleware, AuthenticationResult

from web.auth.people import SESSION_LASTS, signed_in
from web.clock import SECOND
from web.database.journal import By
from web.database.people import Person
from web.gallery.model import Uploader
from web.house import base_url

COOKIE = "packshot_session"
HOME = "/admin/"
SIGN_IN = "/admin/login"

AdminRequest = Request[Any, Any, Any]
AnyConnection = ASGIConnection[Any, Any, Any, Any]


class NotSignedIn(Exception):
    pass


class NotForCustomers(Exception):
    """They may sign in elsewhere; the admin is for those who care for the pictures."""


class SignedIn(AbstractAuthenticationMiddleware):
    """Before anything of the body is read, so that nobody unknown makes us keep their uploads."""

    async def authenticate_request(self, connection: AnyConnection) -> AuthenticationResult:
        token = connection.cookies.get(COOKIE)
        person = await signed_in(token) if token else None
        if person is None:
            raise NotSignedIn
        return AuthenticationResult(user=person, auth=token)


async def may_edit(connection: AnyConnection, handler: BaseRouteHandler) -> None:
    """Guard: admins and staff. Raises NotForCustomers."""
    if handler.opt.get("for_everybody"):
        return
    if connection.user.role == "customer":
        raise NotForCustomers


def person_of(request: AdminRequest) -> Person | None:
    person: Person | None = request.scope.get("user")
    return person


def by(request: AdminRequest) -> By:
    return By(dialect="admin", person=request.user.id)


def uploader(request: AdminRequest) -> Uploader:
    return Uploader(request.user.id, request.user.name, request.user.full_name)


def session_cookie(request: AdminRequest, token: str) -> Cookie:
    """An empty token takes the cookie away."""
    return Cookie(
        key=COOKIE,
        value=token,
        max_age=SESSION_LASTS // SECOND if token else 0,
        path="/",
        httponly=True,
        secure=base_url(request).startswith("https:"),
        samesite="lax",
    )


def sign_in_address(request: AdminRequest) -> str:
    """The sign-in page, which leads back to the page that was asked for, or that a form or a script was on."""
    asked = str(request.url) if request.method == "GET" and "hx-request" not in request.headers else ""
    page = urlsplit(asked or request.headers.get("hx-current-url") or request.headers.get("referer") or "")
    back = safe_next(page.path + (f"?{page.query}" if page.query else ""))
    return SIGN_IN if back == HOME else f"{SIGN_IN}?{urlencode({'next': back})}"


def safe_next(wanted: str) -> str:
    """An address inside the admin, whatever was asked for: nobody is ever sent elsewhere."""
    inside = wanted.startswith(HOME) and wanted.isprintable() and "\\" not in wanted and " " not in wanted
    return wanted if inside and not wanted.startswith((SIGN_IN, "/admin/logout")) else HOME
