"""The picture of a POST: base64 inside the JSON, or the address of one."""

import asyncio
import re

from web.context import context_of
from web.dialects.intake import from_received
from web.dialects.spec import AnyRequest
from web.dialects.spiffy.errors import NOT_BASE64, Invalid, PictureMissing
from web.dialects.spiffy.parse import NewImage, text
from web.files.receive import receive_base64
from web.files.received import Received
from web.gallery.model import Picture
from web.gallery.picture_errors import EmptyFile
from web.outbound.urls import name_in

ALLOWED = frozenset({"PNG", "GIF", "JPEG"})
NOTHING = (b"null", b'""')
ESCAPE = re.compile(rb"\\(?:u00([0-9A-Fa-f]{2})|([nrt/]))")
MEANT = {b"n": b" ", b"r": b" ", b"t": b" ", b"/": b"/"}


async def incoming(request: AnyRequest, body: bytearray, image: NewImage) -> Picture:
    """The attachment wins over `src`. Raises PictureMissing, Invalid, PictureRefused."""
    name, attachment = text("filename", image.filename) or "", memoryview(image.attachment)
    if attachment in NOTHING:
        return await _fetched(request, text("src", image.src), name)
    return await from_received(request, await _attached(request, body, attachment), name, ALLOWED)


async def _fetched(request: AnyRequest, src: str | None, name: str) -> Picture:
    """What lies at a URL, called like the last part of its path where it was given no name.

    Raises PictureMissing, Invalid, PictureRefused.
    """
    if not src:
        raise PictureMissing
    try:
        received = await context_of(request).fetcher.receive(src)
    except EmptyFile as error:
        raise Invalid("src", "is empty") from error
    return await from_received(request, received, name or name_in(src.strip()), ALLOWED)


async def _attached(request: AnyRequest, body: bytearray, value: memoryview) -> Received:
    """`value` is the JSON string as it stands in the body. Raises Invalid, PictureRefused."""
    if bytes(value[:1]) != b'"':
        raise Invalid("attachment", NOT_BASE64)
    attached = await asyncio.to_thread(unescaped, body, value)
    return await receive_base64(attached, context_of(request).limits, strict=False)


def unescaped(body: bytearray, value: memoryview) -> memoryview:
    r"""The text of a JSON string, its escapes undone where they stand: no second copy of a large picture is made.

    An escape is longer than what it means, so blanks go before it, which base64 knows how to skip. Some clients send
    `\n` every 60 characters, others `\/` for every slash. An escape that can't be base64 is left as it is, and refused.
    """
    start = body.find(value)
    end = start + len(value)
    for escape in ESCAPE.finditer(body, start, end):
        meant = bytes.fromhex(escape[1].decode()) if escape[1] else MEANT[escape[2]]
        body[escape.start() : escape.end()] = meant.rjust(len(escape[0]))
    return memoryview(body)[start + 1 : end - 1]
