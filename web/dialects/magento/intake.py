"""The picture of a request: a new one, or what a PUT makes of the present one's bytes, name and MIME type."""

from msgspec import UNSET
from msgspec.structs import replace

from web.context import context_of
from web.dialects.intake import from_received
from web.dialects.magento.errors import NotSpecified
from web.dialects.magento.media import extension_of, usable
from web.dialects.magento.parse import Params
from web.dialects.spec import AnyRequest
from web.files.receive import receive_base64
from web.gallery.formats import format_of_extension
from web.gallery.model import Picture
from web.services.editing.new_pictures import public_name

ALLOWED = frozenset({"JPEG", "PNG", "GIF"})
EMPTY = ("", "0")  # what PHP takes for nothing


async def new_picture(request: AnyRequest, params: Params) -> Picture:
    """Raises NotSpecified, then PictureRefused, UnsupportedMimeType, UnusableFileName."""
    if params.mime_type is UNSET:
        raise NotSpecified
    return await _taken(request, params, "image", "")


async def other_picture(request: AnyRequest, params: Params, present: Picture) -> Picture | None:
    """What was not sent keeps its value; None when it is the same picture after all. Raises as `new_picture`."""
    stem, extension = _stem(present.file_name), present.public_name.rpartition(".")[2]
    if params.content is not UNSET:
        taken = await _taken(request, params, stem, extension)
        return taken if params.file_name is not UNSET else replace(taken, file_name=present.file_name)
    name, declared = _name(params, present.file_name), _extension(params, extension)
    if name == present.file_name and declared == extension:
        return None
    return replace(present, file_name=name, public_name=public_name(_name(params, stem), declared))


async def _taken(request: AnyRequest, params: Params, name: str, extension: str) -> Picture:
    """`name` and `extension` where the request says nothing of them."""
    content = params.content
    if content is UNSET or len(content) == 0 or content == b"0" or params.mime_type in EMPTY:
        raise NotSpecified
    received = await receive_base64(memoryview(content), context_of(request).limits, strict=True)
    async with received:
        declared, name = _extension(params, extension), _name(params, name)
        return await from_received(request, received, name, ALLOWED, public_name(name, declared))


def _extension(params: Params, otherwise: str) -> str:
    return otherwise if params.mime_type is UNSET else extension_of(params.mime_type)


def _name(params: Params, otherwise: str) -> str:
    return otherwise if params.file_name is UNSET or params.file_name in EMPTY else usable(params.file_name)


def _stem(file_name: str) -> str:
    """Other dialects' names end in an extension; Magento's get one of their own."""
    stem, _, extension = file_name.rpartition(".")
    return stem if stem and format_of_extension(extension) else file_name
