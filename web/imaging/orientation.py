"""Orientation: which way a camera was held, by EXIF, and turning its pictures upright."""

from PIL import ExifTags, Image

TRANSPOSITIONS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


SIDEWAYS = (5, 6, 7, 8)


def orientation(picture: Image.Image) -> int:
    """1 to 8, as EXIF counts the ways of holding a camera."""
    try:
        return int(picture.getexif().get(ExifTags.Base.Orientation, 1))
    except Exception:  # broken EXIF fails in as many ways as broken pictures, and is no reason to show none
        return 1


def sideways(size: tuple[int, int], turn: int) -> tuple[int, int]:
    """Turn a size as stored into the size as seen, and back."""
    return (size[1], size[0]) if turn in SIDEWAYS else size


def upright(picture: Image.Image, turn: int) -> Image.Image:
    return picture.transpose(TRANSPOSITIONS[turn]) if turn in TRANSPOSITIONS else picture
