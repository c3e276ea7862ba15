"""A plush dog that sits and looks at you."""

from dataclasses import replace
from math import cos, pi, sin

from tools.demo_pictures.light import Material
from tools.demo_pictures.solids import Solid, Thing, ball, lathe, placed, tube
from tools.demo_pictures.vectors import Colour, Vec, add, hexed, rolled, tilted, turned

RED, PALE = hexed("#b5382f"), hexed("#f6ecdc")
Ball = tuple[Vec, Vec]
"""Middle and half axes."""

BODY: dict[str, Ball] = {
    "body": ((0.0, 7.4, -0.8), (5.7, 7.2, 5.2)),
    "neck": ((0.0, 13.0, 0.6), (4.2, 3.0, 3.9)),
    "chest": ((0.0, 9.0, 1.9), (3.9, 4.6, 3.2)),
    "head": ((0.0, 17.6, 1.4), (5.5, 4.9, 4.9)),
    "muzzle": ((0.0, 15.9, 5.4), (2.9, 2.2, 2.5)),
    "left leg": ((-2.5, 5.4, 4.0), (1.75, 4.6, 1.9)),
    "right leg": ((2.5, 5.4, 4.0), (1.75, 4.6, 1.9)),
    "left paw": ((-2.6, 1.4, 5.4), (2.0, 1.4, 2.5)),
    "right paw": ((2.6, 1.4, 5.4), (2.0, 1.4, 2.5)),
    "left thigh": ((-5.2, 3.4, 0.4), (2.6, 3.4, 4.0)),
    "right thigh": ((5.2, 3.4, 0.4), (2.6, 3.4, 4.0)),
    "left foot": ((-5.9, 1.3, 4.0), (1.9, 1.3, 2.8)),
    "right foot": ((5.9, 1.3, 4.0), (1.9, 1.3, 2.8)),
}
LIGHT = ("chest", "muzzle", "left paw", "right paw", "left foot", "right foot")
LIFTS = {"muzzle": 2.0, "chest": 0.8, "left paw": 1.0, "right paw": 1.0, "left foot": 1.0, "right foot": 1.0}


def dog(coat: Colour, ears: Colour, turn: float = 0.35, scarf: Colour = RED, pale: Colour = PALE) -> Thing:
    """23 cm high; its belly, muzzle and feet are pale."""
    parts: Thing = [_part(name, pale if name in LIGHT else coat) for name in BODY]
    parts += [_ear(-1, ears), _ear(1, ears), *_face(), *_collar(scarf), _tail(coat)]
    return placed(parts, lambda p: turned(p, turn))


def _part(name: str, colour: Colour) -> Solid:
    middle, size = BODY[name]
    fur = Material(colour, 0.0, 1.0, sheen=0.35, shade=lambda p: _tucked(p, name), grain=0.2, weave=2.0)
    big = size[0] * size[1] > 15
    shape = ball(size, fur, rows=26 if big else 18, sides=40 if big else 26).moved(lambda p: add(p, middle))
    hairs = int(240 * (size[0] * size[1] + 4))
    return replace(shape, lift=LIFTS.get(name, 0.0), fur=min(hairs, 7000), fur_length=0.46)


def _tucked(p: Vec, name: str) -> float:
    """Where two stuffed parts meet, and near the ground, it is darker."""
    reach = 1 - 0.35 * max(0.0, 1 - p[1] / 3.0) ** 2
    for other, (middle, size) in BODY.items():
        if other != name:
            x, y, z = (p[0] - middle[0]) / size[0], (p[1] - middle[1]) / size[1], (p[2] - middle[2]) / size[2]
            gap = (x * x + y * y + z * z) ** 0.5 - 1
            if gap < 0.45:
                reach *= 1 - 0.42 * (1 - max(0.0, gap) / 0.45) ** 1.5
    return max(0.25, reach)


def _ear(side: int, colour: Colour) -> Solid:
    felt = Material(
        colour, 0.0, 1.0, sheen=0.3, grain=0.2, weave=2.0, shade=lambda p: min(1.0, 0.62 + 0.03 * (p[1] - 10))
    )
    flat = ball((1.9, 4.1, 0.85), felt, rows=20, sides=28)
    hung = flat.moved(lambda p: (p[0] * (1.15 - 0.09 * p[1]), p[1] - 3.2, p[2]))
    bent = hung.moved(lambda p: add(rolled(turned(p, side * 0.95), side * 0.34), (side * 4.5, 21.3, 1.2)))
    return replace(bent, lift=2.4, fur=2400, fur_length=0.4)


def _face() -> Thing:
    glass = Material(hexed("#1c1512"), 0.06, 0.05)
    nose = Material(hexed("#2a211e"), 0.05, 0.25, grain=0.1)
    shine = Material((1.0, 1.0, 1.0), 0.0, 1.0, glow=(1.0, 1.0, 1.0))
    parts: Thing = []
    for side in (-1, 1):
        eye = ball((0.72, 0.78, 0.5), glass, rows=18, sides=26).shifted((side * 2.15, 18.5, 5.55))
        spark = ball((0.17, 0.17, 0.1), shine, rows=8, sides=10).shifted((side * 2.15 - 0.24, 18.82, 6.02))
        parts += [replace(eye, lift=3.0), replace(spark, lift=4.0)]
    tip = ball((1.15, 0.82, 0.7), nose, squareness=2.4, rows=18, sides=26).moved(lambda p: add(p, (0.0, 16.9, 7.75)))
    thread = Material(hexed("#4a3a33"), 0.0, 1.0)
    lines: list[list[Vec]] = [[(0.0, 16.3, 8.0), (0.0, 15.6, 8.0), (0.0, 15.0, 7.7)]]
    for side in (-1, 1):
        lines.append([(0.0, 15.0, 7.72), (side * 0.6, 14.62, 7.5), (side * 1.25, 14.75, 7.15)])
    mouth = [replace(tube(line, 0.09, thread, 6), lift=4.0, soft=0.4) for line in lines]
    return [*parts, replace(tip, lift=4.2), *mouth]


def _collar(colour: Colour) -> Thing:
    felt = Material(colour, 0.0, 1.0, sheen=0.2, grain=0.3)
    ring: list[Vec] = [(4.1 * sin(k / 10), 13.2 - 0.5 * cos(k / 10), 0.9 + 3.8 * cos(k / 10)) for k in range(-19, 20)]
    # only its front half: the rest lies behind the neck
    brass = Material(hexed("#d8b25e"), 0.9, 0.2, metal=True)
    coin = lathe([(0.0, 0.0), (0.85, 0.0), (0.92, 0.08), (0.85, 0.16), (0.0, 0.18)], brass, 28)
    tag = coin.moved(lambda p: add(tilted(p, pi / 2 - 0.25), (0.0, 11.4, 5.2)))
    return [replace(tube(ring, 0.55, felt, 12), lift=2.2), replace(tag, lift=4.0)]


def _tail(colour: Colour) -> Solid:
    fur = Material(colour, 0.0, 1.0, sheen=0.35, grain=0.2)
    tail = ball((1.3, 3.2, 1.3), fur, rows=16, sides=20)
    return replace(tail.moved(lambda p: add(rolled(p, -0.9), (6.3, 4.6, -5.0))), fur=900, fur_length=0.46)
