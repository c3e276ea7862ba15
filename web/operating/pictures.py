"""The pictures: what is wrong with them, what may go, and where one is in a size of one's own."""

from web.auth.sealing import Sealer
from web.gallery.formats import format_of_extension
from web.gallery.model import MIDDLE
from web.media import free_address
from web.operating.opening import NotThere, opened
from web.renditions.free import Way, free_size
from web.services import doctor, findings, sweeping
from web.services.pictures import UnknownPicture, by_number, of_image
from web.settings import Settings
from web.storage.files import FileStore


async def examine(settings: Settings, repair: bool) -> doctor.Report:
    async with opened(settings):
        return await doctor.examine(FileStore(settings.storage_url), repair)


async def picture_address(
    settings: Settings, number: int, width: int | None, height: int | None, way: Way, ending: str
) -> dict[str, int | str]:
    """Of the image of that id, or whose picture once had that number."""
    async with opened(settings):
        try:
            picture, _ = await of_image((await by_number(number)).image)
        except UnknownPicture as error:
            raise NotThere(f"there is no image {number}") from error
    if picture.gone:
        raise NotThere(f"image {picture.image} was removed")
    size = free_size(width, height, way, picture.focus or MIDDLE)
    path = free_address(Sealer(settings.secret_key), picture, size, format_of_extension(ending) or picture.format)
    return {"image": picture.image, "picture": picture.number, "address": f"{settings.base_url or ''}{path}"}


async def sweep(settings: Settings) -> sweeping.Swept:
    async with opened(settings):
        return await sweeping.sweep(FileStore(settings.storage_url), settings.grace_days)


async def list_findings(settings: Settings) -> list[findings.Noted]:
    async with opened(settings):
        return [noted async for noted in findings.all_findings(settings.findings)]
