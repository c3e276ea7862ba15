"""Serving bowls, and lemons to fill one."""

from dataclasses import replace
from math import cos, radians, sin

from tools.demo_pictures.light import Material
from tools.demo_pictures.noise import chances
from tools.demo_pictures.solids import Solid, Thing, ball, lathe, placed
from tools.demo_pictures.vectors import Colour, Vec, curve, hexed, mixed, rolled, turned

LEMON = hexed("#f2c230")


def bowl(colour: Colour, inside: Colour, radius: float = 11.0, speckled: float = 0.06) -> Thing:
    """A wide bowl on a small foot, its height 0.44 of the radius times two."""
    k = radius / 11.0
    outer = curve([(4.2, 0.0), (4.35, 0.8), (6.4, 1.5), (9.0, 4.0), (10.5, 7.0), (11.0, 9.4)], 8)
    lip = [(10.8 + 0.2 * cos(radians(a)), 9.4 + 0.2 * sin(radians(a))) for a in range(15, 176, 32)]
    inner = curve([(0.0, 1.5), (4.0, 1.7), (7.2, 3.0), (9.4, 5.6), (10.4, 8.2), (10.6, 9.45)], 9)
    glaze = Material(colour, 0.04, 0.32, shade=_grounded, grain=speckled, weave=1.6)
    well = Material(inside, 0.045, 0.25, shade=lambda p: _hollow(p), grain=speckled * 0.6, weave=1.6)
    parts: Thing = [
        replace(lathe(inner, well, 84, inside=True), lift=-radius),
        replace(lathe(outer + lip, glaze, 84), lift=radius),
    ]
    return placed(parts, lambda p: (p[0] * k, p[1] * k, p[2] * k))


def _grounded(p: Vec) -> float:
    return 1 - 0.62 * max(0.0, 1 - p[1] / 5.0) ** 2


def _hollow(p: Vec) -> float:
    """The side nearest the light lies in the shadow of its own rim."""
    deep = min(1.0, max(0.0, 1 - p[1] / 9.4))
    lit = 0.5 + 0.5 * (0.6 * p[0] - 0.4 * p[2]) / 11.0
    return float(1 - deep**0.8 * (0.62 - 0.34 * lit))


def lemons(seed: str, places: list[Vec], colour: Colour = LEMON) -> Thing:
    chance = chances(seed)
    parts: Thing = []
    for place in places:
        tint = mixed(colour, hexed("#d99a1c"), chance.random() * 0.5)
        skin = Material(tint, 0.04, 0.42, grain=0.10, weave=2.0, shade=lambda p: min(1.0, 0.45 + 0.09 * p[1]))
        roll, turn = chance.uniform(-1.2, 1.2), chance.uniform(0, 3.1)
        parts += [_lemon(skin, roll, turn).shifted(place)]
    return parts


def _lemon(skin: Material, roll: float, turn: float) -> Solid:
    fruit = ball((2.7, 3.3, 2.7), skin, rows=26, sides=30)
    return fruit.moved(lambda p: turned(rolled((p[0], p[1] + 0.55 * (p[1] / 3.3) ** 7, p[2]), roll), turn))
