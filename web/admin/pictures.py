"""How pictures are shown: in several sizes and formats, so that the browser takes the smallest that is sharp."""

from collections.abc import Sequence

import msgspec

from web.gallery.formats import media_type
from web.gallery.model import MIDDLE, Picture, Point
from web.media import address
from web.renditions.sizes import SQUARES, Size
from web.storage.facts import Facts

WHOLE = tuple(Size.fit(side, side) for side in (320, 480, 640))
LARGE = tuple(Size.fit(side, side) for side in (640, 960, 1280))
SMALL = tuple(Size.fit(side, side) for side in (96, 320, 640))
FALLBACK = {"JPEG": "JPEG", "PNG": "PNG", "GIF": "GIF"}  # what every browser shows; the others by their colours


class Source(msgspec.Struct, frozen=True):
    """For a <source>."""

    type: str
    srcset: str


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """For a <picture>: width and height give it its place before it is there, the thumbhash its likeness."""

    sources: tuple[Source, ...]  # the best first
    src: str
    width: int
    height: int
    thumbhash: str
    whole: str  # the original's address


def whole(picture: Picture, facts: Facts | None, avif: bool) -> Shown:
    return _shown(picture, facts, WHOLE, avif)


def large(picture: Picture, facts: Facts | None, avif: bool) -> Shown:
    return _shown(picture, facts, LARGE, avif)


def zoomed(picture: Picture) -> str:
    """The address of the largest size that is offered to everybody."""
    return address(picture, Size.fit(2048, 2048), "WEBP")


def shown(picture: Picture, largest: int) -> Shown:
    """No wider than so many pixels, on pages that do not ask what was seen in it."""
    return _shown(picture, None, tuple(size for size in SMALL if size.width <= largest), avif=False)


def square(picture: Picture, focus: Point | None, facts: Facts | None, avif: bool) -> Shown:
    """Cut around the point that matters."""
    return _shown(picture, facts, tuple(Size.fill(side, side, focus or MIDDLE) for side in SQUARES), avif)


def _shown(picture: Picture, facts: Facts | None, sizes: Sequence[Size], avif: bool) -> Shown:
    full = picture.width, picture.height
    if facts and facts.sideways:
        full = full[::-1]
    widths: dict[int, Size] = {}
    for size in sizes:
        widths.setdefault(size.shown(full)[0], size)
    place = full if sizes[-1].way == "fit" else sizes[-1].shown(full)
    return Shown(
        sources=tuple(_source(picture, widths, format) for format in _formats(facts, avif)),
        src=address(picture, sizes[1], _fallback(picture)),
        width=place[0],
        height=place[1],
        thumbhash=facts.thumbhash if facts else "",
        whole=address(picture),
    )


def _source(picture: Picture, widths: dict[int, Size], format: str) -> Source:
    offered = (f"{address(picture, size, format)} {width}w" for width, size in widths.items())
    return Source(media_type(format), ", ".join(offered))


def _formats(facts: Facts | None, avif: bool) -> tuple[str, ...]:
    """AVIF shows a moving picture still, so where it moves, or nobody looked, it stays with WebP."""
    return ("AVIF", "WEBP") if avif and facts and not facts.moves else ("WEBP",)


def _fallback(picture: Picture) -> str:
    return FALLBACK.get(picture.format) or ("PNG" if "A" in picture.mode else "JPEG")
