"""Products or collections of a catalogue: what of their rows differs, and writing that."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from web.database.queries import bulk
from web.gallery.search_text import lines

Row = tuple[Any, ...]


class DuplicateAddress(Exception):
    """Something in the file collides with what is already there."""


class Owners(msgspec.Struct, kw_only=True):
    """What is to be written for one kind. New rows name their owner by the shop's id, since it may be new itself."""

    ids: dict[int, int]  # ours by the shop's, of those that are there
    owners: list[Row]
    gone_addresses: list[int]
    addresses: list[Row]
    variations: list[Row]
    gone_stores: list[int]
    stores: list[Row]

    def __bool__(self) -> bool:
        rows = (self.owners, self.gone_addresses, self.addresses, self.variations, self.gone_stores, self.stores)
        return any(rows)


OWNER = ("kind", "shop_id", "slug", "sku", "name", "visible", "supports_images", "every_store", "words")


async def planned(kind: str, member: str, items: list[tuple[int, Any]], stores: dict[str, int]) -> Owners:
    """What differs, of items with their places in the file's member. Raises Clash."""
    numbers = [item.id for _, item in items]
    found = await bulk.select(
        f"SELECT id, {', '.join(OWNER)} FROM owner WHERE kind = {{}} AND shop_id IN (...)",  # noqa: S608
        kind,
        among=numbers,
    )
    standing = {_owner_row(*row[1:]) for row in found}
    ids: dict[int, int] = {row[2]: row[0] for row in found}
    gone_addresses, addresses = await _addresses(kind, member, items, ids)
    gone_stores, on_stores = await _stores(items, ids, stores) if kind == "product" else ([], [])
    skus, variations = await _variations(items, ids) if kind == "product" else ({}, [])
    rows = (_owner(kind, item, skus.get(item.id, {}).values()) for _, item in items)
    return Owners(
        ids=ids,
        owners=[row for row in rows if row not in standing],
        gone_addresses=gone_addresses,
        addresses=addresses,
        variations=variations,
        gone_stores=gone_stores,
        stores=on_stores,
    )


async def write(plan: Owners) -> None:
    """Inside the caller's transaction."""
    then = f"{bulk.replacing(OWNER[:2], OWNER[2:])} RETURNING shop_id, id"
    plan.ids |= dict(await bulk.insert("owner", OWNER, plan.owners, then))  # type: ignore[arg-type]
    await bulk.delete("address", plan.gone_addresses)
    await bulk.insert("address", ("owner", "kind", "way", "text"), _owned(plan, plan.addresses))
    columns = ("owner", "id", "sku", "name")
    then = bulk.replacing(["id"], ["sku", "name"])
    await bulk.insert("variation", columns, _owned(plan, plan.variations), then)
    await bulk.delete("owner_store", plan.gone_stores)
    await bulk.insert("owner_store", ("owner", "store"), _owned(plan, plan.stores))


def _owned(plan: Owners, rows: list[Row]) -> list[Row]:
    return [(plan.ids[row[0]], *row[1:]) for row in rows]


def _owner(kind: str, item: Any, skus: Iterable[str | None]) -> Row:
    if kind != "product":
        return _owner_row(kind, item.id, item.slug, None, item.name, True, True, True, lines([item.name, item.slug]))
    words = lines([item.name, item.slug, item.sku, *skus])
    every_store = item.stores is None
    return _owner_row(
        kind, item.id, item.slug, item.sku or None, item.name, item.visible, item.supports_images, every_store, words
    )


def _owner_row(*values: Any) -> Row:
    """As it is compared: SQLite has no booleans."""
    return (*values[:5], *map(bool, values[5:8]), values[8])


def _names(kind: str, item: Any) -> Iterator[tuple[str, str, str]]:
    """(way, text, member of the file) of everything a request may call an owner by."""
    yield "id", str(item.id), "id"
    yield "slug", item.slug, "slug"
    if kind == "product":
        yield from (("old_slug", old, f"old_slugs[{place}]") for place, old in enumerate(item.old_slugs))
        if item.sku:
            yield "sku", item.sku, "sku"
        yield from (("variation", str(one.id), f"variations[{place}].id") for place, one in enumerate(item.variations))


ADDRESS = "SELECT a.id, a.way, a.text, o.shop_id FROM address a JOIN owner o ON o.id = a.owner WHERE "


async def _addresses(
    kind: str, member: str, items: list[tuple[int, Any]], ids: dict[int, int]
) -> tuple[list[int], list[Row]]:
    """Which rows go and which come. A variation stays its product's for ever. Raises Clash."""
    names = [
        (item.id, f"{member}[{place}].{path}", way, text)
        for place, item in items
        for way, text, path in _names(kind, item)
    ]
    texts = sorted({text for *_, text in names})
    own = await bulk.select(f"{ADDRESS} a.way <> 'variation' AND a.owner IN (...)", among=list(ids.values()))
    same = await bulk.select(f"{ADDRESS} a.kind = {{}} AND a.text IN (...)", kind, among=texts)
    holders = {(way, text): holder for _, way, text, holder in same}
    in_file = {item.id for _, item in items}
    wanted: dict[tuple[str, str], int] = {}
    for owner, path, way, text in names:
        holder = holders.get((way, text), owner)
        stays = holder != owner and (way == "variation" or holder not in in_file)
        if stays or wanted.setdefault((way, text), owner) != owner:
            raise DuplicateAddress(f"it belongs to another {kind} already - at `$.{path}`")
    gone = [number for number, way, text, holder in own if wanted.get((way, text)) != holder]
    return gone, [(owner, kind, *name) for name, owner in wanted.items() if holders.get(name) != owner]


async def _variations(
    items: Sequence[tuple[int, Any]], ids: dict[int, int]
) -> tuple[dict[int, dict[int, str | None]], list[Row]]:
    """All SKUs by the shop's id and the variation's, also of those that the file is silent about; which rows come."""
    found = await bulk.select(
        "SELECT o.shop_id, v.id, v.sku, v.name FROM variation v JOIN owner o ON o.id = v.owner WHERE v.owner IN (...)",
        among=list(ids.values()),
    )
    standing = {tuple(row) for row in found}
    rows = [(item.id, one.id, one.sku, one.name) for _, item in items for one in item.variations]
    skus: dict[int, dict[int, str | None]] = defaultdict(dict)
    for owner, number, sku, _ in [*sorted(standing, key=lambda row: row[1]), *rows]:
        skus[owner][number] = sku
    return skus, [row for row in rows if row not in standing]


async def _stores(
    items: Sequence[tuple[int, Any]], ids: dict[int, int], stores: dict[str, int]
) -> tuple[list[int], list[Row]]:
    """Which rows go and which come. Raises Clash."""
    found = await bulk.select(
        "SELECT s.id, o.shop_id, s.store FROM owner_store s JOIN owner o ON o.id = s.owner WHERE s.owner IN (...)",
        among=list(ids.values()),
    )
    wanted: dict[Row, None] = {}
    for place, product in items:
        for index, code in enumerate(product.stores or ()):
            if code not in stores:
                raise DuplicateAddress(f"there is no store {code!r} - at `$.products[{place}].stores[{index}]`")
            wanted[product.id, stores[code]] = None
    standing = {(row[1], row[2]) for row in found}
    return [row[0] for row in found if (row[1], row[2]) not in wanted], [row for row in wanted if row not in standing]
