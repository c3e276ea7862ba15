"""Behind a proxy: who asks, and whether by https, as trusted ones tell it, once for all of us."""

from collections.abc import Sequence
from typing import Any, cast

from litestar.types import ASGIApp
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from web.settings import Network


def behind_proxies(app: ASGIApp, trusted: Sequence[Network]) -> ASGIApp:
    """What anybody else writes into those headers is not believed: they could say anything."""
    if not trusted:
        return app
    return cast(ASGIApp, ProxyHeadersMiddleware(cast(Any, app), [str(network) for network in trusted]))
