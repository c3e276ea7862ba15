"""The compressed pixels of a PNG that was cut short: made whole again where only the end of the compression is gone."""

import struct
import zlib
from collections.abc import Iterator

IHDR = struct.Struct(">IIBBBBB")
SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}  # per pixel, by colour type (PNG, table 11.1)
PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))  # Adam7
LARGEST = 2**28  # bytes, unpacked: larger ones would take seconds
STEP = 2**20  # bytes that are unpacked at a time


def completed(header: bytes, packed: bytes) -> bytes | None:
    """The pixels compressed anew, where all of them are there and the end of their compression is not; else None.

    `header` is the content of IHDR, `packed` that of all IDAT chunks together. Takes no more memory than both.
    """
    size = raw_size(header)
    if size > LARGEST or not _lacks_its_end_alone(packed, size):
        return None
    packing, anew = zlib.compressobj(1), bytearray()
    for raw in _unpacked(zlib.decompressobj(), packed):
        anew += packing.compress(raw)
    return bytes(anew) + packing.flush()


def _lacks_its_end_alone(packed: bytes, size: int) -> bool:
    unpacking, done = zlib.decompressobj(), 0
    for raw in _unpacked(unpacking, packed):
        done += len(raw)
        if done > size:
            return False
    return done == size and not unpacking.eof


def _unpacked(unpacking: "zlib._Decompress", packed: bytes) -> Iterator[bytes]:
    while packed and not unpacking.eof:
        yield unpacking.decompress(packed, STEP)
        packed = unpacking.unconsumed_tail


def raw_size(header: bytes) -> int:
    """Bytes of all pixels with the filter byte of each line, unpacked (PNG, chapters 7 and 8)."""
    width, height, depth, colour, _, _, interlaced = IHDR.unpack(header)
    bits = depth * SAMPLES[colour]
    passes = PASSES if interlaced else ((0, 0, 1, 1),)
    sizes = ((-(-(width - x) // across), -(-(height - y) // down)) for x, y, across, down in passes)
    return sum(lines * (1 + -(-columns * bits // 8)) for columns, lines in sizes if columns > 0 and lines > 0)
