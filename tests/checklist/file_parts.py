"""Parts of a picture file, read without the library that wrote it."""

import re
import struct

from PIL import Image

SHOWN = {
    "jpg": {"SOI", "E0 JFIF", "E2 ICC_PROFILE", "EE Adobe", "DQT", "SOF", "DHT", "SOS", "DRI", "EOI"},
    "png": {"IHDR", "PLTE", "tRNS", "IDAT", "IEND", "acTL", "fcTL", "fdAT", "iCCP", "gAMA", "cHRM", "sRGB", "pHYs"},
    "gif": {"header", "frame", "f9", "ff NETSCAPE2.0", "end"},
    "webp": {"VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF"},
    "avif": {"ftyp", "meta", "mdat", "moov"},
}
NAMES = {0xDB: "DQT", 0xC4: "DHT", 0xDA: "SOS", 0xDD: "DRI", 0xC0: "SOF", 0xC1: "SOF", 0xC2: "SOF"}


def parts(data: bytes, ending: str) -> set[str]:
    """Names of the parts; "behind" where something follows the picture's end."""
    return {"jpg": _jpeg, "png": _png, "gif": _gif, "webp": _webp, "avif": _avif}[ending](data)


def _jpeg(data: bytes) -> set[str]:
    found, place = {"SOI"}, 2
    while data[place + 1] != 0xD9:
        marker, length = data[place + 1], struct.unpack_from(">H", data, place + 2)[0]
        name = re.match(rb"[A-Za-z_]*", data[place + 4 : place + 20])
        named = f"{marker:X} {name[0].decode() if name else ''}"
        found.add(named if 0xE0 <= marker <= 0xEF else NAMES.get(marker, f"{marker:X}"))
        place += 2 + length
        if marker == 0xDA:
            place = next(at.start() for at in re.finditer(rb"\xff[^\x00\xd0-\xd7]", data[place:])) + place
    return found | {"EOI"} | ({"behind"} if place + 2 != len(data) else set())


def _png(data: bytes) -> set[str]:
    found, place = set[str](), 8
    while place < len(data):
        length, kind = struct.unpack_from(">I4s", data, place)
        found.add("behind" if "IEND" in found else kind.decode())
        place += 12 + length
    return found


def _gif(data: bytes) -> set[str]:
    found, place = {"header"}, 13 + _table(data[10])
    while data[place] != 0x3B:
        if data[place] == 0x21:
            kind = f"{data[place + 1]:x}"
            found.add(f"ff {data[place + 3 : place + 14].decode('latin-1')}" if kind == "ff" else kind)
            place += 2
        else:
            found.add("frame")
            place += 11 + _table(data[place + 9])
        while data[place]:
            place += data[place] + 1
        place += 1
    return found | {"end"} | ({"behind"} if place + 1 != len(data) else set())


def _table(flags: int) -> int:
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _webp(data: bytes) -> set[str]:
    found, place = set[str](), 12
    while place < len(data):
        kind, length = struct.unpack_from("<4sI", data, place)
        found.add(kind.decode("latin-1"))
        place += 8 + length + length % 2
    return found | ({"behind"} if struct.unpack_from("<I", data, 4)[0] + 8 != len(data) else set())


def _avif(data: bytes) -> set[str]:
    found, place = set[str](), 0
    while place < len(data):
        length, kind = struct.unpack_from(">I4s", data, place)
        found.add(kind.decode("latin-1"))
        place += length
    items = re.findall(rb"infe.{8}(Exif|mime)", data, re.DOTALL)
    return found | {item.decode() for item in items}


def facts_in(picture: Image.Image) -> dict[str, object]:
    """Metadata that Pillow itself finds: EXIF tags but the orientation, texts, XMP."""
    facts: dict[str, object] = {str(tag): value for tag, value in picture.getexif().items() if tag != 0x112}
    return facts | {name: picture.info[name] for name in ("xmp", "comment", "photoshop") if name in picture.info}
