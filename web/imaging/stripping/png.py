"""A PNG without what tells of people (PNG 3rd edition, 5): the chunks that decoders need, as they are."""

import struct
import zlib
from collections.abc import Iterator

from web.gallery.picture_errors import NotAPicture
from web.imaging.embedded_data import PNG
from web.imaging.stripping.turn import needs_turning, tiff

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def stripped(data: bytes, orientation: int) -> bytes:
    """Raises NotAPicture where the chunks make no sense."""
    header, *others = (chunk for kind, chunk in _chunks(data) if kind in PNG)
    turn = _chunk(b"eXIf", tiff(orientation)) if needs_turning(orientation) else b""
    return SIGNATURE + header + turn + b"".join(others)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Name and whole chunk, up to the end of the picture."""
    place, kind = len(SIGNATURE), b""
    while kind != b"IEND":
        if place + 8 > len(data):
            raise NotAPicture("it ends too early")
        length, kind = struct.unpack_from(">I4s", data, place)
        if place + 12 + length > len(data) or (place == len(SIGNATURE)) != (kind == b"IHDR"):
            raise NotAPicture("no chunk where one must be")
        yield kind, data[place : place + 12 + length]
        place += 12 + length


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I4s", len(body), kind) + body + zlib.crc32(kind + body).to_bytes(4)
