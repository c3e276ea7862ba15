"""Around every answer of the admin: headers that keep its pages to themselves, and the check against forged forms."""

from typing import Any

from litestar.datastructures import FormMultiDict, MutableScopeHeaders
from litestar.middleware.csrf import CSRFMiddleware
from litestar.types import ASGIApp, Message
from litestar.utils.empty import value_or_default
from litestar.utils.scope.state import ScopeState

POLICY = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data: blob:",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Unforged(CSRFMiddleware):
    """The framework's own check, which reads every form; so files that came with one are let go here too.

    What cannot even be a token, such as a file, is a wrong one.
    """

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
        if scope["type"] != "http" or not scope["path"].startswith("/admin"):
            await app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableScopeHeaders.from_message(message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await app(scope, receive, send_guarded)

    return guard
