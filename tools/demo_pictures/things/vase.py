"""Vases of three forms, and dried stems to stand in them."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from math import cos, radians, sin

from tools.demo_pictures.light import Material
from tools.demo_pictures.noise import Chance, chances
from tools.demo_pictures.solids import Solid, Thing, ball, lathe, placed, tube
from tools.demo_pictures.vectors import Colour, Vec, add, curve, hexed, mixed, path, rolled, turned

STRAW = hexed("#c9a878")
FORMS: dict[str, list[tuple[float, float]]] = {
    "bottle": [(3.6, 0.0), (4.6, 0.5), (5.3, 3.0), (5.0, 7.5), (3.2, 12.0), (1.7, 15.5), (1.45, 19.0), (1.75, 21.0)],
    "round": [(3.4, 0.0), (5.6, 0.7), (7.8, 4.5), (8.1, 7.5), (6.6, 11.5), (3.6, 14.0), (2.9, 15.2), (3.3, 16.2)],
    "tall": [(3.9, 0.0), (4.5, 0.4), (4.7, 4.0), (4.5, 12.0), (4.9, 20.0), (5.0, 24.0)],
}


def vase(form: str, colour: Colour, ribs: int = 0, gloss: float = 0.04, rough: float = 0.45) -> Thing:
    """`ribs` are grooves around it, as if combed on the wheel."""
    outline = curve(FORMS[form], 10)
    height = outline[-1][1]
    if ribs:
        outline = [(r + (0.10 * sin(y / height * ribs * 6.2832) if y > 1 else 0.0), y) for r, y in _finer(outline)]
    skin = Material(colour, gloss, rough, shade=_grounded, grain=0.10, weave=1.8)
    radius, top = outline[-1]
    lip = [(radius - 0.2 + 0.2 * cos(radians(a)), top + 0.2 * sin(radians(a))) for a in range(20, 181, 32)]
    well = [(0.0, top - 5.0), (radius - 0.5, top - 5.0), (radius - 0.42, top - 2.5), (radius - 0.38, top + 0.02)]
    dark = Material(
        mixed(colour, (0.1, 0.08, 0.07), 0.35), 0.02, 0.7, shade=lambda p: max(0.06, 1 - (top - p[1]) / 3.2)
    )
    return [lathe(curve(well, 5), dark, 48, inside=True), _soft(lathe(outline + lip, skin, 84), 0.5 if ribs else 1.0)]


def _soft(solid: Solid, soft: float) -> Solid:
    return replace(solid, lift=6.0, soft=soft)  # stems stand behind the wall that faces us


def _finer(outline: list[tuple[float, float]]) -> list[tuple[float, float]]:
    line = []
    for (ar, ay), (br, by) in pairwise(outline):
        line += [(ar + (br - ar) * k / 3, ay + (by - ay) * k / 3) for k in range(3)]
    return [*line, outline[-1]]


def _grounded(p: Vec) -> float:
    return 1 - 0.5 * max(0.0, 1 - p[1] / 4.0) ** 2


def stems(seed: str, count: int, height: float, start: float, colour: Colour = STRAW) -> Thing:
    """Dried grasses that lean apart, from `start` centimetres above the ground."""
    chance = chances(seed)
    parts: Thing = []
    for _ in range(count):
        lean, turn = chance.uniform(2, 22), chance.uniform(0, 6.28)
        long = height * chance.uniform(0.75, 1.1)
        tint = mixed(colour, hexed("#f0dfbf"), chance.random() * 0.7)
        parts += placed(_stem(long, tint, chance), _leaning(lean, turn, start))
    return parts


def _leaning(lean: float, turn: float, start: float) -> Callable[[Vec], Vec]:
    return lambda p: add(turned(rolled(p, radians(lean)), turn), (0.0, start, 0.0))


def _stem(long: float, colour: Colour, chance: Chance) -> Thing:
    bend = chance.uniform(-1.4, 1.4)
    line = path([(0.0, 0.0, 0.0), (0.0, long * 0.5, 0.0), (bend, long, 0.0)], 5)
    dry = Material(colour, 0.0, 1.0, sheen=0.3)
    parts: Thing = [tube(line, 0.09, mat(colour), 5)]
    for k in range(14):
        at = line[-1]
        drop = k * 0.55
        size = 0.20 + 0.28 * sin(min(1.0, (k + 1) / 9) * 2.6)
        grain = ball((size * 0.7, 0.62, size * 0.7), dry, rows=6, sides=8)
        place = (at[0] - bend * drop / long * 1.6 + chance.uniform(-0.4, 0.4), at[1] - drop, chance.uniform(-0.4, 0.4))
        parts += [grain.shifted(place)]
    return parts


def mat(colour: Colour) -> Material:
    return Material(colour, 0.0, 1.0)
