"""Where clients' walks through lists have come to."""

from typing import NamedTuple

from web.database.queries.statements import HotRead
from web.database.tables import ListStep

READ = HotRead("SELECT ids, place, at FROM list_step WHERE key_hash = {}")
KEEP = (
    "INSERT INTO list_step (key_hash, ids, place, at) VALUES ({}, {}, {}, {}) ON CONFLICT (key_hash)"
    " DO UPDATE SET ids = excluded.ids, place = excluded.place, at = excluded.at"
)


class StepRow(NamedTuple):
    ids: str
    place: int
    at: int


async def find(key_hash: str) -> StepRow | None:
    rows = await READ(key_hash)
    return StepRow(*rows[0]) if rows else None


async def keep(key_hash: str, step: StepRow) -> None:
    await ListStep.raw(KEEP, key_hash, *step)


async def forget(before: int) -> None:
    await ListStep.delete().where(ListStep.at < before)
