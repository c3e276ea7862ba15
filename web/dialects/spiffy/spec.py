"""Where Spiffy Stores listens, and what it is made of."""

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


SPIFFY = DialectSpec(
    name="spiffy",
    title="Spiffy Stores",
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
