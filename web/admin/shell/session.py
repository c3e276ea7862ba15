"""Who may use the admin, and where whoever is signed out is led."""

from urllib.parse import urlsplit

from litestar.handlers import BaseRouteHandler
from litestar.middleware import AbstractAuthenticationMiddleware, AuthenticationResult

from web.gallery.actor import Actor
from web.gallery.model import Uploader
from web.http.pages.session import COOKIE, AnyConnection, PageRequest, person_signed_in
from web.http.urls import with_query

HOME = "/admin/"
SIGN_IN = "/admin/login"

AdminRequest = PageRequest


class NotSignedIn(Exception):
    pass


class NotForCustomers(Exception):
    """They may sign in elsewhere; the admin is for those who care for the pictures."""


class NotForStaff(Exception):
    """What concerns the whole shop: people, credentials, webhooks, stores, emptying the trash."""


class SignedIn(AbstractAuthenticationMiddleware):
    """Before anything of the body is read, so that nobody unknown makes us keep their uploads."""

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
    """The sign-in page, which leads back to the page that was asked for, or that a form or a script was on."""
    asked = str(request.url) if request.method == "GET" and "hx-request" not in request.headers else ""
    page = urlsplit(asked or request.headers.get("hx-current-url") or request.headers.get("referer") or "")
    back = safe_next(page.path + (f"?{page.query}" if page.query else ""))
    return with_query(SIGN_IN, next=None if back == HOME else back)


def safe_next(wanted: str) -> str:
    """An address inside the admin, whatever was asked for: nobody is ever sent elsewhere."""
    inside = wanted.startswith(HOME) and wanted.isprintable() and "\\" not in wanted and " " not in wanted
    return wanted if inside and not wanted.startswith((SIGN_IN, "/admin/logout")) else HOME
