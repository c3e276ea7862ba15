"""The shop's stores and roles. Every change gives the shop a new revision, so that no cached answer is used again."""

from collections.abc import Sequence
from typing import Any

from web.database.engines.transaction import writing
from web.database.tables import Role
from web.database.tables import Shop as ShopRow
from web.database.tables import Store as StoreRow
from web.gallery.owner import Shop, Store

_shops: dict[int, Shop] = {}


async def shop(revision: int | None = None) -> Shop:
    """The stores and roles; kept in memory for as long as the shop's revision stays the same."""
    if revision is None:
        revision = (await ShopRow.select(ShopRow.revision))[0]["revision"]
    if revision not in _shops:
        stores = await StoreRow.select().order_by(StoreRow.id)
        roles = await Role.select(Role.code, Role.name).order_by(Role.id)
        _shops.clear()
        _shops[revision] = Shop(
            tuple(_store(row) for row in stores),
            {row["code"]: row["name"] for row in roles},
        )
    return _shops[revision]


async def in_order() -> list[Store]:
    """Stores by their places, those at one place by their ids."""
    return [_store(row) for row in await StoreRow.select().order_by(StoreRow.place).order_by(StoreRow.id)]


def _store(row: dict[str, Any]) -> Store:
    return Store(**{name: row[name] for name in Store.__struct_fields__})


async def set_order(ids: Sequence[int]) -> None:
    async with writing():
        await _bump_revision()
        for place, number in enumerate(ids, start=1):
            await StoreRow.update({StoreRow.place: place}).where(StoreRow.id == number)


async def make_default(number: int) -> None:
    async with writing():
        await _bump_revision()
        await StoreRow.update({StoreRow.is_default: False}).where(StoreRow.id != number)
        await StoreRow.update({StoreRow.is_default: True}).where(StoreRow.id == number)


async def set_locale(number: int, locale: str) -> None:
    async with writing():
        await _bump_revision()
        await StoreRow.update({StoreRow.locale: locale}).where(StoreRow.id == number)


async def _bump_revision() -> None:
    await ShopRow.update({ShopRow.revision: ShopRow.revision + 1}, force=True)
