"""Files that are no picture of a shop, whatever they are called, and pictures that are something else besides."""

import struct
import zipfile
from io import BytesIO

from tests.pictures import encoded, exif, gif, jpeg, png, png_chunk, quarters

SCRIPT = b"<script>alert(document.domain)</script>"
PHP = b"<?php system($_GET['c']); ?>"
JP2 = b"\0\0\0\x0cjP  \r\n\x87\n\0\0\0\x14ftypjp2 \0\0\0\0jp2 " + b"\0\0\0\x2djp2h" + bytes(37)
PSD = b"8BPS" + struct.pack(">H6xHIIHH", 1, 3, 8, 8, 8, 3) + bytes(12) + struct.pack(">H", 0) + bytes(8 * 8 * 3)
EPS = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n%%EndComments\n{} loop\n%%EOF\n"
FITS = b"".join(
    card.ljust(80).encode()
    for card in (
        "SIMPLE  =                    T", "BITPIX  =                    8", "NAXIS   =                    2",
        "NAXIS1  =                    8", "NAXIS2  =                    8", "END",
    )
).ljust(2880) + bytes(2880)  # fmt: skip
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'

IMPOSTORS = {
    "php": PHP,
    "html": b"<!doctype html><title>x</title>" + SCRIPT,
    "svg": SVG,
    "tiff": encoded(quarters(), "TIFF"),
    "eps": EPS,
    "psd": PSD,
    "jp2": JP2,
    "fits": FITS,
    "pdf": encoded(quarters(), "PDF"),
    "bmp": encoded(quarters(), "BMP"),
    "ico": encoded(quarters(32, 32), "ICO"),
    "heic": b"\0\0\0\x18ftypheic\0\0\0\0heicmif1" + bytes(64),
    "gd": b"\xff\xfe" + struct.pack(">HHB", 8, 8, 1) + bytes(300),
    "gif header and php": b"GIF89a" + PHP,
    "png signature and php": b"\x89PNG\r\n\x1a\n" + PHP,
    "jpeg start and php": b"\xff\xd8\xff\xe0" + PHP,
}


def _zipped() -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("index.php", PHP)
    return file.getvalue()


def _pdf_jpeg() -> bytes:
    """A picture in a comment of which a PDF begins, whose end is behind the picture."""
    comment = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n"
    whole = jpeg()
    return whole[:2] + b"\xff\xfe" + struct.pack(">H", len(comment) + 2) + comment + whole[2:] + b"\n%%EOF\n"


def _gif_of_script() -> bytes:
    """A GIF whose first ten bytes are JavaScript's `GIF89a/*` too: the size opens a comment that the end closes."""
    whole = bytearray(gif())
    block = b"!\xfe" + bytes([len(SCRIPT)]) + SCRIPT + b"\0"
    return bytes(whole[:-1]) + block + b";*/=1;" + SCRIPT


# Each with what of it must never be served.
POLYGLOTS: dict[str, tuple[bytes, tuple[bytes, ...]]] = {
    "gif and script behind": (gif() + SCRIPT, (b"script",)),
    "gif and script in a comment": (_gif_of_script(), (b"script",)),
    "png and script behind": (png() + SCRIPT, (b"script",)),
    "png and php in a text": (
        png()[:33] + png_chunk(b"tEXt", b"Comment\0" + PHP) + png()[33:],
        (b"<?php",),
    ),
    "png and script in an unknown part": (png()[:33] + png_chunk(b"scRp", SCRIPT) + png()[33:], (b"script",)),
    "jpeg and archive": (jpeg() + _zipped(), (b"PK\x03\x04", b"index.php")),
    "pdf and jpeg": (_pdf_jpeg(), (b"%PDF", b"%%EOF")),
    "jpeg and php in a comment": (jpeg(comment=PHP), (b"<?php",)),
    "jpeg and php in exif": (jpeg(exif=exif(artist=PHP.decode())), (b"<?php",)),
}
