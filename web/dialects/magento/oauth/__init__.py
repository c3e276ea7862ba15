"""OAuth 1.0a (RFC 5849) as Magento has it: signed requests, and the three legs by which an application gets access."""

from collections.abc import Sequence

from litestar import Router

from web.dialects.magento.oauth.exchange import exchange_router
from web.dialects.magento.oauth.pages import pages_router
from web.dialects.magento.oauth.signature import signer
from web.dialects.magento.oauth.signed_request import OAuthProblem

__all__ = ["OAuthProblem", "extra_routers", "signer"]


def extra_routers() -> Sequence[Router]:
    """The routers outside `/api/rest`."""
    return exchange_router(), pages_router()
