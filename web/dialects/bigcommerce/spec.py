"""The specification of BigCommerce V2: where it listens, under three prefixes, and its parts."""

import re
import secrets

from web.auth.credentials import CredentialParts, CredentialRequest, add
from web.dialects.bigcommerce.auth import check, store_hash
from web.dialects.bigcommerce.errors import refuse
from web.dialects.bigcommerce.media import PICTURES
from web.dialects.bigcommerce.openapi import OPERATIONS, SECURITY
from web.dialects.bigcommerce.routes import HANDLERS
from web.dialects.bigcommerce.wire import addresses
from web.dialects.spec import DialectSpec
from web.gallery.addresses import for_products

PREFIX = re.compile(r"/api/v2(?=/|$)|/stores/[^/]*/v2(?=/|$)")
# The document's own addresses have no prefix, and lead to images alone.
UNPREFIXED = re.compile(r"/products/(?:[^/]+/)?images(?:[/.]|$)")


def match(path: str) -> str | None:
    prefix = PREFIX.match(path)
    if prefix is not None:
        return path[prefix.end() :]
    return path if UNPREFIXED.match(path) else None


async def issue(requested: CredentialRequest) -> CredentialParts:
    """Issue for both ways in: a user name with an API token, and an access token for the addresses of a store."""
    name = requested.person.name
    token, client_id, access_token = secrets.token_hex(20), secrets.token_hex(16), secrets.token_hex(16)
    return {
        "id": await add(requested, "bigcommerce", ("basic", name, token), ("token", access_token)),
        "username": name,
        "token": token,
        "client_id": client_id,
        "access_token": access_token,
        "store_hash": store_hash(requested.secret_box),
    }


def curl_example(parts: CredentialParts, base: str, product: int) -> list[str]:
    login, at = f"{parts['username']}:{parts['token']}", f"{base}/api/v2/products/{product}/images.json"
    return ["--user", login, "--header", "Accept: application/json", at]


BIGCOMMERCE = DialectSpec(
    name="bigcommerce",
    title="BigCommerce V2",
    prefixes=("/api/v2/", "/stores/"),
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
