"""Addresses of an image and its picture in each dialect, for the pages, which know no dialect."""

from collections.abc import Callable, Mapping

import msgspec

from web.gallery.model import Image
from web.gallery.owner import Owner


class Addressed(msgspec.Struct, frozen=True):
    """The address of an image in an API, and those of its picture by the names they have in its response."""

    resource: str
    pictures: Mapping[str, str]


Addresses = Callable[[Image, Owner, str], Addressed | None]  # the last is what absolute addresses start with


def for_products(addresses: Callable[[Image, Owner, str], Addressed]) -> Addresses:
    """Addresses of a dialect that does not know collections."""

    def only_theirs(image: Image, owner: Owner, base: str) -> Addressed | None:
        return addresses(image, owner, base) if owner.kind == "product" else None

    return only_theirs
