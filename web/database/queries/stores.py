"""Stores as rows. Every change counts as one of the shop, so that answers kept from before are not given again."""

from collections.abc import Sequence

from web.database.engines.transaction import writing
from web.database.tables import Shop
from web.database.tables import Store as StoreRow
from web.gallery.owner import Store


async def in_order() -> list[Store]:
    rows = await StoreRow.select().order_by(StoreRow.place).order_by(StoreRow.id)
    return [Store(**{name: row[name] for name in Store.__struct_fields__}) for row in rows]


async def set_order(ids: Sequence[int]) -> None:
    async with writing():
        await _count()
        for place, number in enumerate(ids, start=1):
            await StoreRow.update({StoreRow.place: place}).where(StoreRow.id == number)


async def make_default(number: int) -> None:
    async with writing():
        await _count()
        await StoreRow.update({StoreRow.is_default: False}).where(StoreRow.id != number)
        await StoreRow.update({StoreRow.is_default: True}).where(StoreRow.id == number)


async def set_locale(number: int, locale: str) -> None:
    async with writing():
        await _count()
        await StoreRow.update({StoreRow.locale: locale}).where(StoreRow.id == number)


async def _count() -> None:
    await Shop.update({Shop.revision: Shop.revision + 1}, force=True)
