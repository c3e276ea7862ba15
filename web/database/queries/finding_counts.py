"""The number of images with findings of each gallery: kept, since counting reads all of them."""

from web.database.engines.transaction import writing
from web.database.tables import Owner, OwnerFindings

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
