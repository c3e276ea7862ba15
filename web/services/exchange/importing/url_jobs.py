"""Jobs of a list of addresses: each address is fetched once, and its picture added to the galleries of its jobs.

A job is marked as done in the transaction that adds the image, so no process that is ended in between adds two.
"""

from collections.abc import Iterator

import msgspec
from msgspec import UNSET

from web.database.queries import import_jobs
from web.database.queries.import_jobs import Job
from web.gallery.edits import ChangeImage, Edit
from web.gallery.model import Gallery, Picture
from web.gallery.owner import Owner
from web.outbound.urls import name_in
from web.services.editing.new_pictures import picture_from
from web.services.editing.write_path import edit_gallery
from web.services.exchange.importing.find_owner import known_roles, product_name, product_of, store_ids
from web.services.exchange.importing.import_context import BY, ImportContext, add_image, image_of_content
from web.services.exchange.importing.list_changes import RowChange, RowOnImage, plan
from web.services.exchange.importing.row_result import EXPECTED, Result, RowResult, message_of
from web.services.exchange.importing.url_list_rows import UrlRow, url_row_of_job

TRIES = 5


class FetchedPicture(msgspec.Struct, frozen=True, kw_only=True):
    """The result for an address: its jobs' owners or refusals, and the picture or why there is none."""

    jobs: list[Job]
    owners: dict[int, Owner | str]  # by job
    picture: Picture | None = None
    reason: str = ""
    keep: bool = False  # images that are there stay as they are


async def fetch_for_jobs(run: int, url: str, context: ImportContext) -> FetchedPicture:
    """Fetch for these jobs, unless none of them can use it. Raises StorageUnavailable."""
    jobs = await import_jobs.of_url(run, url)
    owners = {job.id: await owner_for(url_row_of_job(job)) for job in jobs}
    if not any(isinstance(owner, Owner) for owner in owners.values()):
        return FetchedPicture(jobs=jobs, owners=owners)
    try:
        received = await context.fetcher.receive(url, BY)
        picture = await picture_from(received, context.files, context.limits, name=name_in(url), uploader=None)
    except EXPECTED as error:
        return FetchedPicture(jobs=jobs, owners=owners, reason=message_of(error))
    return FetchedPicture(jobs=jobs, owners=owners, picture=picture, keep=context.keep)


async def owner_for(row: UrlRow) -> Owner | str:
    """The owner that the row names, or why it is refused."""
    try:
        owner = await product_of(row.product)
        await known_roles(owner, frozenset(row.roles))
    except EXPECTED as error:
        return message_of(error)
    return owner


class _DoneAlready(Exception):
    """Another process did the job in the meantime."""


async def finish_job(job: Job, fetched: FetchedPicture) -> RowResult:
    """Add the picture to the gallery that the job names. Raises StorageUnavailable."""
    owner = fetched.owners[job.id]
    if isinstance(owner, str):
        return await _failed(job, owner)
    if fetched.picture is None:
        return await _failed(job, fetched.reason, owner)
    try:
        return await _added(job, owner, fetched.picture, fetched.keep)
    except EXPECTED as error:
        return await _failed(job, message_of(error), owner)


async def _failed(job: Job, reason: str, owner: Owner | None = None) -> RowResult:
    state = await import_jobs.fail(job.id, reason, TRIES)
    if state == "done":
        return _result(job, "already there", owner)
    return _result(job, "dead" if state == "dead" else "failed", owner, reason=f"{reason} ({job.url})")


def _result(
    job: Job, result: Result, owner: Owner | None, image: int | None = None, reason: str | None = None
) -> RowResult:
    product = product_name(owner) if owner else None
    return RowResult(source=job.source, result=result, product=product, image=image, reason=reason, job=job.id)


async def _added(job: Job, owner: Owner, picture: Picture, keep: bool) -> RowResult:
    """Add the image; where one has these very bytes, it becomes as the row says."""
    planned = PlannedJob([])
    stores = await store_ids()

    def edits(gallery: Gallery) -> list[Edit]:
        nonlocal planned
        planned = _planned(job, picture, gallery, stores)
        return [] if keep and planned.image is not None else planned.edits

    async def mark_done(added: tuple[int, ...]) -> None:
        if not await import_jobs.finish(job.id, added[0] if added else planned.image):
            raise _DoneAlready

    try:
        edited = await edit_gallery(owner, edits, BY, in_transaction=mark_done)
    except _DoneAlready:
        return _result(job, "already there", owner)
    if edited.added:
        return _result(job, "added", owner, edited.added[0])
    if planned.change.refused:
        return await _failed(job, planned.change.refused, owner)
    await import_jobs.finish(job.id, planned.image)
    result, reason = planned.change.result(keep)
    return _result(job, result, owner, planned.image, reason)


class PlannedJob(msgspec.Struct, frozen=True):
    """Edits for a fetched picture; the image that has its bytes, and what changes about that."""

    edits: list[Edit]
    image: int | None = None
    change: RowChange = RowChange()


def _planned(job: Job, picture: Picture, gallery: Gallery, stores: dict[str, int]) -> PlannedJob:
    row, image = url_row_of_job(job), image_of_content(gallery, picture.content_hash)
    if image is None:
        return PlannedJob(list(_edits(row, picture, stores)))
    planned = plan([RowOnImage(source=job.source, row=row, image=image, job=job.id)], gallery, stores)
    return PlannedJob(planned.edits, image, planned.changes[0])


def _edits(row: UrlRow, picture: Picture, stores: dict[str, int]) -> Iterator[Edit]:
    position = UNSET if row.position is None else row.position
    yield add_image(picture, 1, label=row.label, position=position, roles=frozenset(row.roles))
    for code, text in row.labels.items():
        if code in stores:
            yield ChangeImage(image_id=-1, store=stores[code], label=text)
