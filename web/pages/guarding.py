"""Around every answer to a browser: its language, private headers, the check against forged forms."""

from typing import Any

from litestar import Request
from litestar.config.csrf import CSRFConfig
from litestar.datastructures import FormMultiDict, MutableScopeHeaders
from litestar.middleware import DefineMiddleware
from litestar.middleware.csrf import CSRFMiddleware
from litestar.types import ASGIApp, Message
from litestar.utils.empty import value_or_default
from litestar.utils.scope.state import ScopeState

from web.auth.sealing import Sealer
from web.pages import language
from web.settings import Settings

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


class Unforged(CSRFMiddleware):
    """The framework's own check, which reads every form; so files that came with one are let go here too.

    What cannot even be a token, such as a file, is a wrong one.
    """

    @classmethod
    def of(cls, settings: Settings) -> DefineMiddleware:
        """One secret and one cookie for all forms of this installation."""
        secret = Sealer(settings.secret_key).derived("forms").hex()
        return DefineMiddleware(
            cls, config=CSRFConfig(secret=secret, cookie_name="packshot_form", cookie_httponly=True)
        )

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            await FormMultiDict.from_form_data(value_or_default(ScopeState.from_scope(scope).form, {})).close()

    def _csrf_tokens_match(self, request_csrf_token: Any, cookie_csrf_token: str) -> bool:
        texts = (request_csrf_token, cookie_csrf_token)
        if not all(isinstance(text, str) and text.isascii() for text in texts):
            return False
        return super()._csrf_tokens_match(request_csrf_token, cookie_csrf_token)


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
