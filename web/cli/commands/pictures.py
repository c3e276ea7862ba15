"""`packshot doctor`, `findings`, `sweep` and `picture-address`."""

import sys

import click
import msgspec

from web.auth.secrets import SecretBox
from web.cli import reports
from web.cli.commands.common import NotReachable, as_json, open_context, print_result, run
from web.files.store import FileStore
from web.gallery.formats import EXTENSIONS, format_of_extension
from web.gallery.model import MIDDLE
from web.imaging.renditions.signed_sizes import LARGEST, Way, free_size
from web.media.routes import free_address
from web.services.catalogue.pictures import UnknownPicture, by_number, of_image
from web.services.insight.findings import ImageFindings, all_findings
from web.services.maintenance.doctor import Report, examine
from web.services.maintenance.sweep import SweepReport
from web.services.maintenance.sweep import sweep as sweep_storage
from web.settings import Settings


@click.command()
@click.option("--repair", is_flag=True, help="Put orphaned files aside; what is missing can't be made up.")
@as_json
def doctor(repair: bool, as_json: bool) -> None:
    """Check the database against the storage; exit status 1 when something is wrong."""
    report = run(lambda settings: examine_files(settings, repair))
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
    facts = run(lambda settings: address_of_picture(settings, number, width, height, way, ending))
    print_result(as_json, facts, str(facts["address"]))


@click.command()
@as_json
def findings(as_json: bool) -> None:
    """What is not good about the pictures: too small, blurred, alike … Nothing is refused for it."""
    found = run(list_findings)
    print_result(as_json, {"findings": [msgspec.structs.asdict(one) for one in found]}, reports.finding_lines(found))


@click.command()
@as_json
def sweep(as_json: bool) -> None:
    """Put aside what was replaced or removed longer ago than the grace time; delete what has lain aside as long."""
    swept = run(sweep_files)
    print_result(as_json, msgspec.structs.asdict(swept), reports.sweep_summary(swept))


async def examine_files(settings: Settings, repair: bool) -> Report:
    async with open_context(settings):
        return await examine(FileStore(settings.storage_url), repair)


async def address_of_picture(
    settings: Settings, number: int, width: int | None, height: int | None, way: Way, ending: str
) -> dict[str, int | str]:
    """Address of the picture of the image with that id, or whose picture once had that number."""
    async with open_context(settings):
        try:
            picture, _ = await of_image((await by_number(number)).image)
        except UnknownPicture as error:
            raise NotReachable(f"there is no image {number}") from error
    if picture.removed:
        raise NotReachable(f"image {picture.image} was removed")
    size = free_size(width, height, way, picture.focus or MIDDLE)
    path = free_address(SecretBox(settings.secret_key), picture, size, format_of_extension(ending) or picture.format)
    return {"image": picture.image, "picture": picture.number, "address": f"{settings.base_url or ''}{path}"}


async def sweep_files(settings: Settings) -> SweepReport:
    async with open_context(settings):
        return await sweep_storage(FileStore(settings.storage_url), settings.grace_days)


async def list_findings(settings: Settings) -> list[ImageFindings]:
    async with open_context(settings):
        return [found async for found in all_findings(settings.findings)]
