"""A rucksack with a flap, two leather straps and a pocket."""

from dataclasses import replace
from math import cos, pi, sin, tau

from tools.demo_pictures.light import Material
from tools.demo_pictures.prints import lettered, printed
from tools.demo_pictures.solids import Solid, Thing, ball, placed, ribbon, sheet, tube
from tools.demo_pictures.vectors import Colour, Grid, Vec, add, hexed, mixed, path, turned

HIDE = hexed("#9a6236")
BRASS = hexed("#cfae6a")
SIZE = (14.5, 20.5, 7.0)


def backpack(cloth: Colour, hide: Colour = HIDE, turn: float = 0.4) -> Thing:
    """42 cm high, standing."""
    canvas = Material(cloth, 0.01, 0.9, sheen=0.1, grain=0.30, weave=1.2, shade=_grounded)
    parts: Thing = [
        *_carriers(cloth, hide),
        _body(canvas),
        *_pocket(cloth),
        *_side_pockets(cloth),
        *_flap(cloth),
        *_buckles(hide),
    ]
    return placed([*parts, _grip(hide), _patch(hide)], lambda p: turned(p, turn))


def _power(value: float, power: float) -> float:
    return float(abs(value) ** power * (1 if value >= 0 else -1))


def _shape(u: float, v: float, k: float = 1.0) -> Vec:
    """The filled bag: a rounded box, narrower on top, with soft dents; u round it, v upwards."""
    p = 2 / 3.6
    ring = _power(cos(v), p)
    x, y, z = SIZE[0] * ring * _power(sin(u), p), SIZE[1] * _power(sin(v), p), SIZE[2] * ring * _power(cos(u), p)
    narrow = 1 - 0.09 * (y / SIZE[1])
    dent = 0.35 * sin(0.45 * y + 0.3 * x) * cos(0.33 * x) + 0.2 * sin(0.9 * x + 0.2 * y)
    return (x * narrow * k, 20.3 + y * k, (z * narrow + dent * (z / SIZE[2])) * k)


def _body(canvas: Material) -> Solid:
    net = [[_shape(tau * j / 76, -pi / 2 + pi * i / 52) for j in range(77)] for i in range(53)]
    return Solid(net, canvas)


def _grounded(p: Vec) -> float:
    return 1 - 0.5 * max(0.0, 1 - p[1] / 8.0) ** 2


def _pocket(cloth: Colour) -> Thing:
    canvas = Material(
        cloth,
        0.01,
        0.9,
        sheen=0.1,
        grain=0.30,
        weave=1.2,
        shade=lambda p: _grounded(p) * (1 - 0.3 * max(0.0, 1 - (p[2] - 5.5) / 2)),
    )
    bag = ball((10.2, 7.2, 3.0), canvas, squareness=4.0, rows=34, sides=56).moved(lambda p: add(p, (0.0, 10.2, 6.9)))
    zip_colour = Material(mixed(cloth, (0.0, 0.0, 0.0), 0.55), 0.02, 0.7)
    line: list[Vec] = [(-8.4 + 16.8 * k / 20, 14.8 - 0.25 * sin(pi * k / 20), 9.75) for k in range(21)]
    pull = Material(BRASS, 0.9, 0.2, metal=True)
    tab = tube([(7.4, 14.6, 9.95), (7.5, 13.9, 10.1), (7.5, 12.9, 10.1)], 0.28, pull, 8)
    return [
        replace(bag, lift=2.0),
        replace(ribbon(line, 0.22, 0.34, zip_colour, 8), lift=6.0),
        replace(tab, lift=7.0),
    ]


def _side_pockets(cloth: Colour) -> Thing:
    canvas = Material(mixed(cloth, (0.0, 0.0, 0.0), 0.05), 0.01, 0.9, sheen=0.1, grain=0.3, weave=1.2, shade=_grounded)
    parts: Thing = []
    for side in (1, -1):
        bag = ball((2.4, 6.2, 4.4), canvas, squareness=3.4, rows=24, sides=36).shifted((side * 14.3, 8.6, 0.0))
        parts.append(replace(bag, lift=-1.0))
    return parts


