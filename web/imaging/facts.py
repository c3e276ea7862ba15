"""Facts about a picture, read once on intake: for placeholders, findings, likeness. Runs in the sandbox."""

from base64 import b64encode
from functools import reduce
from io import BytesIO
from itertools import pairwise

import msgspec
from PIL import Image, ImageChops, ImageCms, ImageFilter, ImageStat

from web.imaging.colour.icc import code_points_in
from web.imaging.main_colour import main_colour
from web.imaging.opening import format_of
from web.imaging.pixels import plain
from web.imaging.renditions.sizes import Size
from web.imaging.thumbhash import thumbhash
from web.imaging.transform import SIDEWAYS, orientation, to_srgb, upright

SAMPLE_SIDE = 256  # pixels, the longer side of the sample
SAMPLE = Size.fit(SAMPLE_SIDE, SAMPLE_SIDE)
LAPLACE = ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), scale=1, offset=128)
COLOUR_TOLERANCE = 12  # how far a colour may lie from the background's and still be background, of 255
TINY = (64, 64)
HARMLESS = {
    "jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi", "progressive", "progression", "adobe",
    "adobe_transform", "icc_profile", "gamma", "srgb", "chromaticity", "transparency", "interlace", "aspect",
    "background", "loop", "duration", "timestamp", "version", "extension", "blend", "disposal", "bbox", "default_image",
}  # fmt: skip
HARMLESS_SEGMENTS = (b"JFIF\0", b"ICC_PROFILE\0", b"Adobe")


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """Shares are of 1. `sharpness` is the spread of the edges: below some 4 nothing in a picture is in focus."""

    metadata_free: bool  # nothing inside but what is needed to show it
    srgb: bool  # its colours are a screen's, or it says nothing else
    thumbhash: str  # base64
    colour: str  # of the thing shown, not of what is around it; #rrggbb
    sharpness: float
    background: float  # the share that has the colour of the edges
    transparent: float  # the share that shines through
    likeness: str  # 16 hex digits that differ in few bits between pictures that look alike
    sideways: bool = False  # its width and height change places when it is shown
    moves: bool = False
    hdr: bool = False  # its colours are PQ or HLG, brighter than a screen's white


def facts_of(picture: Image.Image) -> Facts:
    """Measure a picture whose pixels are decoded; a JPEG may be at a reduced scale."""
    turn = orientation(picture)
    small = upright(_sample(picture), turn)
    solid = _on_white(small)
    tiny = solid.resize(TINY, Image.Resampling.BOX)
    return Facts(
        metadata_free=is_metadata_free(picture),
        srgb=_is_srgb(picture),
        hdr=_is_hdr(picture),
        thumbhash=b64encode(thumbhash(small)).decode(),
        colour=main_colour(small.resize(TINY, Image.Resampling.BOX)),
        sharpness=_sharpness(solid),
        background=_background(tiny),
        transparent=_transparent(small),
        likeness=_likeness(solid),
        sideways=turn in SIDEWAYS,
        moves=format_of(picture) != "JPEG" and getattr(picture, "n_frames", 1) > 1,
    )


def _sample(picture: Image.Image) -> Image.Image:
    whole = plain(picture)
    small = whole.resize(SAMPLE.frame(whole.size), Image.Resampling.BOX, reducing_gap=2.0)
    small = to_srgb(small, picture.info.get("icc_profile"))
    return small if small.mode == "RGBA" else small.convert("RGB")


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode == "RGB":
        return picture
    return Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture).convert("RGB")


def is_metadata_free(picture: Image.Image) -> bool:
    """Tell whether nothing in the file says anything of places, people or machines. Unknown things count as such."""
    if set(picture.info) - HARMLESS or getattr(picture, "private_chunks", None):
        return False
    segments: list[tuple[str, bytes]] = getattr(picture, "applist", [])
    return all(data.startswith(HARMLESS_SEGMENTS) for _, data in segments)


def _is_srgb(picture: Image.Image) -> bool:
    if picture.mode == "CMYK":
        return False
    profile = picture.info.get("icc_profile")
    if not profile:
        return True
    try:
        return "srgb" in ImageCms.getProfileDescription(BytesIO(profile)).lower()
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return True  # a broken one is dropped, and then it is


def _is_hdr(picture: Image.Image) -> bool:
    code_points = code_points_in(picture.info.get("icc_profile") or b"")
    return code_points is not None and code_points.hdr


def _sharpness(picture: Image.Image) -> float:
    if min(picture.size) < 3:
        return 0.0
    inner = (1, 1, picture.width - 1, picture.height - 1)  # the filter leaves the rim as it is
    return round(ImageStat.Stat(picture.convert("L").filter(LAPLACE).crop(inner)).stddev[0], 2)


def _background(picture: Image.Image) -> float:
    width, height = picture.size
    edges = [picture.crop(box) for box in ((0, 0, width, 1), (0, height - 1, width, height), (0, 0, 1, height))]
    colour = tuple(round(sum(ImageStat.Stat(edge).median[band] for edge in edges) / 3) for band in range(3))
    difference = ImageChops.difference(picture, Image.new("RGB", picture.size, colour))
    worst = reduce(ImageChops.lighter, difference.split())
    return round(sum(worst.histogram()[: COLOUR_TOLERANCE + 1]) / (width * height), 3)


def _transparent(picture: Image.Image) -> float:
    if picture.mode != "RGBA":
        return 0.0
    return round(sum(picture.getchannel("A").histogram()[:250]) / (picture.width * picture.height), 3)


def _likeness(picture: Image.Image) -> str:
    """Difference hash: where it grows lighter from left to right, in eight rows of eight."""
    levels = picture.convert("L").resize((9, 8), Image.Resampling.BOX).tobytes()
    rows = [levels[start : start + 9] for start in range(0, 72, 9)]
    bits = [left < right for row in rows for left, right in pairwise(row)]
    return f"{sum(bit << place for place, bit in enumerate(reversed(bits))):016x}"
