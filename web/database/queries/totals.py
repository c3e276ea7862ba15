"""How much there is, for the page that tells how the installation is doing."""

import msgspec

from web.database.tables import Owner

STATEMENT = """
    SELECT
        (SELECT COUNT(*) FROM owner WHERE kind = 'product') AS products,
        (SELECT COUNT(*) FROM owner WHERE kind <> 'product') AS collections,
        (SELECT COUNT(*) FROM image) AS images,
        (SELECT COUNT(*) FROM picture WHERE swept_at IS NULL) AS pictures,
        (SELECT COALESCE(SUM(size), 0) FROM (
            SELECT MAX(size) AS size FROM picture WHERE swept_at IS NULL GROUP BY content_hash
        ) files) AS size
"""


class Totals(msgspec.Struct, frozen=True, kw_only=True):
    products: int
    collections: int
    images: int
    pictures: int  # also those that were replaced or removed and are still kept
    size: int  # bytes, of the originals, each content once


async def totals() -> Totals:
    (row,) = await Owner.raw(STATEMENT)
    return Totals(**{name: int(value) for name, value in row.items()})
