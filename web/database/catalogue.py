"""Upserting the catalogue: rows that the shop decides, by the shop's own ids."""

from collections.abc import Sequence
from typing import Any, Protocol, TypeVar

from web.clock import now
from web.database.tables import Address, Owner, OwnerStore, Role, Shop, Store, Variation
from web.database.transaction import writing

T = TypeVar("T")
BATCH = 500  # rows in one statement


class Clash(Exception):
    """Something in the file collides with what is already there."""


class Catalogue(Protocol):
    """What is upserted; services/catalogue.py says what its members are."""

    @property
    def stores(self) -> Sequence[Any]: ...
    @property
    def image_roles(self) -> Sequence[Any]: ...
    @property
    def products(self) -> Sequence[Any]: ...
    @property
    def collections(self) -> Sequence[Any]: ...


async def upsert(catalogue: Catalogue) -> None:
    """All or nothing. Raises Clash."""
    async with writing():
        await Shop.update({Shop.revision: now()}).where(Shop.id == 1)
        await _stores(catalogue.stores)
        await _roles(catalogue.image_roles)
        for kind, name, items in (
            ("product", "products", catalogue.products),
            ("standard", "collections", [one for one in catalogue.collections if one.kind == "standard"]),
            ("super", "collections", [one for one in catalogue.collections if one.kind == "super"]),
        ):
            ids = await _owners(kind, items)
            await _addresses(kind, name, items, ids)
        await _variations(catalogue.products)
        await _owner_stores(catalogue.products)


async def _stores(stores: Sequence[Any]) -> None:
    """Codes may change hands within a file, so those of its stores are set free first. Raises Clash."""
    codes = {store.code: place for place, store in enumerate(stores)}
    numbers = [store.id for store in stores]
    for row in await Store.select(Store.id, Store.code):
        if row["id"] in numbers:
            await Store.update({Store.code: f"\x01{row['id']}"}).where(Store.id == row["id"])
        elif row["code"] in codes:
            raise Clash(f"it belongs to another store already - at `$.stores[{codes[row['code']]}].code`")
    if any(store.default for store in stores):
        await Store.update({Store.is_default: False}).where(Store.is_default.eq(True))
    rows = [
        Store(
            id=store.id,
            code=store.code,
            name=store.name,
            locale=store.locale,
            active=store.active,
            is_default=store.default,
        )
        for store in stores
    ]
    columns = [Store.code, Store.name, Store.locale, Store.active, Store.is_default]
    if rows:
        await Store.insert(*rows).on_conflict(target=Store.id, action="DO UPDATE", values=columns)


async def _roles(roles: Sequence[Any]) -> None:
    rows = [Role(code=role.code, name=role.name or role.code) for role in roles]
    if rows:
        await Role.insert(*rows).on_conflict(target=Role.code, action="DO UPDATE", values=[Role.name])


def _owner(kind: str, item: Any) -> Owner:
    product = kind == "product"
    return Owner(
        kind=kind,
        shop_id=item.id,
        slug=item.slug,
        sku=(item.sku or None) if product else None,
        name=item.name,
        visible=item.visible if product else True,
        supports_images=item.supports_images if product else True,
        every_store=item.stores is None if product else True,
    )


FROM_CATALOGUE = [Owner.slug, Owner.sku, Owner.name, Owner.visible, Owner.supports_images, Owner.every_store]


async def _owners(kind: str, items: Sequence[Any]) -> dict[int, int]:
    """Our ids by the shop's."""
    ids: dict[int, int] = {}
    for some in _batches(items):
        rows = [_owner(kind, item) for item in some]
        await Owner.insert(*rows).on_conflict(
            target=(Owner.kind, Owner.shop_id), action="DO UPDATE", values=FROM_CATALOGUE
        )
        found = Owner.select(Owner.id, Owner.shop_id).where(
            Owner.kind == kind, Owner.shop_id.is_in([item.id for item in some])
        )
        ids |= {row["shop_id"]: row["id"] for row in await found}
    return ids


