"""Frames of a GIF as browsers show them: drawn one over the other on a canvas that is empty at first."""

import sys
from collections.abc import Iterator
from typing import IO

from PIL import Image

from web.imaging.gif_blocks import BACKGROUND, PREVIOUS, GifFrame, frames, measure
from web.imaging.opening import open_bytes

NOTHING = (0, 0, 0, 0)


def shown_frames(picture: Image.Image) -> Iterator[tuple[Image.Image, int]]:
    """Each frame, in RGB or RGBA, and its time in milliseconds. Raises whatever Pillow raises on a damaged one.

    Pillow fills what no frame covers with the first colour, whatever that is.
    """
    data = _whole_file(picture)
    canvas = Image.new("RGBA", measure(data, 1).shown, NOTHING)
    for frame in frames(data):
        before = canvas.copy() if frame.disposal in PREVIOUS else None
        _draw(canvas, frame, data)
        yield _solid(canvas), frame.duration
        if frame.disposal in BACKGROUND:  # which browsers take for none: the header's colour is nowhere shown
            canvas.paste(NOTHING, frame.box)
        canvas = before or canvas


def outgrown(picture: Image.Image) -> bool:
    """Tell whether a damaged one has frames that reach beyond its canvas."""
    width, height, _, shown = measure(_whole_file(picture), sys.maxsize)
    return (width, height) != shown


def _whole_file(picture: Image.Image) -> bytes:
    """The bytes of an opened picture, wherever its decoder has got to in them."""
    file: IO[bytes] = picture._fp  # type: ignore[attr-defined]  # which stays open for further frames
    place = file.tell()
    try:
        file.seek(0)
        return bytes(file.read())
    finally:
        file.seek(place)


def _draw(canvas: Image.Image, frame: GifFrame, data: bytes) -> None:
    left, upper, right, lower = frame.box
    if left < right and upper < lower:
        with open_bytes(frame.alone(data)) as alone:
            drawn = alone.convert("RGBA")
        canvas.paste(drawn, (left, upper), drawn)


def _solid(canvas: Image.Image) -> Image.Image:
    """A copy, without alpha where nothing shines through."""
    lowest, _ = canvas.getchannel("A").getextrema()
    return canvas.convert("RGB") if lowest == 255 else canvas.copy()
