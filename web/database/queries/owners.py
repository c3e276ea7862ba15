"""Finding owners by what a request calls them, and the shop's stores and roles."""

from collections.abc import Sequence
from typing import Any

from web.database.queries.prepared import OWNER
from web.database.tables import Image as ImageRow
from web.database.tables import Owner as OwnerRow
from web.database.tables import Role
from web.database.tables import Shop as ShopRow
from web.database.tables import Store as StoreRow
from web.gallery.owner import Kind, Owner, Shop, Store, Way


async def find(kind: Kind, ways: Sequence[tuple[Way, str]]) -> Owner | None:
    """The owner that the first matching of these (way, text) pairs means; at most two different texts.

    One statement. A product's slug and another's id may be the same text: the order of `ways` decides.
    """
    texts = list(dict.fromkeys(text for _, text in ways))
    rows = await OWNER(kind, texts[0], texts[-1])
    named = {(row[0], row[1]): row[2:] for row in rows}
    return next((from_row(named[way]) for way in ways if way in named), None)


def from_row(row: Sequence[Any]) -> Owner:
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


_known: dict[int, Shop] = {}


async def shop(revision: int | None = None) -> Shop:
    """The stores and roles; kept in memory for as long as the shop's revision stays the same."""
    if revision is None:
        revision = (await ShopRow.select(ShopRow.revision))[0]["revision"]
    if revision not in _known:
        stores = await StoreRow.select().order_by(StoreRow.id)
        roles = await Role.select(Role.code, Role.name).order_by(Role.id)
        _known.clear()
        _known[revision] = Shop(
            tuple(Store(**{name: row[name] for name in Store.__struct_fields__}) for row in stores),
            {row["code"]: row["name"] for row in roles},
        )
    return _known[revision]


async def keep_labels(owner: int, labels: str) -> None:
    """What is searched beside its names, as gallery/searching.py writes it."""
    await OwnerRow.update({OwnerRow.labels: labels}).where(OwnerRow.id == owner)


async def bump_revision(owner: int, at: int) -> int:
    """Count a write to this owner's gallery, and by that keep everybody else out until the transaction ends."""
    rows = (
        await OwnerRow.update({OwnerRow.revision: OwnerRow.revision + 1, OwnerRow.changed_at: at})
        .where(OwnerRow.id == owner)
        .returning(OwnerRow.revision)
    )
    return int(rows[0]["revision"])


async def with_images() -> list[tuple[int, str, int, str]]:
    """Number, kind, the shop's own number and name of every owner that has images."""
    rows = await (
        OwnerRow.select(OwnerRow.id, OwnerRow.kind, OwnerRow.shop_id, OwnerRow.name)
        .where(OwnerRow.id.is_in(ImageRow.select(ImageRow.owner)))
        .order_by(OwnerRow.id)
    )
    return [(row["id"], row["kind"], row["shop_id"], row["name"]) for row in rows]


async def by_number(number: int) -> Owner | None:
    rows = await OwnerRow.select().where(OwnerRow.id == number)
    shop_revision = (await ShopRow.select(ShopRow.revision))[0]["revision"]
    names = Owner.__struct_fields__[:-1]
    return from_row([*(rows[0][name] for name in names), shop_revision]) if rows else None


async def revisions(numbers: Sequence[int]) -> dict[int, int]:
    """Owner -> revision."""
    rows = await OwnerRow.select(OwnerRow.id, OwnerRow.revision).where(OwnerRow.id.is_in([*numbers]))
    return {row["id"]: row["revision"] for row in rows}


async def a_product() -> int | None:
    """The shop's own number of any visible product that takes images, one with some of them where there is one."""
    wanted = (OwnerRow.kind == "product", OwnerRow.visible == True, OwnerRow.supports_images == True)  # noqa: E712
    rows = await (
        OwnerRow.select(OwnerRow.shop_id)
        .where(*wanted)
        .order_by(OwnerRow.revision, ascending=False)
        .order_by(OwnerRow.id)
        .limit(1)
    )
    return rows[0]["shop_id"] if rows else None
