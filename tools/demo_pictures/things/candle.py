"""A scented candle in a glass jar, lit or not, with its lid."""

from dataclasses import replace
from math import cos, sin

from tools.demo_pictures.light import Material
from tools.demo_pictures.prints import lettered, printed
from tools.demo_pictures.solids import Solid, Thing, ball, disc, lathe, placed, sheet, tube
from tools.demo_pictures.vectors import Colour, Vec, add, curve, hexed, path

CORK = hexed("#b98a55")
WAX = hexed("#f3e6cf")


def candle(glass: Colour, name: str, lit: bool = True, turn: float = 0.0) -> Thing:
    """A jar of 8 cm; `glass` is its tint, `name` what the label says."""
    parts: Thing = [_well(glass), _wax(lit), *_wick(lit), *_jar(glass), _label(name, turn)]
    return [*parts, _flame()] if lit else parts


def _well(glass: Colour) -> Solid:
    inner = Material(glass, 0.05, 0.2, shade=lambda p: 0.75)
    return lathe([(3.65, 0.6), (3.65, 4.0), (3.65, 6.0), (3.65, 7.0), (3.65, 8.1), (3.68, 8.9)], inner, inside=True)


def _wax(lit: bool) -> Solid:
    warm = (0.5, 0.34, 0.16) if lit else (0.12, 0.09, 0.06)
    top = disc(3.64, 6.4, Material(WAX, 0.03, 0.35, glow=warm), 14)
    return top.moved(lambda p: (p[0], p[1] - (0.25 if lit else 0.05) * max(0.0, 1 - (p[0] ** 2 + p[2] ** 2) / 9), p[2]))


def _wick(lit: bool) -> Thing:
    line = path([(0.0, 6.2, 0.0), (0.03, 6.8, 0.0), (0.14, 7.2, 0.0)], 4)
    return [replace(tube(line, 0.09, Material((0.16, 0.13, 0.11)), 8), lift=2.0)]


def _jar(glass: Colour) -> Thing:
    """The body tinted from within by the wax, the clear collar above it, and the rim that catches the light."""
    body = curve([(3.3, 0.0), (3.8, 0.25), (3.95, 1.0), (3.95, 4.0), (3.95, 6.4)], 10)
    wall = Material(glass, 0.05, 0.06, shade=lambda p: 1 - 0.3 * max(0.0, 1 - p[1] / 2.0) ** 2)
    clear = Material(glass, 0.06, 0.05, opacity=0.38)
    collar = [(3.95, 6.3), (3.95, 7.2), (3.95, 8.0), (3.95, 8.8)]
    rim = [(3.84 + 0.13 * cos(a), 8.85 + 0.13 * sin(a)) for a in (-0.6, 0.0, 0.6, 1.2, 1.8, 2.4, 3.0)]
    bright = Material(hexed("#ffffff"), 0.1, 0.1, opacity=0.7)
    return [
        replace(lathe(body, wall, 84), lift=1.0),
        replace(lathe(collar, clear, 84), lift=4.0),
        replace(lathe(rim, bright, 84), lift=4.5),
    ]


def _label(name: str, turn: float) -> Solid:
    paper, ink = hexed("#faf6ee"), hexed("#3b332b")
    text = [(name, 0.20, 0.40), ("SOY WAX · 220 G", 0.085, 0.66)]

    def place(across: float, up: float) -> Vec:
        angle = turn + (across - 0.5) * 1.75
        return (3.985 * sin(angle), 1.5 + 3.5 * up, 3.985 * cos(angle))

    flat = sheet(place, Material(paper, 0.0, 1.0), 150, 76)
    solid = printed(flat, lettered((760, 384), paper, ink, text, frame=True))
    return replace(solid, lift=6.0, soft=0.5, casts=False)


def _flame() -> Solid:
    fire = Material((1.0, 0.8, 0.4), 0.0, 1.0, glow=(1.6, 1.25, 0.62))
    drop = ball((0.34, 1.0, 0.34), fire, rows=20, sides=20)
    shaped = drop.moved(lambda p: (p[0] * (1.0 - 0.55 * max(0.0, p[1])) + 0.14, p[1] + 8.1, p[2]))
    return replace(shaped, lift=2.5, soft=2.0, casts=False)


def lid(material: Colour = CORK) -> Thing:
    """A cork lid."""
    wood = Material(material, 0.03, 0.6, grain=0.35, weave=3.0)
    edge = curve([(3.9, 0.0), (4.05, 0.12), (4.05, 0.9), (3.95, 1.05)], 4)
    return [lathe(edge, wood), disc(3.95, 1.05, wood)]


def matches(place: Vec, turn: float) -> Thing:
    stick = Material(hexed("#e2c79a"), 0.0, 1.0)
    head = Material(hexed("#a33a2c"), 0.02, 0.8)
    direction = (cos(turn), 0.0, sin(turn))
    line = [add(place, (direction[0] * k, 0.14, direction[2] * k)) for k in (0.0, 1.5, 3.0, 4.4)]
    tip = add(place, (direction[0] * 4.5, 0.17, direction[2] * 4.5))
    bead = placed([ball((0.3, 0.2, 0.2), head, rows=10, sides=12)], lambda p: add(p, tip))
    return [tube(line, 0.12, stick, 6), *bead]
