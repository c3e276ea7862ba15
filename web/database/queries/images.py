"""Images of the whole shop: those of products page by page, and how much there is of everything."""

from collections import defaultdict

import msgspec

from web.database.queries import statements
from web.database.tables import Image as ImageRow
from web.database.tables import Owner, RoleHolder
from web.gallery.model import GLOBAL


class ImageOfProduct(msgspec.Struct, frozen=True, kw_only=True):
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


# Collections are few and products many: their numbers are a short list to compare with, and no join.
OF_PRODUCTS = "owner NOT IN (SELECT id FROM owner WHERE kind IN ('standard', 'super'))"
TOTALS = """
    SELECT
        (SELECT COUNT(*) FROM owner WHERE kind = 'product') AS products,
        (SELECT COUNT(*) FROM owner WHERE kind <> 'product') AS collections,
        (SELECT COUNT(*) FROM image) AS images,
        (SELECT COUNT(*) FROM picture WHERE swept_at IS NULL) AS pictures,
        (SELECT COALESCE(SUM(size), 0) FROM (
            SELECT MAX(size) AS size FROM picture WHERE swept_at IS NULL GROUP BY content_hash
        ) files) AS size
"""

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


class Totals(msgspec.Struct, frozen=True, kw_only=True):
    products: int
    collections: int
    images: int
    pictures: int  # also those that were replaced or removed and are still kept
    size: int  # bytes, of the originals, each content once


async def product_images(limit: int, offset: int, after: int | None = None) -> list[ImageOfProduct]:
    """A page in the order of their ids: behind the id `after` where there is one, else behind so many images.

    Three statements, whatever the number of images or products. Their ids are read first, so that those before them
    are passed over without reading anything else.
    """
    page = f"SELECT id FROM image WHERE {OF_PRODUCTS} AND id > {{}} ORDER BY id LIMIT {{}} OFFSET {{}}"  # noqa: S608
    behind = [0, limit, offset] if after is None else [after, limit, 0]
    numbers = [row[0] for row in await statements.run(page, behind)]
    if not numbers:
        return []
    rows = await ImageRow.select(*COLUMNS).where(ImageRow.id.is_in(numbers)).order_by(ImageRow.id)
    roles = await _roles(numbers)
    return [ImageOfProduct(roles=roles.get(row["id"], frozenset()), **row) for row in rows]


async def _roles(numbers: list[int]) -> dict[int, frozenset[str]]:
    held: dict[int, set[str]] = defaultdict(set)
    holders = RoleHolder.select(RoleHolder.image, RoleHolder.role)
    for row in await holders.where(RoleHolder.store == GLOBAL, RoleHolder.image.is_in(numbers)):
        held[row["image"]].add(row["role"])
    return {number: frozenset(roles) for number, roles in held.items()}


async def count_product_images() -> int:
    rows = await statements.run(f"SELECT COUNT(*) FROM image WHERE {OF_PRODUCTS}", [])  # noqa: S608
    return int(rows[0][0])


async def number_of_images() -> int:
    return int((await statements.run("SELECT COUNT(*) FROM image", []))[0][0])


async def totals() -> Totals:
    (row,) = await Owner.raw(TOTALS)
    return Totals(**{name: int(value) for name, value in row.items()})
