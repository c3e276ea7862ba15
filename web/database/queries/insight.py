"""Coverage of labels, counted in the database per store; and the number of images with findings, which is kept."""

from collections.abc import Mapping
from typing import Any

import msgspec

from web.database.engines.transaction import writing
from web.database.tables import CoverageDay, Owner, OwnerFindings
from web.gallery.model import Picture
from web.gallery.owner import Kind

SOFT_LIMIT = 125  # characters; what screen readers read comfortably

# One row for every image that a store shows, with its text there. Kinds of owners come first among the values.
CONDITIONS_BY_IMAGE = """
    WITH seen AS (
        SELECT o.id AS owner, o.kind, o.shop_id, o.name AS owner_name, s.id AS store, i.id AS image,
               i.label AS inherited, w.label AS own, COALESCE(w.label, i.label) AS label,
               p.id AS number, p.content_hash, p.format, p.size, p.width, p.height, p.mode, p.file_name, p.public_name,
               p.secret, p.uploaded_at, d.at AS default_at, t.at AS own_at
        FROM owner o
        JOIN image i ON i.owner = o.id
        JOIN picture p ON p.id = i.picture
        JOIN store s ON o.every_store OR EXISTS (
            SELECT 1 FROM owner_store os WHERE os.owner = o.id AND os.store = s.id
        )
        LEFT JOIN image_override w ON w.image = i.id AND w.store = s.id
        LEFT JOIN label_time d ON d.image = i.id AND d.store = 0
        LEFT JOIN label_time t ON t.image = i.id AND t.store = s.id
        WHERE o.kind IN ({}, {}, {})
        AND CASE WHEN w.removed THEN 1 ELSE 0 END = 0
        AND CASE WHEN COALESCE(w.excluded, i.excluded) THEN 1 ELSE 0 END = 0
    ), judged AS (
        SELECT seen.*, COUNT(*) OVER (PARTITION BY owner, store, LOWER(label)) AS alike FROM seen
    )
"""

# What can be missing, or worth knowing, by name.
CONDITIONS: Mapping[str, str] = {
    "missing": "label IS NULL",
    "inherited": "own IS NULL AND inherited <> ''",
    "file_name": (
        "label <> '' AND (LOWER(label) = LOWER(file_name) OR LOWER(label) = LOWER(owner_name)"
        " OR (LOWER(label) = LOWER(SUBSTR(file_name, 1, LENGTH(label)))"
        " AND SUBSTR(file_name, LENGTH(label) + 1, 1) = '.' AND LENGTH(file_name) - LENGTH(label) <= 5))"
    ),
    "too_long": f"LENGTH(label) > {SOFT_LIMIT}",
    "duplicate": "label <> '' AND alike > 1",
    "outdated": "own IS NOT NULL AND default_at > own_at",
    "decorative": "label = ''",
}

Kinds = tuple[str, str, str]


class StoreCounts(msgspec.Struct, frozen=True, kw_only=True):
    """Counts of one store: its images, and those that each condition holds for."""

    store: int
    images: int
    found: dict[str, int]


class CountedImage(msgspec.Struct, frozen=True, kw_only=True):
    """An image that one of those numbers counts."""

    image: int
    store: int
    kind: Kind
    shop_id: int
    owner_name: str
    picture: Picture
    label: str | None
    own: str | None  # the store's own
    inherited: str | None


async def counted(kinds: Kinds) -> list[StoreCounts]:
    """Count all images in one statement."""
    names = {f"n{place}": name for place, name in enumerate(CONDITIONS)}
    sums = ", ".join(f"SUM(CASE WHEN {CONDITIONS[name]} THEN 1 ELSE 0 END) AS {short}" for short, name in names.items())
    statement = f"{CONDITIONS_BY_IMAGE} SELECT store, COUNT(*) AS images, {sums} FROM judged GROUP BY store"  # noqa: S608
    return [
        StoreCounts(
            store=row["store"],
            images=int(row["images"]),
            found={name: int(row[short]) for short, name in names.items()},
        )
        for row in await Owner.raw(statement, *kinds)
    ]


async def counted_images(kinds: Kinds, store: int, about: str, after: int, limit: int) -> list[CountedImage]:
    """Images behind a number, by their own numbers, those above `after`."""
    statement = (
        f"{CONDITIONS_BY_IMAGE} SELECT {', '.join((*SHOWN, *FACTS))} FROM judged"  # noqa: S608
        f" WHERE store = {{}} AND ({CONDITIONS[about]}) AND image > {{}} ORDER BY image LIMIT {{}}"
    )
    rows: list[dict[str, Any]] = await Owner.raw(statement, *kinds, store, after, limit)
    return [_counted_image(row) for row in rows]


SHOWN = tuple(name for name in CountedImage.__struct_fields__ if name != "picture")
FACTS = tuple(name for name in Picture.__struct_fields__ if name != "uploader")


def _counted_image(row: dict[str, Any]) -> CountedImage:
    picture = Picture(**{name: row.pop(name) for name in FACTS}, uploader=None)
    return CountedImage(**row, picture=picture)


async def record_day(day: int, counted: list[tuple[int, int, int]]) -> None:
    """(store, images, labelled) of a day, in place of what was recorded for it before.

    Several processes may write the same day at once: the last one's numbers stay.
    """
    async with writing():
        await CoverageDay.delete().where(CoverageDay.day == day)
        rows = [CoverageDay(day=day, store=store, images=all_, labelled=done) for store, all_, done in sorted(counted)]
        if rows:
            await CoverageDay.insert(*rows).on_conflict(
                target=(CoverageDay.day, CoverageDay.store),
                action="DO UPDATE",
                values=[CoverageDay.images, CoverageDay.labelled],
            )


async def days(since: int) -> list[tuple[int, int, int, int]]:
    """(day, store, images, labelled) in the order of days."""
    rows = await CoverageDay.select().where(CoverageDay.day >= since).order_by(CoverageDay.day)
    return [(row["day"], row["store"], row["images"], row["labelled"]) for row in rows]


STALE = """
    SELECT o.id, o.revision FROM owner o LEFT JOIN owner_findings f ON f.owner = o.id
    WHERE o.id > {} AND o.revision > 0 AND (f.owner IS NULL OR f.revision <> o.revision OR f.thresholds <> {})
    ORDER BY o.id LIMIT {}
"""


async def stale(thresholds: str, after: int, limit: int) -> list[tuple[int, int]]:
    """(owner, revision) of galleries that changed since they were counted, or were counted with other thresholds.

    By the owners' numbers, those above `after`.
    """
    return [(row["id"], row["revision"]) for row in await Owner.raw(STALE, after, thresholds, limit)]


async def write(owner: int, revision: int, thresholds: str, images: int) -> None:
    """Insert or replace; several processes may do so at once."""
    row = OwnerFindings(owner=owner, revision=revision, thresholds=thresholds, images=images)
    kept = [OwnerFindings.revision, OwnerFindings.thresholds, OwnerFindings.images]
    async with writing():
        await OwnerFindings.insert(row).on_conflict(target=OwnerFindings.owner, action="DO UPDATE", values=kept)
