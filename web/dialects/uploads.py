"""Pictures that come with a request: taken in, checked, kept, and worded for an edit."""

from typing import BinaryIO, cast

from litestar.datastructures import UploadFile

from web.dialects.dialect import AnyRequest, uploader
from web.gallery.model import Picture
from web.house import house
from web.services.uploads import picture
from web.storage.intake import Received, receive_file, take_in

ALL = frozenset({"JPEG", "PNG", "GIF", "WEBP", "AVIF"})


async def from_form(request: AnyRequest, part: UploadFile, allowed: frozenset[str] = ALL) -> Picture:
    """A file part of a multipart form. Raises PictureRefused."""
    received = await receive_file(cast(BinaryIO, part.file), house(request).limits)
    await part.close()
    return await from_received(request, received, part.filename, allowed)


async def from_received(
    request: AnyRequest,
    received: Received,
    file_name: str,
    allowed: frozenset[str] = ALL,
    wished: str | None = None,
) -> Picture:
    """What arrived by whatever way. The temporary file is gone afterwards. Raises PictureRefused."""
    async with received:
        taken = await take_in(received, house(request).files, house(request).limits, allowed)
    return picture(taken, file_name, uploader(request), wished)
