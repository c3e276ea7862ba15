"""The one colour of a PNG that shines through, in the depth in which Pillow gives the pixels."""

from collections.abc import Callable
from typing import Any

from PIL import Image

SCALED: dict[str, Callable[[Any], object]] = {
    "L;2": lambda grey: (grey & 3) * 85,
    "L;4": lambda grey: (grey & 15) * 17,
    "L": lambda grey: grey & 255,
    "RGB": lambda colour: tuple(value & 255 for value in colour),
    "RGB;16B": lambda colour: tuple(value >> 8 for value in colour),
}


def scale_transparency(picture: Image.Image) -> None:
    """Bring the one colour of a PNG that shines through to the depth that Pillow decodes pixels to.

    It does so with pixels of 2, 4 and 16 bits, but not with that colour. To be called before anything is decoded.
    """
    colour, kind = picture.info.get("transparency"), _stored_as(picture)
    if kind in SCALED and colour is not None:
        picture.info["transparency"] = SCALED[kind](colour)
        if getattr(picture, "is_animated", False):
            picture.png.save_rewind()  # type: ignore[attr-defined]


def _stored_as(picture: Image.Image) -> str:
    """Pillow's name for how a channel's bits lie in the file; nothing of other formats than PNG."""
    return str(picture.tile[0].args) if picture.format == "PNG" and picture.tile else ""  # type: ignore[attr-defined]
