"""The catalogue file: the shop's stores, image roles, products and collections."""

from collections.abc import Callable, Iterable
from typing import Annotated, Literal, TypeVar

import msgspec

from web.database.queries import catalogue as rows
from web.database.queries.catalogue_dump import everything

Id = Annotated[int, msgspec.Meta(ge=1, le=2**53 - 1)]
T = TypeVar("T")
LINE = r"^[^\x00-\x1f]*\Z"  # `$` would let a line end pass, and PostgreSQL knows no NUL
Text = Annotated[str, msgspec.Meta(min_length=1, max_length=255, pattern=LINE)]
Line = Annotated[str, msgspec.Meta(pattern=LINE)]
Sku = Annotated[str, msgspec.Meta(max_length=255, pattern=LINE)]  # "" is none


class BadCatalogue(Exception):
    """The file is refused whole; the message names the path of the first wrong member."""


class Store(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    id: Id
    code: Text
    name: Text
    locale: Line = ""
    active: bool = True
    default: bool = False


class Role(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    code: Text
    name: Line = ""


class Variation(msgspec.Struct, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    id: Id
    sku: Sku | None = None
    name: Line | None = None


class Product(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    id: Id
    slug: Text
    old_slugs: list[Text] = []
    sku: Sku | None = None
    name: Text
    visible: bool = True
    supports_images: bool = True
    stores: list[Text] | None = None  # None: every store
    variations: list[Variation] = []


class Collection(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    id: Id
    kind: Literal["standard", "super"]
    slug: Text
    name: Text


class Catalogue(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    stores: list[Store] = []
    image_roles: list[Role] = []
    products: list[Product] = []
    collections: list[Collection] = []


class Counts(msgspec.Struct):
    stores: int
    image_roles: int
    products: int
    collections: int


def read(text: bytes) -> Catalogue:
    """Raises BadCatalogue."""
    try:
        catalogue = msgspec.json.decode(text, type=Catalogue)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadCatalogue(str(error)) from error
    _check_once("stores", catalogue.stores, ("id", lambda s: s.id), ("code", lambda s: s.code))
    _check_once("image_roles", catalogue.image_roles, ("code", lambda r: r.code))
    _check_once("products", catalogue.products, ("id", lambda p: p.id), ("slug", lambda p: p.slug), ("sku", _sku))
    _check_once(
        "collections", catalogue.collections, ("id", lambda c: (c.kind, c.id)), ("slug", lambda c: (c.kind, c.slug))
    )
    _check_default(catalogue.stores)
    _check_variations(catalogue.products)
    return catalogue


def _sku(product: Product) -> str | None:
    return product.sku or None


def _check_once(where: str, items: Iterable[T], *keys: tuple[str, Callable[[T], object]]) -> None:
    for name, key in keys:
        seen: set[object] = set()
        for index, item in enumerate(items):
            value = key(item)
            if value is not None and value in seen:
                raise BadCatalogue(f"the same {name} twice - at `$.{where}[{index}].{name}`")
            seen.add(value)


def _check_default(stores: list[Store]) -> None:
    defaults = [index for index, store in enumerate(stores) if store.default]
    if len(defaults) > 1:
        raise BadCatalogue(f"a second default store - at `$.stores[{defaults[1]}].default`")


def _check_variations(products: list[Product]) -> None:
    seen: set[int] = set()
    for place, product in enumerate(products):
        for index, variation in enumerate(product.variations):
            if variation.id in seen:
                raise BadCatalogue(f"the same id twice - at `$.products[{place}].variations[{index}].id`")
            seen.add(variation.id)


async def load(text: bytes) -> Counts:
    """Upsert a catalogue by id, all or nothing; images stay as they are. Raises BadCatalogue."""
    catalogue = read(text)
    try:
        await rows.upsert(catalogue)
    except rows.DuplicateIdentifier as conflict:
        raise BadCatalogue(str(conflict)) from conflict
    return Counts(
        stores=len(catalogue.stores),
        image_roles=len(catalogue.image_roles),
        products=len(catalogue.products),
        collections=len(catalogue.collections),
    )


async def dump() -> bytes:
    """The whole catalogue as a file that loads again without changing anything."""
    catalogue = msgspec.convert(await everything(), Catalogue)
    return msgspec.json.format(msgspec.json.encode(catalogue), indent=2) + b"\n"
