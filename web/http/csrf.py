"""The check against forged forms: each carries the token of its page, which a cookie holds too.

A token is a random text and its signature, so that nobody else can set a cookie that fits (a signed double submit).
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
from web.context import context_of
from web.http.pages.forms import discard_form, form_of
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
        key = context_of(request).secret_box.derived("forms").hex().encode()
        cookie = request.cookies.get(COOKIE, "")
        token = cookie if _is_ours(cookie, key) else ""
        if request.method not in SAFE_METHODS:
            await self._check(request, token)
        elif not token:
            token = _new_token(key)
            send = _setting_cookie(send, token, secure(request))
        ScopeState.from_scope(request.scope).csrf_token = token
        return send

    async def _check(self, request: PageRequest, token: str) -> None:
        sent = request.headers.get(HEADER) or await self._in_form(request)
        if not token or not hmac.compare_digest(sent.encode(errors="replace"), token.encode()):
            raise ForgedForm("The form does not carry its page's token")

    async def _in_form(self, request: PageRequest) -> str:
        form = await form_of(request)
        return next((form.raw(field) for field in self._fields if field in form), "")


def _new_token(key: bytes) -> str:
    random = secrets.token_hex(RANDOM)
    return random + _signature(random, key)


def _is_ours(token: str, key: bytes) -> bool:
    random = token[: 2 * RANDOM]
    expected = random + _signature(random, key)
    return hmac.compare_digest(token.encode(errors="replace"), expected.encode(errors="replace"))


def _signature(random: str, key: bytes) -> str:
    return hmac.new(key, random.encode(errors="replace"), hashlib.sha256).hexdigest()


def _setting_cookie(send: Send, token: str, encrypted: bool) -> Send:
    cookie = Cookie(key=COOKIE, value=token, path="/", secure=encrypted, httponly=True, samesite="lax")

    async def send_with_cookie(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableScopeHeaders.from_message(message).add("set-cookie", cookie.to_header(header=""))
        await send(message)

    return send_with_cookie
