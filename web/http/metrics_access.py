"""Who may read the metrics: networks that are named, and whoever has the token."""

from hmac import compare_digest
from ipaddress import ip_address

from web.context import AnyRequest, context_of
from web.http.pages.session import bearer_token
from web.settings import Settings

FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip")


def may_read_metrics(request: AnyRequest) -> bool:
    settings = context_of(request).settings
    token = bearer_token(request.scope)
    if token is not None and settings.metrics_token:
        return compare_digest(token.encode(), settings.metrics_token.encode())
    return _is_named(request, settings)


def _is_named(request: AnyRequest, settings: Settings) -> bool:
    """Somebody behind a proxy that is not trusted could be anybody, wherever the proxy is."""
    if not settings.trusted_proxies and any(name in request.headers for name in FORWARDED):
        return False
    if request.client is None:  # by a socket of this machine
        return True
    try:
        address = ip_address(request.client.host)
    except ValueError:
        return False
    return any(address in network for network in settings.metrics_allow)
