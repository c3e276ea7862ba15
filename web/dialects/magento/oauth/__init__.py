"""OAuth 1.0a (RFC 5849) as Magento speaks it: signed requests, and the three legs by which an application is let in."""

from collections.abc import Sequence

from litestar import Router

from web.dialects.magento.oauth.exchange import exchange_router
from web.dialects.magento.oauth.pages import pages_router
from web.dialects.magento.oauth.problems import Problem
from web.dialects.magento.oauth.signing import signer

__all__ = ["Problem", "beside", "signer"]


def beside() -> Sequence[Router]:
    """What answers outside `/api/rest`."""
    return exchange_router(), pages_router()
