"""Decompression bombs: small files that claim to become, or do become, very large."""

import struct
import zlib
from collections.abc import Callable
from functools import cache

from PIL import Image

from tests.pictures import animated, encoded, huge_png_header, png_chunk, png_with

MIB = 2**20
FRAMES = 10_000


@cache
def webp_8000() -> bytes:
    """64 megapixels in a few hundred bytes."""
    return encoded(Image.new("RGB", (8000, 8000)), "WEBP", lossless=True, quality=0, method=0)


@cache
def bits_20000() -> bytes:
    """400 megapixels of one bit each, whole and correct."""
    rows = zlib.compress(bytes(20_000 * 2501), 9)
    header = png_chunk(b"IHDR", struct.pack(">IIBBBBB", 20_000, 20_000, 1, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + png_chunk(b"IDAT", rows) + png_chunk(b"IEND", b"")


def interlaced_png(side: int) -> bytes:
    """A PNG in seven passes (PNG, section 8.2), so that all of it has to be held until the last."""
    passes = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
    rows = []
    for remaining_files, top, across, down in passes:
        width, height = -(-(side - remaining_files) // across), -(-(side - top) // down)
        rows.append((b"\0" + b"\x55" * (3 * width)) * height)
    header = png_chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 1))
    pixels = png_chunk(b"IDAT", zlib.compress(b"".join(rows), 1))
    return b"\x89PNG\r\n\x1a\n" + header + pixels + png_chunk(b"IEND", b"")


def gif_of(width: int, height: int, frames: int) -> bytes:
    """Frames of one pixel on a canvas of that size."""
    colours = b"\0\0\0\xff\xff\xff"
    frame = b"," + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\x02\x02\x44\x01\0"
    return b"GIF89a" + struct.pack("<HHBBB", width, height, 0x80, 0, 0) + colours + frame * frames + b";"


def apng_of(frames: int) -> bytes:
    """Frames of 8 × 8 pixels."""
    pixels = zlib.compress(bytes(8 * 25))
    chunks = [png_chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0))]
    chunks.append(png_chunk(b"acTL", struct.pack(">II", frames, 0)))
    for number in range(frames):
        control = struct.pack(">IIIIIHHBB", max(0, 2 * number - 1), 8, 8, 0, 0, 1, 10, 0, 0)
        chunks.append(png_chunk(b"fcTL", control))
        sequence = struct.pack(">I", 2 * number)
        chunks.append(png_chunk(b"fdAT", sequence + pixels) if number else png_chunk(b"IDAT", pixels))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks) + png_chunk(b"IEND", b"")


def animated_webp(frames: int) -> bytes:
    """An animated WebP, whose frames are one grey pixel each."""
    steps = [Image.new("RGB", (2, 2), (number % 256, number // 256, 9)) for number in range(frames)]
    return encoded(steps[0], "WEBP", save_all=True, append_images=steps[1:], duration=20, lossless=True, method=0)


def compressed_zeros(mebibytes: int) -> bytes:
    """Zeros, compressed: one mebibyte of them, repeated."""
    squeezed = zlib.compressobj(9, wbits=-15)
    piece = squeezed.compress(bytes(MIB)) + squeezed.flush(zlib.Z_FULL_FLUSH)
    return b"\x78\xda" + piece * mebibytes + squeezed.flush() + struct.pack(">HH", mebibytes * MIB % 65521, 1)


# Each is refused where 10 megapixels and 1000 frames are the limit.
BOMBS: dict[str, Callable[[], bytes]] = {
    "webp of 8000 x 8000": webp_8000,
    "png of 20000 x 20000 bits": bits_20000,
    "png that only claims it": lambda: huge_png_header(60_000, 60_000),
    "png that claims the most": lambda: huge_png_header(2**31 - 1, 2**31 - 1),
    "gif of 65535 x 65535": lambda: gif_of(65_535, 65_535, 1),
    "gif of 10000 frames": lambda: gif_of(1, 1, FRAMES),
    "gif of frames together too large": lambda: gif_of(1200, 1200, 10),
    "apng of 10000 frames": lambda: apng_of(FRAMES),
    "webp of 1001 frames": lambda: animated_webp(1001),
    "webp of frames together too large": lambda: animated("WEBP", 11, 1000, 1000, method=0, quality=1),
    "avif of frames together too large": lambda: animated("AVIF", 11, 1000, 1000, speed=10, quality=1),
    "png with a huge zTXt": lambda: png_with(b"zTXt", b"Comment\0\0" + compressed_zeros(300)),
    "png with a huge iCCP": lambda: png_with(b"iCCP", b"profile\0\0" + compressed_zeros(300)),
    "png with a huge iTXt": lambda: png_with(b"iTXt", b"Comment\0\1\0\0\0" + compressed_zeros(300)),
}
