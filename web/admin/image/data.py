"""Everything about one image, at every store, free of words: for programs, and for its page.

Part of Packshot's own API, like `web/admin/gallery/data.py`.
"""

from collections.abc import Mapping

import msgspec

from web.admin.gallery.data import (
    EditData,
    ImageData,
    LabelData,
    PlaceData,
    RoleData,
    VisibilityData,
    label_data,
    place_data,
    roles_data,
    visibility_data,
)
from web.admin.gallery.opened import OpenGallery
from web.admin.shell.data import OwnerData, StoreData, store_data
from web.gallery.model import GLOBAL, Image
from web.gallery.owner import Store


class StoreImageData(msgspec.Struct, frozen=True, kw_only=True):
    """The image at a store, or as all stores inherit it (`store` null). `images`: how many are there."""

    store: StoreData | None
    removed: bool  # from this store alone
    label: LabelData
    visibility: VisibilityData
    place: PlaceData | None  # null where it is removed
    roles: tuple[RoleData, ...]
    images: int


class VariationData(msgspec.Struct, frozen=True, kw_only=True):
    """A variation of the product, and whether the image is linked to it."""

    id: int
    name: str
    sku: str
    linked: bool


class DialectData(msgspec.Struct, frozen=True, kw_only=True):
    """The addresses that a dialect serves the image at. `pictures`: by their names in its answers."""

    dialect: str
    resource: str
    pictures: Mapping[str, str]


class DetailsLinks(msgspec.Struct, frozen=True, kw_only=True):
    gallery: str
    history: str
    previous: str | None  # the image before it
    next: str | None
    events: str  # server-sent: each new revision of the gallery


class DetailsData(msgspec.Struct, frozen=True, kw_only=True):
    owner: OwnerData
    revision: int
    image: ImageData  # at the store of the address
    stores: tuple[StoreImageData, ...]
    variations: tuple[VariationData, ...]
    dialects: tuple[DialectData, ...]
    links: DetailsLinks
    edit: EditData | None = None  # in the answer to an edit


def stores_data(opened: OpenGallery, image: Image) -> tuple[StoreImageData, ...]:
    """The image for all stores, and at each store of its owner."""
    return tuple(_at_store(opened, image, store) for store in (None, *opened.stores))


def _at_store(opened: OpenGallery, image: Image, store: Store | None) -> StoreImageData:
    scope, gallery = store.id if store else GLOBAL, opened.gallery
    removed = image.own(scope).removed
    return StoreImageData(
        store=store_data(store) if store else None,
        removed=removed,
        label=label_data(image, scope),
        visibility=visibility_data(image, scope),
        place=None if removed else place_data(image, scope, gallery.rank(image.id, scope)),
        roles=roles_data(gallery, image.id, scope),
        images=len(gallery.listed(scope)),
    )
