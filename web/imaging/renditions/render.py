"""Making renditions: turned as EXIF says, in sRGB, shrunk, written without metadata. Blocks; runs in the sandbox.

All sizes of a picture come from one decode: each is shrunk from the next larger. A large picture leaves a working
copy behind, from which later ones are made at a fraction of the cost.
"""

from pathlib import Path

import msgspec
from PIL import Image

from web.gallery.picture_errors import PictureRefused
from web.imaging.opening import format_of, memory_for, open_picture, refusing_damaged
from web.imaging.renditions import animation
from web.imaging.renditions.sizes import Size
from web.imaging.stripping.strip import write_stripped
from web.imaging.transform import on_white, orientation, seen, shrunk, sideways

WORKING = 1600  # pixels, the longer side of a working copy
WORKING_SIZE = Size.fit(WORKING, WORKING)
MIN_WORKING_COPY = 2000  # pixels; what is smaller is as quickly decoded itself
LARGEST_SIDE = {"JPEG": 65_500, "WEBP": 16_383, "GIF": 65_535, "PNG": 1_000_000_000, "AVIF": 32_768}
SAVING: dict[str, dict[str, object]] = {
    "JPEG": {"quality": 82, "progressive": True, "optimize": True},
    "WEBP": {"quality": 80, "method": 2},  # method 4 is barely smaller and takes twice the time
    "PNG": {},
    "GIF": {},
    "AVIF": {"quality": 60, "speed": 8},
}


FULL_SIZE_OPTIONS: dict[str, dict[str, object]] = {
    "JPEG": {"quality": 92},
    "WEBP": {"quality": 90},
    "PNG": {"compress_level": 1},  # a twentieth larger than the usual, in a quarter of the time: 1 s for 12 megapixels
    "AVIF": {"quality": 80, "speed": 9},
}


class RenditionRequest(msgspec.Struct, frozen=True):
    """A rendition and the file it is written to; no size is the picture's own, hardly compressed."""

    size: Size | None
    format: str
    target: Path

    @property
    def box(self) -> Size:
        largest = LARGEST_SIDE[self.format]
        return self.size or Size.fit(largest, largest)


class RenderResult(msgspec.Struct, frozen=True):
    """`memory` is what it takes, in bytes. Not done: that was more than allowed, and nothing was written."""

    memory: int
    done: bool = True
    working_copy: bool = False


def render(
    source: Path,
    requests: list[RenditionRequest],
    working_copy: Path | None = None,
    max_memory: int | None = None,
    full: tuple[int, int] | None = None,
) -> RenderResult:
    """Write every rendition requested, and the working copy where a path is given for it and it is worth it.

    GIF and WebP keep a picture moving, other formats show it still. To files, not to memory: saving a JPEG into memory
    would hold the interpreter's lock. Nothing is written that takes more than `max_memory`, in bytes. `full` is the
    original's size, either way round, where the source may be its working copy. Raises PictureRefused when the source
    is damaged.
    """
    with refusing_damaged(), open_picture(source) as picture:
        memory = _memory_for(picture)
        view = SourcePicture(picture, source, full)
        requests = [one for one in requests if not _copied_metadata_free(view, one)]
        if requests and max_memory is not None and memory > max_memory:
            return RenderResult(memory, done=False)
        moving = [one for one in requests if _is_to_move(view, one)]
        worth_it = working_copy is not None and max(view.size) > MIN_WORKING_COPY and not animation.moves(picture)
        _write_still(view, [one for one in requests if one not in moving], working_copy if worth_it else None)
        for one in moving:
            _write_moving(view, one)
        return RenderResult(memory, working_copy=worth_it)


class SourcePicture:
    """An opened picture, its file, the original's size as it is seen, and which way it was held."""

    def __init__(self, picture: Image.Image, file: Path, full: tuple[int, int] | None) -> None:
        self.picture = picture
        self.file = file
        self.turn = orientation(picture)
        self.size = _full_size(sideways(picture.size, self.turn), full)  # before `draft` makes it another


def _full_size(stored: tuple[int, int], full: tuple[int, int] | None) -> tuple[int, int]:
    """The original's size as it is seen, also of a working copy, whose own is rounded."""
    for size in (full, full[::-1]) if full else ():
        if WORKING_SIZE.frame(size) == stored:
            return size
    return stored


def _copied_metadata_free(view: SourcePicture, one: RenditionRequest) -> bool:
    """Copy a picture in its own size and format, every pixel kept; an odd one is written anew."""
    if one.size is not None or one.format != format_of(view.picture):
        return False
    try:
        write_stripped(view.file, one.target, one.format, view.turn)
    except PictureRefused:
        return False
    return True


def _write_still(view: SourcePicture, requests: list[RenditionRequest], working_copy: Path | None) -> None:
    """Write one after the other, each shrunk from the one before."""
    boxes: list[tuple[Size, RenditionRequest | None]] = [(one.box, one) for one in requests]
    boxes += [(WORKING_SIZE, None)] if working_copy else []
    current = None
    for box, one in sorted(boxes, key=lambda pair: pair[0].frame(view.size), reverse=True):
        frame = box.frame(view.size)
        current = seen(view.picture, frame, view.turn) if current is None else shrunk(current, frame)
        if one is not None:
            _save(animation.still(_crop(current, view, one)), one)
        elif working_copy is not None:
            _write_working_copy(current, working_copy)


def _crop(picture: Image.Image, view: SourcePicture, one: RenditionRequest) -> Image.Image:
    shown = picture.crop(one.box.crop_box(view.size))
    return on_white(shown) if one.format == "JPEG" else shown


def _save(clip: animation.Animation, one: RenditionRequest) -> None:
    whole = FULL_SIZE_OPTIONS.get(one.format, {}) if one.size is None else {}
    animation.save(clip, one.format, one.target, SAVING[one.format] | whole)


def _write_working_copy(picture: Image.Image, target: Path) -> None:
    """Write it so well that no loss is seen in what is made from it."""
    picture.info = {}
    if picture.mode == "RGBA":
        picture.save(target, "PNG", compress_level=1)
    else:
        picture.save(target, "JPEG", quality=92, subsampling=0)


def _is_to_move(view: SourcePicture, one: RenditionRequest) -> bool:
    return one.format in animation.FORMATS and animation.fits(view.picture, one.box.frame(view.size))


def _write_moving(view: SourcePicture, one: RenditionRequest) -> None:
    frame = one.box.frame(view.size)
    _save(animation.clip(view.picture, lambda picture: _crop(seen(picture, frame, view.turn), view, one)), one)


def _memory_for(picture: Image.Image) -> int:
    """Bytes for decoding, and once more the pixels for colours and turning; a JPEG is decoded no larger than needed."""
    format, pixels = format_of(picture), picture.width * picture.height
    clip = animation.MOST_PIXELS * 8 if animation.moves(picture) else 0
    return memory_for(picture) + (0 if format == "JPEG" else 4 * pixels) + clip
