"""Draws solids: every facet lit by itself, the facets melted into each other, the silhouette cut out sharply."""

from dataclasses import dataclass
from math import sqrt

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from web.demo.camera import Camera
from web.demo.light import enlightened
from web.demo.fur import Facet, furred
from web.demo.noise import noise
from web.demo.solids import Solid
from web.demo.vectors import Colour, Vec, cross, minus, times, unit

FINE = 2  # silhouettes are drawn at twice the size and halved: that is where jagged edges would be seen
MARGIN = 14


@dataclass(frozen=True)
class Layer:
    """A drawn surface with its alpha, where it belongs on the picture, and how far away it is."""

    picture: Image.Image
    left: int
    top: int
    depth: float


def drawn(solid: Solid, camera: Camera, floor: Colour) -> Layer | None:
    """The surface as the camera sees it, or None when nothing of it faces the lens."""
    facets = _facets(solid, camera, floor)
    if not facets:
        return None
    left, top, right, bottom = _frame(
        facets, camera, MARGIN + round(1.8 * solid.fur_length * camera.scale * bool(solid.fur))
    )
    if right - left < 1 or bottom - top < 1:
        return None
    facets.sort(key=lambda facet: -facet[0])
    colours = _colours(facets, left, top, (right - left, bottom - top), solid.soft)
    mask = _mask(facets, left, top, (right - left, bottom - top), solid.material.opacity)
    if solid.fur:
        furred(colours, mask, facets, (left, top), solid.fur, solid.fur_length * camera.scale)
    if solid.material.grain:
        colours = _grained(colours, solid.material.grain, solid.material.weave)
    colours.putalpha(mask)
    return Layer(colours, left, top, _depth(solid, camera))


def _depth(solid: Solid, camera: Camera) -> float:
    """Of the middle of the whole net: what is seen of it alone would pull round things forward."""
    rows = solid.net[:: max(1, len(solid.net) // 8)]
    far = [camera.seen(p)[2] for row in rows for p in row[:: max(1, len(row) // 8)]]
    return sum(far) / len(far) - solid.lift


def _facets(solid: Solid, camera: Camera, floor: Colour) -> list[Facet]:
    seen = [[camera.seen(p) for p in row] for row in solid.net]
    facets: list[Facet] = []
    for i in range(len(seen) - 1):
        low, high = seen[i], seen[i + 1]
        for j in range(len(low) - 1):
            a, b, c, d = low[j], low[j + 1], high[j + 1], high[j]
            turn = (c[0] - a[0]) * (d[1] - b[1]) - (c[1] - a[1]) * (d[0] - b[0])
            if turn < 0 or (turn > 0 and solid.both_sides):
                colour = _lit(solid, i, j, camera, floor, turn > 0)
                facets.append(((a[2] + c[2]) / 2, [a[:2], b[:2], c[:2], d[:2]], colour))
    return facets


def _lit(solid: Solid, i: int, j: int, camera: Camera, floor: Colour, back: bool) -> tuple[int, int, int]:
    a, b = solid.net[i][j], solid.net[i][j + 1]
    c, d = solid.net[i + 1][j + 1], solid.net[i + 1][j]
    normal = unit(cross(minus(c, a), minus(d, b)))
    middle: Vec = ((a[0] + c[0]) / 2, (a[1] + c[1]) / 2, (a[2] + c[2]) / 2)
    colour = solid.paint(i, j) if solid.paint else solid.material.colour
    normal = times(normal, -1) if back else normal
    return enlightened(solid.material, colour, middle, normal, camera.towards(middle), floor)


def _frame(facets: list[Facet], camera: Camera, margin: int) -> tuple[int, int, int, int]:
    xs = [x for facet in facets for x, _ in facet[1]]
    ys = [y for facet in facets for _, y in facet[1]]
    left, top = max(-margin, int(min(xs)) - margin), max(-margin, int(min(ys)) - margin)
    right = min(camera.width + margin, int(max(xs)) + margin)
    return left, top, right, min(camera.height + margin, int(max(ys)) + margin)


def _colours(facets: list[Facet], left: int, top: int, size: tuple[int, int], soft: float) -> Image.Image:
    """Colour bleeds over the silhouette on purpose: the mask cuts it, and no dark seam is left at the edge."""
    canvas = Image.new("RGBA", size)
    pen = ImageDraw.Draw(canvas)
    for _, corners, colour in facets:
        pen.polygon([(x - left, y - top) for x, y in corners], fill=(*colour, 255))
    if soft <= 0:
        return _bled(canvas, 2)
    radius = max(0.7, min(7.0, soft * _typical(facets)))
    smooth = canvas.convert("RGBa").filter(ImageFilter.GaussianBlur(radius)).convert("RGBA")
    return smooth.convert("RGB")


def _bled(canvas: Image.Image, radius: float) -> Image.Image:
    around = canvas.convert("RGBa").filter(ImageFilter.GaussianBlur(radius)).convert("RGBA").convert("RGB")
    around.paste(canvas, (0, 0), canvas)
    return around


def _typical(facets: list[Facet]) -> float:
    """A third of the side of an ordinary facet, in pixels."""
    area = 0.0
    for _, (a, b, c, d), _colour in facets:
        area += abs((c[0] - a[0]) * (d[1] - b[1]) - (c[1] - a[1]) * (d[0] - b[0])) / 2
    return sqrt(area / len(facets)) * 0.45


def _mask(facets: list[Facet], left: int, top: int, size: tuple[int, int], opacity: float) -> Image.Image:
    canvas = Image.new("L", (size[0] * FINE, size[1] * FINE))
    pen = ImageDraw.Draw(canvas)
    for _, corners, _colour in facets:
        pen.polygon([((x - left) * FINE, (y - top) * FINE) for x, y in corners], fill=255)
    mask = canvas.reduce(FINE)
    return mask if opacity >= 1 else mask.point(lambda value: value * opacity)


def _grained(colours: Image.Image, strength: float, size: float) -> Image.Image:
    texture = noise("grain", colours.size, size, 128, 28 * strength)
    return ImageChops.overlay(colours, Image.merge("RGB", (texture, texture, texture)))
