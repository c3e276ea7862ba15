"""A picture's pixels as they are to be seen: the right way up, in sRGB, no larger than asked for."""

from PIL import ExifTags, Image

from web.renditions.colour import plain, to_srgb

TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def orientation(picture: Image.Image) -> int:
    """1 to 8, as EXIF counts the ways of holding a camera."""
    try:
        return int(picture.getexif().get(ExifTags.Base.Orientation, 1))
    except Exception:  # broken EXIF fails in as many ways as broken pictures, and is no reason to show none
        return 1


def sideways(size: tuple[int, int], turn: int) -> tuple[int, int]:
    """From a size as stored to the size as seen, and back."""
    return (size[1], size[0]) if turn >= 5 else size


def seen(picture: Image.Image, size: tuple[int, int], turn: int) -> Image.Image:
    """The whole picture in this size. Colours are converted last, on the fewest pixels."""
    goal = sideways(size, turn)
    picture.draft(None, goal)  # a JPEG is decoded no larger than needed
    small = shrunk(plain(picture), goal)
    right = to_srgb(small, picture.info.get("icc_profile"))
    return right.transpose(TURNS[turn]) if turn in TURNS else right


def shrunk(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    if picture.size == size:
        return picture
    return picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
