"""Where Magento 1 REST listens, and what it is made of."""

from urllib.parse import unquote

from web.auth import oauth_consent
from web.auth.credentials import CredentialParts, CredentialRequest
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


async def issue(wanted: CredentialRequest) -> CredentialParts:
    """A consumer of its own, and an access token as if the person had let it in."""
    made = await oauth_consent.issue(wanted, "magento")
    return {
        "id": made.id,
        "consumer_key": made.consumer.token,
        "consumer_secret": made.consumer.secret,
        "token": made.access.token,
        "token_secret": made.access.secret,
    }


def curl_example(parts: CredentialParts, base: str, product: int) -> list[str]:
    signed = {
        "oauth_consumer_key": parts["consumer_key"],
        "oauth_token": parts["token"],
        "oauth_signature_method": "PLAINTEXT",
        "oauth_signature": f"{parts['consumer_secret']}%26{parts['token_secret']}",
    }
    header = "Authorization: OAuth " + ", ".join(f'{name}="{value}"' for name, value in signed.items())
    at = f"{base}{PREFIX}/products/{product}/images"
    return ["--header", header, "--header", "Accept: application/json", at]


MAGENTO = DialectSpec(
    name="magento",
    title="Magento 1 REST",
    prefixes=(f"{PREFIX}/", "/oauth/"),
    issue=issue,
    curl_example=curl_example,
    asks_for_consent=True,
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
