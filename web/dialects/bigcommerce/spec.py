"""BigCommerce V2: where it listens. It has three ways in, and two formats to choose from."""

import re

from web.dialects.bigcommerce.auth import check
from web.dialects.bigcommerce.errors import refuse
from web.dialects.bigcommerce.media import picture
from web.dialects.bigcommerce.openapi import OPERATIONS, SECURITY
from web.dialects.bigcommerce.routes import HANDLERS
from web.dialects.bigcommerce.wire import addresses
from web.dialects.spec import DialectSpec
from web.gallery.addresses import for_products

PREFIX = re.compile(r"/api/v2(?=/|$)|/stores/[^/]*/v2(?=/|$)")
# The document's own addresses have no prefix; there only images are spoken of.
BARE = re.compile(r"/products/(?:[^/]+/)?images(?:[/.]|$)")


def match(path: str) -> str | None:
    prefix = PREFIX.match(path)
    if prefix is not None:
        return path[prefix.end() :]
    return path if BARE.match(path) else None


BIGCOMMERCE = DialectSpec(
    name="bigcommerce",
    title="BigCommerce V2",
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
