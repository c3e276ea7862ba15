"""A gallery and what is in it, and who changes it: plain frozen values.

Times are microseconds since 1970, UTC. Store 0 is the global scope that every store inherits from.
"""

from collections.abc import Mapping
from hmac import compare_digest
from typing import Literal

import msgspec

from web.gallery.errors import UnknownImage

UserRole = Literal["admin", "staff", "customer"]


class Person(msgspec.Struct, frozen=True, kw_only=True):
    id: int
    name: str
    full_name: str
    role: UserRole
    active: bool = True


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """The person and credential that a change is made for, and the dialect it came through."""

    dialect: str  # spree, bigcommerce, token, magento, spiffy, packshot (our own API), admin or cli
    person: int | None = None
    credential: int | None = None


GLOBAL = 0
LONGEST_LABEL = 4000  # characters (Unicode code points)
LARGEST_POSITION = 2**53 - 1  # the largest whole number that every client's JSON keeps exact
Point = tuple[int, int]  # thousandths of the width and of the height, from the upper left, as it is seen
MIDDLE: Point = (500, 500)
STANDARD_ROLES = ("image", "small_image", "thumbnail")


class Uploader(msgspec.Struct, frozen=True):
    id: int
    name: str
    full_name: str


class Picture(msgspec.Struct, frozen=True, kw_only=True):
    """One uploaded file. Every upload has its own number; replacing an image's picture gives it a new one."""

    number: int
    content_hash: str  # sha256, hex
    format: str  # JPEG, PNG, GIF, WEBP or AVIF, decided by content
    size: int  # bytes
    width: int  # pixels, as stored
    height: int
    mode: str  # Pillow's colour mode: RGB, RGBA, P, L, CMYK …
    file_name: str  # as its sender gave it; text, never a path
    public_name: str  # made by us: safe, unique in the installation, never given twice
    secret: str = ""  # given with the number: the part of its addresses that nobody guesses
    uploaded_at: int
    uploader: Uploader | None

    def has_secret(self, given: str) -> bool:
        """Compare in constant time. False for an empty one, which a picture has before it is in a gallery."""
        return bool(given) and compare_digest(given.encode("utf-8", "surrogatepass"), self.secret.encode())


class Override(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A store's own values for one image. None inherits; "" is a label left empty on purpose."""

    label: str | None = None
    position: int | None = None
    excluded: bool | None = None
    removed: bool = False


NO_OVERRIDE = Override()


class Image(msgspec.Struct, frozen=True, kw_only=True):
    id: int  # the number of its first picture, so never used twice
    picture: Picture
    position: int
    label: str | None = None
    excluded: bool = False
    variations: tuple[int, ...] = ()
    focus: Point | None = None  # of this very picture; None: its middle
    overrides: Mapping[int, Override] = {}  # by store, only where something is its own
    created_at: int = 0
    updated_at: int = 0

    def own(self, store: int) -> Override:
        return self.overrides.get(store, NO_OVERRIDE)

    def own_label(self, store: int) -> str | None:
        return self.label if store == GLOBAL else self.own(store).label

    def label_at(self, store: int) -> str | None:
        own = self.own(store).label
        return self.label if own is None else own

    def position_at(self, store: int) -> int:
        own = self.own(store).position
        return self.position if own is None else own

    def excluded_at(self, store: int) -> bool:
        own = self.own(store).excluded
        return self.excluded if own is None else own


class Gallery(msgspec.Struct, frozen=True, kw_only=True):
    """One owner's images, and who holds which role.

    `roles[store][role]` is the holder's id; None says that this store wants nobody; a store without
    the key inherits. That a role has one holder per store needs no check: it is the shape of the value.
    """

    images: Mapping[int, Image] = {}
    roles: Mapping[int, Mapping[str, int | None]] = {}

    def image(self, image_id: int, store: int = GLOBAL) -> Image:
        """Raises UnknownImage, also for one that this store does not have."""
        image = self.images.get(image_id)
        if image is None or image.own(store).removed:
            raise UnknownImage(image_id)
        return image

    def holder(self, role: str, store: int = GLOBAL) -> int | None:
        own = self.roles.get(store, {})
        return own[role] if role in own else self.roles.get(GLOBAL, {}).get(role)

    def roles_of(self, image_id: int, store: int = GLOBAL) -> frozenset[str]:
        named = {*self.roles.get(GLOBAL, {}), *self.roles.get(store, {})}
        return frozenset(role for role in named if self.holder(role, store) == image_id)

    def listed(self, store: int = GLOBAL) -> list[Image]:
        """The images of a store in their order: by position, then by id. Rank is place in this list, from 1."""
        there = (image for image in self.images.values() if not image.own(store).removed)
        return sorted(there, key=lambda image: (image.position_at(store), image.id))

    def rank(self, image_id: int, store: int = GLOBAL) -> int:
        return 1 + [image.id for image in self.listed(store)].index(image_id)

    def next_position(self, store: int = GLOBAL) -> int:
        """Behind everybody else; beside the last where nothing larger can be stored."""
        top = max((image.position_at(store) for image in self.listed(store)), default=0)
        return min(max(top, 0) + 1, LARGEST_POSITION)


class StoredPicture(Picture, frozen=True, kw_only=True):
    """A picture with where it belongs, for the addresses that lead to it."""

    owner: int
    image: int
    removed: bool  # its image was removed
    retired_at: int | None  # since then it is no image's picture; microseconds since 1970
    metadata_free: bool  # nothing inside but what is needed to show it; False also where that is not known yet
    focus: Point | None  # of its image, while it is its picture
    visible: bool  # its owner is


class LoadedGallery(msgspec.Struct, frozen=True):
    """An owner's gallery as it was read, with its variations' ids and the stores it is restricted to."""

    gallery: Gallery
    variations: tuple[int, ...]
    stores: frozenset[int]
