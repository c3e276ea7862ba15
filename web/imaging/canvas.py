"""The canvas on which the frames of an animation are drawn, and the file they are read from."""

from typing import IO

from PIL import Image

NOTHING = (0, 0, 0, 0)


def empty_canvas(size: tuple[int, int]) -> Image.Image:
    return Image.new("RGBA", size, NOTHING)


def as_shown(canvas: Image.Image) -> Image.Image:
    """A copy, without alpha where nothing shines through."""
    lowest, _ = canvas.getchannel("A").getextrema()
    return canvas.convert("RGB") if lowest == 255 else canvas.copy()


def whole_file(picture: Image.Image) -> bytes:
    """The bytes of an opened picture, wherever its decoder has got to in them."""
    file: IO[bytes] = picture._fp  # type: ignore[attr-defined]  # which stays open for further frames
    place = file.tell()
    try:
        file.seek(0)
        return bytes(file.read())
    finally:
        file.seek(place)
