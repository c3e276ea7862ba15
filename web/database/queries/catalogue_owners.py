"""Products or collections of a catalogue: how their rows differ from the file, and writing that."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import msgspec

from web.database.queries import statements
from web.database.queries.catalogue_items import CollectionItem, OwnerItem, ProductItem
from web.gallery.labels import lines

Row = tuple[Any, ...]


class DuplicateIdentifier(Exception):
    """Something in the file collides with what is already there."""


class OwnersPlan(msgspec.Struct, kw_only=True):
    """The rows to write for one kind. New ones name their owner by the shop's id, since it may be new itself."""

    ids: dict[int, int]  # ours by the shop's, of those that are there
    owners: list[Row]
    gone_identifiers: list[int]
    identifiers: list[Row]
    variations: list[Row] = []
    gone_stores: list[int] = []
    stores: list[Row] = []

    def __bool__(self) -> bool:
        rows = (self.owners, self.gone_identifiers, self.identifiers, self.variations, self.gone_stores, self.stores)
        return any(rows)


OwnersByName = dict[tuple[str, str], int]  # by type and text


class Identifier(NamedTuple):
    """A text by which a request may call an owner. `path` is the member of the file that it stands in."""

    owner: int  # the shop's id
    type: str
    text: str
    path: str

    @property
    def name(self) -> tuple[str, str]:
        return self.type, self.text


OWNER = ("kind", "shop_id", "slug", "sku", "name", "visible", "supports_images", "every_store", "search_names")


async def plan_products(products: Sequence[ProductItem], stores: dict[str, int]) -> OwnersPlan:
    """The rows that differ. `stores`: ids by code. Raises DuplicateIdentifier."""
    ids, existing = await _existing("product", products)
    names = [name for place, one in enumerate(products) for name in _product_names(f"products[{place}]", one)]
    gone_identifiers, identifiers = await _identifiers("product", names, ids)
    gone_stores, on_stores = await _stores(products, ids, stores)
    skus, variations = await _variations(products, ids)
    rows = (_product_row(one, list(skus.get(one.id, {}).values())) for one in products)
    return OwnersPlan(
        ids=ids,
        owners=[row for row in rows if row not in existing],
        gone_identifiers=gone_identifiers,
        identifiers=identifiers,
        variations=variations,
        gone_stores=gone_stores,
        stores=on_stores,
    )


async def plan_collections(kind: str, collections: Sequence[CollectionItem]) -> OwnersPlan:
    """The rows of this kind that differ. Raises DuplicateIdentifier."""
    places = [(place, one) for place, one in enumerate(collections) if one.kind == kind]
    ids, existing = await _existing(kind, [one for _, one in places])
    names = [name for place, one in places for name in _names(f"collections[{place}]", one)]
    gone_identifiers, identifiers = await _identifiers(kind, names, ids)
    rows = (_collection_row(kind, one) for _, one in places)
    owners = [row for row in rows if row not in existing]
    return OwnersPlan(ids=ids, owners=owners, gone_identifiers=gone_identifiers, identifiers=identifiers)


async def write(plan: OwnersPlan) -> None:
    """Inside the caller's transaction."""
    then = f"{statements.replacing(OWNER[:2], OWNER[2:])} RETURNING shop_id, id"
    plan.ids |= dict(await statements.insert("owner", OWNER, plan.owners, then))  # type: ignore[arg-type]
    await statements.delete("owner_identifier", plan.gone_identifiers)
    await statements.insert(
        "owner_identifier", ("owner", "kind", "type", "text"), _with_our_ids(plan, plan.identifiers)
    )
    columns = ("owner", "id", "sku", "name")
    then = statements.replacing(["id"], ["sku", "name"])
    await statements.insert("variation", columns, _with_our_ids(plan, plan.variations), then)
    await statements.delete("owner_store", plan.gone_stores)
    await statements.insert("owner_store", ("owner", "store"), _with_our_ids(plan, plan.stores))


def _with_our_ids(plan: OwnersPlan, rows: list[Row]) -> list[Row]:
    return [(plan.ids[row[0]], *row[1:]) for row in rows]


async def _existing(kind: str, items: Sequence[OwnerItem]) -> tuple[dict[int, int], set[Row]]:
    """Our ids by the shop's, and the rows, of those that are there."""
    rows = await statements.select(
        f"SELECT id, {', '.join(OWNER)} FROM owner WHERE kind = {{}} AND shop_id IN (...)",  # noqa: S608
        kind,
        among=[item.id for item in items],
    )
    return {row[2]: row[0] for row in rows}, {_owner_row(*row[1:]) for row in rows}


def _product_row(product: ProductItem, skus: list[str | None]) -> Row:
    search_names = lines([product.name, product.slug, product.sku, *skus])
    flags = (product.visible, product.supports_images, product.stores is None)
    return _owner_row("product", product.id, product.slug, product.sku or None, product.name, *flags, search_names)


