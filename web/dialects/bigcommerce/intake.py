"""Where `image_file` leads: to a file of the import directory, or to a URL."""

import re

from web.context import context_of
from web.dialects.bigcommerce.problems import Invalid, invalid
from web.dialects.intake import from_received
from web.dialects.spec import AnyRequest
from web.files.receive import receive_import
from web.files.received import Received
from web.gallery.model import Picture
from web.gallery.picture_errors import (
    EmptyFile,
    NotAPicture,
    NotFetched,
    NotInImportDirectory,
    PictureRefused,
    TooManyBytes,
    TooManyFrames,
    TooManyPixels,
)
from web.outbound.urls import name_in
from web.settings import MIB

URL = re.compile(r"\s*[a-z][a-z0-9+.-]*://", re.IGNORECASE)
NOT_DOWNLOADED = "The resource at '{}' could not be downloaded and may be invalid."


async def picture_from(request: AnyRequest, image_file: str) -> Picture:
    """Checked and kept, called like the last part of the path. Raises Invalid, Busy."""
    try:
        if URL.match(image_file):
            received, name = await context_of(request).fetcher.receive(image_file), name_in(image_file.strip())
        else:
            received, name = await _imported(request, image_file), image_file.rpartition("/")[2]
        return await from_received(request, received, name)
    except PictureRefused as refused:
        raise Invalid(invalid("image_file", _reason(image_file, refused))) from refused


async def _imported(request: AnyRequest, path: str) -> Received:
    return await receive_import(context_of(request).settings.import_dir, path, context_of(request).limits)


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
