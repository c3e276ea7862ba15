"""Who asks: by the session of a browser, which begins and ends with a form, or by a program's access token."""

from litestar.datastructures import Cookie
from litestar.types import Scope

from web.auth.credentials import OWN_API, Refused, recognise
from web.auth.people import SESSION_LASTS, sign_in, sign_out, signed_in
from web.auth.sign_in_limits import TooManyAttempts
from web.context import AnyConnection, AnyRequest, base_url, context_of
from web.gallery.clock import SECOND
from web.gallery.model import Person
from web.http.pages.language import _, n_

COOKIE = "packshot_session"
BEARER = b"bearer "

PageRequest = AnyRequest


async def person_signed_in(connection: AnyConnection) -> Person | None:
    token = connection.cookies.get(COOKIE)
    return await signed_in(token) if token else None


def bearer_token(scope: Scope) -> str | None:
    """The token of `Authorization: Bearer …` (RFC 6750, section 2.1); None where the request presents none."""
    for name, value in scope["headers"]:
        if name == b"authorization" and value[: len(BEARER)].lower() == BEARER:
            return value[len(BEARER) :].decode("latin-1").strip()
    return None


async def person_asking(connection: AnyConnection) -> Person | None:
    """The person of the access token, if one is presented, else of the session."""
    token = bearer_token(connection.scope)
    if token is None:
        return await person_signed_in(connection)
    try:
        caller = await recognise(OWN_API, token)
    except Refused:
        return None
    return caller.person if caller else None


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


class SignInRefused(Exception):
    """A wrong name or password, or too many of them."""

    def __init__(self, message: str, status: int, headers: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.headers = headers or {}


async def start_session(request: PageRequest, name: str, password: str) -> Cookie:
    """Start a session and end the one before, if any; returns its cookie. Raises SignInRefused."""
    address = request.client.host if request.client else ""
    try:
        token = await sign_in(name, password, address, context_of(request).throttle)
    except TooManyAttempts as error:
        raise SignInRefused(_wait(error.retry_after), 429, {"Retry-After": str(error.retry_after)}) from error
    if token is None:
        raise SignInRefused(_("That name and password do not belong together. Check both and try again."), 401)
    await end_session(request)
    return session_cookie(request, token)


async def end_session(request: PageRequest) -> None:
    """End the session that the request came with."""
    if token := request.cookies.get(COOKIE):
        await sign_out(token)


def _wait(seconds: int) -> str:
    return n_(
        "Too many wrong passwords. Try again in a minute.",
        "Too many wrong passwords. Try again in %(num)s minutes.",
        max(1, -(-seconds // 60)),
    )
