"""Pictures in and out: folders, lists of addresses and their jobs, whole exports."""

from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from web.database import import_jobs
from web.operating.opening import opened
from web.services import exporting
from web.services.importing.begin import begin
from web.services.importing.jobs import State, import_left, jobs_in
from web.services.importing.means import Means
from web.services.importing.outcome import Outcome
from web.services.importing.readings import Pattern
from web.settings import Settings
from web.storage.files import FileStore
from web.storage.intake import Limits
from web.storage.remote import Fetcher
from web.telling import Telling


def _means(settings: Settings, dry_run: bool) -> Means:
    limits = Limits(max_bytes=settings.max_upload_bytes, max_pixels=settings.max_pixels)
    fetcher = Fetcher(limits, settings.fetch_allow)
    return Means(files=FileStore(settings.storage_url), limits=limits, fetcher=fetcher, dry_run=dry_run)


async def import_pictures(
    settings: Settings, source: Path, match: Pattern | None, retry: bool, dry_run: bool, telling: Telling
) -> None:
    async with opened(settings):
        telling.note(dry_run=dry_run)
        total, outcomes = await begin(source, match, retry, _means(settings, dry_run))
        telling.expect(total)
        await _told(outcomes, telling)


async def _told(outcomes: AsyncIterator[Outcome], telling: Telling) -> None:
    async for outcome in outcomes:
        telling.tell(outcome)


async def list_jobs(settings: Settings, states: Sequence[State]) -> dict[str, Any]:
    """Those in these states; with none named, all that are not done."""
    async with opened(settings):
        jobs = [msgspec.structs.asdict(job) async for job in jobs_in(states or import_jobs.LEFT)]
        return {"jobs": jobs, "counts": await import_jobs.counts()}


async def retry_jobs(settings: Settings, which: Sequence[int], dry_run: bool, telling: Telling) -> None:
    async with opened(settings):
        telling.note(dry_run=dry_run)
        counts = await import_jobs.counts()
        telling.expect(len(which) or sum(counts.get(state, 0) for state in import_jobs.LEFT))
        await _told(import_left(_means(settings, dry_run), which), telling)


async def export(settings: Settings, folder: Path, telling: Telling) -> None:
    async with opened(settings):
        telling.note(folder=str(folder))
        telling.expect(await exporting.number_of_images())
        await _told(exporting.export(folder, FileStore(settings.storage_url)), telling)
