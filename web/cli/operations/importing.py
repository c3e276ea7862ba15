"""Pictures in and out: folders, lists of addresses and their jobs, whole exports."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from web.cli.operations.open_context import open_context
from web.cli.progress import ProgressReporter
from web.database.queries import import_jobs
from web.files.received import Limits
from web.files.store import FileStore
from web.outbound.fetch import Fetcher
from web.services.exchange import export_folder
from web.services.exchange.importing.import_context import ImportContext
from web.services.exchange.importing.pattern_matching import Pattern
from web.services.exchange.importing.pending_jobs import State, import_left, jobs_in
from web.services.exchange.importing.start import begin
from web.settings import Settings


def _import_context(settings: Settings, dry_run: bool) -> ImportContext:
    limits = Limits(max_bytes=settings.max_upload_bytes, max_pixels=settings.max_pixels)
    fetcher = Fetcher(limits, settings.fetch_allow)
    return ImportContext(files=FileStore(settings.storage_url), limits=limits, fetcher=fetcher, dry_run=dry_run)


async def import_pictures(
    settings: Settings, source: Path, match: Pattern | None, retry: bool, dry_run: bool, progress: ProgressReporter
) -> None:
    async with open_context(settings):
        progress.add_facts(dry_run=dry_run)
        total, results = await begin(source, match, retry, _import_context(settings, dry_run))
        progress.expect(total)
        await progress.report_all(results)


async def list_jobs(settings: Settings, states: Sequence[State]) -> dict[str, Any]:
    """Jobs in these states, or all that are not done, and how many there are in each state."""
    async with open_context(settings):
        jobs = [msgspec.structs.asdict(job) async for job in jobs_in(states or import_jobs.UNFINISHED)]
        return {"jobs": jobs, "counts": await import_jobs.counts()}


async def retry_jobs(settings: Settings, which: Sequence[int], dry_run: bool, progress: ProgressReporter) -> None:
    async with open_context(settings):
        progress.add_facts(dry_run=dry_run)
        counts = await import_jobs.counts()
        progress.expect(len(which) or sum(counts.get(state, 0) for state in import_jobs.UNFINISHED))
        await progress.report_all(import_left(_import_context(settings, dry_run), which))


async def export(settings: Settings, folder: Path, progress: ProgressReporter) -> None:
    async with open_context(settings):
        progress.add_facts(folder=str(folder))
        progress.expect(await export_folder.number_of_images())
        await progress.report_all(export_folder.export(folder, FileStore(settings.storage_url)))
