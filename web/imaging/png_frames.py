"""Frames of an animated PNG as browsers show them: drawn one over the other on a canvas that is empty at first.

Pillow begins on the default image, also where that is none of the frames, and clears to black what has no alpha.
"""

import struct
from collections.abc import Iterator
from typing import NamedTuple
from zlib import crc32

from PIL import Image

from web.imaging.canvas import NOTHING, as_shown, empty_canvas, whole_file
from web.imaging.opening import open_bytes
from web.imaging.pixels import plain

SIGNATURE = b"\x89PNG\r\n\x1a\n"
CONTROL = struct.Struct(">4xIIIIHHBB")  # behind the sequence number
CLEARED, RESTORED = 1, 2
OVER = 1
SHARED = (b"PLTE", b"tRNS")  # what every frame's pixels need


class PngFrame(NamedTuple):
    file: bytes  # a PNG of this frame and nothing else
    width: int
    height: int
    left: int
    upper: int
    delay: int
    delay_of: int  # parts of a second that it counts; none are hundredths
    disposal: int
    blend: int


def shown_frames(picture: Image.Image) -> Iterator[tuple[Image.Image, int]]:
    """Each frame, in RGB or RGBA, and its time in milliseconds. Raises whatever Pillow raises on a damaged one."""
    canvas = empty_canvas(picture.size)
    for frame in _frames(whole_file(picture)):
        before = canvas.copy() if frame.disposal == RESTORED else None
        _draw(canvas, frame)
        shown = as_shown(canvas)
        shown.info["icc_profile"] = picture.info.get("icc_profile")
        yield shown, round(1000 * frame.delay / (frame.delay_of or 100))
        if frame.disposal == CLEARED:
            canvas.paste(NOTHING, (frame.left, frame.upper, frame.left + frame.width, frame.upper + frame.height))
        canvas = before or canvas


def _draw(canvas: Image.Image, frame: PngFrame) -> None:
    with open_bytes(frame.file) as alone:
        drawn = plain(alone).convert("RGBA")
    if frame.blend == OVER:
        canvas.alpha_composite(drawn, (frame.left, frame.upper))
    else:
        canvas.paste(drawn, (frame.left, frame.upper))


def _frames(data: bytes) -> Iterator[PngFrame]:
    """A default image that is none of the frames comes before the first one's control, and is passed over."""
    header, shared, control, pixels = b"", b"", b"", b""
    for kind, body in _chunks(data):
        if kind == b"IHDR":
            header = body
        elif kind in SHARED:
            shared += _chunk(kind, body)
        elif kind == b"fcTL":
            if pixels:
                yield _frame(header, shared, control, pixels)
            control, pixels = body, b""
        elif control and kind in (b"IDAT", b"fdAT"):
            pixels += body if kind == b"IDAT" else body[4:]
    if pixels:
        yield _frame(header, shared, control, pixels)


def _frame(header: bytes, shared: bytes, control: bytes, pixels: bytes) -> PngFrame:
    said = CONTROL.unpack_from(control)
    head = _chunk(b"IHDR", struct.pack(">II", *said[:2]) + header[8:])
    file = SIGNATURE + head + shared + _chunk(b"IDAT", pixels) + _chunk(b"IEND", b"")
    return PngFrame(file, *said)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = len(SIGNATURE)
    while place + 8 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, place)
        yield kind, data[place + 8 : place + 8 + length]
        if kind == b"IEND":
            return
        place += 12 + length


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", crc32(kind + body))
