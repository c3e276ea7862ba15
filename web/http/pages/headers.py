"""Headers of every answer to a browser, and the language that it is in."""

from litestar import Request
from litestar.datastructures import MutableScopeHeaders
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from web.context import AnyRequest
from web.http.pages import language
from web.http.pages.session import bearer_token

PREFIXES = ("/admin", "/oauth")


def policy(form_action: str = "'self'") -> str:
    """The Content-Security-Policy; `form_action`: where forms of the page may lead."""
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


def with_page_headers(app: ASGIApp) -> ASGIApp:
    """Set the headers and choose the language. Outside the framework: unknown addresses pass no router."""

    async def with_headers(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP or not scope["path"].startswith(PREFIXES):
            await app(scope, receive, send)
            return
        _choose_language(scope)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableScopeHeaders.from_message(message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await app(scope, receive, send_with_headers)

    return with_headers


def _choose_language(scope: Scope) -> None:
    request: AnyRequest = Request(scope)
    cookie = request.cookies.get(language.COOKIE) if bearer_token(scope) is None else None
    language.use_language(language.choose_language(cookie, request.headers.get("accept-language", "")))
