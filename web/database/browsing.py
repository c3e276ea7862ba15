"""Listing owners for people: found by what they are called, with their first picture and what is labelled."""

from collections.abc import Sequence
from typing import Any

import msgspec

from web.database import many_rows
from web.gallery.model import Picture, Point

ROWS = """
    SELECT o.id, o.kind, o.shop_id, o.slug, o.sku, o.name, o.visible, o.supports_images,
           (SELECT COUNT(*) FROM image i WHERE i.owner = o.id) AS images,
           p.id AS number, p.content_hash, p.format, p.size, p.width, p.height, p.mode, p.file_name, p.public_name,
           p.uploaded_at, i.focus_x, i.focus_y, c.facts
    FROM owner o
    LEFT JOIN image i ON i.id = (
        SELECT i.id FROM image i WHERE i.owner = o.id ORDER BY i.position, i.id LIMIT 1
    )
    LEFT JOIN picture p ON p.id = i.picture
    LEFT JOIN content c ON c.hash = p.content_hash
    WHERE o.id IN (...)
"""

COVERAGE = """
    SELECT o.id, s.id AS store, COUNT(*) AS images,
           SUM(CASE WHEN COALESCE(w.label, i.label, '') <> '' THEN 1 ELSE 0 END) AS labelled
    FROM owner o
    JOIN image i ON i.owner = o.id
    JOIN store s ON o.every_store OR EXISTS (
        SELECT 1 FROM owner_store os WHERE os.owner = o.id AND os.store = s.id
    )
    LEFT JOIN image_override w ON w.image = i.id AND w.store = s.id
    WHERE CASE WHEN w.removed THEN 1 ELSE 0 END = 0 AND o.id IN (...)
    GROUP BY o.id, s.id
"""


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which owners."""

    kinds: tuple[str, ...]  # none: every kind
    pattern: str | None  # for LIKE, `!` escaping, of a text folded as gallery/searching.py does it
    without_images: bool

    def condition(self) -> tuple[str, list[Any]]:
        """Only what is asked for: without a text, no text is looked at, and the indexes by name give the order."""
        parts, values = ["1 = 1"], list[Any](self.kinds)
        if len(self.kinds) == 1:
            parts.append("o.kind = {}")
        elif self.kinds:
            parts.append(f"o.kind IN ({', '.join(['{}'] * len(self.kinds))})")
        if self.pattern is not None:
            parts.append("(o.words LIKE {} ESCAPE '!' OR o.labels LIKE {} ESCAPE '!')")
            values += [self.pattern, self.pattern]
        if self.without_images:
            parts.append("NOT EXISTS (SELECT 1 FROM image i WHERE i.owner = o.id)")
        return " AND ".join(parts), values


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
    where, values = wanted.condition()
    rows = await many_rows.run(f"SELECT COUNT(*) FROM owner o WHERE {where}", values)  # noqa: S608
    return int(rows[0][0])


async def owners(wanted: Wanted, limit: int, offset: int) -> list[Listed]:
    """By name. Two statements, whatever the number of images: whom the page shows, then what it shows of them."""
    where, values = wanted.condition()
    page = f"SELECT o.id FROM owner o WHERE {where} ORDER BY LOWER(o.name), o.id LIMIT {{}} OFFSET {{}}"  # noqa: S608
    ids = [row[0] for row in await many_rows.run(page, [*values, limit, offset])]
    rows = {row[0]: _listed(row) for row in await many_rows.select(ROWS, among=ids)}
    return [rows[number] for number in ids if number in rows]


SHOWN = Listed.__struct_fields__[:-3]
FACTS = tuple(name for name in Picture.__struct_fields__ if name != "uploader")


def _listed(row: Sequence[Any]) -> Listed:
    shown, rest = dict(zip(SHOWN, row, strict=False)), row[len(SHOWN) :]
    picture = dict(zip(FACTS, rest, strict=False))
    first = None if picture["number"] is None else Picture(**picture, uploader=None)
    focus_x, focus_y, facts = rest[len(FACTS) :]
    flags = {name: bool(shown[name]) for name in ("visible", "supports_images")}
    focus = None if focus_x is None else (focus_x, focus_y)
    return Listed(**shown | flags, first=first, focus=focus, facts=facts)


async def coverage(ids: Sequence[int]) -> dict[tuple[int, int], tuple[int, int]]:
    """For (owner, store) of these: how many images the store has, and how many of them have a label there."""
    rows = await many_rows.select(COVERAGE, among=ids)
    return {(owner, store): (int(images), int(labelled)) for owner, store, images, labelled in rows}
