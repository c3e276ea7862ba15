"""Pictures by address: each row of a list is a job, done once, tried again when it fails, given up after some tries.

The job is marked as done in the transaction that adds the image, so no process that is ended in between makes two.
"""

from collections.abc import AsyncIterator, Iterator
from contextlib import aclosing
from itertools import islice
from pathlib import Path

import msgspec
from msgspec import UNSET

from web.clock import now
from web.database import import_jobs
from web.database.import_jobs import Job
from web.gallery.edits import ChangeImage, Edit
from web.gallery.model import Gallery, Picture
from web.gallery.owner import Owner
from web.services.editing import edit_gallery
from web.services.import_rows import Asked, asked_in, check_list, job
from web.services.importing import (
    BY,
    EXPECTED,
    Means,
    Outcome,
    called,
    known_roles,
    newcomer,
    of_content,
    product_of,
    said,
    store_ids,
)
from web.services.in_order import in_order
from web.services.reading import shop_of
from web.services.uploads import taken
from web.storage.remote_url import name_in

TRIES = 5
BATCH = 200


class _DoneAlready(Exception):
    """Another process did the job in the meantime."""


class Fetched(msgspec.Struct, frozen=True, kw_only=True):
    """What came of one address, for all jobs that want it: their owners or refusals, and the picture or why none."""

    jobs: list[Job]
    owners: dict[int, Owner | str]  # by job
    picture: Picture | None = None
    reason: str = ""


async def import_list(path: Path, means: Means, retry: bool) -> AsyncIterator[Outcome]:
    """One outcome per row. `retry` gives those that were given up new tries. Raises BadSheet, StorageUnavailable."""
    check_list(path, [store.code for store in (await shop_of()).stores])
    run, lines = now(), asked_in(path)
    while some := list(islice(lines, BATCH)):
        for place, refusal in some:
            if isinstance(refusal, str):
                yield Outcome(source=place, result="refused", reason=refusal)
        rows = [(place, asked) for place, asked in some if isinstance(asked, Asked)]
        if means.dry_run:
            for place, asked in rows:
                yield await _foreseen(place, asked)
        elif rows:
            for one in await import_jobs.put([job(place, asked) for place, asked in rows], run, retry):
                if one.state in ("done", "dead"):
                    yield _noted(one)
    if not means.dry_run:
        async for outcome in _done(run, means):
            yield outcome


async def import_left(means: Means) -> AsyncIterator[Outcome]:
    """Everything that is left of any list, with new tries for what was given up. Raises StorageUnavailable."""
    if means.dry_run:
        after = 0
        while some := await import_jobs.left(after, BATCH):
            for one in some:
                yield await _foreseen(one.source, _asked(one))
            after = some[-1].id
        return
    run = now()
    await import_jobs.take_up_all(run)
    async for outcome in _done(run, means):
        yield outcome


def _asked(one: Job) -> Asked:
    return msgspec.json.decode(one.asked, type=Asked)


def _noted(one: Job) -> Outcome:
    """What was settled in an earlier run."""
    result = "already there" if one.state == "done" else "dead"
    product = next(iter(_asked(one).product.values()))
    return Outcome(source=one.source, result=result, product=product, image=one.image, reason=one.reason)  # type: ignore[arg-type]


async def _foreseen(place: str, asked: Asked) -> Outcome:
    try:
        owner = await product_of(asked.product)
        await known_roles(owner, frozenset(asked.roles))
    except EXPECTED as error:
        return Outcome(source=place, result="refused", reason=said(error))
    return Outcome(source=place, result="to fetch", product=called(owner))


async def _done(run: int, means: Means) -> AsyncIterator[Outcome]:
    """The jobs of a run, each address fetched once."""

    async def fetch(url: str) -> Fetched:
        return await _fetched(run, url, means)

    async with aclosing(in_order(_urls(run), fetch)) as fetched:
        async for one in fetched:
            for each in one.jobs:
                yield await _settled(each, one)


async def _urls(run: int) -> AsyncIterator[str]:
    """Every address once: one that comes again has its first jobs done and the others under way."""
    after, lately = 0, dict[str, None]()
    while some := await import_jobs.next_urls(run, after, BATCH):
        for url, first in some:
            if url not in lately:
                yield url
            after = first
        lately = dict.fromkeys([*lately, *(url for url, _ in some)][-2 * BATCH :])


async def _fetched(run: int, url: str, means: Means) -> Fetched:
    jobs = await import_jobs.of_url(run, url)
    owners = {one.id: await _owner(_asked(one)) for one in jobs}
    if not any(isinstance(owner, Owner) for owner in owners.values()):
        return Fetched(jobs=jobs, owners=owners)
    try:
        received = await means.fetcher.receive(url)
        picture = await taken(received, means.files, means.limits, name=name_in(url), uploader=None)
    except EXPECTED as error:
        return Fetched(jobs=jobs, owners=owners, reason=said(error))
    return Fetched(jobs=jobs, owners=owners, picture=picture)


async def _owner(asked: Asked) -> Owner | str:
    try:
        owner = await product_of(asked.product)
        await known_roles(owner, frozenset(asked.roles))
    except EXPECTED as error:
        return said(error)
    return owner


async def _settled(one: Job, fetched: Fetched) -> Outcome:
    owner = fetched.owners[one.id]
    if isinstance(owner, str):
        return await _failed(one, owner)
    if fetched.picture is None:
        return await _failed(one, fetched.reason, called(owner))
    try:
        return await _added(one, owner, fetched.picture)
    except EXPECTED as error:
        return await _failed(one, said(error), called(owner))


async def _failed(one: Job, reason: str, product: str | None = None) -> Outcome:
    state = await import_jobs.fail(one.id, reason, TRIES)
    result = "dead" if state == "dead" else "failed"
    if state == "done":
        return Outcome(source=one.source, result="already there", product=product)
    return Outcome(source=one.source, result=result, product=product, reason=f"{reason} ({one.url})")  # type: ignore[arg-type]


async def _added(one: Job, owner: Owner, picture: Picture) -> Outcome:
    asked, stores = _asked(one), await store_ids()

    def edits(gallery: Gallery) -> list[Edit]:
        there = of_content(gallery, picture.content_hash)
        return [] if there is not None else list(_edits(asked, picture, stores))

    async def note(added: tuple[int, ...]) -> None:
        if not await import_jobs.finish(one.id, added[0]):
            raise _DoneAlready

    try:
        edited = await edit_gallery(owner, edits, BY, alongside=note)
    except _DoneAlready:
        return Outcome(source=one.source, result="already there", product=called(owner))
    if edited.added:
        return Outcome(source=one.source, result="added", product=called(owner), image=edited.added[0])
    image = of_content(edited.gallery, picture.content_hash)
    await import_jobs.finish(one.id, image)
    return Outcome(source=one.source, result="already there", product=called(owner), image=image)


def _edits(asked: Asked, picture: Picture, stores: dict[str, int]) -> Iterator[Edit]:
    yield newcomer(
        picture,
        1,
        label=asked.label,
        position=UNSET if asked.position is None else asked.position,
        roles=frozenset(asked.roles),
    )
    for code, text in asked.labels.items():
        if code in stores:
            yield ChangeImage(image_id=-1, store=stores[code], label=text)
