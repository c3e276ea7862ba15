"""Upserting the catalogue: rows that the shop decides, by the shop's own ids."""

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from web.database.engines.transaction import writing
from web.database.queries import catalogue_owners, statements
from web.database.queries.catalogue_items import CatalogueItems, RoleItem, StoreItem
from web.database.queries.catalogue_owners import DuplicateIdentifier, OwnersPlan
from web.database.tables import Role, Shop, Store
from web.gallery.clock import now

__all__ = ["DuplicateIdentifier", "upsert"]


class StoreRow(NamedTuple):
    id: int
    code: str
    name: str
    locale: str
    active: bool
    is_default: bool


class Plan(msgspec.Struct, frozen=True):
    """The rows that differ from those in the database."""

    stores: list[StoreRow]  # also every store that is not the default any more
    roles: list[tuple[str, str]]
    owners: list[OwnersPlan]

    def __bool__(self) -> bool:
        return bool(self.stores or self.roles or any(self.owners))


async def upsert(catalogue: CatalogueItems) -> None:
    """Insert or update all or nothing, and only what differs. Raises DuplicateIdentifier.

    The plan is made beforehand, while others write. If another catalogue comes in between, which the shop's revision
    shows, it is made again.
    """
    while True:
        revision: int = (await Shop.select(Shop.revision))[0]["revision"]
        plan = await _planned(catalogue)
        if not plan or await _written(plan, revision):
            return


async def _planned(catalogue: CatalogueItems) -> Plan:
    existing = [StoreRow(*row.values()) for row in await Store.select(*STORE).order_by(Store.id)]
    stores = _stores(catalogue.stores, existing)
    codes = {row.code: row.id for row in [*existing, *stores]}
    owners = [await catalogue_owners.plan_products(catalogue.products, codes)]
    for kind in ("standard", "super"):
        owners.append(await catalogue_owners.plan_collections(kind, catalogue.collections))
    return Plan(stores, await _roles(catalogue.image_roles), owners)


async def _written(plan: Plan, revision: int) -> bool:
    """False when another catalogue was loaded since that revision."""
    async with writing():
        taken = (
            await Shop.update({Shop.revision: max(now(), revision + 1)})
            .where(Shop.revision == revision)
            .returning(Shop.id)
        )
        if taken:
            await _write_stores(plan.stores)
            await statements.insert("role", ("code", "name"), plan.roles, statements.replacing(["code"], ["name"]))
            for owners in plan.owners:
                await catalogue_owners.write(owners)
    return bool(taken)


STORE = tuple(Store._meta.get_column_by_name(name) for name in StoreRow._fields)


def _stores(stores: Sequence[StoreItem], existing: list[StoreRow]) -> list[StoreRow]:
    """Raises DuplicateIdentifier."""
    new = {one.id: StoreRow(one.id, one.code, one.name, one.locale, one.active, one.default) for one in stores}
    others = [row for row in existing if row.id not in new]
    taken = {row.code for row in others}
    for place, store in enumerate(stores):
        if store.code in taken:
            raise DuplicateIdentifier(f"it belongs to another store already - at `$.stores[{place}].code`")
    if any(store.default for store in stores):
        new |= {row.id: row._replace(is_default=False) for row in others if row.is_default}
    return [row for row in new.values() if row not in existing]


async def _write_stores(rows: list[StoreRow]) -> None:
    """Codes may change hands within a file, so they are set free first."""
    for row in rows:
        await Store.update({Store.code: f"\x01{row.id}"}).where(Store.id == row.id)
    await statements.insert("store", StoreRow._fields, rows, statements.replacing(["id"], StoreRow._fields[1:]))


async def _roles(roles: Sequence[RoleItem]) -> list[tuple[str, str]]:
    existing = {row["code"]: row["name"] for row in await Role.select(Role.code, Role.name)}
    new = [(role.code, role.name or role.code) for role in roles]
    return [(code, name) for code, name in new if existing.get(code) != name]
