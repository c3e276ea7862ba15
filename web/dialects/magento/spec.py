"""The specification of Magento 1 REST: where it listens, and its parts."""

from urllib.parse import unquote

from web.auth import oauth
from web.auth.credentials import CredentialParts, CredentialRequest
from web.dialects.magento.auth import check
from web.dialects.magento.errors import refuse
from web.dialects.magento.media import PICTURES
from web.dialects.magento.oauth import extra_routers
from web.dialects.magento.oauth.openapi import EXCHANGES
from web.dialects.magento.openapi import OPERATIONS, SECURITY
from web.dialects.magento.routes import HANDLERS
from web.dialects.magento.wire import addresses
from web.dialects.spec import DialectSpec
from web.gallery.addresses import for_products

PREFIX = "/api/rest"
NO_ADDRESS = "/"


def match(path: str) -> str | None:
    """`/images/store/{store}` goes by another name inside: the router could not tell it from `/images/{image}`."""
    if not path.startswith(PREFIX):
        return None
    inner = path.removeprefix(PREFIX)
    if inner[:1] not in ("", "/"):
        return NO_ADDRESS  # another type of API: /api/restX
    segments = [segment for segment in inner.split("/") if segment]
    match [unquote(segment) for segment in segments]:
        case ["products", _, "images", "store", _]:
            return f"/stores/{segments[4]}/products/{segments[1]}/images"
        case ["products", *_]:
            return inner
        case _:
            return NO_ADDRESS


async def issue(requested: CredentialRequest) -> CredentialParts:
    """A consumer of its own, and an access token as if the person had given consent."""
    signed = await oauth.issue(requested, "magento")
    return {
        "id": signed.id,
        "consumer_key": signed.consumer.token,
        "consumer_secret": signed.consumer.secret,
        "token": signed.access.token,
        "token_secret": signed.access.secret,
    }


def curl_example(parts: CredentialParts, base: str, product: int) -> list[str]:
    parameters = {
        "oauth_consumer_key": parts["consumer_key"],
        "oauth_token": parts["token"],
        "oauth_signature_method": "PLAINTEXT",
        "oauth_signature": f"{parts['consumer_secret']}%26{parts['token_secret']}",
    }
    header = "Authorization: OAuth " + ", ".join(f'{name}="{value}"' for name, value in parameters.items())
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
    pictures=PICTURES,
    addresses=for_products(addresses),
    operations=(*OPERATIONS, *EXCHANGES),
    security=SECURITY,
    extra_routers=extra_routers,
)