def _flap(cloth: Colour) -> Thing:
    """Over the top and halfway down the front, with a bound edge."""
    canvas = Material(mixed(cloth, (0.0, 0.0, 0.0), 0.04), 0.01, 0.9, sheen=0.12, grain=0.30, weave=1.2)
    low = 0.10
    net: Grid = [
        [_shape(-1.75 + 3.5 * j / 60, low + (pi / 2 - low) * i / 26, 1.045) for j in range(61)] for i in range(27)
    ]
    edge = Material(mixed(cloth, (0.0, 0.0, 0.0), 0.35), 0.01, 0.9, grain=0.2)
    return [Solid(net, canvas, lift=9.0), replace(tube(net[0], 0.32, edge, 8), lift=10.0)]


def _buckles(hide: Colour) -> Thing:
    leather = Material(hide, 0.035, 0.5, grain=0.15, weave=2.0)
    brass = Material(BRASS, 0.9, 0.16, metal=True)
    parts: Thing = []
    for side in (1, -1):
        x = side * 6.0
        line: list[Vec] = [
            (x, 35.0, 7.2),
            (x, 31.0, 8.05),
            (x, 26.0, 8.3),
            (x, 22.6, 8.45),
            (x, 19.5, 9.3),
            (x, 16.6, 10.25),
        ]
        strap = ribbon(path(line, 6), 0.16, 1.05, leather, 14)
        frame: list[Vec] = [
            (x - 1.35, 21.6, 9.0),
            (x - 1.35, 18.9, 9.9),
            (x + 1.35, 18.9, 9.9),
            (x + 1.35, 21.6, 9.0),
            (x - 1.35, 21.6, 9.0),
        ]
        pin: list[Vec] = [(x, 21.5, 9.15), (x, 20.2, 9.75), (x, 18.9, 10.0)]
        parts.append(replace(strap, lift=12.0))
        parts += [
            replace(tube(path(frame, 4), 0.2, brass, 8), lift=13.0),
            replace(tube(pin, 0.14, brass, 8), lift=14.0),
        ]
    return parts


def _grip(hide: Colour) -> Solid:
    leather = Material(hide, 0.035, 0.5, grain=0.15, weave=2.0)
    line = path([(-3.6, 39.6, -4.5), (-3.4, 43.2, -4.8), (0.0, 44.8, -5.0), (3.4, 43.2, -4.8), (3.6, 39.6, -4.5)], 8)
    return replace(ribbon(line, 0.9, 0.32, leather, 14), lift=-2.0)


def _carriers(cloth: Colour, hide: Colour) -> Thing:
    """The shoulder straps, seen past the sides."""
    web = Material(mixed(cloth, (0.0, 0.0, 0.0), 0.15), 0.01, 0.9, grain=0.3, weave=1.2)
    parts: Thing = []
    for side in (1, -1):
        x = side
        line = path(
            [
                (x * 4.0, 39.0, -6.0),
                (x * 10.5, 36.0, -11.0),
                (x * 14.5, 26.0, -13.0),
                (x * 15.0, 13.0, -10.5),
                (x * 13.0, 3.0, -6.0),
            ],
            9,
        )
        parts.append(
            replace(
                ribbon(line, lambda t: 2.6 - 1.5 * max(0.0, t - 0.55) / 0.45, 0.55, web, 14, across=(1.0, 0.0, 0.2)),
                lift=-4.0,
            )
        )
    return parts


def _patch(hide: Colour) -> Solid:
    flat = sheet(lambda u, v: (-2.6 + 5.2 * u, 8.0 + 2.6 * v, 10.02), Material(hide, 0.03, 0.6, grain=0.1), 104, 52)
    solid = printed(flat, lettered((520, 260), hide, hexed("#f0dcc0"), [("FJELD", 0.42, 0.5)], frame=True))
    return replace(solid, lift=9.0, soft=0.4, casts=False)
