"""The number of images with findings of each gallery: kept, since counting reads all of them."""

from web.database.engines.transaction import writing
from web.database.tables import Owner, OwnerNotes

STALE = """
    SELECT o.id, o.revision FROM owner o LEFT JOIN owner_notes n ON n.owner = o.id
    WHERE o.id > {} AND o.revision > 0 AND (n.owner IS NULL OR n.revision <> o.revision OR n.judged <> {})
    ORDER BY o.id LIMIT {}
"""


async def stale(thresholds: str, after: int, limit: int) -> list[tuple[int, int]]:
    """(owner, revision) of galleries that changed since they were counted, or were counted with other thresholds.

    By the owners' numbers, those above `after`.
    """
    return [(row["id"], row["revision"]) for row in await Owner.raw(STALE, after, thresholds, limit)]


async def write(owner: int, revision: int, thresholds: str, images: int) -> None:
    """Insert or replace; several processes may do so at once."""
    row = OwnerNotes(owner=owner, revision=revision, judged=thresholds, images=images)
    kept = [OwnerNotes.revision, OwnerNotes.judged, OwnerNotes.images]
    async with writing():
        await OwnerNotes.insert(row).on_conflict(target=OwnerNotes.owner, action="DO UPDATE", values=kept)
