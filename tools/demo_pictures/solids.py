"""The shapes things are put together from: turned, bent, rounded and folded surfaces."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise
from math import cos, pi, sin, tau

from tools.demo_pictures.light import Material
from tools.demo_pictures.vectors import Colour, Grid, Vec, add, cross, curve, minus, times, unit


@dataclass(frozen=True)
class Solid:
    """One smooth surface of one material, as a net of points."""

    net: Grid
    material: Material
    lift: float = 0.0
    """How much nearer, in centimetres, it counts when surfaces are sorted: what lies on another surface is lifted."""
    both_sides: bool = False
    soft: float = 1.0
    """How far the facets are smoothed into each other."""
    casts: bool = True
    paint: Callable[[int, int], Colour] | None = None
    """The colour of the facet in a row and column, where it is not the material's own."""
    shared: int = 1
    """Prints have many small facets of few colours: so many neighbours each way share their light."""
    fur: int = 0
    """How many hairs grow on it."""
    fur_length: float = 0.5

    home: Grid | None = None
    """The net as it was before the finished thing was put somewhere: hollows and undersides go by it."""

    def shifted(self, by: Vec) -> "Solid":
        return self.moved(lambda p: add(p, by))

    def moved(self, how: Callable[[Vec], Vec]) -> "Solid":
        """While a thing is being built."""
        return replace(self, net=[[how(p) for p in row] for row in self.net])


Thing = list[Solid]


def placed(thing: Thing, how: Callable[[Vec], Vec]) -> Thing:
    """The finished thing, turned or carried somewhere."""
    return [replace(solid.moved(how), home=solid.home or solid.net) for solid in thing]


def shifted(thing: Thing, by: Vec) -> Thing:
    return placed(thing, lambda p: add(p, by))


def lathe(profile: list[tuple[float, float]], material: Material, sides: int = 72, inside: bool = False) -> Solid:
    """A profile of (radius, height), from the foot upwards, turned about the upright axis."""
    ring = [(sin(tau * j / sides), cos(tau * j / sides)) for j in range(sides + 1)]
    net = [[(r * s, y, r * c) for s, c in (reversed(ring) if inside else ring)] for r, y in profile]
    return Solid(net, material)


def smooth_lathe(points: list[tuple[float, float]], material: Material, steps: int = 8, sides: int = 72) -> Solid:
    return lathe(curve(points, steps), material, sides)


def disc(radius: float, height: float, material: Material, rings: int = 8, sides: int = 48) -> Solid:
    """A flat round surface that looks upwards."""
    return lathe([(radius * (1 - k / rings), height) for k in range(rings + 1)], material, sides)


def tube(line: list[Vec], radius: float | Callable[[float], float], material: Material, sides: int = 14) -> Solid:
    """A round bar along a line; `radius` may depend on how far along (0 to 1)."""
    return ribbon(line, radius, radius, material, sides)


def ribbon(
    line: list[Vec],
    wide: float | Callable[[float], float],
    thick: float | Callable[[float], float],
    material: Material,
    sides: int = 14,
    across: Vec = (0.0, 0.0, 1.0),
) -> Solid:
    """A bar of oval section along a line: `wide` is half its breadth towards `across`, `thick` half the other way."""
    net: Grid = []
    for index, point in enumerate(line):
        ahead = unit(minus(line[min(index + 1, len(line) - 1)], line[max(index - 1, 0)]))
        side = unit(cross(ahead, across))
        over = cross(ahead, side)
        along = index / (len(line) - 1)
        a = thick(along) if callable(thick) else thick
        b = wide(along) if callable(wide) else wide
        net.append(
            [
                add(point, add(times(side, a * cos(tau * k / sides)), times(over, b * sin(tau * k / sides))))
                for k in range(sides + 1)
            ]
        )
    return Solid(net, material)


def ball(size: Vec, material: Material, squareness: float = 2.0, rows: int = 28, sides: int = 44) -> Solid:
    """An egg with the half axes `size`; `squareness` above 2 makes it a rounded box or a pillow."""
    power = 2.0 / squareness
    net: Grid = []
    for i in range(rows + 1):
        v = -pi / 2 + pi * i / rows
        ring, y = _power(cos(v), power), _power(sin(v), power)
        turn = [tau * j / sides for j in range(sides + 1)]
        net.append(
            [
                (size[0] * ring * _power(sin(u), power), size[1] * y, size[2] * ring * _power(cos(u), power))
                for u in turn
            ]
        )
    return Solid(net, material)


def _power(value: float, power: float) -> float:
    return float((abs(value) ** power) * (1 if value >= 0 else -1))


def sheet(place: Callable[[float, float], Vec], material: Material, wide: int = 24, high: int = 24) -> Solid:
    """A surface given by a function of (across, up), both from 0 to 1; it looks where across x up points."""
    net = [[place(j / wide, i / high) for j in range(wide + 1)] for i in range(high + 1)]
    return Solid(net, material)


def slab(size: Vec, material: Material, radius: float = 0.3, steps: int = 4) -> Thing:
    """A box of the given whole width, height and depth with rounded upright edges and softened rims, on the ground."""
    outline = rounded(size[0], size[2], radius, steps)
    rim = min(radius, size[1] / 2) * 0.35
    return prism(outline, size[1], material, rim)


def rounded(width: float, depth: float, radius: float, steps: int = 4) -> list[tuple[float, float]]:
    """A rectangle with round corners, seen from above, counter-clockwise from the front."""
    corners = ((1, 1, 0.0), (1, -1, pi / 2), (-1, -1, pi), (-1, 1, 3 * pi / 2))
    outline: list[tuple[float, float]] = []
    for sx, sz, start in corners:
        for k in range(steps + 1):
            a = start + pi / 2 * k / steps
            x = sx * (width / 2 - radius) + radius * sin(a)
            outline.append((x, sz * (depth / 2 - radius) + radius * cos(a)))
    return _divided(outline)


def _divided(outline: list[tuple[float, float]], pieces: int = 6) -> list[tuple[float, float]]:
    """The closed outline with its long sides cut into pieces, so that light can change along them."""
    line: list[tuple[float, float]] = []
    closed = [*outline, outline[0]]
    for (ax, az), (bx, bz) in pairwise(closed):
        count = pieces if abs(ax - bx) + abs(az - bz) > 0.08 * (abs(outline[0][0]) + abs(outline[0][1])) else 1
        line += [(ax + (bx - ax) * k / count, az + (bz - az) * k / count) for k in range(count)]
    return [*line, outline[0]]


def prism(outline: list[tuple[float, float]], height: float, material: Material, rim: float = 0.1) -> Thing:
    """An outline seen from above raised to a height, with a softened upper rim."""
    inset = [(0.0, 0.0), (0.0, height - rim), (0.3 * rim, height - 0.3 * rim), (rim, height)]
    widest = max(abs(x) for x, _ in outline)
    deepest = max(abs(z) for _, z in outline)
    walls: Grid = []
    for inward, y in inset:
        kx, kz = 1 - inward / widest, 1 - inward / deepest
        walls.append([(x * kx, y, z * kz) for x, z in outline])
    top = [[(x * k, height, z * k) for x, _, z in walls[-1]] for k in (1.0, 0.75, 0.5, 0.25, 0.0)]
    return [Solid(walls, material, soft=0.3), Solid(top, material, lift=0.01)]
