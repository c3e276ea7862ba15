"""Pixels of any kind made L, RGB, RGBA or CMYK of 8 bits.

Depths, palettes and all the ways of being transparent are resolved here, for facts and renditions alike.
"""

from collections.abc import Callable
from typing import Any

from PIL import Image

from web.imaging.gif_frames import shown_frames

LEVELS = 2**16  # of a channel of 16 bits
SMOOTH = ("L", "RGB", "CMYK")


def scale_transparency(picture: Image.Image) -> None:
    """Bring the one colour of a PNG that shines through to the depth that Pillow decodes pixels to.

    It does so with pixels of 2, 4 and 16 bits, but not with that colour. To be called before anything is decoded.
    """
    colour, kind = picture.info.get("transparency"), _stored_as(picture)
    if kind in SCALED and colour is not None:
        picture.info["transparency"] = SCALED[kind](colour)
        if getattr(picture, "is_animated", False):
            picture.png.save_rewind()  # type: ignore[attr-defined]


def plain(picture: Image.Image) -> Image.Image:
    """The picture, of a GIF its first frame, so that it can be resized smoothly."""
    if picture.format == "GIF":
        return next(shown_frames(picture))[0]
    if picture.mode.startswith("I"):
        return _of_16_bits(picture)
    if picture.has_transparency_data:
        return picture if picture.mode == "RGBA" else picture.convert("RGBA")
    if picture.mode in SMOOTH:
        return picture
    return picture.convert("L" if picture.mode == "1" else "RGB")


def _stored_as(picture: Image.Image) -> str:
    """Pillow's name for how a channel's bits lie in the file; nothing of other formats than PNG."""
    return str(picture.tile[0].args) if picture.format == "PNG" and picture.tile else ""  # type: ignore[attr-defined]


SCALED: dict[str, Callable[[Any], object]] = {
    "L;2": lambda grey: (grey & 3) * 85,
    "L;4": lambda grey: (grey & 15) * 17,
    "L": lambda grey: grey & 255,
    "RGB": lambda colour: tuple(value & 255 for value in colour),
    "RGB;16B": lambda colour: tuple(value >> 8 for value in colour),
}


def _of_16_bits(picture: Image.Image) -> Image.Image:
    """Grey of 16 bits, of which convert() alone would clip all that is lighter than 255."""
    grey = picture.point(lambda value: value * (1 / 257) + 0.5).convert("L")
    shining = picture.info.get("transparency")
    if shining is None:
        return grey
    alpha = picture.convert("I").point([255 * (value != shining) for value in range(LEVELS)], "L")
    return Image.merge("RGBA", (grey, grey, grey, alpha))
