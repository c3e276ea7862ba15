"""The specification of Spiffy Stores: where it listens, and its parts."""

import secrets

from web.auth.credentials import CredentialParts, CredentialRequest, add
from web.dialects.spec import DialectSpec
from web.dialects.spiffy.auth import SUFFIX, check
from web.dialects.spiffy.errors import refuse
from web.dialects.spiffy.media import PICTURES
from web.dialects.spiffy.openapi import OPERATIONS, SECURITY
from web.dialects.spiffy.routes import HANDLERS
from web.dialects.spiffy.wire import addresses

PREFIX = "/api/"
COLLECTIONS = ("/api/standard_collections/", "/api/super_collections/")


def match(path: str) -> str | None:
    """Products without `.json` are the Token API's; collections are nobody else's, with or without."""
    if path.startswith(COLLECTIONS) or (path.startswith("/api/products/") and path.rstrip("/").endswith(SUFFIX)):
        return path.removeprefix(PREFIX)
    return None


async def issue(requested: CredentialRequest) -> CredentialParts:
    """Issue for both ways in: a private application's key and password, and a public one's token."""
    api_key, password, access_token = secrets.token_hex(16), secrets.token_hex(16), secrets.token_hex(20)
    number = await add(requested, "spiffy", ("basic", api_key, password), ("bearer", access_token))
    return {"id": number, "api_key": api_key, "password": password, "access_token": access_token}


def curl_example(parts: CredentialParts, base: str, product: int) -> list[str]:
    return ["--user", f"{parts['api_key']}:{parts['password']}", f"{base}{PREFIX}products/{product}/images{SUFFIX}"]


SPIFFY = DialectSpec(
    name="spiffy",
    title="Spiffy Stores",
    prefixes=(PREFIX,),
    issue=issue,
    curl_example=curl_example,
    match=match,
    handlers=HANDLERS,
    check=check,
    refuse=refuse,
    suffixes=frozenset({SUFFIX}),
    pictures=PICTURES,
    addresses=addresses,
    operations=OPERATIONS,
    security=SECURITY,
)
