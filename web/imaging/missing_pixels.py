"""Whether all pixels of a JPEG are there, with its end or without: a decoder fills up in silence what is not."""

import re
from collections.abc import Callable
from hashlib import sha256, shake_128

from PIL import Image

from web.imaging.envelope import JPEG_END, SCAN, jpeg_pixels
from web.imaging.jpeg_kinds import SHOWN_BY_BROWSERS
from web.imaging.jpeg_segments import segments
from web.imaging.opening import open_bytes

Draft = Callable[[Image.Image], object]

NOISE = shake_128(b"pixels").digest(4096).replace(b"\xff", b"\x7f")
RESTART = re.compile(rb"\xff([\xd0-\xd7])")


def pixels_are_missing(data: bytes, shown: Image.Image, draft: Draft) -> bool:
    """Decode it twice, with nothing and with noise behind it: where that shows, pixels were missing.

    `shown` was decoded as `draft` prepares it, which is enough for a file that has its end: it was hardly cut.
    """
    body, has_end = jpeg_pixels(data)
    if body is None:
        return False
    if has_end:
        return _digest(shown) != _decoded(body + _noise(body) + JPEG_END, draft)
    return not _has_all_scans(body) or _decoded(body + JPEG_END) != _decoded(body + _noise(body) + JPEG_END)


def _noise(body: bytes) -> bytes:
    """Noise in place of what may be missing; between restart markers, which go on counting where there were some."""
    restarts = RESTART.findall(body)
    last = restarts[-1][0] if restarts else 0xD7
    return NOISE + b"".join(bytes((0xFF, 0xD0 + (last + step) % 8)) + NOISE for step in range(1, 9))


def _decoded(data: bytes, draft: Draft = Image.Image.load) -> bytes:
    with open_bytes(data) as picture:
        draft(picture)
        picture.load()
        return _digest(picture)


def _digest(picture: Image.Image) -> bytes:
    return sha256(picture.tobytes()).digest()


def _has_all_scans(body: bytes) -> bool:
    """Tell whether the scans give every coefficient of every component to its last bit: progressive ones end early."""
    missing = set[tuple[int, int]]()
    for marker, segment in segments(body + JPEG_END):
        if marker in SHOWN_BY_BROWSERS:
            missing = {(component, place) for component in segment[10::3] for place in range(64)}
        if marker == SCAN:
            count = segment[4]
            first, last, bits = segment[5 + 2 * count : 8 + 2 * count]
            if bits & 15 == 0:
                done = segment[5 : 5 + 2 * count : 2]
                missing -= {(component, place) for component in done for place in range(first, last + 1)}
    return not missing
