"""Sources of pictures in several sizes and formats, so that the browser takes the smallest that is sharp."""

from collections.abc import Sequence

import msgspec

from web.gallery.formats import media_type
from web.gallery.model import MIDDLE, Picture, Point
from web.imaging.facts import Facts
from web.imaging.renditions.sizes import SIZES, SQUARES, Size
from web.media.routes import address

WHOLE = tuple(Size.fit(side, side) for side in (320, 480, 640))
LARGE = tuple(Size.fit(side, side) for side in (640, 960, 1280))
CLOSE = (*LARGE, Size.fit(2048, 2048))
SMALL = tuple(Size.fit(side, side) for side in (96, 320, 640))
FALLBACK = {"JPEG": "JPEG", "PNG": "PNG", "GIF": "GIF"}  # what every browser shows; the others by their colours


class Source(msgspec.Struct, frozen=True):
    """Attributes of a <source>."""

    type: str
    srcset: str


class ResponsivePicture(msgspec.Struct, frozen=True, kw_only=True):
    """Values of a <picture>: width and height keep its place before it is loaded, the thumbhash is a preview."""

    sources: tuple[Source, ...]  # the best first
    src: str
    width: int
    height: int
    thumbhash: str
    whole: str  # the original's address


class Crop(msgspec.Struct, frozen=True):
    """A picture cut to the shape of a box; a small one does not fill it."""

    box_width: int
    box_height: int
    shown_width: int  # on the page, where large ones are half as large
    shown_height: int
    src: str


def whole(picture: Picture, facts: Facts | None, avif: bool) -> ResponsivePicture:
    return _shown(picture, facts, WHOLE, avif)


def large(picture: Picture, facts: Facts | None, avif: bool) -> ResponsivePicture:
    return _shown(picture, facts, LARGE, avif)


def zoomable(picture: Picture, facts: Facts | None, avif: bool) -> ResponsivePicture:
    """Sources up to the largest size, for zooming."""
    return _shown(picture, facts, CLOSE, avif)


def largest_address(picture: Picture) -> str:
    """The address of the largest size that is offered to everybody."""
    return address(picture, Size.fit(2048, 2048), "WEBP")


def thumbnail(picture: Picture, largest: int) -> ResponsivePicture:
    """Sources no wider than `largest` pixels, on pages that do not load facts."""
    return _shown(picture, None, tuple(size for size in SMALL if size.width <= largest), avif=False)


def square(picture: Picture, focus: Point | None, facts: Facts | None, avif: bool) -> ResponsivePicture:
    """Sources that are cut to a square around the focal point."""
    return _shown(picture, facts, tuple(Size.fill(side, side, focus or MIDDLE) for side in SQUARES), avif)


def crops(picture: Picture, focus: Point | None, facts: Facts | None) -> tuple[Crop, ...]:
    """The picture in every size that is cut, around the focal point."""
    full = displayed_size(picture, facts)
    boxes = (size for size in SIZES.values() if size.way == "fill")
    return tuple(_crop(picture, Size.fill(box.width, box.height, focus or MIDDLE), full) for box in boxes)


def _crop(picture: Picture, size: Size, full: tuple[int, int]) -> Crop:
    width, height = size.shown(full)
    part = 2 if width > 200 else 1
    return Crop(size.width, size.height, width // part, height // part, address(picture, size, fallback(picture)))


def displayed_size(picture: Picture, facts: Facts | None) -> tuple[int, int]:
    """Width and height as displayed, which may be turned from how it is stored."""
    full = picture.width, picture.height
    return full[::-1] if facts and facts.sideways else full


def _shown(picture: Picture, facts: Facts | None, sizes: Sequence[Size], avif: bool) -> ResponsivePicture:
    full = displayed_size(picture, facts)
    widths: dict[int, Size] = {}
    for size in sizes:
        widths.setdefault(size.shown(full)[0], size)
    place = full if sizes[-1].way == "fit" else sizes[-1].shown(full)
    return ResponsivePicture(
        sources=tuple(_source(picture, widths, format) for format in _formats(facts, avif)),
        src=address(picture, sizes[1], fallback(picture)),
        width=place[0],
        height=place[1],
        thumbhash=facts.thumbhash if facts else "",
        whole=address(picture),
    )


def _source(picture: Picture, widths: dict[int, Size], format: str) -> Source:
    offered = (f"{address(picture, size, format)} {width}w" for width, size in widths.items())
    return Source(media_type(format), ", ".join(offered))


def _formats(facts: Facts | None, avif: bool) -> tuple[str, ...]:
    """Formats to offer. AVIF shows a moving picture still, so one that moves, or may move, is offered as WebP alone."""
    return ("AVIF", "WEBP") if avif and facts and not facts.moves else ("WEBP",)


def fallback(picture: Picture) -> str:
    return FALLBACK.get(picture.format) or ("PNG" if "A" in picture.mode else "JPEG")
