"""Frames of a GIF as browsers show them: drawn one over the other on a canvas that is empty at first."""

import sys
from collections.abc import Iterator

from PIL import Image

from web.imaging.canvas import NOTHING, as_shown, empty_canvas, whole_file
from web.imaging.gif_blocks import BACKGROUND, PREVIOUS, GifFrame, frames, measure
from web.imaging.opening import open_bytes


def shown_frames(picture: Image.Image) -> Iterator[tuple[Image.Image, int]]:
    """Each frame, in RGB or RGBA, and its time in milliseconds. Raises whatever Pillow raises on a damaged one.

    Pillow fills what no frame covers with the first colour, whatever that is.
    """
    data = whole_file(picture)
    canvas = empty_canvas(measure(data, 1).shown)
    for frame in frames(data):
        before = canvas.copy() if frame.disposal in PREVIOUS else None
        _draw(canvas, frame, data)
        yield as_shown(canvas), frame.duration
        if frame.disposal in BACKGROUND:  # which browsers take for none: the header's colour is nowhere shown
            canvas.paste(NOTHING, frame.box)
        canvas = before or canvas


def outgrown(picture: Image.Image) -> bool:
    """Tell whether a damaged one has frames that reach beyond its canvas."""
    width, height, _, shown = measure(whole_file(picture), sys.maxsize)
    return (width, height) != shown


def _draw(canvas: Image.Image, frame: GifFrame, data: bytes) -> None:
    left, upper, right, lower = frame.box
    if left < right and upper < lower:
        with open_bytes(frame.alone(data)) as alone:
            drawn = alone.convert("RGBA")
        canvas.paste(drawn, (left, upper), drawn)
