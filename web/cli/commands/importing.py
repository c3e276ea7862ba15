"""`packshot import`, `packshot jobs` and `packshot export`."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import click
import msgspec

from web.cli import reports
from web.cli.commands.common import as_json, open_context, print_result, run
from web.cli.progress import ProgressReporter
from web.database.queries import import_jobs
from web.files.received import Limits
from web.files.store import FileStore
from web.outbound.fetch import MAX_FETCHES, Fetcher
from web.services.exchange import export_folder
from web.services.exchange.export_rows import SHEET
from web.services.exchange.importing.import_context import ImportContext
from web.services.exchange.importing.patterns import BadPattern, Pattern, read_pattern
from web.services.exchange.importing.row_result import KEPT
from web.services.exchange.importing.runs import STATES, JobRow, State, begin, import_left, jobs_in
from web.settings import Settings

dry_run = click.option("--dry-run", is_flag=True, help="Say what would be done; keep nothing.")


def _pattern(context: click.Context, option: click.Parameter, text: str | None) -> Pattern | None:
    try:
        return None if text is None else read_pattern(text)
    except BadPattern as error:
        raise click.BadParameter(f"{error}.", context, option) from error


@click.command("import")
@click.argument("source", type=click.Path(path_type=Path, exists=True))
@click.option("--match", callback=_pattern, help="How the files of a folder are called: {sku}_{position}.{ext}")
@click.option("--retry", is_flag=True, help="Addresses of the list that were given up get new tries.")
@click.option("--keep", is_flag=True, help="Images that are there stay as they are; say what the list has otherwise.")
@dry_run
@as_json
def import_(source: Path, match: Pattern | None, retry: bool, keep: bool, dry_run: bool, as_json: bool) -> None:
    """Import pictures. Ended half-way and run again, it does what is left.

    SOURCE is a folder, with --match and {sku} {id} {slug} {position} {role} {label} {ext} or * in it; or a CSV list of
    addresses (sku, id or slug; url; and position, label, role, label:STORE); or a folder that was exported.
    """
    _check_source(source, match, retry, keep)
    with ProgressReporter(as_json, "files", tally=not source.is_dir()) as progress:
        run(lambda settings: import_pictures(settings, source, match, retry, ImportOptions(dry_run, keep), progress))
    _fail_if_wrong(progress, "imported")


def _check_source(source: Path, match: Pattern | None, retry: bool, keep: bool) -> None:
    if retry and source.is_dir():
        raise click.UsageError("--retry goes with a list of addresses.")
    if keep and source.is_dir():
        raise click.UsageError("--keep goes with a list of addresses.")
    if match is not None and not source.is_dir():
        raise click.UsageError("--match goes with a folder of pictures.")
    if source.is_dir() and match is None and not (source / SHEET).is_file():
        raise click.UsageError(f"Say with --match how the files are called; there is no {SHEET} in {source}.")


def _fail_if_wrong(progress: ProgressReporter, done: str) -> None:
    problems = [f"{progress.wrong} of {progress.counts.total()} could not be {done}"] if progress.wrong else []
    if kept := progress.counts[KEPT]:
        problems.append(f"{kept} of {progress.counts.total()} are not as the list says, and were kept")
    if problems:
        raise click.ClickException("; ".join(problems))


@click.group()
def jobs() -> None:
    """Rows of lists of addresses: each is a job, and what fails can be tried again."""


@jobs.command("list")
@click.option("--state", "states", multiple=True, type=click.Choice(STATES), help="Else all that are not done.")
@as_json
def jobs_list(states: tuple[State, ...], as_json: bool) -> None:
    """List jobs with their states and reasons. Dead ones were given up after several tries."""
    listed = run(lambda settings: list_jobs(settings, states))
    print_result(as_json, listed, reports.job_list(listed.jobs, listed.counts))


@jobs.command("retry")
@click.argument("numbers", metavar="[ID]...", nargs=-1, type=click.IntRange(1, 2**63 - 1))
@dry_run
@as_json
def jobs_retry(numbers: tuple[int, ...], dry_run: bool, as_json: bool) -> None:
    """Do these jobs now, or all that are left; dead ones get new tries."""
    with ProgressReporter(as_json, "jobs") as progress:
        run(lambda settings: retry_jobs(settings, numbers, dry_run, progress))
    _fail_if_wrong(progress, "imported")


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@as_json
def export(folder: Path, as_json: bool) -> None:
    """Write every original and one CSV with all labels, roles and orders to FOLDER, for people and for import."""
    with ProgressReporter(as_json, "files", verbose=False) as progress:
        run(lambda settings: export_pictures(settings, folder, progress))
    _fail_if_wrong(progress, "exported")


def _import_context(settings: Settings, dry_run: bool, keep: bool = False) -> ImportContext:
    limits = Limits(max_bytes=settings.max_upload_bytes, max_pixels=settings.max_pixels, temp_dir=settings.temp_dir)
    fetcher = Fetcher(limits, settings.fetch_allow, share=MAX_FETCHES)  # nobody else is here
    files = FileStore(settings.storage_url)
    return ImportContext(files=files, limits=limits, fetcher=fetcher, dry_run=dry_run, keep=keep)


class ImportOptions(NamedTuple):
    dry_run: bool
    keep: bool


async def import_pictures(
    settings: Settings, source: Path, match: Pattern | None, retry: bool, how: ImportOptions, progress: ProgressReporter
) -> None:
    async with open_context(settings):
        progress.add_facts(dry_run=how.dry_run)
        total, results = await begin(source, match, retry, _import_context(settings, how.dry_run, how.keep))
        progress.expect(total)
        await progress.report_all(results)


class JobList(msgspec.Struct, frozen=True):
    jobs: list[JobRow]
    counts: dict[str, int]  # by state, of all there are


async def list_jobs(settings: Settings, states: Sequence[State]) -> JobList:
    """Jobs in these states, or all that are not done, and how many there are in each state."""
    async with open_context(settings):
        jobs = [job async for job in jobs_in(states or import_jobs.UNFINISHED)]
        return JobList(jobs, await import_jobs.counts())


async def retry_jobs(settings: Settings, which: Sequence[int], dry_run: bool, progress: ProgressReporter) -> None:
    async with open_context(settings):
        progress.add_facts(dry_run=dry_run)
        counts = await import_jobs.counts()
        progress.expect(len(which) or sum(counts.get(state, 0) for state in import_jobs.UNFINISHED))
        await progress.report_all(import_left(_import_context(settings, dry_run), which))


async def export_pictures(settings: Settings, folder: Path, progress: ProgressReporter) -> None:
    async with open_context(settings):
        progress.add_facts(folder=str(folder))
        progress.expect(await export_folder.number_of_images())
        await progress.report_all(export_folder.export(folder, FileStore(settings.storage_url)))
