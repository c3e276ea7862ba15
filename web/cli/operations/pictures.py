"""The pictures: what is wrong with them, what may go, and where one is in a size of one's own."""

from web.auth.secrets import SecretBox
from web.cli.operations.open_context import NotReachable, open_context
from web.files.store import FileStore
from web.gallery.formats import format_of_extension
from web.gallery.model import MIDDLE
from web.imaging.renditions.signed_sizes import Way, free_size
from web.media.routes import free_address
from web.services.catalogue.pictures import UnknownPicture, by_number, of_image
from web.services.insight import findings
from web.services.maintenance import doctor, sweep
from web.settings import Settings


async def examine(settings: Settings, repair: bool) -> doctor.Report:
    async with open_context(settings):
        return await doctor.examine(FileStore(settings.storage_url), repair)


async def picture_address(
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


async def sweep_files(settings: Settings) -> sweep.SweepReport:
    async with open_context(settings):
        return await sweep.sweep(FileStore(settings.storage_url), settings.grace_days)


async def list_findings(settings: Settings) -> list[findings.ImageFindings]:
    async with open_context(settings):
        return [found async for found in findings.all_findings(settings.findings)]
