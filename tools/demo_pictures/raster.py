"""Draws solids: every facet lit by itself, the facets melted into each other, the silhouette cut out sharply."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise
from math import sqrt

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from tools.demo_pictures.camera import Camera
from tools.demo_pictures.fur import Facet, furred
from tools.demo_pictures.light import enlightened
from tools.demo_pictures.noise import noise
from tools.demo_pictures.solids import Solid
from tools.demo_pictures.vectors import Colour, Grid, Vec, cross, minus, times, unit

FINE = 2  # silhouettes are drawn at twice the size and halved: that is where jagged edges would be seen
MARGIN = 40  # around the picture and around each surface: room for what is blurred and for fur


@dataclass(frozen=True)
class Layer:
    """A drawn surface with its alpha, where it belongs on the picture, and how far away it is."""

    picture: Image.Image
    left: int
    top: int
    depth: float


def drawn(solid: Solid, camera: Camera, floor: Colour) -> Layer | None:
    """The surface as the camera sees it, or None when nothing of it faces the lens."""
    solid = _coarser(solid, camera)
    facets = _facets(solid, camera, floor)
    if not facets:
        return None
    left, top, right, bottom = _frame(facets, camera)
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


def _coarser(solid: Solid, camera: Camera) -> Solid:
    """Nets are made for close-ups: from further away, facets are joined until they are a few pixels wide."""
    rows, columns = len(solid.net) - 1, len(solid.net[0]) - 1
    wanted = 2.6 if solid.paint else 4.2
    tall = _steps([row[columns // 2] for row in solid.net], camera, wanted)
    wide = _steps(solid.net[rows // 2], camera, wanted)
    if tall == wide == 1:
        return solid
    kept, across = _every(rows, tall), _every(columns, wide)
    net = [[solid.net[i][j] for j in across] for i in kept]
    home = [[solid.home[i][j] for j in across] for i in kept] if solid.home else None
    paint = solid.paint
    if paint is None:
        return replace(solid, net=net, home=home)
    return replace(solid, net=net, home=home, paint=lambda i, j: paint(kept[i], across[j]))


def _steps(line: list[Vec], camera: Camera, wanted: float) -> int:
    seen = [camera.seen(p) for p in line[:: max(1, len(line) // 12)]]
    long = sum(abs(a[0] - b[0]) + abs(a[1] - b[1]) for a, b in pairwise(seen))
    return max(1, min(len(line) // 6, int(wanted * len(line) / max(1.0, long))))


def _every(count: int, step: int) -> list[int]:
    return [*range(0, count, step), count]


def _depth(solid: Solid, camera: Camera) -> float:
    """Of the middle of the whole net: what is seen of it alone would pull round things forward."""
    rows = solid.net[:: max(1, len(solid.net) // 8)]
    far = [camera.seen(p)[2] for row in rows for p in row[:: max(1, len(row) // 8)]]
    return sum(far) / len(far) - solid.lift


def _facets(solid: Solid, camera: Camera, floor: Colour) -> list[Facet]:
    seen = [[camera.seen(p) for p in row] for row in solid.net]
    lit = _lighting(solid, camera, floor)
    facets: list[Facet] = []
    for i in range(len(seen) - 1):
        low, high = seen[i], seen[i + 1]
        for j in range(len(low) - 1):
            a, b, c, d = low[j], low[j + 1], high[j + 1], high[j]
            turn = (c[0] - a[0]) * (d[1] - b[1]) - (c[1] - a[1]) * (d[0] - b[0])
            facing = turn < 0 or (turn > 0 and solid.both_sides)
            if facing and (_near(a, camera) or _near(c, camera)):
                facets.append(((a[2] + c[2]) / 2, [a[:2], b[:2], c[:2], d[:2]], lit(i, j, turn > 0)))
    return facets


def _lighting(solid: Solid, camera: Camera, floor: Colour) -> Callable[[int, int, bool], tuple[int, int, int]]:
    """The light on the facet in a row and column, which may be seen from behind."""
    paint, plain, shared = solid.paint, solid.material.colour, solid.shared
    known: dict[tuple[int, int, Colour], tuple[int, int, int]] = {}

    def lit(i: int, j: int, back: bool) -> tuple[int, int, int]:
        colour = paint(i, j) if paint else plain
        if shared == 1:
            return _lit(solid, i, j, colour, camera, floor, back)
        place = (i // shared, j // shared, colour)
        if place not in known:
            known[place] = _lit(solid, i, j, colour, camera, floor, back)
        return known[place]

    return lit


def _near(point: tuple[float, float, float], camera: Camera) -> bool:
    """Whether it falls on the picture, or close to it."""
    return -MARGIN < point[0] < camera.width + MARGIN and -MARGIN < point[1] < camera.height + MARGIN


def _lit(
    solid: Solid, i: int, j: int, colour: Colour, camera: Camera, floor: Colour, back: bool
) -> tuple[int, int, int]:
    a, b = solid.net[i][j], solid.net[i][j + 1]
    c, d = solid.net[i + 1][j + 1], solid.net[i + 1][j]
    normal = unit(cross(minus(c, a), minus(d, b)))
    middle = _home(solid.net, i, j)
    normal = times(normal, -1) if back else normal
    reach = solid.material.shade(_home(solid.home or solid.net, i, j)) if solid.material.shade else 1.0
    return enlightened(solid.material, colour, reach, normal, camera.towards(middle), floor)


def _home(net: Grid, i: int, j: int) -> Vec:
    a, c = net[i][j], net[i + 1][j + 1]
    return ((a[0] + c[0]) / 2, (a[1] + c[1]) / 2, (a[2] + c[2]) / 2)


def _frame(facets: list[Facet], camera: Camera) -> tuple[int, int, int, int]:
    xs = [x for facet in facets for x, _ in facet[1]]
    ys = [y for facet in facets for _, y in facet[1]]
    left, top = max(-MARGIN, int(min(xs)) - MARGIN), max(-MARGIN, int(min(ys)) - MARGIN)
    right = min(camera.width + MARGIN, int(max(xs)) + MARGIN)
    return left, top, right, min(camera.height + MARGIN, int(max(ys)) + MARGIN)


def _colours(facets: list[Facet], left: int, top: int, size: tuple[int, int], soft: float) -> Image.Image:
    """Colour bleeds over the silhouette on purpose: the mask cuts it, and no dark seam is left at the edge."""
    canvas = Image.new("RGBA", size)
    pen = ImageDraw.Draw(canvas)
    for _, corners, colour in facets:
        pen.polygon([(x - left, y - top) for x, y in corners], fill=(*colour, 255))
    if soft <= 0:
        return _bled(canvas, 2)
    radius = max(0.7, min(14.0, soft * _typical(facets)))
    smooth = (
        canvas.convert("RGBa")
        .filter(ImageFilter.BoxBlur(1.5 * radius))
        .filter(ImageFilter.BoxBlur(radius))
        .convert("RGBA")
    )
    return smooth.convert("RGB")


def _bled(canvas: Image.Image, radius: float) -> Image.Image:
    around = canvas.convert("RGBa").filter(ImageFilter.GaussianBlur(radius)).convert("RGBA").convert("RGB")
    around.paste(canvas, (0, 0), canvas)
    return around


def _typical(facets: list[Facet]) -> float:
    """Half the side of an ordinary facet, in pixels."""
    area = 0.0
    for _, (a, b, c, d), _colour in facets:
        area += abs((c[0] - a[0]) * (d[1] - b[1]) - (c[1] - a[1]) * (d[0] - b[0])) / 2
    return sqrt(area / len(facets)) * 0.5


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
