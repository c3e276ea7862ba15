"""Making a rendition: turned as EXIF says, in sRGB, shrunk to fit, and written without any metadata. Blocks."""

from pathlib import Path
from typing import Any

from PIL import ExifTags, Image

from web.renditions import moving
from web.renditions.colour import on_white, plain, to_srgb
from web.renditions.sizes import Size
from web.storage.opening import format_of, memory_for, open_picture, refusing_damaged

LARGEST_SIDE = {"JPEG": 65_500, "WEBP": 16_383, "GIF": 65_535, "PNG": 1_000_000_000, "AVIF": 32_768}
SAVING: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 82, "progressive": True, "optimize": True},
    "WEBP": {"quality": 80, "method": 2},  # method 4 is barely smaller and takes twice the time
    "PNG": {},
    "GIF": {},
    "AVIF": {"quality": 60, "speed": 8},
}
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def render(source: Path, size: Size | None, format: str, target: Path, room: int | None = None) -> int:
    """Write the picture to `target`; None is its own size. GIF and WebP keep it moving, other formats show it still.

    Returns the bytes of memory that this takes; where there is less `room`, nothing is written.

    To a file, not to memory: saving a JPEG into memory would hold the interpreter's lock.
    Raises PictureRefused when the source is damaged.
    """
    with refusing_damaged(), open_picture(source) as picture:
        memory = _memory_for(picture)
        if room is not None and memory > room:
            return memory
        turn = _orientation(picture)
        box = _box(size, turn, LARGEST_SIDE[format])
        if format in moving.FORMATS and moving.fits(picture, box):
            clip = moving.clip(picture, lambda frame: _made(frame, box, turn))
        else:
            made = _made(picture, box, turn)
            made = on_white(made) if format == "JPEG" else made
            clip = moving.still(made)
    moving.save(clip, format, target, SAVING[format])
    return memory


def _memory_for(picture: Image.Image) -> int:
    """Decoding it, and once more the pixels for colours and turning; a JPEG is decoded no larger than needed."""
    format, pixels = format_of(picture), picture.width * picture.height
    clip = moving.MOST_PIXELS * 8 if getattr(picture, "n_frames", 1) > 1 and format != "JPEG" else 0
    return memory_for(format, *picture.size) + (0 if format == "JPEG" else 4 * pixels) + clip


def _made(picture: Image.Image, box: tuple[int, int], turn: int) -> Image.Image:
    profile = picture.info.get("icc_profile")
    small = plain(picture)
    small.thumbnail(box, Image.Resampling.LANCZOS, reducing_gap=2.0)  # a JPEG is decoded no larger than needed
    right = to_srgb(small, profile)
    return right.transpose(TURNS[turn]) if turn in TURNS else right


def _orientation(picture: Image.Image) -> int:
    try:
        return int(picture.getexif().get(ExifTags.Base.Orientation, 1))
    except Exception:  # broken EXIF fails in as many ways as broken pictures, and is no reason to show none
        return 1


def _box(size: Size | None, turn: int, largest: int) -> tuple[int, int]:
    width, height = (size.width, size.height) if size else (largest, largest)
    return (height, width) if turn >= 5 else (width, height)
