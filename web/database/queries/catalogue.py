"""Upserting the catalogue: rows that the shop decides, by the shop's own ids."""

from collections.abc import Sequence
from typing import Any, Protocol

import msgspec

from web.database.engines.transaction import writing
from web.database.queries import bulk, catalogue_owners
from web.database.queries.catalogue_owners import DuplicateAddress, Owners
from web.database.tables import Role, Shop, Store
from web.gallery.clock import now

__all__ = ["Catalogue", "DuplicateAddress", "upsert"]

KINDS = (("product", "products"), ("standard", "collections"), ("super", "collections"))  # with the file's member


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


class Plan(msgspec.Struct, frozen=True):
    """The rows that differ from what stands in the database."""

    stores: list[tuple[Any, ...]]  # of them and of every store that is not the default any more
    roles: list[tuple[str, str]]
    owners: list[Owners]

    def __bool__(self) -> bool:
        return bool(self.stores or self.roles or any(self.owners))


async def upsert(catalogue: Catalogue) -> None:
    """All or nothing, and only what differs. Raises Clash.

    What is to be written is found out beforehand, while others write. If another catalogue comes in between, which
    the shop's revision tells, it is found out again.
    """
    while True:
        revision: int = (await Shop.select(Shop.revision))[0]["revision"]
        plan = await _planned(catalogue)
        if not plan or await _written(plan, revision):
            return


async def _planned(catalogue: Catalogue) -> Plan:
    standing = [tuple(row.values()) for row in await Store.select(*STORE).order_by(Store.id)]
    stores = _stores(catalogue.stores, standing)
    codes = {row[1]: row[0] for row in [*standing, *stores]}
    owners = []
    for kind, member in KINDS:
        places = [(place, one) for place, one in enumerate(getattr(catalogue, member)) if _kind(one) == kind]
        owners.append(await catalogue_owners.planned(kind, member, places, codes))
    return Plan(stores, await _roles(catalogue.image_roles), owners)


def _kind(item: Any) -> str:
    return getattr(item, "kind", "product")


async def _written(plan: Plan, revision: int) -> bool:
    async with writing():
        taken = (
            await Shop.update({Shop.revision: max(now(), revision + 1)})
            .where(Shop.revision == revision)
            .returning(Shop.id)
        )
        if taken:
            await _write_stores(plan.stores)
            await bulk.insert("role", ("code", "name"), plan.roles, bulk.replacing(["code"], ["name"]))
            for owners in plan.owners:
                await catalogue_owners.write(owners)
    return bool(taken)


STORE = (Store.id, Store.code, Store.name, Store.locale, Store.active, Store.is_default)
DEFAULT = 5  # its place among them


def _stores(stores: Sequence[Any], standing: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Raises Clash."""
    wanted = {one.id: (one.id, one.code, one.name, one.locale, one.active, one.default) for one in stores}
    others = [row for row in standing if row[0] not in wanted]
    taken = {row[1] for row in others}
    for place, store in enumerate(stores):
        if store.code in taken:
            raise DuplicateAddress(f"it belongs to another store already - at `$.stores[{place}].code`")
    if any(store.default for store in stores):
        wanted |= {row[0]: (*row[:DEFAULT], False) for row in others if row[DEFAULT]}
    return [row for row in wanted.values() if row not in standing]


async def _write_stores(rows: list[tuple[Any, ...]]) -> None:
    """Codes may change hands within a file, so they are set free first."""
    for number, *_ in rows:
        await Store.update({Store.code: f"\x01{number}"}).where(Store.id == number)
    columns = [column._meta.name for column in STORE]
    await bulk.insert("store", columns, rows, bulk.replacing(["id"], columns[1:]))


async def _roles(roles: Sequence[Any]) -> list[tuple[str, str]]:
    standing = {row["code"]: row["name"] for row in await Role.select(Role.code, Role.name)}
    wanted = [(role.code, role.name or role.code) for role in roles]
    return [(code, name) for code, name in wanted if standing.get(code) != name]
