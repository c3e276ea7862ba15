"""A product's variations as people know them."""

import msgspec

from web.database.tables import Variation as Row


class Variation(msgspec.Struct, frozen=True):
    id: int
    sku: str | None
    name: str | None

    @property
    def title(self) -> str:
        return self.name or self.sku or str(self.id)


async def variations_of(owner: int) -> list[Variation]:
    rows = await Row.select(Row.id, Row.sku, Row.name).where(Row.owner == owner).order_by(Row.id)
    return [Variation(**row) for row in rows]
