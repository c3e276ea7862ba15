"""Whose pictures they are: owners, roles and stores by what files and rows call them."""

from collections.abc import Mapping
from typing import Any

from web.gallery.errors import ImagesNotSupported, UnknownOwner, UnknownRole
from web.gallery.model import LARGEST_POSITION
from web.gallery.owner import Kind, Owner, Way
from web.services.catalogue.lookup import find_owner, shop_of
from web.services.exchange.csv_files import Row
from web.services.exchange.importing.row_result import RowRefused

PRODUCT = ("id", "sku", "slug")  # in the order in which they are believed
WAYS: dict[str, tuple[Way, ...]] = {"id": ("id",), "sku": ("sku",), "slug": ("slug", "old_slug")}


def called(owner: Owner) -> str:
    return owner.sku or owner.slug


async def product_of(says: Mapping[str, str]) -> Owner:
    """Whom its id, SKU and slug mean; all that are given must mean the same. Raises Refused, ImagesNotSupported."""
    given = [(name, says[name]) for name in PRODUCT if name in says]
    if not given:
        raise RowRefused("nothing says whose picture it is")
    meant = [await _product(name, text) for name, text in given]
    for (name, text), owner in zip(given, meant, strict=True):
        if owner.id != meant[0].id:
            raise RowRefused(f"the {name} {text!r} is another product's than the {given[0][0]} {given[0][1]!r}")
    if not meant[0].supports_images:
        raise ImagesNotSupported
    return meant[0]


async def _product(name: str, text: str) -> Owner:
    return await _owner_by("product", name, text, WAYS[name])


async def _owner_by(kind: Kind, name: str, text: str, ways: tuple[Way, ...]) -> Owner:
    """Raises Refused."""
    try:
        return await find_owner(kind, *((way, text) for way in ways))
    except UnknownOwner as error:
        raise RowRefused(f"there is no {kind} with the {name} {text!r}") from error


async def owner_of_row(row: Row) -> Owner:
    """Collections too, unlike `product_of`. Raises Refused."""
    kind: Any = row.text("kind") or "product"
    if kind not in ("product", "standard", "super"):
        raise RowRefused(f"kind is product, standard or super, not {kind!r}")
    for way in ("id", "sku", "slug"):
        text = row.text(way)
        if text:
            return await _owner_by(kind, way, text, (way,))
    raise RowRefused("nothing says whose picture it is: id, sku or slug")


async def known_roles(owner: Owner, roles: frozenset[str]) -> frozenset[str]:
    """Raises UnknownRole."""
    for role in sorted(roles - set((await shop_of(owner)).roles)):
        raise UnknownRole(role)
    return roles


async def store_ids() -> dict[str, int]:
    """By the stores' codes."""
    return {store.code: store.id for store in (await shop_of()).stores}


def storable(number: int, column: str = "position") -> int:
    """The number, where it can be kept as a position. Raises Refused."""
    if abs(number) > LARGEST_POSITION:
        raise RowRefused(f"{column} {number} is beyond what can be stored")
    return number


def no_nul(row: Row) -> None:
    """Raises Refused."""
    if any("\0" in cell for cell in row.cells.values()):
        raise RowRefused("there is a NUL in it, which not every database keeps")
