"""Whether the very same file is there already: in this gallery, or in another gallery."""

from urllib.parse import unquote, urlsplit

import msgspec

from web.admin.gallery.opened import OpenGallery
from web.admin.home.products import address_of
from web.gallery.model import Picture
from web.services.catalogue.pictures import others_showing

MOST = 3  # of the others


class DuplicateUse(msgspec.Struct, frozen=True):
    name: str
    url: str


async def duplicates_of(opened: OpenGallery, picture: Picture) -> tuple[int | None, tuple[DuplicateUse, ...]]:
    """Its place in this gallery, as this store shows it, and who else shows it."""
    listed = opened.gallery.listed(opened.scope)
    hashes = [image.picture.content_hash for image in listed]
    here = 1 + hashes.index(picture.content_hash) if picture.content_hash in hashes else None
    others = await others_showing(picture, opened.owner.id, MOST)
    return here, tuple(DuplicateUse(one.name, address_of(one.kind, one.shop_id)) for one in others)


def name_in(address: str) -> str:
    """What a picture that lies there is called."""
    try:
        return unquote(urlsplit(address).path).rstrip("/").rpartition("/")[2] or "picture"
    except ValueError:
        return "picture"
