"""Proxy headers: the client's address and scheme as trusted proxies report them, for everything behind."""

from collections.abc import Sequence
from typing import Any, cast

from litestar.types import ASGIApp
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from web.settings import Network


def behind_proxies(app: ASGIApp, trusted: Sequence[Network]) -> ASGIApp:
    """ASGI middleware: take X-Forwarded-For and -Proto from trusted proxies; from anybody else they are ignored."""
    if not trusted:
        return app
    return cast(ASGIApp, ProxyHeadersMiddleware(cast(Any, app), [str(network) for network in trusted]))
