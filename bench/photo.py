"""A photograph to measure with: noise at every scale, as leaves and cloth have it, so that nothing comes cheap."""

from functools import cache
from io import BytesIO

from PIL import Image, ImageChops


@cache
def photograph(width: int, height: int, quality: int = 88) -> bytes:
    """A JPEG of so many pixels; about 0.3 bytes for each."""
    picture = Image.new("RGB", (width, height), (128, 128, 128))
    for detail in (4, 16, 64):
        layer = Image.merge("RGB", [Image.effect_noise((width // detail, height // detail), 40) for _ in range(3)])
        picture = ImageChops.overlay(picture, layer.resize((width, height), Image.Resampling.BICUBIC))
    file = BytesIO()
    picture.save(file, "JPEG", quality=quality)
    return file.getvalue()
