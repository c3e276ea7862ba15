"""Main colour of a picture: that of the thing shown, not of what it stands before."""

from collections.abc import Iterator, Sequence
from functools import reduce
from typing import NamedTuple

from PIL import Image, ImageChops, ImageStat

from web.imaging.transform import on_white

SHADES = 6  # that a background, and a thing, are told apart in
ROUNDS = 4  # of bringing each shade to the middle of what it stands for
COMMON = 0.08  # the share of the edges from which on a shade is the background's
LEAST = 0.02  # the share of the middle that a thing takes
SOLID = 128  # alpha from which on something is there

Pixel = tuple[int, ...]


class Limits(NamedTuple):
    """How far background may lie from a shade of the edges, of 255."""

    darker: int
    lighter: int
    colour: int


SHADOWED = Limits(90, 30, 12)  # with the thing's shadow, and the light of the studio
EVEN = Limits(12, 12, 6)  # where the thing is as pale or as dark as that


def main_colour(picture: Image.Image) -> str:
    """The commonest shade of the thing in a small RGB or RGBA picture, as #rrggbb; where none is found, of all."""
    solid = on_white(picture)
    masks = _things(picture, solid)
    thing = next((mask for mask in masks if _weight(mask) >= LEAST), Image.new("L", solid.size, 255))
    pixels = [pixel for pixel, here in zip(_pixels(solid), thing.tobytes(), strict=True) if here]
    _, commonest = max(_shades(pixels))
    return f"#{bytes(commonest).hex()}"


def _things(picture: Image.Image, solid: Image.Image) -> Iterator[Image.Image]:
    """Masks of what may be the thing, the likeliest first."""
    if _is_cut_out(picture):
        yield _there(picture)
    else:
        yield from (_off_background(solid, limits) for limits in (SHADOWED, EVEN))


def _there(picture: Image.Image) -> Image.Image:
    return picture.getchannel("A").point([255 * (alpha >= SOLID) for alpha in range(256)])


def _is_cut_out(picture: Image.Image) -> bool:
    if picture.mode != "RGBA":
        return False
    edges = [ImageStat.Stat(edge).mean[0] for edge in _edges(_there(picture))]
    return sum(edges) / len(edges) < SOLID


def _edges(picture: Image.Image) -> list[Image.Image]:
    """All but the lower one, on which things stand."""
    width, height = picture.size
    return [picture.crop(box) for box in ((0, 0, width, 1), (0, 0, 1, height), (width - 1, 0, width, height))]


def _off_background(picture: Image.Image, limits: Limits) -> Image.Image:
    """A mask of all that is unlike every common shade of the edges."""
    seen = picture.convert("YCbCr")  # a shadow differs in light alone
    edges = [pixel for edge in _edges(seen) for pixel in _pixels(edge)]
    shades = _shades(edges)
    background = [shade for number, shade in shades if number >= COMMON * len(edges)]
    return reduce(ImageChops.darker, [_unlike(seen, shade, limits) for shade in background or [max(shades)[1]]])


def _unlike(picture: Image.Image, shade: Pixel, limits: Limits) -> Image.Image:
    below, above = (limits.darker, *[limits.colour] * 2), (limits.lighter, *[limits.colour] * 2)
    masks = [
        band.point([255 * (not -less <= value - middle <= more) for value in range(256)])
        for band, middle, less, more in zip(picture.split(), shade, below, above, strict=True)
    ]
    return reduce(ImageChops.lighter, masks)


def _weight(mask: Image.Image) -> float:
    """The share that it takes of the picture, of which the middle counts most and the edges for nothing."""
    window = ImageChops.invert(Image.radial_gradient("L").resize(mask.size))
    return ImageStat.Stat(ImageChops.multiply(mask, window)).mean[0] / ImageStat.Stat(window).mean[0]


def _pixels(picture: Image.Image) -> list[Pixel]:
    return list(zip(*[iter(picture.tobytes())] * 3, strict=True))


def _shades(pixels: Sequence[Pixel]) -> list[tuple[int, Pixel]]:
    """The few shades that describe pixels, with how many each stands for."""
    row = Image.frombytes("RGB", (len(pixels), 1), bytes(value for pixel in pixels for value in pixel))
    reduced = row.quantize(SHADES, kmeans=ROUNDS)
    palette = reduced.getpalette() or []
    counted = enumerate(reduced.histogram())
    return [(number, tuple(palette[3 * place : 3 * place + 3])) for place, number in counted if number]
