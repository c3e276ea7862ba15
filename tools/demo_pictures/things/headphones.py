"""Over-ear headphones."""

from dataclasses import replace
from math import cos, pi, radians, sin, tau

from tools.demo_pictures.light import Material
from tools.demo_pictures.solids import Thing, lathe, placed, ribbon
from tools.demo_pictures.vectors import Colour, Vec, add, hexed, mixed, rolled, turned

STEEL = hexed("#c9cacc")


def headphones(colour: Colour, accent: Colour = STEEL, turn: float = 0.45, leather: Colour | None = None) -> Thing:
    """19 cm high, standing on the ear cups; `turn` shows the right cup's outside."""
    soft = leather or mixed(colour, (0.1, 0.1, 0.1), 0.45)
    parts: Thing = [
        *_band(colour, soft),
        *_cup(colour, accent, soft, 1),
        *_cup(colour, accent, soft, -1),
        *_arms(accent),
    ]
    return placed(parts, lambda p: add(turned(p, turn), (0.0, -0.9, 0.0)))


def _arch(radius_x: float, radius_y: float, start: float, end: float, steps: int = 36) -> list[Vec]:
    line: list[Vec] = []
    for k in range(steps + 1):
        a = radians(start + (end - start) * k / steps)
        line.append((radius_x * cos(a), 9.0 + radius_y * sin(a), 0.0))
    return line


def _band(colour: Colour, soft: Colour) -> Thing:
    outer = Material(colour, 0.05, 0.35, shade=lambda p: 0.9)
    pad = Material(soft, 0.03, 0.7, sheen=0.1, grain=0.1)
    over = ribbon(_arch(7.9, 10.0, 14, 166), lambda t: 1.5 + 0.5 * sin(pi * t), 0.42, outer, 20)
    under = ribbon(
        _arch(7.35, 9.45, 32, 148), lambda t: 1.1 + 0.75 * sin(pi * t), lambda t: 0.25 + 0.5 * sin(pi * t), pad, 20
    )
    return [replace(under, lift=-0.5), over]


def _arms(accent: Colour) -> Thing:
    """The steel slides between band and cups, and the forks that hold the cups."""
    steel = Material(accent, 0.9, 0.16, metal=True)
    parts: Thing = []
    for side in (1, -1):
        slide = [(side * 7.72, 11.6, 0.0), (side * 8.15, 10.2, 0.0), (side * 8.5, 9.0, 0.0)]
        parts.append(ribbon(slide, 0.55, 0.16, steel, 12))
        fork = [(side * 8.75, 5.0 + 4.2 * sin(radians(a)), 4.2 * cos(radians(a))) for a in range(-8, 189, 14)]
        piece = ribbon(fork, 0.22, 0.34, steel, 10, across=(1.0, 0.0, 0.0))
        parts.append(replace(piece, lift=0.3))
    return parts


def _cup(colour: Colour, accent: Colour, soft: Colour, side: int) -> Thing:
    """Turned about its own axis, then laid on its side: the cap looks outwards, the cushion inwards."""
    shell = Material(colour, 0.05, 0.32, grain=0.03)
    ring = Material(accent, 0.9, 0.14, metal=True)
    skin = Material(soft, 0.03, 0.6, sheen=0.12, grain=0.07, weave=2.0)
    dark = Material(mixed(soft, (0.02, 0.02, 0.02), 0.6), 0.0, 1.0, grain=0.5, shade=lambda p: 0.6)
    body = [(3.2, 0.0), (3.8, 0.15), (3.95, 0.7), (3.9, 1.2), (3.5, 1.9)]
    cap = [(3.5, 1.9), (3.2, 2.12), (2.6, 2.3), (1.4, 2.42), (0.0, 2.45)]
    seam = [(3.58, 1.75), (3.66, 1.92), (3.5, 2.05), (3.38, 2.0)]
    pad = [(2.75 + 1.05 * cos(tau * k / 20), -0.9 + 1.0 * sin(tau * k / 20)) for k in range(21)]
    cushion = replace(lathe(pad, skin, 56), lift=0.0)
    inside = lathe([(2.3, -0.6), (0.0, -0.5)], dark, 40, inside=True)
    parts = [
        inside,
        cushion,
        lathe(body, shell, 64),
        replace(lathe(cap, shell, 64), lift=0.1),
        lathe(seam, ring, 64),
    ]
    parts[-1] = replace(parts[-1], lift=0.2)
    squeezed = placed(parts, lambda p: (p[0] * 1.12, p[1], p[2] * 0.94))
    return placed(squeezed, lambda p: _worn(p, side))


def _worn(p: Vec, side: int) -> Vec:
    out = turned(rolled(p, -pi / 2), 0.0 if side > 0 else pi)
    return add(rolled(out, -0.06 * side), (side * 7.2, 5.0, 0.0))