def _collection_row(kind: str, one: CollectionItem) -> Row:
    return _owner_row(kind, one.id, one.slug, None, one.name, True, True, True, lines([one.name, one.slug]))


def _owner_row(*values: object) -> Row:
    """Comparable values: SQLite has no booleans."""
    return (*values[:5], *map(bool, values[5:8]), values[8])


def _names(path: str, item: OwnerItem) -> Iterator[Identifier]:
    """Everything that a request may call any owner by."""
    yield Identifier(item.id, "id", str(item.id), f"{path}.id")
    yield Identifier(item.id, "slug", item.slug, f"{path}.slug")


def _product_names(path: str, product: ProductItem) -> Iterator[Identifier]:
    yield from _names(path, product)
    for place, old in enumerate(product.old_slugs):
        yield Identifier(product.id, "old_slug", old, f"{path}.old_slugs[{place}]")
    if product.sku:
        yield Identifier(product.id, "sku", product.sku, f"{path}.sku")
    for place, variation in enumerate(product.variations):
        yield Identifier(product.id, "variation", str(variation.id), f"{path}.variations[{place}].id")


IDENTIFIER = "SELECT i.id, i.type, i.text, o.shop_id FROM owner_identifier i JOIN owner o ON o.id = i.owner WHERE "


async def _identifiers(kind: str, identifiers: list[Identifier], ids: dict[int, int]) -> tuple[list[int], list[Row]]:
    """The rows to delete and the rows to insert. A variation never changes its product. Raises DuplicateIdentifier."""
    own = await statements.select(f"{IDENTIFIER} i.type <> 'variation' AND i.owner IN (...)", among=list(ids.values()))
    texts = sorted({identifier.text for identifier in identifiers})
    same = await statements.select(f"{IDENTIFIER} i.kind = {{}} AND i.text IN (...)", kind, among=texts)
    holders = {(type_, text): holder for _, type_, text, holder in same}
    claimed = _claimed(kind, identifiers, holders)
    gone = [number for number, type_, text, holder in own if claimed.get((type_, text)) != holder]
    return gone, [(owner, kind, *name) for name, owner in claimed.items() if holders.get(name) != owner]


def _claimed(
    kind: str, identifiers: list[Identifier], holders: dict[tuple[str, str], int]
) -> dict[tuple[str, str], int]:
    """The owner of each name in the file. An owner in the file may give a name up to another one there.

    `holders`: the owners that have the names now. Raises DuplicateIdentifier.
    """
    in_file = {identifier.owner for identifier in identifiers}
    claimed: OwnersByName = {}
    for identifier in identifiers:
        holder = holders.get(identifier.name, identifier.owner)
        is_kept = holder != identifier.owner and (identifier.type == "variation" or holder not in in_file)
        if is_kept or claimed.setdefault(identifier.name, identifier.owner) != identifier.owner:
            raise DuplicateIdentifier(f"it belongs to another {kind} already - at `$.{identifier.path}`")
    return claimed


async def _variations(
    products: Sequence[ProductItem], ids: dict[int, int]
) -> tuple[dict[int, dict[int, str | None]], list[Row]]:
    """SKUs by the shop's id and the variation's, also of those that the file leaves out; and the rows to insert."""
    found = await statements.select(
        "SELECT o.shop_id, v.id, v.sku, v.name FROM variation v JOIN owner o ON o.id = v.owner WHERE v.owner IN (...)",
        among=list(ids.values()),
    )
    existing = {tuple(row) for row in found}
    rows = [(product.id, one.id, one.sku, one.name) for product in products for one in product.variations]
    skus: dict[int, dict[int, str | None]] = defaultdict(dict)
    for owner, number, sku, _ in [*sorted(existing, key=lambda row: row[1]), *rows]:
        skus[owner][number] = sku
    return skus, [row for row in rows if row not in existing]


async def _stores(
    products: Sequence[ProductItem], ids: dict[int, int], stores: dict[str, int]
) -> tuple[list[int], list[Row]]:
    """The rows to delete and the rows to insert. Raises DuplicateIdentifier."""
    found = await statements.select(
        "SELECT s.id, o.shop_id, s.store FROM owner_store s JOIN owner o ON o.id = s.owner WHERE s.owner IN (...)",
        among=list(ids.values()),
    )
    new = _on_stores(products, stores)
    existing = {(row[1], row[2]) for row in found}
    return [row[0] for row in found if (row[1], row[2]) not in new], [row for row in new if row not in existing]


def _on_stores(products: Sequence[ProductItem], stores: dict[str, int]) -> dict[Row, None]:
    """(product, store), each once, in the order of the file. Raises DuplicateIdentifier."""
    pairs: dict[Row, None] = {}
    for place, product in enumerate(products):
        for index, code in enumerate(product.stores or ()):
            if code not in stores:
                raise DuplicateIdentifier(f"there is no store {code!r} - at `$.products[{place}].stores[{index}]`")
            pairs[product.id, stores[code]] = None
    return pairs
