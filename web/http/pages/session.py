"""Sessions in every part of the product that has pages: the cookie, signing in by a form, signing out."""

from litestar.datastructures import Cookie

from web.auth.people import SESSION_LASTS, sign_in, sign_out, signed_in
from web.auth.rate_limits import TooManyAttempts
from web.context import AnyConnection, AnyRequest, base_url, context_of
from web.gallery.clock import SECOND
from web.gallery.model import Person
from web.http.pages.language import _, n_

COOKIE = "packshot_session"

PageRequest = AnyRequest


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
