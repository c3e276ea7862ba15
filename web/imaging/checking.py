"""The check of a picture file: its header against the limits first, then every pixel decoded. Runs in the sandbox."""

from collections import deque
from pathlib import Path

import msgspec
from PIL import Image

from web.gallery.picture_errors import (
    EmptyFile,
    FormatNotAllowed,
    NotAPicture,
    TooManyFrames,
    TooManyPixels,
    TooMuchMetadata,
)
from web.imaging import gif_frames, png_frames
from web.imaging.embedded_data import nothing_else
from web.imaging.facts import SAMPLE_SIDE, Facts, facts_of
from web.imaging.gif_blocks import GifSize, measure
from web.imaging.missing_pixels import pixels_are_missing
from web.imaging.opening import format_of, memory_for, open_picture, refusing_damaged

MAX_METADATA = 2**20  # bytes in one chunk, decompressed


class CheckedPicture(msgspec.Struct, frozen=True):
    """Header and facts of a file; width and height are those shown of a GIF, else those stored, not turned by EXIF."""

    format: str
    width: int
    height: int
    mode: str
    frames: int
    memory: int = 0  # bytes that decoding it takes
    facts: Facts | None = None  # None: only its header was read


def check(
    path: Path, max_pixels: int, max_frames: int, allowed: frozenset[str] | None = None, max_memory: int | None = None
) -> CheckedPicture:
    """Decode the whole file and describe it. Raises PictureRefused, and nothing else, whatever the bytes are.

    A picture that would take more than `max_memory`, in bytes, is not decoded: only its header is read.
    """
    with refusing_damaged(max_pixels):
        if path.stat().st_size == 0:
            raise EmptyFile
        with open_picture(path) as picture:
            size = _largest(picture, path, max_frames)
            checked = _read_header(picture, size)
            _hold_to(size, checked.format, max_pixels, max_frames, allowed)
            if max_memory is not None and checked.memory > max_memory:
                return checked
            _check_metadata(picture)
            _decode_first(picture, checked, path)
            _check_metadata(picture)  # a PNG may carry some behind its pixels
            facts = facts_of(picture)
            _decode_others(picture, checked)
            metadata_free = facts.metadata_free and nothing_else(path.read_bytes(), checked.format)
            return msgspec.structs.replace(checked, facts=msgspec.structs.replace(facts, metadata_free=metadata_free))


def _largest(picture: Image.Image, path: Path, max_frames: int) -> GifSize:
    if picture.format == "GIF":
        size = measure(path.read_bytes(), max_frames)
        return size._replace(frames=size.frames or getattr(picture, "n_frames", 1))
    frames = 1 if format_of(picture) == "JPEG" else getattr(picture, "n_frames", 1)
    return GifSize(*picture.size, frames, picture.size)


def _read_header(picture: Image.Image, size: GifSize) -> CheckedPicture:
    memory = memory_for(picture, (size.width, size.height))
    return CheckedPicture(format_of(picture), *size.shown, picture.mode, size.frames, memory)


def _hold_to(size: GifSize, format: str, max_pixels: int, max_frames: int, allowed: frozenset[str] | None) -> None:
    if allowed is not None and format not in allowed:
        raise FormatNotAllowed(format)
    if size.width * size.height * size.frames > max_pixels:
        raise TooManyPixels(size.width, size.height, max_pixels)
    if size.frames > max_frames:
        raise TooManyFrames(max_frames)


def _check_metadata(picture: Image.Image) -> None:
    """JPEG's chunks hold at most 64 KiB each; a printer's colour profile honestly spans dozens of them."""
    if format_of(picture) == "JPEG":
        return
    chunks = [*picture.info.values(), *(chunk[1] for chunk in getattr(picture, "private_chunks", ()))]
    if any(isinstance(chunk, bytes | str) and len(chunk) > MAX_METADATA for chunk in chunks):
        raise TooMuchMetadata


def _decode_first(picture: Image.Image, checked: CheckedPicture, path: Path) -> None:
    if checked.format != "JPEG":
        picture.load()
        return
    _draft(picture)
    picture.load()
    if pixels_are_missing(path.read_bytes(), picture, _draft):
        raise NotAPicture("pixels are missing")


def _draft(picture: Image.Image) -> None:
    """Decode a JPEG at an eighth: half the time, and truncation still shows."""
    picture.draft(picture.mode, (max(SAMPLE_SIDE, picture.width // 8), max(SAMPLE_SIDE, picture.height // 8)))


def _decode_others(picture: Image.Image, checked: CheckedPicture) -> None:
    if checked.format == "GIF" and checked.frames > 1:
        deque(gif_frames.shown_frames(picture), maxlen=0)
        return
    for frame in range(1, checked.frames):
        picture.seek(frame)
        picture.load()
    if checked.format == "PNG" and checked.frames > 1:
        deque(png_frames.shown_frames(picture), maxlen=0)
