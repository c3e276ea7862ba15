"""Listing owners for people: filtered by text and by what they lack, with their first picture."""

from collections.abc import Sequence
from typing import Literal

import msgspec

from web.database.queries import statements
from web.database.queries.statements import Row
from web.gallery.model import Picture, Point
from web.gallery.owner import Kind

ROWS = """
    SELECT o.id, o.kind, o.shop_id, o.slug, o.sku, o.name, o.visible, o.supports_images, o.changed_at,
           (SELECT COUNT(*) FROM image i WHERE i.owner = o.id) AS images,
           COALESCE((SELECT f.images FROM owner_findings f WHERE f.owner = o.id), 0) AS images_with_findings,
           p.id AS number, p.content_hash, p.format, p.size, p.width, p.height, p.mode, p.file_name, p.public_name,
           p.secret, p.uploaded_at, i.focus_x, i.focus_y, c.facts
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
           SUM(CASE WHEN COALESCE(w.label, i.label) IS NOT NULL THEN 1 ELSE 0 END) AS labelled
    FROM owner o
    JOIN image i ON i.owner = o.id
    JOIN store s ON o.every_store OR EXISTS (
        SELECT 1 FROM owner_store os WHERE os.owner = o.id AND os.store = s.id
    )
    LEFT JOIN image_override w ON w.image = i.id AND w.store = s.id
    WHERE CASE WHEN w.removed THEN 1 ELSE 0 END = 0 AND o.id IN (...)
    GROUP BY o.id, s.id
"""

# Conditions that an owner may be filtered by, by name.
MISSING_FILTERS = {
    "": "1 = 1",
    "images": "NOT EXISTS (SELECT 1 FROM image i WHERE i.owner = o.id)",
    "notes": "EXISTS (SELECT 1 FROM owner_findings f WHERE f.owner = o.id AND f.images > 0)",
    "hidden": "CASE WHEN o.visible THEN 1 ELSE 0 END = 0",
    "label": """
        (o.every_store OR EXISTS (SELECT 1 FROM owner_store os WHERE os.owner = o.id AND os.store = {}))
        AND EXISTS (
            SELECT 1 FROM image i LEFT JOIN image_override w ON w.image = i.id AND w.store = {}
            WHERE i.owner = o.id AND COALESCE(w.label, i.label) IS NULL
            AND CASE WHEN w.removed OR COALESCE(w.excluded, i.excluded) THEN 1 ELSE 0 END = 0
        )
    """,
}

KEYS = {"name": "LOWER(o.name), o.id", "changed": "o.changed_at, o.id"}
Order = Literal["name", "changed"]


class OwnerFilter(msgspec.Struct, frozen=True, kw_only=True):
    """Conditions on owners."""

    kinds: tuple[str, ...]  # none: every kind
    pattern: str | None  # for LIKE, `!` escaping, of a text normalised as gallery/labels.py does it
    lacking: str = ""  # a name of MISSING_FILTERS
    store: int = 0  # where a label is lacking

    def condition(self) -> tuple[str, list[object]]:
        """SQL and its values. Without a text, none is compared, and the indexes by name give the order."""
        parts, values = [MISSING_FILTERS[self.lacking]], [self.store] * MISSING_FILTERS[self.lacking].count("{}")
        if self.kinds:
            parts.append("o.kind = {}" if len(self.kinds) == 1 else f"o.kind IN ({_holes(self.kinds)})")
        if self.pattern is not None:
            parts.append("(o.search_names LIKE {} ESCAPE '!' OR o.search_labels LIKE {} ESCAPE '!')")
        return " AND ".join(parts), [*values, *self.kinds, *([self.pattern] * 2 if self.pattern is not None else [])]


class PageWindow(msgspec.Struct, frozen=True, kw_only=True):
    """The part of the list behind an owner, or before it, or else the first."""

    order: Order = "name"
    after: int | None = None
    before: int | None = None
    limit: int

    @property
    def backwards(self) -> bool:
        return (self.before is not None) is not (self.order == "changed")

    def clauses(self) -> tuple[str, list[object]]:
        """A condition, and the order. The key of the owner at the edge is looked up, so that its number is enough."""
        key, edge = KEYS[self.order], self.after if self.before is None else self.before
        ordered = ", ".join(f"{part} {'DESC' if self.backwards else 'ASC'}" for part in key.split(", "))
        if edge is None:
            return f"ORDER BY {ordered}", []
        theirs = f"SELECT {key} FROM owner o WHERE o.id = {{}}"  # noqa: S608
        return f"AND ({key}) {'<' if self.backwards else '>'} ({theirs}) ORDER BY {ordered}", [edge]


class OwnerRow(msgspec.Struct, frozen=True, kw_only=True):
    id: int
    kind: Kind
    shop_id: int
    slug: str
    sku: str | None
    name: str
    visible: bool
    supports_images: bool
    changed_at: int  # when its gallery last changed; 0: never
    images: int
    images_with_findings: int
    first: Picture | None
    focus: Point | None  # of the first
    facts: str | None  # about the first, as JSON


def _holes(values: Sequence[object]) -> str:
    return ", ".join(["{}"] * len(values))


async def number_of(query: OwnerFilter) -> int:
    where, values = query.condition()
    rows = await statements.run(f"SELECT COUNT(*) FROM owner o WHERE {where}", values)  # noqa: S608
    return int(rows[0][0])


async def owners(query: OwnerFilter, window: PageWindow) -> list[OwnerRow]:
    """Owners in the window's order. Two statements, whatever the number of images: the page's ids, then their rows."""
    where, values = query.condition()
    part, edge = window.clauses()
    page = f"SELECT o.id FROM owner o WHERE {where} {part} LIMIT {{}}"  # noqa: S608
    ids = [row[0] for row in await statements.run(page, [*values, *edge, window.limit])]
    rows = {row[0]: _listed(row) for row in await statements.select(ROWS, among=ids)}
    shown = [rows[number] for number in ids if number in rows]
    return shown[::-1] if window.before is not None else shown


SHOWN = OwnerRow.__struct_fields__[:-3]
FACTS = tuple(name for name in Picture.__struct_fields__ if name != "uploader")


def _listed(row: Row) -> OwnerRow:
    shown, rest = dict(zip(SHOWN, row, strict=False)), row[len(SHOWN) :]
    picture = dict(zip(FACTS, rest, strict=False))
    first = None if picture["number"] is None else Picture(**picture, uploader=None)
    focus_x, focus_y, facts = rest[len(FACTS) :]
    flags = {name: bool(shown[name]) for name in ("visible", "supports_images")}
    focus = None if focus_x is None else (focus_x, focus_y)
    return OwnerRow(**shown | flags, first=first, focus=focus, facts=facts)


async def coverage(ids: Sequence[int]) -> dict[tuple[int, int], tuple[int, int]]:
    """(images of the store, those of them with a label there) by owner and store."""
    rows = await statements.select(COVERAGE, among=ids)
    return {(owner, store): (int(images), int(labelled)) for owner, store, images, labelled in rows}
