"""Whether all pixels of a JPEG are there although its end is missing: a decoder fills up in silence what is not."""

import re
from hashlib import sha256, shake_128

from web.imaging.envelope import JPEG_END, SCAN, jpeg_without_end
from web.imaging.jpeg_kinds import SHOWN_BY_BROWSERS
from web.imaging.jpeg_segments import segments
from web.imaging.opening import open_bytes

NOISE = shake_128(b"pixels").digest(4096).replace(b"\xff", b"\x7f")
RESTART = re.compile(rb"\xff([\xd0-\xd7])")


def pixels_are_missing(data: bytes) -> bool:
    """Decode it twice, with nothing and with noise behind it: where that shows, pixels were missing."""
    body = jpeg_without_end(data)
    if body is None:
        return False
    return not _has_all_scans(body) or _decoded(body + JPEG_END) != _decoded(body + _noise(body) + JPEG_END)


def _noise(body: bytes) -> bytes:
    """Noise in place of what may be missing; between restart markers, which go on counting where there were some."""
    restarts = RESTART.findall(body)
    last = restarts[-1][0] if restarts else 0xD7
    return NOISE + b"".join(bytes((0xFF, 0xD0 + (last + step) % 8)) + NOISE for step in range(1, 9))


def _decoded(data: bytes) -> bytes:
    with open_bytes(data) as picture:
        picture.load()
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
