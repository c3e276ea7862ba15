"""Owners: found by what a request calls them, listed, and their revisions; and their variations."""

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from web.database.queries.statements import HotRead, Row
from web.database.tables import Image as ImageRow
from web.database.tables import Owner as OwnerRow
from web.database.tables import Shop as ShopRow
from web.database.tables import Variation as VariationRow
from web.gallery.owner import IdentifierType, Kind, Owner

OWNER_COLUMNS = [f"o.{name}" for name in Owner.__struct_fields__[:-1]]
COLUMNS = ", ".join([*OWNER_COLUMNS, "(SELECT revision FROM shop) AS shop_revision"])

# At most one row for each text and type of identifier; the caller chooses by its own preference.
OWNER = HotRead(
    f"SELECT i.type, i.text, {COLUMNS} FROM owner_identifier i JOIN owner o ON o.id = i.owner"  # noqa: S608
    " WHERE i.kind = {} AND i.text IN ({}, {})"
)

WITH_IMAGES = f"""
    SELECT {COLUMNS} FROM owner o
    WHERE o.id > {{}}
    AND (
        EXISTS (SELECT 1 FROM image i WHERE i.owner = o.id)
        OR EXISTS (SELECT 1 FROM role_holder h WHERE h.owner = o.id)
    )
    ORDER BY o.id LIMIT {{}}
"""  # noqa: S608


class OwnerName(NamedTuple):
    id: int
    kind: str
    shop_id: int
    name: str


class Variation(msgspec.Struct, frozen=True):
    id: int
    sku: str | None
    name: str | None

    @property
    def title(self) -> str:
        """The name for people."""
        return self.name or self.sku or str(self.id)


async def find(kind: Kind, identifiers: Sequence[tuple[IdentifierType, str]]) -> Owner | None:
    """The owner that the first matching of these (type, text) pairs means; at most two different texts.

    One statement. A product's slug and another's id may be the same text: the order of `identifiers` decides.
    """
    texts = list(dict.fromkeys(text for _, text in identifiers))
    rows = await OWNER(kind, texts[0], texts[-1])
    named = {(row[0], row[1]): row[2:] for row in rows}
    return next((_from_row(named[one]) for one in identifiers if one in named), None)


def _from_row(row: Row) -> Owner:
    number, kind, shop_id, slug, sku, name, visible, supports_images, every_store, revision, shop_revision = row
    return Owner(
        id=number,
        kind=kind,
        shop_id=shop_id,
        slug=slug,
        sku=sku,
        name=name,
        visible=bool(visible),
        supports_images=bool(supports_images),
        every_store=bool(every_store),
        revision=revision,
        shop_revision=shop_revision,
    )


async def keep_labels(owner: int, labels: str) -> None:
    """The text searched beside its names, as `gallery/labels.py` makes it."""
    await OwnerRow.update({OwnerRow.search_labels: labels}).where(OwnerRow.id == owner)


async def bump_revision(owner: int, at: int) -> int:
    """Count a write to this owner's gallery, and by that keep everybody else out until the transaction ends."""
    rows = (
        await OwnerRow.update({OwnerRow.revision: OwnerRow.revision + 1, OwnerRow.changed_at: at})
        .where(OwnerRow.id == owner)
        .returning(OwnerRow.revision)
    )
    return int(rows[0]["revision"])


async def with_images() -> list[OwnerName]:
    """Owners that have images, by our ids."""
    columns = (OwnerRow.id, OwnerRow.kind, OwnerRow.shop_id, OwnerRow.name)
    shown = OwnerRow.id.is_in(ImageRow.select(ImageRow.owner))
    return [OwnerName(**row) for row in await OwnerRow.select(*columns).where(shown).order_by(OwnerRow.id)]


async def page_with_images(after: int, limit: int) -> list[Owner]:
    """Owners with anything in their galleries, by our ids, those above `after`."""
    return [_from_row(list(row.values())) for row in await OwnerRow.raw(WITH_IMAGES, after, limit)]


async def by_number(number: int) -> Owner | None:
    rows = await OwnerRow.select().where(OwnerRow.id == number)
    shop_revision = (await ShopRow.select(ShopRow.revision))[0]["revision"]
    names = Owner.__struct_fields__[:-1]
    return _from_row([*(rows[0][name] for name in names), shop_revision]) if rows else None


async def revisions(numbers: Sequence[int]) -> dict[int, int]:
    """Revisions by owner."""
    rows = await OwnerRow.select(OwnerRow.id, OwnerRow.revision).where(OwnerRow.id.is_in([*numbers]))
    return {row["id"]: row["revision"] for row in rows}


async def a_product() -> int | None:
    """The shop's own number of any visible product that takes images, one with some of them where there is one."""
    shown = (OwnerRow.kind == "product", OwnerRow.visible == True, OwnerRow.supports_images == True)  # noqa: E712
    rows = await (
        OwnerRow.select(OwnerRow.shop_id)
        .where(*shown)
        .order_by(OwnerRow.revision, ascending=False)
        .order_by(OwnerRow.id)
        .limit(1)
    )
    return rows[0]["shop_id"] if rows else None


async def variations_of(owner: int) -> list[Variation]:
    columns = (VariationRow.id, VariationRow.sku, VariationRow.name)
    rows = await VariationRow.select(*columns).where(VariationRow.owner == owner).order_by(VariationRow.id)
    return [Variation(**row) for row in rows]
