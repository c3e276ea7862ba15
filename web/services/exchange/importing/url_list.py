"""Pictures by address: each row of a list is a job, done once, tried again when it fails, given up after some tries.

Rows whose pictures are there already are no jobs: what they say otherwise is applied.
"""

from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import aclosing
from pathlib import Path

from web.database.queries import import_jobs
from web.database.queries.import_jobs import Job
from web.gallery.clock import now
from web.services.catalogue.lookup import shop_of
from web.services.exchange.importing.find_owner import product_name
from web.services.exchange.importing.import_context import ImportContext
from web.services.exchange.importing.list_images import apply_rows, split
from web.services.exchange.importing.row_result import RowResult
from web.services.exchange.importing.url_jobs import FetchedPicture, fetch_for_jobs, finish_job, owner_for
from web.services.exchange.importing.url_list_rows import (
    ListLine,
    UrlRow,
    check_list,
    columns_of_list,
    job_for,
    lines_of_list,
    url_row_of_job,
)
from web.services.jobs.concurrency import in_order

BATCH = 200


async def import_list(path: Path, context: ImportContext, retry: bool) -> AsyncIterator[RowResult]:
    """One result per row. `retry` gives those that were given up new tries. Raises BadSheet, StorageUnavailable."""
    columns = columns_of_list([store.code for store in (await shop_of()).stores])
    check_list(path, columns)
    run, lines = now(), lines_of_list(path, columns)
    for batch in _batches(lines):
        for line in batch:
            if line.row is None:
                yield RowResult(source=line.source, result="refused", reason=line.refusal)
        there, left = await split(batch)
        for gallery in there:
            for result in await apply_rows(gallery, context):
                yield result
        for result in await (_previews(left) if context.dry_run else _queue(left, run, retry)):
            yield result
    if not context.dry_run:
        async for result in run_jobs(run, context):
            yield result


def _batches(lines: Iterator[ListLine]) -> Iterator[list[ListLine]]:
    """Neighbours of one product stay together, up to twice as many as usual, for they are one edit."""
    batch: list[ListLine] = []
    for line in lines:
        if len(batch) >= BATCH and (len(batch) == 2 * BATCH or not _of_one_product(batch[-1], line)):
            yield batch
            batch = []
        batch.append(line)
    if batch:
        yield batch


def _of_one_product(one: ListLine, other: ListLine) -> bool:
    return one.row is not None and other.row is not None and one.row.product == other.row.product


async def _previews(batch: Sequence[ListLine]) -> list[RowResult]:
    return [await preview(line.source, line.row) for line in batch if line.row]


async def preview(source: str, row: UrlRow, job: int | None = None) -> RowResult:
    """The result of a dry run."""
    owner = await owner_for(row)
    if isinstance(owner, str):
        return RowResult(source=source, result="refused", reason=owner, job=job)
    return RowResult(source=source, result="to fetch", product=product_name(owner), job=job)


async def _queue(batch: Sequence[ListLine], run: int, retry: bool) -> list[RowResult]:
    """Make the rows jobs of this run. Returns the results of those that an earlier run finished."""
    new = [job_for(line.source, line.row) for line in batch if line.row]
    jobs = await import_jobs.put(new, run, retry) if new else []
    return [earlier_result(job) for job in jobs if job.state in ("done", "dead")]


def earlier_result(job: Job) -> RowResult:
    """The result of a job that an earlier run finished."""
    return RowResult(
        source=job.source,
        result="already there" if job.state == "done" else "dead",
        product=next(iter(url_row_of_job(job).product.values())),
        image=job.image,
        reason=job.reason,
        job=job.id,
    )


async def run_jobs(run: int, context: ImportContext) -> AsyncIterator[RowResult]:
    """The results of a run's jobs, each address fetched once. Raises StorageUnavailable."""

    async def fetch(url: str) -> FetchedPicture:
        return await fetch_for_jobs(run, url, context)

    async with aclosing(in_order(_urls(run), fetch)) as pictures:
        async for fetched in pictures:
            for job in fetched.jobs:
                yield await finish_job(job, fetched)


async def _urls(run: int) -> AsyncIterator[str]:
    """Addresses, each once: one that comes again has its first jobs done and the others under way."""
    after, recent = 0, dict[str, None]()
    while some := await import_jobs.next_urls(run, after, BATCH):
        for url, first in some:
            if url not in recent:
                yield url
            after = first
        recent = dict.fromkeys([*recent, *(url for url, _ in some)][-2 * BATCH :])
