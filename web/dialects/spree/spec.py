"""The specification of Spree v1: where it listens, and its parts."""

import secrets

from web.auth.credentials import CredentialParts, CredentialRequest, add
from web.dialects.spec import DialectSpec
from web.dialects.spree.auth import check
from web.dialects.spree.errors import NOT_FOUND_PATH, refuse
from web.dialects.spree.media import PICTURES
from web.dialects.spree.openapi import OPERATIONS, SECURITY
from web.dialects.spree.routes import HANDLERS
from web.dialects.spree.wire import PREFIX, addresses
from web.gallery.addresses import for_products


def match(path: str) -> str | None:
    if path == NOT_FOUND_PATH:
        return "404"  # which none of the handlers has
    return path.removeprefix(PREFIX) if path.startswith(PREFIX) else None


async def issue(requested: CredentialRequest) -> CredentialParts:
    token = secrets.token_hex(24)
    return {"id": await add(requested, "spree", (token,)), "token": token}


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
    pictures=PICTURES,
    addresses=for_products(addresses),
    operations=OPERATIONS,
    security=SECURITY,
)
