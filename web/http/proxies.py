"""Proxies: client address and scheme by the headers of trusted ones."""

from collections.abc import Sequence
from typing import Any, cast

from litestar.types import ASGIApp
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from web.settings import Network


def behind_proxies(app: ASGIApp, trusted: Sequence[Network]) -> ASGIApp:
    """Trust those headers from these networks alone; from anybody else they could say anything."""
    if not trusted:
        return app
    return cast(ASGIApp, ProxyHeadersMiddleware(cast(Any, app), [str(network) for network in trusted]))
