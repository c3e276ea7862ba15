"""Listing owners for people: found by what they are called, with their first picture and what is labelled."""

from typing import Any

import msgspec

from web.database.tables import Owner
from web.gallery.model import Picture, Point

# Kinds three times (some twice over), the pattern in two spellings per text, then "only those without images".
LISTED = """
    FROM owner o
    WHERE o.kind IN ({}, {}, {})
    AND (
        LOWER(o.name || ' ' || o.slug || ' ' || COALESCE(o.sku, '')) LIKE {} ESCAPE '!'
        OR LOWER(o.name || ' ' || o.slug || ' ' || COALESCE(o.sku, '')) LIKE {} ESCAPE '!'
        OR EXISTS (
            SELECT 1 FROM variation v
            WHERE v.owner = o.id AND (LOWER(v.sku) LIKE {} ESCAPE '!' OR LOWER(v.sku) LIKE {} ESCAPE '!')
        )
        OR EXISTS (
            SELECT 1 FROM image i
            WHERE i.owner = o.id AND (LOWER(i.label) LIKE {} ESCAPE '!' OR LOWER(i.label) LIKE {} ESCAPE '!')
        )
        OR EXISTS (
            SELECT 1 FROM image_override w
            WHERE w.owner = o.id AND (LOWER(w.label) LIKE {} ESCAPE '!' OR LOWER(w.label) LIKE {} ESCAPE '!')
        )
    )
    AND ({} = 0 OR NOT EXISTS (SELECT 1 FROM image i WHERE i.owner = o.id))
"""

PAGE_OF = f"WITH page AS (SELECT o.* {LISTED} ORDER BY LOWER(o.name), o.id LIMIT {{}} OFFSET {{}})"

COUNT = f"SELECT COUNT(*) AS number {LISTED}"

ROWS = f"""
    {PAGE_OF}
    SELECT page.id, page.kind, page.shop_id, page.slug, page.sku, page.name, page.visible, page.supports_images,
           (SELECT COUNT(*) FROM image i WHERE i.owner = page.id) AS images,
           p.id AS number, p.content_hash, p.format, p.size, p.width, p.height, p.mode, p.file_name, p.public_name,
           p.uploaded_at, i.focus_x, i.focus_y, c.facts
    FROM page
    LEFT JOIN image i ON i.id = (
        SELECT i.id FROM image i WHERE i.owner = page.id ORDER BY i.position, i.id LIMIT 1
    )
    LEFT JOIN picture p ON p.id = i.picture
    LEFT JOIN content c ON c.hash = p.content_hash
    ORDER BY LOWER(page.name), page.id
"""  # noqa: S608

COVERAGE = f"""
    {PAGE_OF}
    SELECT page.id, s.id AS store, COUNT(*) AS images,
           SUM(CASE WHEN COALESCE(w.label, i.label, '') <> '' THEN 1 ELSE 0 END) AS labelled
    FROM page
    JOIN image i ON i.owner = page.id
    JOIN store s ON page.every_store OR EXISTS (
        SELECT 1 FROM owner_store os WHERE os.owner = page.id AND os.store = s.id
    )
    LEFT JOIN image_override w ON w.image = i.id AND w.store = s.id
    WHERE CASE WHEN w.removed THEN 1 ELSE 0 END = 0
    GROUP BY page.id, s.id
"""  # noqa: S608


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which owners. `spellings` are two LIKE patterns, `!` escaping."""

    kinds: tuple[str, str, str]
    spellings: tuple[str, str]
    without_images: bool

    @property
    def values(self) -> tuple[Any, ...]:
        return (*self.kinds, *(self.spellings * 4), int(self.without_images))


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    id: int
    kind: str
    shop_id: int
    slug: str
    sku: str | None
    name: str
    visible: bool
    supports_images: bool
    images: int
    first: Picture | None
    focus: Point | None  # of the first
    facts: str | None  # what was seen in the first, as JSON


async def number_of(wanted: Wanted) -> int:
    return int((await Owner.raw(COUNT, *wanted.values))[0]["number"])


async def owners(wanted: Wanted, limit: int, offset: int) -> list[Listed]:
    """By name. One statement, whatever the number of images."""
    return [_listed(row) for row in await Owner.raw(ROWS, *wanted.values, limit, offset)]


FACTS = tuple(name for name in Picture.__struct_fields__ if name != "uploader")


def _listed(row: dict[str, Any]) -> Listed:
    picture = {name: row.pop(name) for name in FACTS}
    first = None if picture["number"] is None else Picture(**picture, uploader=None)
    visible, supports_images = bool(row.pop("visible")), bool(row.pop("supports_images"))
    focus_x, focus_y = row.pop("focus_x"), row.pop("focus_y")
    focus = None if focus_x is None else (focus_x, focus_y)
    return Listed(**row, visible=visible, supports_images=supports_images, first=first, focus=focus)


async def coverage(wanted: Wanted, limit: int, offset: int) -> dict[tuple[int, int], tuple[int, int]]:
    """For (owner, store) on that page: how many images the store has, and how many of them have a label there."""
    rows = await Owner.raw(COVERAGE, *wanted.values, limit, offset)
    return {(row["id"], row["store"]): (int(row["images"]), int(row["labelled"])) for row in rows}
