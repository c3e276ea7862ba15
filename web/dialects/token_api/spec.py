"""The specification of the Token API: where it listens, and its parts."""

import secrets

from web.auth.credentials import CredentialParts, CredentialRequest, add
from web.dialects.spec import DialectSpec
from web.dialects.token_api.auth import check
from web.dialects.token_api.errors import refuse
from web.dialects.token_api.openapi import OPERATIONS, SECURITY
from web.dialects.token_api.routes import HANDLERS
from web.dialects.token_api.wire import addresses
from web.gallery.addresses import for_products

PREFIX = "/api/products/"


def match(path: str) -> str | None:
    """Addresses that end in `.json` are Spiffy's."""
    if not path.startswith(PREFIX) or path.rstrip("/").endswith(".json"):
        return None
    return path.removeprefix("/api")


async def issue(requested: CredentialRequest) -> CredentialParts:
    key = secrets.token_hex(20)
    return {"id": await add(requested, "token", (key,)), "key": key}


def curl_example(parts: CredentialParts, base: str, product: int) -> list[str]:
    return ["--header", f"Authorization: Token {parts['key']}", f"{base}{PREFIX}{product}/images"]


TOKEN_API = DialectSpec(
    name="token",
    title="Token API",
    prefixes=("/api/",),
    issue=issue,
    curl_example=curl_example,
    match=match,
    handlers=HANDLERS,
    check=check,
    refuse=refuse,
    addresses=for_products(addresses),
    operations=OPERATIONS,
    security=SECURITY,
)
