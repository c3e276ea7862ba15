"""Runs of imports: begun with a source and the number of files or rows in it; continued with the jobs that are left."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence
from pathlib import Path
from typing import Literal, get_args

import msgspec

from web.database.queries import import_jobs
from web.database.queries.import_jobs import UNFINISHED, Job
from web.gallery.clock import as_datetime, now
from web.services.exchange.csv_files import BadSheet, headings, rows
from web.services.exchange.export_rows import SHEET
from web.services.exchange.importing.exported_folder import import_export
from web.services.exchange.importing.folder import files_in, import_files
from web.services.exchange.importing.import_context import ImportContext
from web.services.exchange.importing.patterns import Pattern
from web.services.exchange.importing.row_result import RowResult
from web.services.exchange.importing.url_list import BATCH, earlier_result, import_list, preview, run_jobs
from web.services.exchange.importing.url_list_rows import url_row_of_job


async def begin(
    source: Path, match: Pattern | None, retry: bool, context: ImportContext
) -> tuple[int, AsyncIterator[RowResult]]:
    """Import a folder by the names in it, an exported folder, or a list of addresses. Raises BadSheet, OSError."""
    if match is not None:
        return await _number(files_in(source)), import_files(source, match, context)
    sheet = source / SHEET if await asyncio.to_thread(source.is_dir) else source
    total, names = await _number(rows(sheet)), headings(sheet, ("url", "file"))
    if "url" in names:
        return total, import_list(sheet, context, retry)
    if names and sheet == source and "file" not in names:
        raise BadSheet(
            f"{sheet.name} has no column url, as lists of addresses have; the columns it has are {', '.join(names)}"
        )
    if context.keep:
        raise BadSheet(f"{sheet.name} is no list of addresses, and only of such a list can all be kept")
    return total, import_export(sheet, context)


async def _number(items: Iterable[object]) -> int:
    return await asyncio.to_thread(lambda: sum(1 for _ in items))


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


async def jobs_in(states: Sequence[str] = UNFINISHED) -> AsyncIterator[JobRow]:
    """Jobs in these states, by number."""
    after = 0
    while some := await import_jobs.listed(states, after, BATCH):
        for one in some:
            yield _job_row(one)
        after = some[-1].id


def _job_row(job: Job) -> JobRow:
    return JobRow(
        id=job.id,
        state=job.state,
        tries=job.tries,
        reason=job.reason,
        source=job.source,
        url=job.url,
        product=url_row_of_job(job).product,
        image=job.image,
        changed_at=as_datetime(job.at).isoformat(),
    )


async def import_left(context: ImportContext, which: Sequence[int] = ()) -> AsyncIterator[RowResult]:
    """These jobs, or everything left of any list, with new tries for what was given up.

    Raises NoSuchJob, StorageUnavailable.
    """
    for result in await _done_before(which):
        yield result
    if context.dry_run:
        async for result in _previews(which):
            yield result
        return
    run = now()
    await import_jobs.take_up(run, which)
    async for result in run_jobs(run, context):
        yield result


async def _done_before(which: Sequence[int]) -> list[RowResult]:
    known = {one.id: one for one in await import_jobs.of_ids(which)}
    for number in which:
        if number not in known:
            raise NoSuchJob(f"there is no job {number}")
    return [earlier_result(one) for one in known.values() if one.state == "done"]


async def _previews(which: Sequence[int]) -> AsyncIterator[RowResult]:
    after = 0
    while some := await import_jobs.listed(UNFINISHED, after, BATCH):
        for one in some:
            if not which or one.id in which:
                yield await preview(one.source, url_row_of_job(one), one.id)
        after = some[-1].id
