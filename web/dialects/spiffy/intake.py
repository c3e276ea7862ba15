"""Intake of the picture of a POST: base64 inside the JSON, or a URL. A PUT takes none."""

import asyncio
import re

from web.context import AnyRequest, context_of
from web.dialects.requests import actor_of, keep_received
from web.dialects.spiffy.errors import NOT_BASE64, Invalid, PictureMissing
from web.dialects.spiffy.parse import ImageFields
from web.files.receive import receive_base64
from web.files.received import Received
from web.gallery.model import Picture
from web.gallery.picture_errors import EmptyFile
from web.outbound.urls import name_in

ALLOWED = frozenset({"PNG", "GIF", "JPEG"})
ESCAPE = re.compile(rb"\\(?:u00([0-9A-Fa-f]{2})|([nrt/]))")
UNESCAPED = {b"n": b" ", b"r": b" ", b"t": b" ", b"/": b"/"}


async def read_new_picture(request: AnyRequest, fields: ImageFields) -> Picture:
    """The attachment wins over `src`. Raises PictureMissing, Invalid, PictureRefused."""
    if fields.attachment is None:
        return await _fetched(request, fields.src, fields.filename)
    received = await _attached(request, fields.body, fields.attachment)
    return await keep_received(request, received, fields.filename, ALLOWED)


async def _fetched(request: AnyRequest, src: str | None, name: str) -> Picture:
    """The file at a URL; without a name it is called like the last part of the URL's path.

    Raises PictureMissing, Invalid, PictureRefused.
    """
    if not src:
        raise PictureMissing
    try:
        received = await context_of(request).fetcher.receive(src, actor_of(request))
    except EmptyFile as error:
        raise Invalid("src", "is empty") from error
    return await keep_received(request, received, name or name_in(src.strip()), ALLOWED)


async def _attached(request: AnyRequest, body: bytearray, value: memoryview) -> Received:
    """`value` is the JSON string as it stands in the body. Raises Invalid, PictureRefused."""
    if bytes(value[:1]) != b'"':
        raise Invalid("attachment", NOT_BASE64)
    attached = await asyncio.to_thread(unescaped, body, value)
    return await receive_base64(attached, context_of(request).limits, strict=False)


def unescaped(body: bytearray, value: memoryview) -> memoryview:
    r"""The text of a JSON string, its escapes undone where they stand: no second copy of a large picture is made.

    An escape is longer than its character, so blanks go before it, which base64 knows how to skip. Some clients send
    `\n` every 60 characters, others `\/` for every slash. An escape that can't be base64 is left as it is, and refused.
    """
    start = body.find(value)
    end = start + len(value)
    for escape in ESCAPE.finditer(body, start, end):
        plain = bytes.fromhex(escape[1].decode()) if escape[1] else UNESCAPED[escape[2]]
        body[escape.start() : escape.end()] = plain.rjust(len(escape[0]))
    return memoryview(body)[start + 1 : end - 1]
