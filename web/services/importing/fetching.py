"""The picture of one address, for all jobs that want it."""

import msgspec

from web.database import import_jobs
from web.database.import_jobs import Job
from web.gallery.model import Picture
from web.gallery.owner import Owner
from web.services.importing.address_rows import Asked, asked_of
from web.services.importing.means import Means
from web.services.importing.outcome import EXPECTED, said
from web.services.importing.products import known_roles, product_of
from web.services.uploads import taken
from web.storage.remote_url import name_in


class Fetched(msgspec.Struct, frozen=True, kw_only=True):
    """What came of an address: its jobs' owners or refusals, and the picture or why there is none."""

    jobs: list[Job]
    owners: dict[int, Owner | str]  # by job
    picture: Picture | None = None
    reason: str = ""


async def fetched(run: int, url: str, means: Means) -> Fetched:
    """Nothing is asked for where nobody can take it. Raises StorageUnavailable."""
    jobs = await import_jobs.of_url(run, url)
    owners = {one.id: await wanted_by(asked_of(one)) for one in jobs}
    if not any(isinstance(owner, Owner) for owner in owners.values()):
        return Fetched(jobs=jobs, owners=owners)
    try:
        received = await means.fetcher.receive(url)
        picture = await taken(received, means.files, means.limits, name=name_in(url), uploader=None)
    except EXPECTED as error:
        return Fetched(jobs=jobs, owners=owners, reason=said(error))
    return Fetched(jobs=jobs, owners=owners, picture=picture)


async def wanted_by(asked: Asked) -> Owner | str:
    """Whose gallery it is for, or why it can be for none."""
    try:
        owner = await product_of(asked.product)
        await known_roles(owner, frozenset(asked.roles))
    except EXPECTED as error:
        return said(error)
    return owner
