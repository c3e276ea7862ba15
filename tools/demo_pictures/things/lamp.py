"""A table lamp with a linen shade, on or off."""

from dataclasses import replace

from tools.demo_pictures.light import Material
from tools.demo_pictures.solids import Solid, Thing, ball, disc, lathe, tube
from tools.demo_pictures.vectors import Colour, Vec, curve, hexed, path

LINEN = hexed("#f1e8d8")
BRASS = hexed("#d9b06a")


def lamp(base: Colour, on: float = 1.0, shade: Colour = LINEN, turned_base: bool = True) -> Thing:
    """42 cm high; `on` is how bright it burns, from 0 to 1."""
    parts: Thing = [*_shade(shade, on), *_stem()]
    parts += _turned(base) if turned_base else _ball(base)
    return [*parts, *_flex()]


def _turned(colour: Colour) -> Thing:
    outline = curve(
        [(6.2, 0.0), (6.6, 0.5), (7.2, 3.0), (7.0, 8.0), (5.2, 13.0), (2.6, 16.5), (1.7, 18.4), (1.3, 18.8)], 9
    )
    return [lathe(outline, Material(colour, 0.05, 0.16, shade=_under_shade, grain=0.05), 84)]


def _ball(colour: Colour) -> Thing:
    skin = Material(colour, 0.04, 0.55, shade=_under_shade, grain=0.25, weave=1.6)
    low = ball((6.4, 5.4, 6.4), skin, rows=34, sides=60).moved(lambda p: (p[0], p[1] + 5.2, p[2]))
    high = ball((4.6, 4.2, 4.6), skin, rows=34, sides=60).moved(lambda p: (p[0], p[1] + 14.4, p[2]))
    return [low, replace(high, lift=0.5)]


def _stem() -> Thing:
    brass = Material(BRASS, 0.9, 0.18, metal=True)
    return [lathe([(0.62, 18.2), (0.62, 20.0), (0.62, 23.0), (0.62, 26.0)], brass, 24), disc(0.8, 40.4, brass)]


def _shade(colour: Colour, on: float) -> Thing:
    """Lit from within: brightest at the height of the bulb; the inside is what is seen from below."""
    profile = [(12.0 - 3.6 * k / 14, 23.0 + 17.0 * k / 14) for k in range(15)]
    warm = (0.92 * on, 0.76 * on, 0.50 * on)
    cloth = Material(
        colour, 0.0, 1.0, sheen=0.1, glow=warm, grain=0.12, weave=1.3, shade=lambda p: 1 - on * _from_bulb(p)
    )
    return [replace(lathe(profile, cloth, 64), lift=1.0, soft=1.6), *_hems(colour, on), _inside(colour, on)]


def _from_bulb(p: Vec) -> float:
    return float(0.62 * min(1.0, abs(p[1] - 30.5) / 11.0) ** 1.3)


def _hems(colour: Colour, on: float) -> Thing:
    hem = Material(colour, 0.0, 1.0, glow=(0.30 * on, 0.22 * on, 0.12 * on), grain=0.3)
    low = lathe([(12.04, 22.9), (12.08, 23.2), (12.0, 23.7)], hem, 64)
    high = lathe([(8.5, 39.5), (8.48, 39.8), (8.42, 40.1)], hem, 64)
    return [replace(low, lift=3.0), replace(high, lift=3.0)]


def _inside(colour: Colour, on: float) -> Solid:
    lit = Material(colour, 0.0, 1.0, glow=(1.1 * on, 0.95 * on, 0.7 * on), shade=lambda p: 0.5)
    return lathe([(11.9, 23.0), (10.2, 31.0), (8.4, 40.0)], lit, 64, inside=True)


def _flex() -> Thing:
    line = path([(5.0, 0.25, -4.5), (12.0, 0.2, -7.0), (20.0, 0.2, -4.0), (34.0, 0.2, -12.0)], 9)
    return [tube(line, 0.24, Material(hexed("#d8cfc0"), 0.02, 0.8), 8)]


def _under_shade(p: Vec) -> float:
    """The shade keeps the light from above off the base."""
    return 1 - 0.22 * min(1.0, max(0.0, (p[1] - 8) / 10)) - 0.4 * max(0.0, 1 - p[1] / 4.0) ** 2
