"""A sleeveless linen dress on a hanger, with a tied waist."""

from dataclasses import replace
from math import cos, pi, sin

from tools.demo_pictures.light import Material
from tools.demo_pictures.noise import chances
from tools.demo_pictures.solids import Solid, Thing, ribbon
from tools.demo_pictures.things.cloth import Fold, between, hanger, mirrored, panel, seam
from tools.demo_pictures.vectors import Colour, Vec, mixed, path

SKIRT = between([(38.0, 0.0), (35.5, 14.0), (31.0, 32.0), (25.0, 50.0), (19.0, 62.0), (17.2, 66.0)])
BODICE = between([(17.2, 66.0), (18.6, 72.0), (21.6, 80.0), (22.4, 85.0), (18.8, 90.0), (16.0, 98.0)])
STRAP = between([(16.0, 97.8), (14.6, 102.0), (12.8, 106.2)])
STRAP_IN = between([(9.2, 96.5), (9.0, 101.0), (8.6, 107.0)])


def dress(colour: Colour, seed: str = "dress", sash: Colour | None = None) -> Thing:
    """107 cm long."""
    linen = Material(colour, 0.0, 1.0, sheen=0.08, grain=0.26, weave=1.2)
    skirt = _skirt(linen, seed)
    bodice = panel(mirrored(BODICE), BODICE, linen, _bodice_folds(seed), 5.0, (72, 44), 1.6, _neckline)
    parts: Thing = [*hanger(107.0, 15.0), _behind(colour)]
    parts += [
        _up(skirt, 2.0),
        _up(bodice, 3.0),
        *_straps(linen),
        _neck(colour),
        *_sash(sash or mixed(colour, (0.0, 0.0, 0.0), 0.08)),
    ]
    thread = Material(mixed(colour, (0.0, 0.0, 0.0), 0.15), 0.0, 1.0)
    return [*parts, _up(seam(skirt, 2, thread), 2.0)]


def _neckline(across: float) -> float:
    """A round neck between the straps."""
    x = abs(2 * across - 1) * 16.0
    return float(-6.6 * max(0.0, 1 - (x / 9.2) ** 2) ** 0.5)


def _up(solid: Solid, lift: float) -> Solid:
    return replace(solid, lift=solid.lift + lift)


def _skirt(linen: Material, seed: str) -> Solid:
    """Pleats that start at the waist and open towards the hem, which follows them."""
    chance = chances(seed)
    phase, count = chance.uniform(0, 6), 7
    flat = panel(mirrored(SKIRT), SKIRT, linen, [], 5.5, (112, 60), 1.4)
    net = []
    for i, row in enumerate(flat.net):
        up = i / (len(flat.net) - 1)
        open_ = (1 - up) ** 0.7
        line: list[Vec] = []
        for j, (x, y, z) in enumerate(row):
            u = 2 * j / (len(row) - 1) - 1
            wander = 0.5 * sin(2.2 * up + 3 * u + phase)
            turn = pi * count * (u + 0.06 * sin(5 * u + phase)) + wander
            wave = sin(turn) + 0.35 * sin(2.3 * turn + phase)
            deep = (0.35 + 1.5 * open_) * (1 - 0.6 * abs(u) ** 6)
            line.append((x, y - 0.9 * (1 - up) ** 6 * cos(turn), z + deep * wave))
        net.append(line)
    return Solid(net, linen, soft=0.9)


def _bodice_folds(seed: str) -> list[Fold]:
    chance = chances(seed + "bodice")
    folds = []
    for side in (-1, 1):
        folds.append(Fold((side * 20.0, 79.0), (side * 8.0, 83.0), 1.5, 0.8))
        folds.append(Fold((side * 17.0, 68.0), (side * 9.0, 82.0), 1.2, 0.6))
        for k in range(4):
            x = side * (2.0 + 3.6 * k)
            folds.append(Fold((x, 64.0), (x * 0.9, 74.0 + chance.uniform(-2, 4)), 0.8, chance.uniform(0.3, 0.6)))
    return folds


def _behind(colour: Colour) -> Solid:
    dark = Material(mixed(colour, (0.0, 0.0, 0.0), 0.12), 0.0, 1.0, grain=0.2, shade=lambda p: 0.55)
    right = between([(15.0, 88.0), (12.0, 99.0), (10.5, 103.5)])
    return panel(mirrored(right), right, dark, [], 0.0, (10, 10), 0.3)


def _straps(linen: Material) -> Thing:
    right = panel(STRAP_IN, STRAP, linen, [], 1.0, (16, 14), 2.2)
    left = panel(mirrored(STRAP), mirrored(STRAP_IN), linen, [], 1.0, (16, 14), 2.2)
    return [_up(right, 3.2), _up(left, 3.2)]


def _neck(colour: Colour) -> Solid:
    """The bound edge of the neckline."""
    bias = Material(mixed(colour, (0.0, 0.0, 0.0), 0.05), 0.0, 1.0, grain=0.25)
    line: list[Vec] = [
        (-8.8, 106.8, 2.8),
        (-9.3, 100.0, 4.0),
        (-7.6, 94.6, 6.2),
        (0.0, 91.2, 6.9),
        (7.6, 94.6, 6.2),
        (9.3, 100.0, 4.0),
        (8.8, 106.8, 2.8),
    ]
    return replace(ribbon(path(line, 9), 0.35, 0.45, bias, 10), lift=6.0)


def _sash(colour: Colour) -> Thing:
    """Round the waist, tied a little to the side, the ends hanging."""
    cloth = Material(colour, 0.0, 1.0, sheen=0.1, grain=0.26, weave=1.2)
    belt: list[Vec] = [(-17.4, 65.8, 2.0), (-12.0, 65.2, 6.0), (0.0, 64.7, 8.0), (12.0, 65.2, 6.0), (17.4, 65.8, 2.0)]
    parts = [replace(ribbon(path(belt, 9), 0.5, 1.7, cloth, 14), lift=7.0)]
    for dx, long in ((-1.6, 24.0), (2.2, 20.0)):
        end: list[Vec] = [
            (5.0, 64.5, 8.4),
            (5.0 + dx, 58.0, 9.4),
            (5.0 + dx * 1.6, 50.0, 9.2),
            (5.0 + dx * 1.2, 64.0 - long, 8.8),
        ]
        parts.append(replace(ribbon(path(end, 8), 0.2, lambda t: 0.9 + 0.6 * t, cloth, 12), lift=8.0))
    for side in (-1, 1):
        loop: list[Vec] = [
            (5.0, 64.6, 9.0),
            (5.0 + side * 3.2, 66.8, 10.0),
            (5.0 + side * 5.6, 64.6, 10.0),
            (5.0 + side * 3.2, 63.0, 9.6),
            (5.0, 64.4, 9.2),
        ]
        parts.append(replace(ribbon(path(loop, 8), 0.25, 0.8, cloth, 12), lift=9.0))
    knot: list[Vec] = [(5.0, 66.2, 9.6), (5.1, 64.6, 10.2), (5.0, 63.0, 9.6)]
    return [*parts, replace(ribbon(path(knot, 5), 0.7, 1.2, cloth, 12), lift=11.0)]
