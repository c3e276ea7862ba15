"""The one place that opens a picture: only the formats a shop needs, and no larger than anyone could mean."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image

from web.gallery.picture_errors import NotAPicture, PictureRefused, TooManyPixels, TooMuchMetadata
from web.gallery.unavailable import DiskFull, Unavailable, unavailable_for
from web.imaging.colour.stated import embed_profile
from web.imaging.envelope import mended
from web.imaging.jpeg_kinds import SCALABLE, frame_kind
from web.imaging.png_transparency import scale_transparency

FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "AVIF")

NOT_WRITTEN = "when writing image file"  # Pillow's words where its encoders can't write, without the system's error
MAX_PIXELS = 1_000_000_000  # pixels; the limit in the settings is checked on the header and lies far below

Image.MAX_IMAGE_PIXELS = MAX_PIXELS
warnings.filterwarnings("ignore", category=UserWarning, module="PIL")  # on every phone's odd metadata
warnings.filterwarnings("error", category=Image.DecompressionBombWarning)


BYTES_PER_PIXEL = {"JPEG": 4, "PNG": 9, "GIF": 17, "WEBP": 18, "AVIF": 16}  # as measured, while it is decoded


def memory_for(picture: Image.Image, size: tuple[int, int] | None = None) -> int:
    """Bytes that decoding it takes, about, where it has that size; frames come one after the other.

    A progressive JPEG is held whole until its last scan, two bytes for each coefficient.
    """
    width, height = size or picture.size
    coefficients = 2 * _samples(picture) if picture.info.get("progressive") else 0
    return int(width * height * (BYTES_PER_PIXEL[format_of(picture)] + coefficients))


def _samples(picture: Image.Image) -> float:
    """Samples per pixel of a JPEG: three where colours are as fine as light, one and a half in most photos."""
    layers: list[tuple[int, int, int, int]] = getattr(picture, "layer", [])
    finest = max(across for _, across, _, _ in layers) * max(down for _, _, down, _ in layers)
    return sum(across * down for _, across, down, _ in layers) / finest


def open_picture(path: Path) -> Image.Image:
    """Read the header; no pixel is decoded, and a damaged envelope is mended.

    Its `icc_profile` is that of the colours the file states in whatever way; without one they are sRGB. Raises
    whatever Pillow raises on what is no picture.
    """
    whole = mended(path)
    picture = Image.open(path if whole is None else BytesIO(whole), formats=FORMATS)
    embed_profile(picture, path)
    scale_transparency(picture)
    if format_of(picture) == "JPEG" and frame_kind(path.read_bytes()) not in SCALABLE:
        picture.draft = _no_draft  # type: ignore[method-assign]  # it would fail at every smaller scale
    return picture


def open_bytes(data: bytes) -> Image.Image:
    """Open what was made of a file: a frame of its own, or a copy without metadata."""
    picture = Image.open(BytesIO(data), formats=FORMATS)
    scale_transparency(picture)
    return picture


def _no_draft(mode: str | None, size: tuple[int, int] | None) -> None:
    """Decode it as large as it is, whatever is asked for."""


def format_of(picture: Image.Image) -> str:
    """The format by content. A phone's JPEG that carries more frames (a depth or gain map) is still a JPEG."""
    return "JPEG" if picture.format == "MPO" else str(picture.format)


@contextmanager
def refusing_damaged(max_pixels: int = MAX_PIXELS) -> Iterator[None]:
    """Whatever opening or decoding raises inside becomes a PictureRefused, but for what the disk is to blame for.

    That raises Unavailable: it can't be read, or there is no room to write.
    """
    try:
        yield
    except (PictureRefused, Unavailable):
        raise
    except OSError as error:
        if error.errno is None and NOT_WRITTEN not in str(error):  # Pillow's own, on damaged files
            raise NotAPicture(str(error)) from error
        raise (unavailable_for(error) if error.errno else DiskFull(str(error))) from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise TooManyPixels(None, None, max_pixels) from error
    except Exception as error:  # on garbage Pillow raises a dozen kinds, and no list of them is ever complete
        raise (TooMuchMetadata() if "MAX_TEXT" in str(error) else NotAPicture(str(error))) from error
