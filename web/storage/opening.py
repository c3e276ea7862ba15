"""The one place that opens a picture: only the formats a shop needs, and no larger than anyone could mean."""

import warnings
from pathlib import Path

from PIL import Image

FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "AVIF")

CEILING = 1_000_000_000  # pixels; the limit in the settings is checked on the header and lies far below

Image.MAX_IMAGE_PIXELS = CEILING
warnings.filterwarnings("error", category=Image.DecompressionBombWarning)


def open_picture(path: Path) -> Image.Image:
    """Read the header; no pixel is decoded. Raises whatever Pillow raises on what is no picture."""
    return Image.open(path, formats=FORMATS)


def format_of(picture: Image.Image) -> str:
    """The format by content. A phone's JPEG that carries more frames (a depth or gain map) is still a JPEG."""
    return "JPEG" if picture.format == "MPO" else str(picture.format)
