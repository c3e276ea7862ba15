"""Pictures by address: each row of a list is a job, done once, tried again when it fails, given up after some tries."""

from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing
from itertools import islice
from pathlib import Path

from web.database.queries import import_jobs
from web.database.queries.import_jobs import Job
from web.gallery.clock import now
from web.services.catalogue.lookup import shop_of
from web.services.exchange.importing.fetch_once import FetchedPicture, fetched, wanted_by
from web.services.exchange.importing.find_owner import called
from web.services.exchange.importing.finish_job import settled
from web.services.exchange.importing.import_context import ImportContext
from web.services.exchange.importing.row_result import RowResult
from web.services.exchange.importing.url_list_rows import UrlRow, check_list, job, url_row_of_job, url_rows_in
from web.services.jobs.concurrency import in_order

BATCH = 200


async def import_list(path: Path, context: ImportContext, retry: bool) -> AsyncIterator[RowResult]:
    """One outcome per row. `retry` gives those that were given up new tries. Raises BadSheet, StorageUnavailable."""
    check_list(path, [store.code for store in (await shop_of()).stores])
    run, lines = now(), url_rows_in(path)
    while some := list(islice(lines, BATCH)):
        for place, refusal in some:
            if isinstance(refusal, str):
                yield RowResult(source=place, result="refused", reason=refusal)
        good = [(place, asked) for place, asked in some if isinstance(asked, UrlRow)]
        for outcome in await (_foreseen(good) if context.dry_run else _noted(good, run, retry)):
            yield outcome
    if not context.dry_run:
        async for outcome in do(run, context):
            yield outcome


async def _foreseen(rows: Sequence[tuple[str, UrlRow]]) -> list[RowResult]:
    return [await foreseen(place, asked) for place, asked in rows]


async def foreseen(place: str, asked: UrlRow, job: int | None = None) -> RowResult:
    owner = await wanted_by(asked)
    if isinstance(owner, str):
        return RowResult(source=place, result="refused", reason=owner, job=job)
    return RowResult(source=place, result="to fetch", product=called(owner), job=job)


async def _noted(rows: Sequence[tuple[str, UrlRow]], run: int, retry: bool) -> list[RowResult]:
    """The rows as jobs of this run; what was settled in an earlier one is told at once."""
    if not rows:
        return []
    jobs = await import_jobs.put([job(place, asked) for place, asked in rows], run, retry)
    return [standing(one) for one in jobs if one.state in ("done", "dead")]


def standing(one: Job) -> RowResult:
    """What became of a job before."""
    return RowResult(
        source=one.source,
        result="already there" if one.state == "done" else "dead",
        product=next(iter(url_row_of_job(one).product.values())),
        image=one.image,
        reason=one.reason,
        job=one.id,
    )


async def do(run: int, context: ImportContext) -> AsyncIterator[RowResult]:
    """The jobs of a run, each address fetched once. Raises StorageUnavailable."""

    async def fetch(url: str) -> FetchedPicture:
        return await fetched(run, url, context)

    async with aclosing(in_order(_urls(run), fetch)) as pictures:
        async for one in pictures:
            for each in one.jobs:
                yield await settled(each, one)


async def _urls(run: int) -> AsyncIterator[str]:
    """Every address once: one that comes again has its first jobs done and the others under way."""
    after, lately = 0, dict[str, None]()
    while some := await import_jobs.next_urls(run, after, BATCH):
        for url, first in some:
            if url not in lately:
                yield url
            after = first
        lately = dict.fromkeys([*lately, *(url for url, _ in some)][-2 * BATCH :])
