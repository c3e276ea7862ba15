"""A JPEG without what it tells of people, places and machines: the same pixels, bit for bit.

Only segments that are needed to show it are kept, and of EXIF which way the camera was held. What follows the end of
the picture is left out.
"""

from pathlib import Path

from web.imaging.jpeg_segments import is_needed, segments


def write_without_metadata(source: Path, target: Path, orientation: int) -> None:
    """Raises NotAPicture where the segments make no sense."""
    data = source.read_bytes()
    with target.open("wb") as file:
        file.write(b"\xff\xd8")
        if 1 < orientation <= 8:
            file.write(_held(orientation))
        for marker, segment in segments(data):
            if is_needed(marker, segment):
                file.write(segment)


def _held(orientation: int) -> bytes:
    """The smallest EXIF that says which way a picture is to be turned."""
    exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0" + bytes([orientation]) + b"\0\0\0\0\0\0"
    return b"\xff\xe1" + (len(exif) + 2).to_bytes(2) + exif
