"""Scaling: a picture's pixels the right way up, in sRGB, no larger than needed."""

from PIL import Image

from web.imaging.colour import plain, to_srgb
from web.imaging.orientation import sideways, upright


def seen(picture: Image.Image, size: tuple[int, int], turn: int) -> Image.Image:
    """The whole picture in this size. Colours are converted last, on the fewest pixels."""
    goal = sideways(size, turn)
    picture.draft(None, goal)  # a JPEG is decoded no larger than needed
    small = shrunk(plain(picture), goal)
    return upright(to_srgb(small, picture.info.get("icc_profile")), turn)


def shrunk(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    if picture.size == size:
        return picture
    return picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
