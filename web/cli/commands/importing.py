"""`packshot import`, `packshot jobs` and `packshot export`."""

from pathlib import Path

import click

from web.cli import reports
from web.cli.commands.common import as_json, print_result, run
from web.cli.operations import importing
from web.cli.progress import ProgressReporter
from web.services.exchange.export_rows import SHEET
from web.services.exchange.importing.file_name_patterns import BadPattern, read_pattern
from web.services.exchange.importing.pattern_matching import Pattern
from web.services.exchange.importing.pending_jobs import STATES, State

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
@dry_run
@as_json
def import_(source: Path, match: Pattern | None, retry: bool, dry_run: bool, as_json: bool) -> None:
    """Import pictures. Ended half-way and run again, it does what is left.

    SOURCE is a folder, with --match and {sku} {id} {slug} {position} {role} {label} {ext} or * in it; or a CSV list of
    addresses (sku, id or slug; url; and position, label, role, label:STORE); or a folder that was exported.
    """
    _check_source(source, match, retry)
    with ProgressReporter(as_json, "files") as progress:
        run(lambda settings: importing.import_pictures(settings, source, match, retry, dry_run, progress))
    _fail_if_wrong(progress, "imported")


def _check_source(source: Path, match: Pattern | None, retry: bool) -> None:
    if retry and source.is_dir():
        raise click.UsageError("--retry goes with a list of addresses.")
    if match is not None and not source.is_dir():
        raise click.UsageError("--match goes with a folder of pictures.")
    if source.is_dir() and match is None and not (source / SHEET).is_file():
        raise click.UsageError(f"Say with --match how the files are called; there is no {SHEET} in {source}.")


def _fail_if_wrong(progress: ProgressReporter, done: str) -> None:
    if progress.wrong:
        raise click.ClickException(f"{progress.wrong} of {progress.counts.total()} could not be {done}")


@click.group()
def jobs() -> None:
    """Rows of lists of addresses: each is a job, and what fails can be tried again."""


@jobs.command("list")
@click.option("--state", "states", multiple=True, type=click.Choice(STATES), help="Else all that are not done.")
@as_json
def jobs_list(states: tuple[State, ...], as_json: bool) -> None:
    """List jobs with their states and reasons. Dead ones were given up after several tries."""
    listed = run(lambda settings: importing.list_jobs(settings, states))
    print_result(as_json, listed, reports.job_list(listed["jobs"], listed["counts"]))


@jobs.command("retry")
@click.argument("numbers", metavar="[ID]...", nargs=-1, type=click.IntRange(1, 2**63 - 1))
@dry_run
@as_json
def jobs_retry(numbers: tuple[int, ...], dry_run: bool, as_json: bool) -> None:
    """Do these jobs now, or all that are left; dead ones get new tries."""
    with ProgressReporter(as_json, "jobs") as progress:
        run(lambda settings: importing.retry_jobs(settings, numbers, dry_run, progress))
    _fail_if_wrong(progress, "imported")


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@as_json
def export(folder: Path, as_json: bool) -> None:
    """Write every original and one CSV with all labels, roles and orders to FOLDER, for people and for import."""
    with ProgressReporter(as_json, "files", verbose=False) as progress:
        run(lambda settings: importing.export(settings, folder, progress))
    _fail_if_wrong(progress, "exported")
