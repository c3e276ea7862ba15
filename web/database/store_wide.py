"""Images of all products together, page by page, and how many there are."""

from collections import defaultdict

import msgspec

from web.database.tables import Image as ImageRow
from web.database.tables import RoleHolder
from web.gallery.model import GLOBAL


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """An image with the product it stands under, as it is globally."""

    id: int
    product: int  # the id that the shop and its clients use
    picture: int  # number
    file_name: str
    format: str
    position: int
    label: str | None
    created_at: int
    roles: frozenset[str]


COLUMNS = (
    ImageRow.id,
    ImageRow.position,
    ImageRow.label,
    ImageRow.created_at,
    ImageRow.picture,
    ImageRow.picture.file_name.as_alias("file_name"),
    ImageRow.picture.format.as_alias("format"),
    ImageRow.owner.shop_id.as_alias("product"),
)


async def images(limit: int, offset: int) -> list[Standing]:
    """In the order of their ids. Two statements, whatever the number of images or products."""
    rows = (
        await ImageRow.select(*COLUMNS)
        .where(ImageRow.owner.kind == "product")
        .order_by(ImageRow.id)
        .limit(limit)
        .offset(offset)
    )
    roles = await _roles([row["id"] for row in rows])
    return [Standing(roles=roles.get(row["id"], frozenset()), **row) for row in rows]


async def _roles(numbers: list[int]) -> dict[int, frozenset[str]]:
    held: dict[int, set[str]] = defaultdict(set)
    if numbers:
        holders = RoleHolder.select(RoleHolder.image, RoleHolder.role)
        for row in await holders.where(RoleHolder.store == GLOBAL, RoleHolder.image.is_in(numbers)):
            held[row["image"]].add(row["role"])
    return {number: frozenset(roles) for number, roles in held.items()}


async def count() -> int:
    number: int = await ImageRow.count().where(ImageRow.owner.kind == "product")
    return number
