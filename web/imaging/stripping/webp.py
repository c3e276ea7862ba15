"""A WebP without what tells of people (RFC 9649): the chunks that decoders need, as they are, in its frames too."""

import struct
from collections.abc import Iterator

from web.gallery.picture_errors import NotAPicture
from web.imaging.embedded_data import WEBP
from web.imaging.stripping.turn import needs_turning, tiff

FRAME_HEADER = 16  # bytes of a frame before its own chunks
EXIF_FLAG, XMP_FLAG = 0x08, 0x04  # of VP8X


def stripped(data: bytes, orientation: int) -> bytes:
    """Raises NotAPicture where the chunks make no sense."""
    end = 8 + int.from_bytes(data[4:8], "little")
    kept = [_without_metadata(kind, body, orientation) for kind, body in _chunks(data, 12, end) if kind in WEBP]
    if needs_turning(orientation):
        kept.append(_chunk(b"EXIF", tiff(orientation)))
    return _chunk(b"RIFF", b"WEBP" + b"".join(kept))


def _without_metadata(kind: bytes, body: bytes, orientation: int) -> bytes:
    if kind == b"VP8X":
        flags = body[0] & ~(EXIF_FLAG | XMP_FLAG) | (EXIF_FLAG if needs_turning(orientation) else 0)
        body = bytes([flags]) + body[1:]
    if kind == b"ANMF":
        parts = _chunks(body, FRAME_HEADER, len(body))
        body = body[:FRAME_HEADER] + b"".join(_chunk(*part) for part in parts if part[0] in WEBP - {b"ANMF"})
    return _chunk(kind, body)


def _chunks(data: bytes, place: int, end: int) -> Iterator[tuple[bytes, bytes]]:
    while place < end:
        if place + 8 > len(data):
            raise NotAPicture("it ends too early")
        kind, length = struct.unpack_from("<4sI", data, place)
        if place + 8 + length > min(end, len(data)):
            raise NotAPicture("no chunk where one must be")
        yield kind, data[place + 8 : place + 8 + length]
        place += 8 + length + length % 2


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack("<4sI", kind, len(body)) + body + b"\0" * (len(body) % 2)
