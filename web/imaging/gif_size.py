"""Size of a GIF: its canvas and frames read from the block structure, without decoding any.

Pillow knows the number of frames only after stepping through them all, however many there are, and a later
frame may be larger than the header says.
"""

import re
import struct
from typing import NamedTuple

HEADER = struct.Struct("<6sHHB2x")
DESCRIPTOR = struct.Struct("<HHHHB")
BLOCK = re.compile(rb"[!,;]")


class GifSize(NamedTuple):
    width: int
    height: int
    frames: int


def measure(data: bytes, most_frames: int) -> GifSize:
    """Stops one frame past `most_frames`. Raises struct.error when a header is cut short."""
    _, width, height, flags = HEADER.unpack_from(data)
    at = HEADER.size + _colours(flags)
    frames = 0
    while frames <= most_frames and (block := BLOCK.search(data, at)) and block[0] != b";":
        at = block.end()
        if block[0] == b"!":
            at = _past_data(data, at + 1)
            continue
        left, top, right, bottom, flags = DESCRIPTOR.unpack_from(data, at)
        width, height, frames = max(width, left + right), max(height, top + bottom), frames + 1
        at = _past_data(data, at + DESCRIPTOR.size + _colours(flags) + 1)
    return GifSize(width, height, frames)


def _colours(flags: int) -> int:
    """The length of a colour table in bytes."""
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _past_data(data: bytes, at: int) -> int:
    while at < len(data) and data[at]:
        at += data[at] + 1
    return at + 1
