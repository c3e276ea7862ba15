"""`packshot doctor`, `findings`, `sweep` and `picture-address`."""

import sys

import click
import msgspec

from web.cli import reports
from web.cli.commands.common import as_json, print_result, run
from web.cli.operations import pictures as operations
from web.gallery.formats import EXTENSIONS
from web.imaging.renditions.signed_sizes import LARGEST, Way


@click.command()
@click.option("--repair", is_flag=True, help="Put orphaned files aside; what is missing can't be made up.")
@as_json
def doctor(repair: bool, as_json: bool) -> None:
    """Check the database against the storage; exit status 1 when something is wrong."""
    report = run(lambda settings: operations.examine(settings, repair))
    print_result(as_json, msgspec.structs.asdict(report), reports.doctor_report(report))
    if not report.healthy:
        sys.exit(1)


@click.command("picture-address")
@click.argument("number", metavar="IMAGE", type=click.IntRange(1, 2**63 - 1))
@click.option("--width", type=click.IntRange(1, LARGEST), help="In pixels; left out, it follows from the height.")
@click.option("--height", type=click.IntRange(1, LARGEST), help="In pixels; left out, it follows from the width.")
@click.option("--fit", "way", default="fit", show_default=True, type=click.Choice(["fit", "fill"]))
@click.option("--format", "ending", default="webp", show_default=True, type=click.Choice(sorted(EXTENSIONS.values())))
@as_json
def picture_address(number: int, width: int | None, height: int | None, way: Way, ending: str, as_json: bool) -> None:
    """Print the signed address of an image's present picture in a size of your own.

    `fit` shows the whole picture inside the box, `fill` cuts it to the box's shape around the focal point.
    """
    if width is None and height is None:
        raise click.UsageError("give --width, --height or both")
    facts = run(lambda settings: operations.picture_address(settings, number, width, height, way, ending))
    print_result(as_json, facts, str(facts["address"]))


@click.command()
@as_json
def findings(as_json: bool) -> None:
    """What is not good about the pictures: too small, blurred, alike … Nothing is refused for it."""
    found = run(operations.list_findings)
    print_result(as_json, {"findings": [msgspec.structs.asdict(one) for one in found]}, reports.finding_lines(found))


@click.command()
@as_json
def sweep(as_json: bool) -> None:
    """Put aside what was replaced or removed longer ago than the grace time; delete what has lain aside as long."""
    swept = run(operations.sweep_files)
    print_result(as_json, msgspec.structs.asdict(swept), reports.sweep_summary(swept))
