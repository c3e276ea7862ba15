"""Where Magento 1 REST listens, and what it is made of."""

from urllib.parse import unquote

from web.dialects.magento.auth import check
from web.dialects.magento.errors import refuse
from web.dialects.magento.media import picture
from web.dialects.magento.oauth import extra_routers
from web.dialects.magento.oauth.openapi import EXCHANGES
from web.dialects.magento.openapi import OPERATIONS, SECURITY
from web.dialects.magento.routes import HANDLERS
from web.dialects.magento.wire import addresses
from web.dialects.spec import DialectSpec
from web.gallery.addresses import for_products

PREFIX = "/api/rest"
NOWHERE = "/"


def match(path: str) -> str | None:
    """`/images/store/{store}` goes by another name inside: the router could not tell it from `/images/{image}`."""
    if not path.startswith(PREFIX):
        return None
    inner = path.removeprefix(PREFIX)
    if inner[:1] not in ("", "/"):
        return NOWHERE  # another type of API: /api/restX
    segments = [segment for segment in inner.split("/") if segment]
    match [unquote(segment) for segment in segments]:
        case ["products", _, "images", "store", _]:
            return f"/stores/{segments[4]}/products/{segments[1]}/images"
        case ["products", *_]:
            return inner
        case _:
            return NOWHERE


MAGENTO = DialectSpec(
    name="magento",
    title="Magento 1 REST",
    match=match,
    handlers=HANDLERS,
    check=check,
    refuse=refuse,
    pictures=(picture,),
    addresses=for_products(addresses),
    operations=(*OPERATIONS, *EXCHANGES),
    security=SECURITY,
    extra_routers=extra_routers,
)
