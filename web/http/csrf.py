"""The check against forged forms: each carries the token of its page, which a cookie holds too.

A token is a random text and its signature, so that nobody else can set a cookie that fits (a signed double submit).
The signature covers the session too: the token of one session is none in another, nor before it began or after its end.
"""

import hashlib
import hmac
import secrets

from litestar.datastructures import Cookie, MutableScopeHeaders
from litestar.enums import ScopeType
from litestar.exceptions import PermissionDeniedException
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Message, Receive, Scope, Send
from litestar.utils.scope.state import ScopeState

from web.auth.credentials import Caller
from web.auth.secrets import hash_of
from web.context import context_of
from web.http.pages.forms import discard_form, form_of
from web.http.pages.session import COOKIE as SESSION
from web.http.pages.session import PageRequest, secure

COOKIE, HEADER, FIELD = "packshot_form", "x-csrftoken", "_csrf_token"
RANDOM = 32  # bytes, written as hexadecimal digits
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class ForgedForm(PermissionDeniedException):
    """The form does not carry the token of one of our pages."""


class CsrfMiddleware(ASGIMiddleware):
    """Refuses requests that no form of ours sent. `fields`: that may hold the token; the first that is there counts."""

    scopes = (ScopeType.HTTP,)

    def __init__(self, *fields: str) -> None:
        self._fields = fields or (FIELD,)

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Check the token, or give the page one, where the framework's templates look for it. Raises ForgedForm.

        Whoever was let in by a bearer token is no browser that somebody misleads: no token, no cookie.
        """
        request = PageRequest(scope, receive)
        try:
            if not isinstance(scope.get("auth"), Caller):
                send = await self._checked(request, send)
            await next_app(scope, receive, send)
        finally:
            await discard_form(request)

    async def _checked(self, request: PageRequest, send: Send) -> Send:
        session = request.cookies.get(SESSION, "")
        cookie = request.cookies.get(COOKIE, "")
        token = cookie if _is_ours(request, cookie, session) else ""
        if request.method not in SAFE_METHODS:
            await self._check(request, token)
        elif not token:
            new = form_cookie(request, session)
            token, send = new.value or "", _setting_cookie(send, new)
        ScopeState.from_scope(request.scope).csrf_token = token
        return send

    async def _check(self, request: PageRequest, token: str) -> None:
        sent = request.headers.get(HEADER) or await self._in_form(request)
        if not token or not hmac.compare_digest(sent.encode(errors="replace"), token.encode()):
            raise ForgedForm("The form does not carry its page's token")

    async def _in_form(self, request: PageRequest) -> str:
        form = await form_of(request)
        return next((form.raw(field) for field in self._fields if field in form), "")


def form_cookie(request: PageRequest, session: str) -> Cookie:
    """Cookie with a new token, for the pages of the session with this token; an empty one is none.

    To be set wherever a session begins or ends.
    """
    random = secrets.token_hex(RANDOM)
    token = random + _signature(request, random, session)
    return Cookie(key=COOKIE, value=token, path="/", secure=secure(request), httponly=True, samesite="lax")


def _is_ours(request: PageRequest, token: str, session: str) -> bool:
    random = token[: 2 * RANDOM]
    expected = random + _signature(request, random, session)
    return hmac.compare_digest(token.encode(errors="replace"), expected.encode(errors="replace"))


def _signature(request: PageRequest, random: str, session: str) -> str:
    key = context_of(request).secret_box.derived("forms").hex().encode()
    signed = f"{random} {hash_of('session', session) if session else ''}"
    return hmac.new(key, signed.encode(errors="replace"), hashlib.sha256).hexdigest()


def _setting_cookie(send: Send, cookie: Cookie) -> Send:
    async def send_with_cookie(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableScopeHeaders.from_message(message).add("set-cookie", cookie.to_header(header=""))
        await send(message)

    return send_with_cookie
