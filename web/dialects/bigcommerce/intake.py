"""Intake of the picture that `image_file` names: a file of the import directory, or a URL."""

import re

from msgspec import UNSET

from web.context import AnyRequest, context_of
from web.dialects.bigcommerce.errors import Invalid, invalid, missing
from web.dialects.bigcommerce.parse import ImageFields
from web.dialects.bigcommerce.wire import path_of
from web.dialects.requests import actor_of, keep_received
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


async def read_new_picture(request: AnyRequest, fields: ImageFields) -> Picture:
    """Raises Invalid, Busy."""
    if fields.image_file is UNSET:
        raise Invalid(missing("image_file"))
    return await _picture(request, fields.image_file)


async def read_changed_picture(request: AnyRequest, fields: ImageFields, present: Picture) -> Picture | None:
    """None where `image_file` was not sent, or is the present picture's. Raises Invalid, Busy."""
    if fields.image_file is UNSET or fields.image_file == path_of(present):
        return None
    return await _picture(request, fields.image_file)


async def _picture(request: AnyRequest, image_file: str) -> Picture:
    """Checked and kept, named like the last part of the path."""
    try:
        if URL.match(image_file):
            received = await context_of(request).fetcher.receive(image_file, actor_of(request))
            name = name_in(image_file.strip())
        else:
            received, name = await _imported(request, image_file), image_file.rpartition("/")[2]
        return await keep_received(request, received, name)
    except PictureRefused as refused:
        raise Invalid(invalid("image_file", _reason(image_file, refused))) from refused


async def _imported(request: AnyRequest, path: str) -> Received:
    return await receive_import(context_of(request).settings.import_dir, path, context_of(request).limits)


def _reason(image_file: str, refused: PictureRefused) -> str:
    """A file from a URL that is no picture has the same message as none at all, as the vendor has it."""
    match refused:
        case NotFetched():
            return NOT_DOWNLOADED.format(image_file)
        case NotAPicture() | EmptyFile() if URL.match(image_file):
            return NOT_DOWNLOADED.format(image_file)
        case NotInImportDirectory():
            return f"The file '{image_file}' is missing or is not usable by this resource."
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
