"""Where `image_file` leads: to a file of the import directory, or to a URL."""

import re

from web.dialects.bigcommerce.problems import Invalid, invalid
from web.dialects.dialect import AnyRequest
from web.dialects.uploads import from_received
from web.gallery.model import Picture
from web.house import house
from web.settings import MIB
from web.storage.errors import (
    EmptyFile,
    NotAPicture,
    NotFetched,
    NotInImportDirectory,
    PictureRefused,
    TooManyBytes,
    TooManyFrames,
    TooManyPixels,
)
from web.storage.intake import Received, receive_import
from web.storage.remote_url import name_in

URL = re.compile(r"\s*[a-z][a-z0-9+.-]*://", re.IGNORECASE)
NOT_DOWNLOADED = "The resource at '{}' could not be downloaded and may be invalid."


async def picture_from(request: AnyRequest, image_file: str) -> Picture:
    """Checked and kept, called like the last part of the path. Raises Invalid, Busy."""
    try:
        if URL.match(image_file):
            received, name = await house(request).fetcher.receive(image_file), name_in(image_file.strip())
        else:
            received, name = await _imported(request, image_file), image_file.rpartition("/")[2]
        return await from_received(request, received, name)
    except PictureRefused as refused:
        raise Invalid(invalid("image_file", _reason(image_file, refused))) from refused


async def _imported(request: AnyRequest, path: str) -> Received:
    return await receive_import(house(request).settings.import_dir, path, house(request).limits)


def _reason(image_file: str, refused: PictureRefused) -> str:
    """What came from a URL and is no picture is said to be as bad as nothing, as the vendor does."""
    match refused:
        case NotFetched():
            return NOT_DOWNLOADED.format(image_file)
        case NotAPicture() | EmptyFile() if URL.match(image_file):
            return NOT_DOWNLOADED.format(image_file)
        case NotInImportDirectory():
            return f"The file '{image_file}' could not be found in the import directory."
        case EmptyFile():
            return f"The file '{image_file}' is empty."
        case TooManyBytes(limit=limit):
            return f"The file '{image_file}' is larger than {limit // MIB} MB."
        case TooManyPixels(limit=limit):
            return f"The image '{image_file}' has more than {limit // 1_000_000} megapixels."
        case TooManyFrames(limit=limit):
            return f"The image '{image_file}' has more than {limit} frames."
        case _:
            return f"The image '{image_file}' could not be processed and may not be valid image data."
