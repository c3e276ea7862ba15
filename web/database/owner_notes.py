"""In how many images of each gallery something is not good: kept, since it takes looking at all of them to know."""

from web.database.tables import Owner, OwnerNotes
from web.database.transaction import writing

STALE = """
    SELECT o.id, o.revision FROM owner o LEFT JOIN owner_notes n ON n.owner = o.id
    WHERE o.revision > 0 AND (n.owner IS NULL OR n.revision <> o.revision OR n.judged <> {})
    ORDER BY o.id LIMIT {}
"""


async def stale(judged: str, limit: int) -> list[tuple[int, int]]:
    """(owner, revision) of galleries that changed since they were judged, or were judged by other thresholds."""
    return [(row["id"], row["revision"]) for row in await Owner.raw(STALE, judged, limit)]


async def write(owner: int, revision: int, judged: str, images: int) -> None:
    async with writing():
        await OwnerNotes.delete().where(OwnerNotes.owner == owner)
        await OwnerNotes.insert(OwnerNotes(owner=owner, revision=revision, judged=judged, images=images))
