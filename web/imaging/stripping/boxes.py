"""Boxes of an AVIF (ISO/IEC 14496-12, 4.2): where they lie, and how one is left out without moving the others."""

from collections.abc import Iterator
from typing import NamedTuple

from web.gallery.picture_errors import NotAPicture

HEAD = 8  # bytes


class Box(NamedTuple):
    """Offsets of a box in the file; its content begins at `body`."""

    kind: bytes
    start: int
    body: int
    end: int


def boxes(data: bytes | bytearray, place: int, end: int) -> Iterator[Box]:
    """One after the other. Raises NotAPicture where they make no sense."""
    while place < end:
        length, body = int.from_bytes(data[place : place + 4]), place + HEAD
        if length == 1:
            length, body = int.from_bytes(data[body : body + 8]), body + 8
        until = end if length == 0 else place + length
        if not body <= until <= end:
            raise NotAPicture("no box where one must be")
        yield Box(bytes(data[place + 4 : place + 8]), place, body, until)
        place = until


def blank(data: bytearray, box: Box) -> None:
    """Make it free space of the same length."""
    replace(data, box, b"")


def replace(data: bytearray, box: Box, new: bytes) -> None:
    """Put a shorter box in its place, with free space behind it. Raises NotAPicture where that leaves too little."""
    spare = box.end - box.start - len(new)
    if spare and spare < HEAD:
        raise NotAPicture("no room for a free box")
    free = spare.to_bytes(4) + b"free" + bytes(spare - HEAD) if spare else b""
    data[box.start : box.end] = new + free


def boxed(kind: bytes, body: bytes) -> bytes:
    return (HEAD + len(body)).to_bytes(4) + kind + body
