"""Blocks of a GIF: its canvas and its frames as they lie in the file, found without decoding any.

Pillow knows the number of frames only after stepping through them all, however many there are, and a later
frame may be larger than the header says.
"""

import re
import struct
from collections.abc import Iterator
from typing import NamedTuple

HEADER = struct.Struct("<6sHHB2x")
DESCRIPTOR = struct.Struct("<HHHHB")
BLOCK = re.compile(rb"[!,;]")
CONTROL = b"\xf9"
BACKGROUND, PREVIOUS = (2,), (3, 4)  # what is to be done with a frame afterwards; browsers take 4 for 3

Box = tuple[int, int, int, int]  # left, upper, right, lower


class GifSize(NamedTuple):
    """Width and height hold every frame whole; browsers show `shown`, the header's canvas and the first frame."""

    width: int
    height: int
    frames: int
    shown: tuple[int, int]


class GifFrame(NamedTuple):
    box: Box
    disposal: int
    duration: int  # milliseconds
    transparent: int | None  # number of the colour that shows through
    flags: int
    start: int  # offset of its own colours, or of its pixels where it has none
    end: int

    def alone(self, data: bytes) -> bytes:
        """A GIF of this frame and nothing else."""
        left, upper, right, lower = self.box
        flags = HEADER.unpack_from(data)[3]
        header = HEADER.pack(b"GIF89a", right - left, lower - upper, flags)
        colours = data[HEADER.size : HEADER.size + _colours(flags)]
        control = b"" if self.transparent is None else b"!\xf9\x04\x01\0\0" + bytes([self.transparent, 0])
        descriptor = b"," + DESCRIPTOR.pack(0, 0, right - left, lower - upper, self.flags)
        return header + colours + control + descriptor + data[self.start : self.end] + b"\0;"


def measure(data: bytes, most_frames: int) -> GifSize:
    """Stops one frame past `most_frames`. Raises struct.error when a header is cut short."""
    _, width, height, _ = HEADER.unpack_from(data)
    shown, number = (width, height), 0
    for number, frame in enumerate(frames(data), start=1):
        width, height = max(width, frame.box[2]), max(height, frame.box[3])
        if number == 1:
            shown = width, height
        if number > most_frames:
            break
    return GifSize(width, height, number, shown)


def frames(data: bytes) -> Iterator[GifFrame]:
    """Raises struct.error when a header is cut short."""
    at, control = HEADER.size + _colours(HEADER.unpack_from(data)[3]), b""
    while (block := BLOCK.search(data, at)) and block[0] != b";":
        at = block.end()
        if block[0] == b"!":
            if data[at : at + 1] == CONTROL and data[at + 1 : at + 2] >= b"\4":
                control = data[at + 2 : at + 6]
            at = _past_data(data, at + 1)
            continue
        start = at + DESCRIPTOR.size
        left, upper, width, height, flags = DESCRIPTOR.unpack_from(data, at)
        at = _past_data(data, start + _colours(flags) + 1)
        yield GifFrame((left, upper, left + width, upper + height), *_controlled(control), flags, start, at)
        control = b""


def _controlled(control: bytes) -> tuple[int, int, int | None]:
    """Disposal, duration in milliseconds and the transparent colour of the frame that follows."""
    if len(control) < 4:
        return 0, 0, None
    flags, hundredths, number = struct.unpack("<BHB", control)
    return flags >> 2 & 7, 10 * hundredths, number if flags & 1 else None


def _colours(flags: int) -> int:
    """The length of a colour table in bytes."""
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _past_data(data: bytes, at: int) -> int:
    while at < len(data) and data[at]:
        at += data[at] + 1
    return at + 1
