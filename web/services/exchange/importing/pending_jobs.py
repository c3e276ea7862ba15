"""Jobs that are left of lists of addresses, shown and taken up again."""

from collections.abc import AsyncIterator, Sequence
from typing import Literal, get_args

import msgspec

from web.database.queries import import_jobs
from web.database.queries.import_jobs import LEFT
from web.gallery.clock import as_datetime, now
from web.services.exchange.importing.import_context import ImportContext
from web.services.exchange.importing.row_result import RowResult
from web.services.exchange.importing.url_list import BATCH, do, foreseen, standing
from web.services.exchange.importing.url_list_rows import url_row_of_job

State = Literal["waiting", "failed", "dead", "done"]
STATES: tuple[State, ...] = get_args(State)


class NoSuchJob(Exception):
    """The message names the first number that is no job's."""


class JobRow(msgspec.Struct, frozen=True, kw_only=True):
    """A job for people. `image` is the one it added; `changed_at` in ISO 8601."""

    id: int
    state: str
    tries: int
    reason: str | None
    source: str
    url: str
    product: dict[str, str]
    image: int | None
    changed_at: str


async def jobs_in(states: Sequence[str] = LEFT) -> AsyncIterator[JobRow]:
    """Jobs in these states, by number."""
    after = 0
    while some := await import_jobs.listed(states, after, BATCH):
        for one in some:
            facts = {name: getattr(one, name) for name in ("id", "state", "tries", "reason", "source", "url", "image")}
            yield JobRow(**facts, product=url_row_of_job(one).product, changed_at=as_datetime(one.at).isoformat())
        after = some[-1].id


async def import_left(context: ImportContext, which: Sequence[int] = ()) -> AsyncIterator[RowResult]:
    """These jobs, or everything left of any list, with new tries for what was given up.

    Raises NoSuchJob, StorageUnavailable.
    """
    for outcome in await _done_before(which):
        yield outcome
    if context.dry_run:
        async for outcome in _foreseen(which):
            yield outcome
        return
    run = now()
    await import_jobs.take_up(run, which)
    async for outcome in do(run, context):
        yield outcome


async def _done_before(which: Sequence[int]) -> list[RowResult]:
    known = {one.id: one for one in await import_jobs.of_ids(which)}
    for number in which:
        if number not in known:
            raise NoSuchJob(f"there is no job {number}")
    return [standing(one) for one in known.values() if one.state == "done"]


async def _foreseen(which: Sequence[int]) -> AsyncIterator[RowResult]:
    after = 0
    while some := await import_jobs.listed(LEFT, after, BATCH):
        for one in some:
            if not which or one.id in which:
                yield await foreseen(one.source, url_row_of_job(one), one.id)
        after = some[-1].id
