"""Intake of an attachment: the uploaded file becomes a picture."""

from msgspec import UNSET

from web.context import AnyRequest
from web.dialects.requests import keep_received
from web.dialects.spree.errors import MUST_BE_PRESENT, Invalid
from web.dialects.spree.parse import ImageFields
from web.gallery.model import Picture
from web.gallery.picture_errors import EmptyFile

ALLOWED = frozenset({"JPEG", "PNG", "GIF", "WEBP"})


async def read_new_picture(request: AnyRequest, fields: ImageFields) -> Picture:
    """Raises Invalid where there is no attachment, PictureRefused."""
    if fields.attachment is UNSET:
        raise Invalid(attachment=MUST_BE_PRESENT)
    if fields.attachment.received is None:
        raise EmptyFile
    return await keep_received(request, fields.attachment.received, fields.attachment.name, ALLOWED)


async def read_changed_picture(request: AnyRequest, fields: ImageFields, present: Picture) -> Picture | None:
    """None where the present one stays. Raises PictureRefused."""
    return None if fields.attachment is UNSET else await read_new_picture(request, fields)
