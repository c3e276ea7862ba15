"""Intake of an uploaded file, once all fields are right: of a request that is refused nothing is kept."""

from collections.abc import Mapping

from msgspec import UNSET

from web.context import AnyRequest, context_of
from web.dialects.requests import keep_received
from web.dialects.token_api.errors import EMPTY_FILE, NO_FILE, Invalid, image_message
from web.dialects.token_api.parse import ImageFields, extension_error
from web.files.received import Received
from web.gallery.model import Picture
from web.gallery.picture_errors import PictureRefused
from web.http.multipart import File
from web.services.editing.new_pictures import check_in_sandbox


async def read_new_picture(request: AnyRequest, fields: ImageFields) -> Picture:
    """Raises Invalid with the messages for the picture and for all other fields."""
    if fields.image is UNSET:
        raise Invalid({"image": [NO_FILE], **fields.errors})
    return await _picture(request, fields.image, fields.errors)


async def read_changed_picture(request: AnyRequest, fields: ImageFields, present: Picture) -> Picture | None:
    """None where the present one stays. Raises Invalid."""
    if fields.image is not UNSET:
        return await _picture(request, fields.image, fields.errors)
    if fields.errors:
        raise Invalid(fields.errors)
    return None


async def _picture(request: AnyRequest, file: File, errors: Mapping[str, list[str]]) -> Picture:
    """`errors`: messages for other fields, with which the picture is checked and not kept."""
    if file.received is None:
        raise Invalid({"image": [EMPTY_FILE], **errors})
    name_error = extension_error(file)
    if not errors and not name_error:
        return await keep_received(request, file.received, file.name)
    image_error = await _content_error(request, file.received) or name_error
    raise Invalid({**({"image": [image_error]} if image_error else {}), **errors})


async def _content_error(request: AnyRequest, received: Received) -> str | None:
    """The message for a file that is no picture, which goes before one for its name; or None."""
    limits = context_of(request).limits
    try:
        async with received:
            await check_in_sandbox(received, limits)
    except PictureRefused as refused:
        return image_message(refused)
    return None
