"""Pictures by address: each row of a list is a job, done once, tried again when it fails, given up after some tries."""

from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing
from itertools import islice
from pathlib import Path

from web.clock import now
from web.database import import_jobs
from web.database.import_jobs import Job
from web.services.importing.address_rows import Asked, asked_in, asked_of, check_list, job
from web.services.importing.fetching import Fetched, fetched, wanted_by
from web.services.importing.means import Means
from web.services.importing.outcome import Outcome
from web.services.importing.products import called
from web.services.importing.settling import settled
from web.services.in_order import in_order
from web.services.reading import shop_of

BATCH = 200


async def import_list(path: Path, means: Means, retry: bool) -> AsyncIterator[Outcome]:
    """One outcome per row. `retry` gives those that were given up new tries. Raises BadSheet, StorageUnavailable."""
    check_list(path, [store.code for store in (await shop_of()).stores])
    run, lines = now(), asked_in(path)
    while some := list(islice(lines, BATCH)):
        for place, refusal in some:
            if isinstance(refusal, str):
                yield Outcome(source=place, result="refused", reason=refusal)
        good = [(place, asked) for place, asked in some if isinstance(asked, Asked)]
        for outcome in await (_foreseen(good) if means.dry_run else _noted(good, run, retry)):
            yield outcome
    if not means.dry_run:
        async for outcome in do(run, means):
            yield outcome


async def _foreseen(rows: Sequence[tuple[str, Asked]]) -> list[Outcome]:
    return [await foreseen(place, asked) for place, asked in rows]


async def foreseen(place: str, asked: Asked, job: int | None = None) -> Outcome:
    owner = await wanted_by(asked)
    if isinstance(owner, str):
        return Outcome(source=place, result="refused", reason=owner, job=job)
    return Outcome(source=place, result="to fetch", product=called(owner), job=job)


async def _noted(rows: Sequence[tuple[str, Asked]], run: int, retry: bool) -> list[Outcome]:
    """The rows as jobs of this run; what was settled in an earlier one is told at once."""
    if not rows:
        return []
    jobs = await import_jobs.put([job(place, asked) for place, asked in rows], run, retry)
    return [standing(one) for one in jobs if one.state in ("done", "dead")]


def standing(one: Job) -> Outcome:
    """What became of a job before."""
    return Outcome(
        source=one.source,
        result="already there" if one.state == "done" else "dead",
        product=next(iter(asked_of(one).product.values())),
        image=one.image,
        reason=one.reason,
        job=one.id,
    )


async def do(run: int, means: Means) -> AsyncIterator[Outcome]:
    """The jobs of a run, each address fetched once. Raises StorageUnavailable."""

    async def fetch(url: str) -> Fetched:
        return await fetched(run, url, means)

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
