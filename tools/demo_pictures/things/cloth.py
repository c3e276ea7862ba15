"""Hanging cloth: panels between two edges, with folds, and the hanger they hang on."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import exp, pi, sin

from tools.demo_pictures.light import Material
from tools.demo_pictures.solids import Solid, Thing, ball, placed, ribbon, sheet, tube
from tools.demo_pictures.vectors import Vec, add, hexed, path

Edge = Callable[[float], tuple[float, float]]
"""Where an edge runs: (x, y) for a share of its length, 0 at the hem."""


@dataclass(frozen=True)
class Fold:
    """A ridge (or, with a negative height, a furrow) from one point to another."""

    start: tuple[float, float]
    end: tuple[float, float]
    breadth: float
    height: float

    def at(self, x: float, y: float) -> float:
        dx, dy = self.end[0] - self.start[0], self.end[1] - self.start[1]
        long = dx * dx + dy * dy
        along = ((x - self.start[0]) * dx + (y - self.start[1]) * dy) / long
        if not -0.05 < along < 1.05:
            return 0.0
        away = ((x - self.start[0]) * dy - (y - self.start[1]) * dx) / long**0.5
        if abs(away) > 3 * self.breadth:
            return 0.0
        return float(self.height * sin(pi * min(1.0, max(0.0, along))) ** 0.8 * exp(-((away / self.breadth) ** 2)))


def panel(
    left: Edge,
    right: Edge,
    material: Material,
    folds: list[Fold],
    depth: float,
    size: tuple[int, int],
    out: float = 0.0,
    rise: Callable[[float], float] | None = None,
) -> Solid:
    """Cloth between two edges, bulging towards us by `depth` centimetres, `out` before the wall.

    `rise` says how far its upper edge rises above the straight line, for a share of the breadth.
    """

    def place(across: float, up: float) -> Vec:
        (ax, ay), (bx, by) = left(up), right(up)
        x, y = ax + (bx - ax) * across, ay + (by - ay) * across
        if rise:
            y += rise(across) * max(0.0, (up - 0.55) / 0.45) ** 1.5
        bulge = depth * max(0.0, 1 - (2 * across - 1) ** 2) ** 0.55
        return (x, y, out + bulge + sum(fold.at(x, y) for fold in folds))

    return replace(sheet(place, material, *size), soft=0.9)


def between(points: list[tuple[float, float]]) -> Edge:
    """An edge as a smooth line through points, the same step in the parameter between each two."""
    line = path([(x, y, 0.0) for x, y in points], 16)

    def at(t: float) -> tuple[float, float]:
        place = t * (len(line) - 1)
        index = min(int(place), len(line) - 2)
        a, b, share = line[index], line[index + 1], place - index
        return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)

    return at


def mirrored(edge: Edge) -> Edge:
    def at(t: float) -> tuple[float, float]:
        x, y = edge(t)
        return (-x, y)

    return at


def seam(solid: Solid, row: int, material: Material, breadth: float = 0.2) -> Solid:
    """A line of stitches along a row of a panel."""
    line = [add(p, (0.0, 0.0, 0.04)) for p in solid.net[row]]
    return replace(tube(line, breadth, material, 6), lift=3.0, casts=False)


def hanger(top: float, width: float) -> Thing:
    """Of wood, with a steel hook; the neck of the garment is at height `top`."""
    wood = Material(hexed("#c79b68"), 0.04, 0.4, grain=0.12, weave=1.4)
    steel = Material(hexed("#c6c8ca"), 0.9, 0.16, metal=True)
    arms = path(
        [
            (-width, top - 6.5, 2.0),
            (-width * 0.5, top - 2.6, 2.0),
            (0.0, top, 2.0),
            (width * 0.5, top - 2.6, 2.0),
            (width, top - 6.5, 2.0),
        ],
        8,
    )
    hook: list[Vec] = [
        (0.0, top, 2.0),
        (0.0, top + 3.5, 2.0),
        (0.4, top + 4.8, 2.0),
        (2.1, top + 6.0, 2.0),
        (2.0, top + 8.3, 2.0),
        (0.0, top + 9.2, 2.0),
        (-1.9, top + 8.3, 2.0),
    ]
    peg = ball((1.1, 1.1, 1.4), wood, rows=16, sides=20)
    knob = placed([peg], lambda p: add(p, (0.0, top + 8.0, 1.4)))
    bar = ribbon(arms, 0.7, 0.95, wood, 14)
    return [replace(bar, lift=-4.0), replace(tube(path(hook, 6), 0.22, steel, 10), lift=-3.0), *knob]
