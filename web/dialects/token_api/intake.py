"""The uploaded file becomes a picture once all fields are right: of a request that is refused nothing is kept."""

from collections.abc import Mapping

from web.context import context_of
from web.dialects.intake import from_received
from web.dialects.spec import AnyRequest
from web.dialects.token_api import messages
from web.dialects.token_api.errors import Invalid, image_message
from web.dialects.token_api.parse import wrong_extension
from web.files.received import Received
from web.gallery.model import Picture
from web.gallery.picture_errors import PictureRefused
from web.http.multipart import File
from web.services.editing.intake import check_in_sandbox


async def new_picture(request: AnyRequest, file: File, errors: Mapping[str, list[str]]) -> Picture:
    """Raises Invalid when the picture or, by `errors`, another field is wrong, and tells of both."""
    if file.received is None:
        raise Invalid({"image": [messages.EMPTY_FILE], **errors})
    name_error = wrong_extension(file)
    if not errors and not name_error:
        return await from_received(request, file.received, file.name)
    image_error = await _content_error(request, file.received) or name_error
    raise Invalid({**({"image": [image_error]} if image_error else {}), **errors})


async def _content_error(request: AnyRequest, received: Received) -> str | None:
    """What is wrong with the picture itself, which goes before what is wrong with its name."""
    limits = context_of(request).limits
    try:
        async with received:
            await check_in_sandbox(received, limits)
    except PictureRefused as refused:
        return image_message(refused)
    return None
