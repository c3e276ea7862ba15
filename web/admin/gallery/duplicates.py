"""Duplicates: the very same file in this gallery, or in others."""

from urllib.parse import unquote, urlsplit

import msgspec

from web.admin.gallery.opened import OpenGallery
from web.admin.home.products import address_of
from web.gallery.model import Picture
from web.services.catalogue.pictures import other_owners

MAX_SHOWN = 3  # of the others


class DuplicateUse(msgspec.Struct, frozen=True):
    name: str
    url: str


async def duplicates_of(opened: OpenGallery, picture: Picture) -> tuple[int | None, tuple[DuplicateUse, ...]]:
    """Place of the picture in this gallery, as the store shows it, and other owners that show it."""
    listed = opened.gallery.listed(opened.scope)
    hashes = [image.picture.content_hash for image in listed]
    here = 1 + hashes.index(picture.content_hash) if picture.content_hash in hashes else None
    others = await other_owners(picture, opened.owner.id, MAX_SHOWN)
    return here, tuple(DuplicateUse(one.name, address_of(one.kind, one.shop_id)) for one in others)


def name_in(address: str) -> str:
    """File name in an address."""
    try:
        return unquote(urlsplit(address).path).rstrip("/").rpartition("/")[2] or "picture"
    except ValueError:
        return "picture"
