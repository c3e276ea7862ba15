"""Damaged envelopes: all pixels are there, but not all that should be around them; mended as browsers mend them.

A JPEG without its end marker (Samsung's panoramas, whose own data follows the pixels), a PNG without its end, a PNG
whose unneeded chunk has a wrong checksum. Whatever opens a picture opens the mended bytes, so that the verdict depends
neither on the file's size nor on who opens it.
"""

import re
import struct
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from web.imaging.png_pixels import completed

JPEG, PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
JPEG_END = b"\xff\xd9"
PNG_END = b"\0\0\0\0IEND\xae\x42\x60\x82"
MARKER = re.compile(rb"\xff+[^\x00\xff\xd0-\xd7]")  # what ends a scan: no stuffed zero, no restart
BETWEEN_SCANS = {0xC4, 0xDA, 0xDB, 0xDC, 0xDD, *range(0xE0, 0xF0), 0xFE}  # what may follow one
SCAN, END = 0xDA, 0xD9
CHUNK = struct.Struct(">I4s")


def mended(file: Path) -> bytes | None:
    """The file with a sound envelope; None where it has one, or is of another format."""
    with file.open("rb") as opened:
        head = opened.read(len(PNG))
    if head.startswith(JPEG):
        pixels = jpeg_without_end(file.read_bytes())
        return None if pixels is None else pixels + JPEG_END
    return _mended_png(file.read_bytes()) if head == PNG else None


def _mended_png(data: bytes) -> bytes | None:
    chunks = list(_sound_chunks(memoryview(data)))
    length = len(PNG) + sum(map(len, chunks))
    if data[length - 8 : length - 4] == b"IEND":  # nothing was left out before it
        return None
    if chunks and chunks[-1][4:8] == b"IEND":
        return PNG + b"".join(chunks)
    return PNG + b"".join(_with_whole_pixels(chunks)) + PNG_END


def _with_whole_pixels(chunks: Sequence[memoryview | bytes]) -> Sequence[memoryview | bytes]:
    """The chunks of a PNG that was cut short; its pixels compressed anew, where only the end of that is missing."""
    packed = [chunk for chunk in chunks if chunk[4:8] == b"IDAT"]
    if not packed or chunks[-1] is not packed[-1] or chunks[0][4:8] != b"IHDR":
        return chunks
    pixels = completed(bytes(chunks[0][8:-4]), b"".join(chunk[8:-4] for chunk in packed))
    if pixels is None:
        return chunks
    return [*(chunk for chunk in chunks if chunk[4:8] != b"IDAT"), _chunk(b"IDAT", pixels)]


def jpeg_without_end(data: bytes) -> bytes | None:
    """All up to where the last scan's pixels end, in a JPEG whose end marker is missing; None in every other."""
    pixels, has_end = jpeg_pixels(data)
    return None if has_end else pixels


def jpeg_pixels(data: bytes) -> tuple[bytes | None, bool]:
    """All up to where the last scan's pixels end, None without a scan; and whether the end marker is there."""
    data, place, last = data[: _samsungs(data)], 2, None
    while (found := MARKER.search(data, place)) is not None:
        marker, place = data[found.end() - 1], found.end()
        if marker == END:
            return (None if last is None else data[:last]), True
        if last is not None and marker not in BETWEEN_SCANS:
            break
        if marker != 0x01:
            place += int.from_bytes(data[place : place + 2])
        if place > len(data):
            break
        if marker == SCAN:
            following = MARKER.search(data, place)
            last = place = following.start() if following else len(data)
    return (None if last is None else data[:last]), False


def _samsungs(data: bytes) -> int:
    """Offset of Samsung's own data, which a list at the very end says; that of the end where there is none."""
    entries = len(data) - 8 - int.from_bytes(data[-8:-4], "little")
    if not data.endswith(b"SEFT") or entries < 0 or data[entries : entries + 4] != b"SEFH":
        return len(data)
    offsets = (data[place + 4 : place + 8] for place in range(entries + 12, len(data) - 8, 12))
    return max(0, entries - max((int.from_bytes(one, "little") for one in offsets), default=0))


def _sound_chunks(data: memoryview) -> Iterator[memoryview | bytes]:
    """Chunks up to the end, but for unneeded ones whose checksum is wrong; of one that is cut short what there is."""
    place = len(PNG)
    while place + CHUNK.size <= len(data):
        length, kind = CHUNK.unpack_from(data, place)
        chunk: memoryview | bytes = data[place : place + 12 + length]
        place += 12 + length
        if len(chunk) < 12 + length:
            chunk = _cut_short(kind, data[place - 4 - length : place - 4])
        elif kind[0] & 0x20 and kind != b"fdAT" and zlib.crc32(chunk[4:-4]) != int.from_bytes(chunk[-4:]):
            continue
        if chunk:
            yield chunk
        if kind == b"IEND":
            return


def _cut_short(kind: bytes, body: memoryview) -> bytes:
    """Pixels are kept, and the decoder sees whether some are missing; of other chunks a part is worth nothing."""
    if kind != b"IDAT":
        return b""
    return _chunk(kind, body)


def _chunk(kind: bytes, body: bytes | memoryview) -> bytes:
    return CHUNK.pack(len(body), kind) + bytes(body) + zlib.crc32(body, zlib.crc32(kind)).to_bytes(4)
