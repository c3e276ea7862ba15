"""Pixels of any kind made L, RGB, RGBA or CMYK of 8 bits.

Depths, palettes and all the ways of being transparent are resolved here, for facts and renditions alike.
"""

from PIL import Image

from web.imaging.gif_frames import shown_frames

LEVELS = 2**16  # of a channel of 16 bits
SMOOTH = ("L", "RGB", "CMYK")


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


def _of_16_bits(picture: Image.Image) -> Image.Image:
    """Grey of 16 bits, of which convert() alone would clip all that is lighter than 255."""
    grey = picture.point(lambda value: value * (1 / 257) + 0.5).convert("L")
    shining = picture.info.get("transparency")
    if shining is None:
        return grey
    alpha = picture.convert("I").point([255 * (value != shining) for value in range(LEVELS)], "L")
    return Image.merge("RGBA", (grey, grey, grey, alpha))
