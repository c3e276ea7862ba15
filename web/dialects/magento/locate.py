"""Where a request acts: which product, in whose view (a store's or the global one), and whether all of it is seen."""

import re

import msgspec

from web.dialects.spec import AnyRequest, caller_of, segment
from web.gallery.errors import UnknownOwner, UnknownStore
from web.gallery.model import GLOBAL, Gallery
from web.gallery.owner import Owner, Shop, Way
from web.services.catalogue.lookup import find_owner, gallery_of, shop_of

ID = re.compile(r"[+-]?[1-9][0-9]*|0")
NUMERIC = re.compile(r"[+-]?[0-9]+")
GLOBAL_NAMES = (None, "", "0", "admin")


class Location(msgspec.Struct, frozen=True, kw_only=True):
    owner: Owner
    shop: Shop
    store: int
    sees_all: bool  # admins and staff; guests and customers see what is shown


async def locate(request: AnyRequest) -> Location:
    """Raises UnknownStore, even where the product is unknown too, and UnknownOwner."""
    sees_all = _sees_all(request)
    try:
        owner = await find_owner("product", *_ways(segment(request, "product")))
    except UnknownOwner:
        _store(request, await shop_of(), sees_all)
        raise
    shop = await shop_of(owner)
    return Location(owner=owner, shop=shop, store=_store(request, shop, sees_all), sees_all=sees_all)


async def gallery_at(place: Location) -> Gallery:
    """Raises UnknownOwner for a product that the store does not have, or that guests may not see."""
    loaded = await gallery_of(place.owner)
    there = place.store == GLOBAL or place.owner.every_store or place.store in loaded.stores
    if not there or not (place.sees_all or place.owner.visible):
        raise UnknownOwner
    return loaded.gallery


def _ways(reference: str) -> list[tuple[Way, str]]:
    """What looks like an id is one; anything else is a SKU first, and an id only if it is a number all the same."""
    if ID.fullmatch(reference):
        return [("id", reference.removeprefix("+"))]
    if NUMERIC.fullmatch(reference):
        sign = "-" if reference.startswith("-") else ""
        return [("sku", reference), ("id", sign + (reference.lstrip("+-0") or "0"))]
    return [("sku", reference)]


def _store(request: AnyRequest, shop: Shop, sees_all: bool) -> int:
    """The address's store wins over the query's. Without either, guests read the default store's view."""
    named = segment(request, "store") if "store" in request.path_params else request.query_params.get("store")
    if named not in GLOBAL_NAMES:
        return shop.store(named).id
    return GLOBAL if sees_all else _default(shop)


def _default(shop: Shop) -> int:
    try:
        return shop.default.id
    except UnknownStore:  # a shop without stores has the global view alone
        return GLOBAL


def _sees_all(request: AnyRequest) -> bool:
    caller = caller_of(request)
    return caller is not None and caller.person.role in ("admin", "staff")


def image_number(request: AnyRequest) -> int:
    """Leading digits count; without any it is 0, which nothing has."""
    leading = re.match(r"\s*\+?([0-9]{1,18})", segment(request, "image"))
    return int(leading[1]) if leading else 0
