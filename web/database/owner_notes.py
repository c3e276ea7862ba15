"""In how many images of each gallery something is not good: kept, since it takes looking at all of them to know."""

from web.database.tables import Owner, OwnerNotes
from web.database.transaction import writing

STALE = """
    SELECT o.id, o.revision FROM owner o LEFT JOIN owner_notes n ON n.owner = o.id
    WHERE o.id > {} AND o.revision > 0 AND (n.owner IS NULL OR n.revision <> o.revision OR n.judged <> {})
    ORDER BY o.id LIMIT {}
"""


async def stale(judged: str, after: int, limit: int) -> list[tuple[int, int]]:
    """(owner, revision) of galleries that changed since they were judged, or were judged by other thresholds.

    By the owners' numbers, those above `after`.
    """
    return [(row["id"], row["revision"]) for row in await Owner.raw(STALE, after, judged, limit)]


async def write(owner: int, revision: int, judged: str, images: int) -> None:
    """In the place of what is there; several processes may do so at once."""
    row = OwnerNotes(owner=owner, revision=revision, judged=judged, images=images)
    kept = [OwnerNotes.revision, OwnerNotes.judged, OwnerNotes.images]
    async with writing():
        await OwnerNotes.insert(row).on_conflict(target=OwnerNotes.owner, action="DO UPDATE", values=kept)
