"""Embedded data: whether a file holds its picture and nothing else, no texts, no unknown parts, nothing behind its end.

What a decoder passes over in silence may be another file: a script behind a GIF, an archive behind a JPEG.
"""

import struct
from collections.abc import Callable, Iterator
from itertools import pairwise

from web.gallery.picture_errors import NotAPicture
from web.imaging.jpeg_kinds import SHOWN_BY_BROWSERS, frame_kind
from web.imaging.jpeg_segments import is_needed, segments

PNG = {
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"pHYs",
    b"acTL", b"fcTL", b"fdAT", b"cICP", b"mDCV", b"cLLI",
}  # fmt: skip
WEBP = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"}
AVIF = {b"ftyp", b"meta", b"mdat", b"moov"}
REPEATING = (b"NETSCAPE2.0", b"ANIMEXTS1.0")


def nothing_else(data: bytes, format: str) -> bool:
    """Check a file that was decoded. Where its parts make no sense, there is something else."""
    try:
        return _CHECKS[format](data)
    except (NotAPicture, struct.error, IndexError, RecursionError):
        return False


def _jpeg(data: bytes) -> bool:
    found = list(segments(data))
    filling = len(data) - 2 - sum(len(segment) for _, segment in found)
    shown = frame_kind(data) in SHOWN_BY_BROWSERS  # or it is not given out as it is
    return shown and filling == 0 and all(is_needed(marker, segment) for marker, segment in found)


def _png(data: bytes) -> bool:
    place, kind = 8, b""
    while kind != b"IEND":
        length, kind = struct.unpack_from(">I4s", data, place)
        place += 12 + length
        if kind not in PNG:
            return False
    return place == len(data)


def _webp(data: bytes) -> bool:
    whole = struct.unpack_from("<I", data, 4)[0] + 8
    return whole == len(data) and _chunks(data, 12, whole)


def _chunks(data: bytes, place: int, end: int) -> bool:
    while place < end:
        kind, length = struct.unpack_from("<4sI", data, place)
        if kind not in WEBP or (kind == b"ANMF" and not _chunks(data, place + 24, place + 8 + length)):
            return False
        place += 8 + length + length % 2
    return place == end


def _gif(data: bytes) -> bool:
    place = 13 + colour_table(data[10])
    while (block := data[place]) != 0x3B:
        if block == 0x21:
            if not is_needed_extension(data, place):
                return False
            place = past_pieces(data, place + 2)
        elif block == 0x2C:
            place = past_pieces(data, place + 11 + colour_table(data[place + 9]))
        else:
            return False
    return place + 1 == len(data)


def is_needed_extension(data: bytes, place: int) -> bool:
    """A frame's time, or how often all are shown."""
    kind, lengths = data[place + 1], [end - start for start, end in pairwise(_pieces(data, place + 2))]
    if kind == 0xF9:
        return lengths == [5]
    return kind == 0xFF and data[place + 3 : place + 14] in REPEATING and sum(lengths) <= 24


def _pieces(data: bytes, place: int) -> Iterator[int]:
    """Offset of each piece, and of the end of the last one: one of no length."""
    while data[place]:
        yield place
        place += data[place] + 1
    yield place


def past_pieces(data: bytes, place: int) -> int:
    *_, end = _pieces(data, place)
    return end + 1


def colour_table(flags: int) -> int:
    """The length of a colour table in bytes."""
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _avif(data: bytes) -> bool:
    place = 0
    while place < len(data):
        length, kind = struct.unpack_from(">I4s", data, place)
        if kind not in AVIF or length < 8:
            return False
        place += length
    return place == len(data)


_CHECKS: dict[str, Callable[[bytes], bool]] = {"JPEG": _jpeg, "PNG": _png, "GIF": _gif, "WEBP": _webp, "AVIF": _avif}
