"""Shadows: the softbox and the sky stand as many small lamps, and each throws its own hard shadow."""

from itertools import pairwise
from math import cos, radians, sin

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from tools.demo_pictures.camera import Camera
from tools.demo_pictures.light import KEY
from tools.demo_pictures.solids import Thing
from tools.demo_pictures.vectors import Grid, Vec

COARSE = 5  # shadows are soft: a fifth of the size is enough


def shadow_mask(things: list[Thing], camera: Camera, hung: bool = False) -> Image.Image:
    """How much light is missing at each place of the ground, or of the wall."""
    nets = [_thinned(solid.net, camera.scale) for thing in things for solid in thing if solid.casts]
    size = (camera.width // COARSE, camera.height // COARSE)
    total = Image.new("L", size)
    for lamps, blur in LAMPS:
        part = Image.new("L", size)
        for lamp, weight in lamps:
            dark = _shade_of(nets, lamp, camera, size, round(255 * weight), hung)
            part = ImageChops.add(part, dark)
        total = ImageChops.add(total, part.filter(ImageFilter.GaussianBlur(blur * size[0] / 300)))
    return total.resize((camera.width, camera.height), Image.Resampling.BICUBIC)


def _shade_of(
    nets: list[Grid], lamp: Vec, camera: Camera, size: tuple[int, int], value: int, hung: bool
) -> Image.Image:
    dark = Image.new("L", size)
    pen = ImageDraw.Draw(dark)
    for net in nets:
        _cast(pen, net, lamp, camera, value, hung)
    return dark


def _softbox(count: int, whole: float) -> list[tuple[Vec, float]]:
    lamps: list[tuple[Vec, float]] = []
    for k in range(count):
        ring, turn = 0.36 * ((k + 0.5) / count) ** 0.5, k * 2.39996
        at = (KEY[0] + ring * cos(turn), KEY[1] + 0.14 + 0.6 * ring * sin(turn), KEY[2] + ring * sin(turn))
        lamps.append((at, whole / count))
    return lamps


def _sky(count: int, low: float, high: float, whole: float) -> list[tuple[Vec, float]]:
    lamps: list[tuple[Vec, float]] = []
    for k in range(count):
        up, turn = radians(low + (high - low) * (k + 0.5) / count), k * 2.39996 + low
        lamps.append(((cos(up) * cos(turn), sin(up), cos(up) * sin(turn)), whole / count))
    return lamps


# lower lamps throw longer shadows with wider edges, so each group is blurred by its own amount
LAMPS = (
    (_softbox(13, 0.40), 3.6),
    (_sky(7, 54, 84, 0.30), 2.4),
    (_sky(7, 32, 54, 0.20), 10.0),
)


def _thinned(net: Grid, scale: float) -> Grid:
    """Fewer points, enough for a blurred outline: the smaller a thing is on the picture, the fewer."""
    low, high, middle = net[0][0], net[-1][0], net[len(net) // 2]
    broad = max(abs(middle[0][k] - middle[len(middle) // 2][k]) for k in range(3))
    pixels = scale * max(broad, *(abs(low[k] - high[k]) for k in range(3)))
    detail = 3 if pixels < 60 else 4 if pixels < 160 else 6
    rows, columns = max(1, len(net) // detail), max(1, len(net[0]) // (detail + 1))
    kept = [*net[:-1:rows], net[-1]]
    return [[*row[:-1:columns], row[-1]] for row in kept]


def _cast(pen: ImageDraw.ImageDraw, net: Grid, lamp: Vec, camera: Camera, value: int, hung: bool) -> None:
    """Neighbouring rows of a net are the rims of a slice of the solid; the slice's shadow is their common hull."""
    rows = []
    for row in net:
        seen = [camera.seen(_on_wall(p, lamp) if hung else _on_ground(p, lamp)) for p in row]
        rows.append([(p[0] / COARSE, p[1] / COARSE) for p in seen])
    for low, high in pairwise(rows):
        hull = _hull(low + high)
        if len(hull) > 2:
            pen.polygon(hull, fill=value)


def _hull(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    ordered = sorted(points)
    return _chain(ordered) + _chain(ordered[::-1])


def _chain(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """One side of the hull, without its last point."""
    chain: list[tuple[float, float]] = []
    for x, y in points:
        while len(chain) > 1:
            (ax, ay), (bx, by) = chain[-2], chain[-1]
            if (bx - ax) * (y - ay) - (by - ay) * (x - ax) > 0:
                break
            chain.pop()
        chain.append((x, y))
    return chain[:-1]


def _on_ground(p: Vec, lamp: Vec) -> Vec:
    return (p[0] - p[1] * lamp[0] / lamp[1], 0.0, p[2] - p[1] * lamp[2] / lamp[1])


def _on_wall(p: Vec, lamp: Vec) -> Vec:
    """The sky's lamps stand round the wall as they do round the ground: their y and z change places below 0.3."""
    x, y, z = lamp if lamp[2] > 0.3 else (lamp[0], lamp[2], lamp[1])
    return (p[0] - p[2] * x / z, p[1] - p[2] * y / z, 0.0)
