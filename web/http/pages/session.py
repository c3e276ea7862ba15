"""The session cookie, in every part of the product that has pages."""

from typing import Any

from litestar import Request
from litestar.connection import ASGIConnection
from litestar.datastructures import Cookie

from web.auth.people import SESSION_LASTS, signed_in
from web.context import base_url
from web.gallery.actor import Person
from web.gallery.clock import SECOND

COOKIE = "packshot_session"

PageRequest = Request[Any, Any, Any]
AnyConnection = ASGIConnection[Any, Any, Any, Any]


async def person_signed_in(connection: AnyConnection) -> Person | None:
    token = connection.cookies.get(COOKIE)
    return await signed_in(token) if token else None


def session_cookie(request: PageRequest, token: str) -> Cookie:
    """Session cookie; an empty token removes it."""
    return Cookie(
        key=COOKIE,
        value=token,
        max_age=SESSION_LASTS // SECOND if token else 0,
        path="/",
        httponly=True,
        secure=secure(request),
        samesite="lax",
    )


def secure(connection: AnyConnection) -> bool:
    """Tell whether cookies may be kept to encrypted connections."""
    return base_url(connection).startswith("https:")
