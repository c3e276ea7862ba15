"""Going through all galleries, some at a time."""

from web.database.queries.owners import from_row
from web.database.tables import Owner as Row
from web.gallery.owner import Owner

FULL = """
    FROM owner o
    WHERE o.id > {}
    AND (
        EXISTS (SELECT 1 FROM image i WHERE i.owner = o.id)
        OR EXISTS (SELECT 1 FROM role_holder h WHERE h.owner = o.id)
    )
"""

OWNERS = f"""
    SELECT o.id, o.kind, o.shop_id, o.slug, o.sku, o.name, o.visible, o.supports_images, o.every_store, o.revision,
           (SELECT revision FROM shop) AS shop_revision
    {FULL} ORDER BY o.id LIMIT {{}}
"""  # noqa: S608


async def owners_with_images(after: int, limit: int) -> list[Owner]:
    """Owners with anything in their galleries, by our ids."""
    return [from_row(list(row.values())) for row in await Row.raw(OWNERS, after, limit)]


async def number_of_images() -> int:
    return int((await Row.raw("SELECT COUNT(*) AS number FROM image"))[0]["number"])
