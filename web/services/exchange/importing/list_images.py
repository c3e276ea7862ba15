"""Rows of a list whose pictures earlier runs fetched: nothing is fetched again, the images become as the rows say."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from web.database.queries import import_jobs
from web.database.queries.import_jobs import Job
from web.gallery.edits import Edit
from web.gallery.model import Gallery
from web.gallery.owner import Owner
from web.services.catalogue.lookup import gallery_of
from web.services.editing.write_path import edit_gallery
from web.services.exchange.importing.find_owner import product_name, store_ids
from web.services.exchange.importing.import_context import BY, ImportContext
from web.services.exchange.importing.list_changes import ListPlan, RowOnImage, plan
from web.services.exchange.importing.row_result import EXPECTED, Result, RowResult, message_of
from web.services.exchange.importing.url_jobs import owner_for
from web.services.exchange.importing.url_list_rows import ListLine, UrlRow, job_for


class RowsOfGallery(msgspec.Struct, frozen=True):
    owner: Owner
    gallery: Gallery
    rows: list[RowOnImage]


async def split(lines: Sequence[ListLine]) -> tuple[list[RowsOfGallery], list[ListLine]]:
    """The rows whose images are there, by gallery, and the lines that are left."""
    jobs = await _done_jobs(lines)
    found: dict[int, RowsOfGallery] = {}
    left = []
    for line in lines:
        if not (line.row and await _found(line.source, line.row, jobs, found)):
            left.append(line)
    return [one for one in found.values() if one.rows], left


async def _done_jobs(lines: Sequence[ListLine]) -> Mapping[str, list[Job]]:
    """Jobs that have an image, by their addresses."""
    jobs: dict[str, list[Job]] = defaultdict(list)
    for job in await import_jobs.done_of_urls({line.row.url for line in lines if line.row}):
        jobs[job.url].append(job)
    return jobs


async def _found(source: str, row: UrlRow, jobs: Mapping[str, list[Job]], found: dict[int, RowsOfGallery]) -> bool:
    """Tell whether an image of the row's product is from its address; it joins those found."""
    fetched = jobs.get(row.url)
    owner = await owner_for(row) if fetched else ""
    if not fetched or isinstance(owner, str):
        return False
    if owner.id not in found:
        found[owner.id] = RowsOfGallery(owner, (await gallery_of(owner)).gallery, [])
    here = found[owner.id]
    for job in fetched:
        if job.image is not None and job.image in here.gallery.images:
            here.rows.append(RowOnImage(source=source, row=row, image=job.image, job=job.id))
            return True
    return False


async def apply_rows(here: RowsOfGallery, context: ImportContext) -> list[RowResult]:
    """Apply the rows in one transaction; in a dry run, or where all is to be kept, only say what differs."""
    stores, planned = await store_ids(), ListPlan([], [])

    def edits(gallery: Gallery) -> Sequence[Edit]:
        nonlocal planned
        planned = plan(here.rows, gallery, stores)
        return planned.edits

    if context.dry_run or context.keep:
        edits(here.gallery)
        return _results(here, planned, context.keep)
    try:
        await edit_gallery(here.owner, edits, BY)
    except EXPECTED as error:
        return [_result(one, here.owner, "failed", message_of(error)) for one in here.rows]
    await import_jobs.settle({job_for(one.source, one.row).key: one.image for one in here.rows})
    return _results(here, planned, context.keep)


def _results(here: RowsOfGallery, planned: ListPlan, keep: bool) -> list[RowResult]:
    changes = zip(here.rows, planned.changes, strict=True)
    return [_result(one, here.owner, *change.result(keep)) for one, change in changes]


def _result(one: RowOnImage, owner: Owner, result: Result, reason: str | None) -> RowResult:
    name = product_name(owner)
    return RowResult(source=one.source, result=result, product=name, image=one.image, reason=reason, job=one.job)
