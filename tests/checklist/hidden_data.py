"""Pictures with one thing hidden in a part that decoders pass over in silence."""

import struct
from io import BytesIO

from PIL import Image

from tests.pictures import avif, gif, jpeg, png, png_chunk, quarters, webp

HIDING = b"Grace Hopper, 1 Home Street"


def _in_second_frame() -> bytes:
    file = BytesIO()
    quarters().save(file, "GIF", save_all=True, append_images=[quarters().transpose(Image.Transpose.ROTATE_180)])
    return file.getvalue()[:-1] + _gif_block(b"\xfe", b"") + b";"


def _gif_block(kind: bytes, name: bytes) -> bytes:
    head = bytes([len(name)]) + name if name else b""
    return b"!" + kind + head + bytes([len(HIDING)]) + HIDING + b"\0"


def _webp_with(kind: bytes) -> bytes:
    more = kind + struct.pack("<I", len(HIDING)) + HIDING + b"\0" * (len(HIDING) % 2)
    whole = webp()
    return whole[:4] + struct.pack("<I", len(whole) - 8 + len(more)) + whole[8:] + more


def _segment(marker: int, data: bytes) -> bytes:
    whole = jpeg()
    return whole[:2] + bytes([0xFF, marker]) + struct.pack(">H", len(data) + 2) + data + whole[2:]


# By what is hidden where: the file and its ending.
HIDDEN = {
    "behind a JPEG": (jpeg() + HIDING, "jpg"),
    "in a JPEG's own segment": (_segment(0xE7, HIDING), "jpg"),
    "in a JPEG's second JFIF": (_segment(0xE0, b"JFXX\0" + HIDING), "jpg"),
    "behind a PNG": (png() + HIDING, "png"),
    "in a PNG's unknown part": (png()[:33] + png_chunk(b"hiDe", HIDING) + png()[33:], "png"),
    "in a PNG's part nobody has defined": (png()[:33] + png_chunk(b"hIDE", HIDING) + png()[33:], "png"),
    "behind a GIF": (gif() + HIDING, "gif"),
    "in a GIF's application": (gif()[:-1] + _gif_block(b"\xff", b"HomeStreet1") + b";", "gif"),
    "in a GIF's second frame": (_in_second_frame(), "gif"),
    "in a GIF's text": (gif()[:-1] + _gif_block(b"\x01", bytes(12)) + b";", "gif"),
    "behind a WebP": (webp() + HIDING, "webp"),
    "in a WebP's unknown part": (_webp_with(b"hide"), "webp"),
    "behind an AVIF": (avif() + struct.pack(">I4s", 8 + len(HIDING), b"free") + HIDING, "avif"),
}
