"""Where Spree v1 listens, and what it is made of."""

import secrets

from web.auth.credentials import CredentialParts, CredentialRequest, add
from web.dialects.spec import DialectSpec
from web.dialects.spree.auth import check
from web.dialects.spree.errors import refuse
from web.dialects.spree.media import picture
from web.dialects.spree.nowhere import END, PREFIX
from web.dialects.spree.openapi import OPERATIONS, SECURITY
from web.dialects.spree.routes import HANDLERS
from web.dialects.spree.wire import addresses
from web.gallery.addresses import for_products


def match(path: str) -> str | None:
    if path == END:
        return "404"  # which none of the handlers has
    return path.removeprefix(PREFIX) if path.startswith(PREFIX) else None


async def issue(wanted: CredentialRequest) -> CredentialParts:
    token = secrets.token_hex(24)
    return {"id": await add(wanted, "spree", (token,)), "token": token}


def curl_example(parts: CredentialParts, base: str, product: int) -> list[str]:
    return ["--header", f"X-Spree-Token: {parts['token']}", f"{base}{PREFIX}products/{product}/images"]


SPREE = DialectSpec(
    name="spree",
    title="Spree v1",
    prefixes=(PREFIX,),
    issue=issue,
    curl_example=curl_example,
    match=match,
    handlers=HANDLERS,
    check=check,
    refuse=refuse,
    suffixes=frozenset({".json", ".xml"}),
    pictures=(picture,),
    addresses=for_products(addresses),
    operations=OPERATIONS,
    security=SECURITY,
)