def _names(kind: str, item: Any) -> list[tuple[str, str, str]]:
    """(way, text, member of the file) of everything a request may call an owner by; variations come apart."""
    names = [("id", str(item.id), "id"), ("slug", item.slug, "slug")]
    if kind == "product":
        names += [("old_slug", old, f"old_slugs[{place}]") for place, old in enumerate(item.old_slugs)]
        names += [("sku", item.sku, "sku")] if item.sku else []
        names += [("variation", str(one.id), f"variations[{place}].id") for place, one in enumerate(item.variations)]
    return names


async def _addresses(kind: str, name: str, items: Sequence[Any], ids: dict[int, int]) -> None:
    for some in _batches(items):
        await Address.delete().where(Address.owner.is_in([ids[item.id] for item in some]), Address.way != "variation")
    for start, some in zip(range(0, len(items), BATCH), _batches(items), strict=True):
        rows: dict[tuple[str, str], tuple[int, str]] = {}
        for place, item in enumerate(some, start=start):
            for way, text, member in _names(kind, item):
                owner, path = ids[item.id], f"$.{name}[{place}].{member}"
                if rows.setdefault((way, text), (owner, path))[0] != owner:
                    raise Clash(f"it belongs to another {kind} already - at `{path}`")
        await _refuse_taken(kind, rows)
        await Address.insert(
            *(Address(kind=kind, way=way, text=text, owner=owner) for (way, text), (owner, _) in rows.items())
        ).on_conflict(target=(Address.kind, Address.text, Address.way), action="DO NOTHING")


async def _refuse_taken(kind: str, rows: dict[tuple[str, str], tuple[int, str]]) -> None:
    found = Address.select(Address.way, Address.text, Address.owner).where(
        Address.kind == kind, Address.text.is_in(sorted({text for _, text in rows}))
    )
    for row in await found:
        owner, path = rows.get((row["way"], row["text"]), (row["owner"], ""))
        if owner != row["owner"]:
            raise Clash(f"it belongs to another {kind} already - at `{path}`")


async def _variations(products: Sequence[Any]) -> None:
    for some in _batches([product for product in products if product.variations]):
        ids = await _product_ids(some)
        rows = [
            Variation(id=one.id, owner=ids[product.id], sku=one.sku, name=one.name)
            for product in some
            for one in product.variations
        ]
        await Variation.insert(*rows).on_conflict(
            target=Variation.id, action="DO UPDATE", values=[Variation.sku, Variation.name]
        )


async def _owner_stores(products: Sequence[Any]) -> None:
    stores = {row["code"]: row["id"] for row in await Store.select(Store.id, Store.code)}
    for start, some in zip(range(0, len(products), BATCH), _batches(products), strict=True):
        ids = await _product_ids(some)
        await OwnerStore.delete().where(OwnerStore.owner.is_in(list(ids.values())))
        rows = []
        for place, product in enumerate(some, start=start):
            for index, code in enumerate(product.stores or ()):
                if code not in stores:
                    raise Clash(f"there is no store {code!r} - at `$.products[{place}].stores[{index}]`")
                rows.append(OwnerStore(owner=ids[product.id], store=stores[code]))
        if rows:
            await OwnerStore.insert(*rows).on_conflict(target=(OwnerStore.owner, OwnerStore.store), action="DO NOTHING")


async def _product_ids(products: Sequence[Any]) -> dict[int, int]:
    wanted = [product.id for product in products]
    rows = await Owner.select(Owner.id, Owner.shop_id).where(Owner.kind == "product", Owner.shop_id.is_in(wanted))
    return {row["shop_id"]: row["id"] for row in rows}


def _batches(items: Sequence[T]) -> list[Sequence[T]]:
    """Databases limit the values of one statement."""
    return [items[start : start + BATCH] for start in range(0, len(items), BATCH)]
