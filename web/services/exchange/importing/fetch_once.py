"""The picture of one address, for all jobs that want it."""

import msgspec

from web.database.queries import import_jobs
from web.database.queries.import_jobs import Job
from web.gallery.model import Picture
from web.gallery.owner import Owner
from web.outbound.urls import name_in
from web.services.editing.new_pictures import picture_from
from web.services.exchange.importing.find_owner import known_roles, product_of
from web.services.exchange.importing.import_context import ImportContext
from web.services.exchange.importing.row_result import EXPECTED, said
from web.services.exchange.importing.url_list_rows import UrlRow, url_row_of_job


class FetchedPicture(msgspec.Struct, frozen=True, kw_only=True):
    """What came of an address: its jobs' owners or refusals, and the picture or why there is none."""

    jobs: list[Job]
    owners: dict[int, Owner | str]  # by job
    picture: Picture | None = None
    reason: str = ""


async def fetched(run: int, url: str, context: ImportContext) -> FetchedPicture:
    """Nothing is asked for where nobody can take it. Raises StorageUnavailable."""
    jobs = await import_jobs.of_url(run, url)
    owners = {one.id: await wanted_by(url_row_of_job(one)) for one in jobs}
    if not any(isinstance(owner, Owner) for owner in owners.values()):
        return FetchedPicture(jobs=jobs, owners=owners)
    try:
        received = await context.fetcher.receive(url)
        picture = await picture_from(received, context.files, context.limits, name=name_in(url), uploader=None)
    except EXPECTED as error:
        return FetchedPicture(jobs=jobs, owners=owners, reason=said(error))
    return FetchedPicture(jobs=jobs, owners=owners, picture=picture)


async def wanted_by(asked: UrlRow) -> Owner | str:
    """Whose gallery it is for, or why it can be for none."""
    try:
        owner = await product_of(asked.product)
        await known_roles(owner, frozenset(asked.roles))
    except EXPECTED as error:
        return said(error)
    return owner
