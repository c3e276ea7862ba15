"""Around every answer to a browser: its language, private headers, the check against forged forms."""

from typing import Any

from litestar import Request
from litestar.config.csrf import CSRFConfig
from litestar.datastructures import FormMultiDict, MutableScopeHeaders
from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.middleware.csrf import CSRFMiddleware
from litestar.types import ASGIApp, Message
from litestar.utils.empty import value_or_default
from litestar.utils.scope.state import ScopeState

from web.house import house
from web.pages import language
from web.pages.session import AnyConnection, secure

PLACES = ("/admin", "/oauth")


def policy(form_action: str = "'self'") -> str:
    return "; ".join(
        (
            "default-src 'self'",
            "img-src 'self' data: blob:",
            "object-src 'none'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            f"form-action {form_action}",
        )
    )


HEADERS = {
    "Content-Security-Policy": policy(),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Tokens(CSRFMiddleware):
    """The framework's own check. What cannot even be a token, such as a file, is a wrong one."""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        cookies = AnyConnection(scope).cookies  # read once, and kept for everybody after us
        if not self._made_here(cookies.get(self.config.cookie_name, "")):
            cookies.pop(self.config.cookie_name, None)  # or its owner would never be given another
        await super().__call__(scope, receive, send)

    def _made_here(self, token: str) -> bool:
        return token.isascii() and self._decode_csrf_token(token) is not None

    def _csrf_tokens_match(self, request_csrf_token: Any, cookie_csrf_token: str) -> bool:
        texts = (request_csrf_token, cookie_csrf_token)
        if not all(isinstance(text, str) and text.isascii() for text in texts):
            return False
        return super()._csrf_tokens_match(request_csrf_token, cookie_csrf_token)


class Unforged(ASGIMiddleware):
    """Every form must carry its page's token. Forms are read for that, so files that came with one are let go here."""

    scopes = (ScopeType.HTTP,)

    async def handle(self, scope: Any, receive: Any, send: Any, next_app: ASGIApp) -> None:
        """One secret and one cookie for all forms of this installation."""
        connection = AnyConnection(scope)
        secret, encrypted = house(connection).sealer.derived("forms").hex(), secure(connection)
        config = CSRFConfig(secret, "packshot_form", cookie_httponly=True, cookie_secure=encrypted)
        try:
            await Tokens(next_app, config)(scope, receive, send)
        finally:
            await FormMultiDict.from_form_data(value_or_default(ScopeState.from_scope(scope).form, {})).close()


def guarded(app: ASGIApp) -> ASGIApp:
    """Outside the framework, since its own answers to unknown addresses pass no router."""

    async def guard(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http" or not scope["path"].startswith(PLACES):
            await app(scope, receive, send)
            return
        _speak(scope)

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableScopeHeaders.from_message(message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await app(scope, receive, send_guarded)

    return guard


def _speak(scope: Any) -> None:
    request: Request[Any, Any, Any] = Request(scope)
    cookie = request.cookies.get(language.COOKIE)
    language.speak(language.chosen(cookie, request.headers.get("accept-language", "")))
