"""PNG and AVIF files of one colour that state how it is meant."""

import struct

from PIL import Image

from tests.pictures import encoded, png_chunk

P3_CHRM = (0.3127, 0.329, 0.68, 0.32, 0.265, 0.69, 0.15, 0.06)
SRGB_CHRM = (0.3127, 0.329, 0.64, 0.33, 0.3, 0.6, 0.15, 0.06)


def gama(gamma: float) -> bytes:
    return png_chunk(b"gAMA", struct.pack(">I", round(gamma * 100_000)))


def chrm(values: tuple[float, ...]) -> bytes:
    return png_chunk(b"cHRM", struct.pack(">8I", *(round(value * 100_000) for value in values)))


def cicp(primaries: int, transfer: int, matrix: int = 0, full: int = 1) -> bytes:
    return png_chunk(b"cICP", bytes((primaries, transfer, matrix, full)))


def srgb() -> bytes:
    return png_chunk(b"sRGB", b"\0")


def plain_png(colour: object, *chunks: bytes, mode: str = "RGB", **saving: object) -> bytes:
    """A PNG with these chunks right behind its header."""
    whole = encoded(Image.new(mode, (64, 48), colour), "PNG", **saving)  # type: ignore[arg-type]
    return whole[:33] + b"".join(chunks) + whole[33:]


def plain_avif(colour: tuple[int, ...], primaries: int, transfer: int, **saving: object) -> bytes:
    """An AVIF as Pillow writes it, with the code points in its `nclx` replaced."""
    mode = "RGBA" if len(colour) == 4 else "RGB"
    picture = Image.new(mode, (64, 48), colour)
    whole = bytearray(encoded(picture, "AVIF", quality=95, speed=10, subsampling="4:4:4", **saving))
    place = whole.index(b"colrnclx") + 8
    whole[place : place + 4] = struct.pack(">HH", primaries, transfer)
    return bytes(whole)
