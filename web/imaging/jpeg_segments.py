"""The segments of a JPEG (T.81, annex B), and copies of it that tell nothing of people, places and machines.

A copy has the same pixels, bit for bit. Only segments that are needed to show it are kept, and of EXIF which way the
camera was held. What follows the end of the picture is left out.
"""

from collections.abc import Iterator

from web.gallery.picture_errors import NotAPicture
from web.imaging.jpeg_kinds import SHOWN_BY_BROWSERS, frame_kind
from web.imaging.stripping.turn import needs_turning, tiff

KEPT_SEGMENTS = ((0xE0, b"JFIF\0"), (0xE2, b"ICC_PROFILE\0"), (0xEE, b"Adobe"))
END, SCAN, COMMENT = 0xD9, 0xDA, 0xFE
STANDALONE_MARKERS = {0x01, *range(0xD0, 0xD8)}  # markers with nothing behind them


def is_needed(marker: int, segment: bytes) -> bool:
    """The picture's own, JFIF, the colour profile, Adobe's colour transform."""
    if marker == COMMENT:
        return False
    if 0xE0 <= marker <= 0xEF:
        return any(marker == kind and segment[4:].startswith(name) for kind, name in KEPT_SEGMENTS)
    return True


def segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Marker and whole segment, one after the other; a scan with its pixels; up to the end of the picture.

    Raises NotAPicture where they make no sense.
    """
    place = 2
    while True:
        marker, place = _marker(data, place)
        if marker == END:
            yield marker, b"\xff\xd9"
            return
        end = place if marker in STANDALONE_MARKERS else place + int.from_bytes(data[place : place + 2])
        if marker == SCAN:
            end = _end_of_scan(data, end)
        yield marker, data[place - 2 : end]
        place = end


def _marker(data: bytes, place: int) -> tuple[int, int]:
    """The marker at a place, before which there may be filling, and the place behind it."""
    if data[place : place + 1] != b"\xff":
        raise NotAPicture("no marker where one must be")
    while data[place : place + 1] == b"\xff":
        place += 1
    if place >= len(data):
        raise NotAPicture("it ends too early")
    return data[place], place + 1


def _end_of_scan(data: bytes, place: int) -> int:
    """Offset of the next marker; a stuffed zero or a restart belongs to the pixels."""
    while True:
        place = data.find(b"\xff", place)
        if place < 0 or place + 1 >= len(data):
            raise NotAPicture("it ends too early")
        if data[place + 1] != 0 and not 0xD0 <= data[place + 1] <= 0xD7:
            return place
        place += 2


def stripped(data: bytes, orientation: int) -> bytes:
    """Raises NotAPicture where the segments make no sense, and for a kind that no browser shows."""
    if frame_kind(data) not in SHOWN_BY_BROWSERS:
        raise NotAPicture("it has to be encoded anew")
    exif = b"Exif\0\0" + tiff(orientation)
    turn = b"\xff\xe1" + (len(exif) + 2).to_bytes(2) + exif if needs_turning(orientation) else b""
    kept = (segment for marker, segment in segments(data) if is_needed(marker, segment))
    return b"\xff\xd8" + turn + b"".join(kept)
