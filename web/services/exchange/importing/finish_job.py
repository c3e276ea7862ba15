"""A fetched picture into a gallery, and what became of its job.

The job is marked as done in the transaction that adds the image, so no process that is ended in between makes two.
"""

from collections.abc import Iterator

from msgspec import UNSET

from web.database.queries import import_jobs
from web.database.queries.import_jobs import Job
from web.gallery.edits import ChangeImage, Edit
from web.gallery.model import Gallery, Picture
from web.gallery.owner import Owner
from web.services.editing.write_path import Edited, edit_gallery
from web.services.exchange.importing.fetch_once import FetchedPicture
from web.services.exchange.importing.find_owner import called, store_ids
from web.services.exchange.importing.import_context import BY, newcomer, of_content
from web.services.exchange.importing.row_result import EXPECTED, Result, RowResult, said
from web.services.exchange.importing.url_list_rows import UrlRow, url_row_of_job

TRIES = 5


class _DoneAlready(Exception):
    """Another process did the job in the meantime."""


async def settled(one: Job, fetched: FetchedPicture) -> RowResult:
    """Raises StorageUnavailable."""
    owner = fetched.owners[one.id]
    if isinstance(owner, str):
        return await _failed(one, owner)
    if fetched.picture is None:
        return await _failed(one, fetched.reason, owner)
    try:
        return await _added(one, owner, fetched.picture)
    except EXPECTED as error:
        return await _failed(one, said(error), owner)


async def _failed(one: Job, reason: str, owner: Owner | None = None) -> RowResult:
    state = await import_jobs.fail(one.id, reason, TRIES)
    if state == "done":
        return _outcome(one, "already there", owner)
    return _outcome(one, "dead" if state == "dead" else "failed", owner, reason=f"{reason} ({one.url})")


def _outcome(
    one: Job, result: Result, owner: Owner | None, image: int | None = None, reason: str | None = None
) -> RowResult:
    product = called(owner) if owner else None
    return RowResult(source=one.source, result=result, product=product, image=image, reason=reason, job=one.id)


async def _added(one: Job, owner: Owner, picture: Picture) -> RowResult:
    try:
        edited = await _edited(one, owner, picture)
    except _DoneAlready:
        return _outcome(one, "already there", owner)
    if edited.added:
        return _outcome(one, "added", owner, edited.added[0])
    image = of_content(edited.gallery, picture.content_hash)
    await import_jobs.finish(one.id, image)
    return _outcome(one, "already there", owner, image)


async def _edited(one: Job, owner: Owner, picture: Picture) -> Edited:
    asked, stores = url_row_of_job(one), await store_ids()

    def edits(gallery: Gallery) -> list[Edit]:
        there = of_content(gallery, picture.content_hash)
        return [] if there is not None else list(_edits(asked, picture, stores))

    async def note(added: tuple[int, ...]) -> None:
        if not await import_jobs.finish(one.id, added[0]):
            raise _DoneAlready

    return await edit_gallery(owner, edits, BY, alongside=note)


def _edits(asked: UrlRow, picture: Picture, stores: dict[str, int]) -> Iterator[Edit]:
    position = UNSET if asked.position is None else asked.position
    yield newcomer(picture, 1, label=asked.label, position=position, roles=frozenset(asked.roles))
    for code, text in asked.labels.items():
        if code in stores:
            yield ChangeImage(image_id=-1, store=stores[code], label=text)
