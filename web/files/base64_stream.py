"""Base64 decoded piece by piece, as strictly as Magento does it or as leniently as Spiffy does."""

import binascii
import re
from collections.abc import Iterator

from web.gallery.picture_errors import BadBase64

CHUNK_SIZE = 2**18
WHITESPACE = b" \t\r\n"
DATA_URI = re.compile(rb"\s*data:[^,]{0,200};base64,", re.IGNORECASE)


def decode_base64(text: bytes | memoryview, *, strict: bool) -> Iterator[bytes]:
    """Blanks are skipped, and padding may be missing altogether.

    Strict: padding that is there must be right, and at least one byte must come out.
    Lenient: any padding at the end will do, and a `data:` prefix is accepted. Raises BadBase64.
    """
    view = memoryview(text)
    if not strict and (prefix := DATA_URI.match(view[:256])):
        view = view[prefix.end() :]
    rest, padding, anything = b"", 0, False
    for start in range(0, len(view), CHUNK_SIZE):
        symbols = bytes(view[start : start + CHUNK_SIZE]).translate(None, WHITESPACE)
        body = symbols.rstrip(b"=")
        if (body and padding) or b"=" in body:
            raise BadBase64("data after padding")
        padding += len(symbols) - len(body)
        rest += body
        whole = len(rest) - len(rest) % 4
        yield _bytes_of(rest[:whole])
        rest, anything = rest[whole:], anything or bool(rest)
    _check_end(len(rest), padding, strict=strict, anything=anything)
    yield _bytes_of(rest + b"=" * (-len(rest) % 4))


def _check_end(rest: int, padding: int, *, strict: bool, anything: bool) -> None:
    if rest == 1:
        raise BadBase64("a last symbol alone")
    if strict and not anything:
        raise BadBase64("nothing in it")
    if strict and padding and (padding > 2 or (rest + padding) % 4):
        raise BadBase64("wrong padding")


def _bytes_of(symbols: bytes) -> bytes:
    try:
        return binascii.a2b_base64(symbols, strict_mode=True)
    except binascii.Error as error:
        raise BadBase64(str(error)) from error
