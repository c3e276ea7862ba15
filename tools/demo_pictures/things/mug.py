"""A stoneware mug, with what may be in it."""

from dataclasses import replace
from math import cos, sin

from tools.demo_pictures.light import Material
from tools.demo_pictures.solids import Solid, Thing, disc, lathe, placed, ribbon
from tools.demo_pictures.vectors import Colour, Vec, curve, hexed, mixed, path, turned

CLAY = hexed("#b08a66")


def mug(colour: Colour, angle: float = 0.5, dip: Colour | None = None, filled: Colour | None = None) -> Thing:
    """9 cm high; `angle` turns the handle from the right towards the camera. `dip` is the glaze of the lower part."""
    glaze = Material(colour, 0.045, 0.22, shade=_near_ground, grain=0.05, weave=2.2)
    inner = Material(mixed(colour, (1.0, 1.0, 1.0), 0.25), 0.045, 0.3, shade=_hollow)
    body = curve([(3.45, 0.9), (3.9, 1.6), (4.12, 3.0), (4.15, 5.0), (4.05, 7.4), (4.02, 8.75)], 9)
    lip = [(3.99 - 0.17 + 0.17 * cos(a), 8.75 + 0.17 * sin(a)) for a in (0.3, 0.8, 1.3, 1.8, 2.4, 3.0)]
    foot = [(2.85, 0.0), (3.05, 0.06), (3.2, 0.45), (3.45, 0.9), (3.52, 1.0)]
    well = curve([(0.0, 0.9), (2.6, 0.95), (3.3, 1.6), (3.6, 3.0), (3.68, 6.0), (3.66, 8.8)], 7)
    parts: Thing = [
        replace(lathe(well, inner, inside=True), lift=-3.0),
        lathe(curve(foot, 4), Material(dip or CLAY, 0.02, 0.9, shade=_near_ground, grain=0.3)),
        lathe(body + lip, glaze),
        _handle(glaze),
    ]
    if dip:
        lower = Material(dip, 0.03, 0.6, shade=_near_ground, grain=0.3)
        parts.append(replace(lathe([(r + 0.012, y) for r, y in body if y < 3.4], lower), lift=1.6))
    if filled:
        parts.append(replace(disc(3.62, 7.7, Material(filled, 0.03, 0.12, shade=lambda p: 0.75)), lift=-2.6))
    return placed(parts, lambda p: turned(p, angle))


def _handle(glaze: Material) -> Solid:
    line = path(
        [(3.95, 7.45, 0.0), (5.4, 7.75, 0.0), (6.75, 6.4, 0.0), (6.5, 4.2, 0.0), (5.2, 2.75, 0.0), (3.95, 2.3, 0.0)], 8
    )
    return ribbon(line, lambda t: 0.72 + 0.25 * abs(t - 0.5), lambda t: 0.40 + 0.2 * abs(t - 0.5) ** 2, glaze, 18)


def _near_ground(p: Vec) -> float:
    return 1 - 0.45 * max(0.0, 1 - p[1] / 3.0) ** 2


def _hollow(p: Vec) -> float:
    """Deep inside it is darker, most on the side that the key light does not reach."""
    deep = min(1.0, max(0.0, (8.8 - p[1]) / 6.5))
    return float(1 - 0.62 * deep**0.7)
