"""Reads: the owner that a request names, its gallery, and the cache of finished responses."""

from collections.abc import Hashable

import msgspec

from web.database.queries import owners, stores
from web.database.queries.galleries import load
from web.database.queries.images import ImageOfProduct, count_product_images, product_images
from web.database.queries.owners import Variation, a_product, variations_of
from web.files.memory_cache import MemoryCache
from web.gallery.errors import UnknownOwner
from web.gallery.model import LoadedGallery
from web.gallery.owner import IdentifierType, Kind, Owner, Shop

__all__ = [  # rows, for callers that know no database
    "ImageOfProduct",
    "Variation",
    "a_product",
    "count_product_images",
    "product_images",
    "variations_of",
]


async def find_owner(kind: Kind, *identifiers: tuple[IdentifierType, str]) -> Owner:
    """The owner that the first matching (type, text) means, in the order given. Raises UnknownOwner."""
    nameless = any("\0" in text for _, text in identifiers)  # PostgreSQL knows no such text, and would say so
    owner = None if nameless else await owners.find(kind, identifiers)
    if owner is None:
        raise UnknownOwner
    return owner


async def gallery_of(owner: Owner) -> LoadedGallery:
    return await load(owner.id)


async def shop_of(owner: Owner | None = None) -> Shop:
    """The stores and roles, from memory while the owner's shop revision is the same."""
    return await stores.shop(owner.shop_revision if owner else None)


class CachedResponse(msgspec.Struct, frozen=True):
    body: bytes
    etag: str
    headers: tuple[tuple[bytes, bytes], ...] = ()  # ready to be sent with it


OVERHEAD = 1024  # bytes that a key and the bookkeeping take, or many tiny answers would outgrow the cache
ResponseCache = MemoryCache[Hashable, CachedResponse]


def new_response_cache(max_bytes: int = 64 * 2**20) -> ResponseCache:
    """A cache for finished bodies by all they depend on; the key names the owner's revision, so none is ever stale."""
    return MemoryCache(max_bytes, lambda response: len(response.body) + OVERHEAD)
