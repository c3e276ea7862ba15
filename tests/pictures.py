"""Real pictures, made in memory: of every format, and of every kind that goes wrong."""

import base64
import struct
import zlib
from io import BytesIO
from typing import Any

from PIL import ExifTags, Image

RED, GREEN, BLUE, YELLOW = (220, 30, 30), (30, 180, 60), (40, 60, 200), (230, 210, 40)


def quarters(width: int = 64, height: int = 48) -> Image.Image:
    """Red and green above blue and yellow, so that every turn shows."""
    picture = Image.new("RGB", (width, height), RED)
    picture.paste(GREEN, (width // 2, 0, width, height // 2))
    picture.paste(BLUE, (0, height // 2, width // 2, height))
    picture.paste(YELLOW, (width // 2, height // 2, width, height))
    return picture


def encoded(picture: Image.Image, format: str, **saving: Any) -> bytes:
    file = BytesIO()
    picture.save(file, format, **saving)
    return file.getvalue()


def png(width: int = 64, height: int = 48, **saving: Any) -> bytes:
    return encoded(quarters(width, height), "PNG", **saving)


def jpeg(width: int = 64, height: int = 48, **saving: Any) -> bytes:
    return encoded(quarters(width, height), "JPEG", **{"quality": 92} | saving)


def gif(width: int = 64, height: int = 48) -> bytes:
    return encoded(quarters(width, height), "GIF")


def webp(width: int = 64, height: int = 48, **saving: Any) -> bytes:
    return encoded(quarters(width, height), "WEBP", **saving)


def avif(width: int = 64, height: int = 48) -> bytes:
    return encoded(quarters(width, height), "AVIF", speed=10)


def animated(format: str = "GIF", frames: int = 3, width: int = 64, height: int = 48, **saving: Any) -> bytes:
    """A white bar walks over the quarters, a tenth of a second longer at each step, for ever."""
    steps = []
    for number in range(frames):
        step = quarters(width, height)
        step.paste((255, 255, 255), (number * width // frames, 0, (number + 1) * width // frames, height))
        steps.append(step)
    durations = [100 * (number + 1) for number in range(frames)]
    options = {"save_all": True, "append_images": steps[1:], "duration": durations, "loop": 0}
    return encoded(steps[0], format, **options | saving)


def cmyk_jpeg(width: int = 64, height: int = 48) -> bytes:
    return encoded(quarters(width, height).convert("CMYK"), "JPEG", quality=95)


def exif(orientation: int = 1, artist: str = "Ada") -> Image.Exif:
    facts = Image.Exif()
    facts[ExifTags.Base.Orientation] = orientation
    facts[ExifTags.Base.Artist] = artist
    facts.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] = "N"
    return facts


def turned_jpeg(orientation: int, width: int = 64, height: int = 48) -> bytes:
    """The quarters, stored as a camera stores them that was held in the way `orientation` says."""
    stored = {
        1: None,
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }[orientation]
    picture = quarters(width, height)
    turned = picture if stored is None else picture.transpose(stored)
    return encoded(turned, "JPEG", quality=92, exif=exif(orientation))


def transparent_png(width: int = 64, height: int = 48) -> bytes:
    """A PNG with nothing to the left and half-transparent red to the right."""
    picture = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    picture.paste((220, 30, 30, 128), (width // 2, 0, width, height))
    return encoded(picture, "PNG")


def phone_jpeg(width: int = 64, height: int = 48) -> bytes:
    """A JPEG with a second frame behind it, as phones write them (MPO)."""
    return encoded(quarters(width, height), "MPO", save_all=True, append_images=[quarters(width // 2, height // 2)])


def truncated_jpeg() -> bytes:
    whole = jpeg(640, 480)
    return whole[: len(whole) * 2 // 3]


def text_renamed() -> bytes:
    return b"This is dress.jpg, says its name.\n" * 20


def png_chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def huge_png_header(width: int = 8000, height: int = 8000) -> bytes:
    """A few bytes that claim to become so many pixels."""
    header = png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + png_chunk(b"IDAT", zlib.compress(b"")) + png_chunk(b"IEND", b"")


def png_with(kind: bytes, data: bytes) -> bytes:
    """A PNG with one more chunk right behind its header."""
    whole = png()
    return whole[:33] + png_chunk(kind, data) + whole[33:]


def base64_text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def lossless_jpeg(width: int = 64, height: int = 48) -> bytes:
    """The quarters as a lossless JPEG (T.81, annex H), as medical devices write them and no browser shows."""
    picture, codes = quarters(width, height), list[str]()
    pixels = [picture.crop((0, row, width, row + 1)).tobytes() for row in range(height)]
    for row in range(height):
        for place in range(3 * width):
            left = pixels[row][place - 3] if place > 2 else pixels[row - 1][place] if row else 128
            difference = pixels[row][place] - left
            length = abs(difference).bit_length()
            codes.append(f"{length:04b}")
            codes.append(f"{difference + (difference < 0) * ((1 << length) - 1):0{length}b}" if length else "")
    bits = "".join(codes) + "1" * (-len("".join(codes)) % 8)
    scan = int(bits, 2).to_bytes(len(bits) // 8).replace(b"\xff", b"\xff\0")
    return (
        b"\xff\xd8\xff\xc3\0\x11\x08" + struct.pack(">HH", height, width) + b"\3\1\x11\0\2\x11\0\3\x11\0"
        + b"\xff\xc4\0\x1c\0" + bytes([0, 0, 0, 9, *[0] * 12]) + bytes(range(9))
        + b"\xff\xda\0\x0c\3\1\0\2\0\3\0\1\0\0" + scan + b"\xff\xd9"
    )  # fmt: skip
