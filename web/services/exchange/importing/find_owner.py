"""Looking up owners, roles and stores by the names that files and rows give them."""

from collections.abc import Mapping
from contextlib import suppress
from typing import get_args

from web.gallery.errors import ImagesNotSupported, UnknownOwner, UnknownRole
from web.gallery.model import LARGEST_POSITION
from web.gallery.owner import IdentifierType, Kind, Owner
from web.services.catalogue.lookup import find_owner, shop_of
from web.services.exchange.csv_files import Row
from web.services.exchange.importing.row_result import RowRefused
from web.services.exchange.spreadsheets import forms_of_key

PRODUCT = ("id", "sku", "slug")  # in the order in which they are believed
IDENTIFIER_TYPES: dict[str, tuple[IdentifierType, ...]] = {"id": ("id",), "sku": ("sku",), "slug": ("slug", "old_slug")}


def product_name(owner: Owner) -> str:
    """The SKU or slug that results name the owner by."""
    return owner.sku or owner.slug


async def product_of(names: Mapping[str, str]) -> Owner:
    """The product of an id, SKU or slug; all that are given must be its own. Raises RowRefused, ImagesNotSupported."""
    given = [(name, names[name]) for name in PRODUCT if name in names]
    if not given:
        raise RowRefused("nothing says whose picture it is")
    found = [await _product(name, text) for name, text in given]
    for (name, text), owner in zip(given, found, strict=True):
        if owner.id != found[0].id:
            raise RowRefused(f"the {name} {text!r} is another product's than the {given[0][0]} {given[0][1]!r}")
    if not found[0].supports_images:
        raise ImagesNotSupported
    return found[0]


async def _product(name: str, text: str) -> Owner:
    return await _owner_by("product", name, text, IDENTIFIER_TYPES[name])


async def _owner_by(kind: Kind, name: str, text: str, types: tuple[IdentifierType, ...]) -> Owner:
    """Raises RowRefused."""
    for form in forms_of_key(text):
        with suppress(UnknownOwner):
            return await find_owner(kind, *((type_, form) for type_ in types))
    raise RowRefused(f"there is no {kind} with the {name} {text!r}")


async def owner_of_row(row: Row) -> Owner:
    """Collections too, unlike `product_of`. Raises RowRefused."""
    kind = _kind((row.word("kind") or "product").lower())
    for name in ("id", "sku", "slug"):
        text = row.text(name)
        if text and row.word(name):
            return await _owner_by(kind, name, text, (name,))
    raise RowRefused("nothing says whose picture it is: id, sku or slug")


def _kind(text: str) -> Kind:
    """Raises RowRefused."""
    for kind in get_args(Kind):
        if text == kind:
            return kind  # type: ignore[no-any-return]  # the types' own list has no type
    raise RowRefused(f"kind is product, standard or super, not {text!r}")


async def known_roles(owner: Owner, roles: frozenset[str]) -> frozenset[str]:
    """The roles, if the shop has all of them. Raises UnknownRole."""
    for role in sorted(roles - set((await shop_of(owner)).roles)):
        raise UnknownRole(role)
    return roles


async def store_ids() -> dict[str, int]:
    """Ids by code."""
    return {store.code: store.id for store in (await shop_of()).stores}


def storable(number: int, column: str = "position") -> int:
    """The number, where it can be kept as a position. Raises RowRefused."""
    if abs(number) > LARGEST_POSITION:
        raise RowRefused(f"{column} {number} is beyond what can be stored")
    return number


def check_cells(row: Row) -> None:
    """Raises RowRefused."""
    if cell := row.cells.get("", "").strip():
        raise RowRefused(f"{cell!r} stands below no heading")
    if any("\0" in cell for cell in row.cells.values()):
        raise RowRefused("there is a NUL in it, which not every database keeps")
