"""Locating a request's product, its view (a store's or the global one), and how much of it the caller sees."""

import re

from web.context import AnyRequest
from web.dialects.requests import Location, caller_of, segment
from web.gallery.errors import ImagesNotSupported, UnknownImage, UnknownOwner, UnknownStore
from web.gallery.model import GLOBAL, Gallery, Image
from web.gallery.owner import IdentifierType, Owner, Shop
from web.services.catalogue.lookup import find_owner, gallery_of, shop_of

ID = re.compile(r"[+-]?[1-9][0-9]*|0")
NUMERIC = re.compile(r"[+-]?[0-9]+")
GLOBAL_NAMES = (None, "", "0", "admin")


class MagentoLocation(Location, frozen=True, kw_only=True):
    shop: Shop
    store: int
    sees_all: bool  # admins and staff; guests and customers see what is shown


async def locate(request: AnyRequest) -> MagentoLocation:
    """Raises UnknownStore, even where the product is unknown too, and UnknownOwner."""
    owner = await _product(segment(request, "product"))
    shop = await shop_of(owner)  # of no product: as the shop is now
    sees_all = _sees_all(request)
    store = _store(request, shop, sees_all)
    if owner is None:
        raise UnknownOwner
    return MagentoLocation(owner=owner, image=_image_number(request), shop=shop, store=store, sees_all=sees_all)


async def gallery_at(at: MagentoLocation) -> Gallery:
    """Raises UnknownOwner for a product that the store does not have, or that guests may not see."""
    loaded = await gallery_of(at.owner)
    in_store = at.store == GLOBAL or at.owner.every_store or at.store in loaded.stores
    if not in_store or not (at.sees_all or at.owner.visible):
        raise UnknownOwner
    return loaded.gallery


def image_at(gallery: Gallery, at: MagentoLocation) -> Image:
    """The product is checked first. Raises ImagesNotSupported for one that can't have images, UnknownImage."""
    try:
        return gallery.image(at.image, at.store)
    except UnknownImage:
        if at.owner.supports_images:
            raise
        raise ImagesNotSupported from None


async def _product(reference: str) -> Owner | None:
    try:
        return await find_owner("product", *_identifiers(reference))
    except UnknownOwner:
        return None


def _identifiers(reference: str) -> list[tuple[IdentifierType, str]]:
    """Identifiers that a reference may be: an id, or else a SKU first, and an id only if it is a number too."""
    if ID.fullmatch(reference):
        return [("id", reference.removeprefix("+"))]
    if NUMERIC.fullmatch(reference):
        sign = "-" if reference.startswith("-") else ""
        return [("sku", reference), ("id", sign + (reference.lstrip("+-0") or "0"))]
    return [("sku", reference)]


def _store(request: AnyRequest, shop: Shop, sees_all: bool) -> int:
    """The address's store wins over the query's. Without either, guests read the default store's view."""
    name = segment(request, "store") if "store" in request.path_params else request.query_params.get("store")
    if name not in GLOBAL_NAMES:
        return shop.store(name).id
    return GLOBAL if sees_all else _default(shop)


def _default(shop: Shop) -> int:
    try:
        return shop.default.id
    except UnknownStore:  # a shop without stores has the global view alone
        return GLOBAL


def _sees_all(request: AnyRequest) -> bool:
    caller = caller_of(request)
    return caller is not None and caller.person.role in ("admin", "staff")


def _image_number(request: AnyRequest) -> int:
    """Leading digits count; without any it is 0, which nothing has."""
    leading = re.match(r"\s*\+?([0-9]{1,18})", segment(request, "image")) if "image" in request.path_params else None
    return int(leading[1]) if leading else 0
