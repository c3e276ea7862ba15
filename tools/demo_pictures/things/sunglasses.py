"""Sunglasses, unfolded, standing on the table."""

from dataclasses import replace
from math import cos, pi, sin, tau

from tools.demo_pictures.light import Material
from tools.demo_pictures.solids import Solid, Thing, ball, placed, ribbon, sheet
from tools.demo_pictures.vectors import Colour, Vec, add, hexed, mixed, path, turned


def sunglasses(frame: Colour, lens: Colour, turn: float = 0.4, square: float = 2.6) -> Thing:
    """14 cm wide; `square` is how boxy the lenses are (2 is round)."""
    acetate = Material(frame, 0.05, 0.10, grain=0.05)
    parts: Thing = []
    for side in (-1, 1):
        parts += _eye(side, acetate, lens, square)
        parts += _temple(side, acetate)
    parts.append(_bridge(acetate))
    return placed(parts, lambda p: turned(p, turn))


def _wrapped(x: float, y: float, out: float = 0.0) -> Vec:
    """The front is curved round the face."""
    return (x, y, 1.0 - 0.022 * x * x + out)


def _outline(side: int, square: float, size: float, count: int = 56) -> list[Vec]:
    line: list[Vec] = []
    for k in range(count + 1):
        a = tau * k / count
        x = 2.75 * size * _signed(cos(a), square)
        y = 2.35 * size * _signed(sin(a), square)
        line.append(_wrapped(side * 3.55 + x, 2.62 + y + 0.10 * y * abs(x) / 3))
    return line


def _signed(value: float, square: float) -> float:
    return float((1 if value >= 0 else -1) * abs(value) ** (2 / square))


def _eye(side: int, acetate: Material, lens: Colour, square: float) -> Thing:
    rim = ribbon(_outline(side, square, 1.0), 0.26, 0.24, acetate, 14)
    line = _outline(side, square, 0.97)
    centre = _wrapped(side * 3.55, 2.62, 0.1)

    def place(across: float, up: float) -> Vec:
        at = line[round((1 - across) * (len(line) - 1))]
        k = 1 - up
        return (
            centre[0] + (at[0] - centre[0]) * k,
            centre[1] + (at[1] - centre[1]) * k,
            centre[2] + (at[2] - centre[2]) * k * k,
        )

    tint = Material(lens, 0.10, 0.06, opacity=0.90, shade=lambda p: 0.55 + 0.45 * (1 - p[1] / 5.4))
    glass = sheet(place, tint, 56, 14)
    return [replace(glass, lift=0.2, both_sides=True), replace(rim, lift=0.6)]


def _temple(side: int, acetate: Material) -> Thing:
    line = path(
        [
            (side * 6.3, 4.0, 0.0),
            (side * 6.75, 4.0, -1.2),
            (side * 6.8, 3.9, -6.0),
            (side * 6.5, 3.4, -10.0),
            (side * 6.0, 1.0, -13.4),
            (side * 5.8, 0.2, -14.0),
        ],
        8,
    )
    arm = ribbon(line, lambda t: 0.42 - 0.14 * t, 0.17, acetate, 12, across=(0.0, 1.0, 0.0))
    metal = Material(hexed("#d8c28a"), 0.9, 0.2, metal=True)
    pin = ribbon([_wrapped(side * 6.0, 4.15, 0.5), _wrapped(side * 6.35, 4.15, 0.45)], 0.16, 0.1, metal, 10)
    return [arm, replace(pin, lift=1.5)]


def _bridge(acetate: Material) -> Solid:
    line = path([_wrapped(-1.15, 3.5), _wrapped(-0.5, 3.95), _wrapped(0.5, 3.95), _wrapped(1.15, 3.5)], 8)
    return replace(ribbon(line, 0.26, lambda t: 0.30 - 0.06 * sin(pi * t), acetate, 14), lift=0.8)


def case(colour: Colour, place: Vec, turn: float) -> Thing:
    """A soft case lying behind."""
    hide = Material(colour, 0.03, 0.6, grain=0.10, weave=2.0, shade=lambda p: min(1.0, 0.5 + 0.2 * p[1]))
    body = ball((8.4, 2.2, 3.6), hide, squareness=3.4, rows=34, sides=56).moved(lambda p: add(p, (0.0, 2.2, 0.0)))
    seam = [(8.45 * _signed(sin(tau * k / 60), 3.4), 2.3, 3.65 * _signed(cos(tau * k / 60), 3.4)) for k in range(61)]
    edge = Material(mixed(colour, (0.0, 0.0, 0.0), 0.35), 0.02, 0.7)
    line = ribbon([(x, y, z) for x, y, z in seam], 0.1, 0.1, edge, 6, across=(0.0, 1.0, 0.0))
    return placed([body, replace(line, lift=3.0)], lambda p: add(turned(p, turn), place))
