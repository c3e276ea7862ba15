"""Intake of a picture: a new one, or what a PUT makes of the present one's bytes, name and MIME type."""

from msgspec import UNSET
from msgspec.structs import replace

from web.context import AnyRequest, context_of
from web.dialects.magento.errors import NotSpecified
from web.dialects.magento.media import checked_file_name, extension_of
from web.dialects.magento.parse import ImageFields
from web.dialects.requests import keep_received
from web.files.receive import receive_base64
from web.gallery.formats import format_of_extension
from web.gallery.model import Picture
from web.services.editing.new_pictures import public_name

ALLOWED = frozenset({"JPEG", "PNG", "GIF"})
EMPTY = ("", "0")  # what PHP takes for nothing


async def read_new_picture(request: AnyRequest, fields: ImageFields) -> Picture:
    """Raises NotSpecified, then PictureRefused, UnsupportedMimeType, UnusableFileName."""
    if fields.mime_type is UNSET:
        raise NotSpecified
    return await _keep(request, fields, "image", "")


async def read_changed_picture(request: AnyRequest, fields: ImageFields, present: Picture) -> Picture | None:
    """Whatever was not sent keeps its value; None where the picture stays the same. Raises as `read_new_picture`."""
    stem, extension = _stem(present.file_name), present.public_name.rpartition(".")[2]
    if fields.content is not UNSET:
        picture = await _keep(request, fields, stem, extension)
        return picture if fields.file_name is not UNSET else replace(picture, file_name=present.file_name)
    name, declared = _name(fields, present.file_name), _extension(fields, extension)
    if name == present.file_name and declared == extension:
        return None
    return replace(present, file_name=name, public_name=public_name(_name(fields, stem), declared))


async def _keep(request: AnyRequest, fields: ImageFields, name: str, extension: str) -> Picture:
    """`name` and `extension` are for a request that names none."""
    content = fields.content
    if content is UNSET or len(content) == 0 or content == b"0" or fields.mime_type in EMPTY:
        raise NotSpecified
    received = await receive_base64(memoryview(content), context_of(request).limits, strict=True)
    async with received:
        declared, name = _extension(fields, extension), _name(fields, name)
        return await keep_received(request, received, name, ALLOWED, public_name(name, declared))


def _extension(fields: ImageFields, otherwise: str) -> str:
    return otherwise if fields.mime_type is UNSET else extension_of(fields.mime_type)


def _name(fields: ImageFields, otherwise: str) -> str:
    return otherwise if fields.file_name is UNSET or fields.file_name in EMPTY else checked_file_name(fields.file_name)


def _stem(file_name: str) -> str:
    """Other dialects' names end in an extension; Magento's get one of their own."""
    stem, _, extension = file_name.rpartition(".")
    return stem if stem and format_of_extension(extension) else file_name
