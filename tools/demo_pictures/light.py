"""The studio's light: one large softbox to the left, a strip to the right, and what walls and paper give back."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

from tools.demo_pictures.vectors import Colour, Vec, cross, unit

KEY: Vec = unit((-0.62, 0.66, 0.55))
BOX: Vec = unit((-0.74, 0.34, 0.60))  # the softbox as mirrored: it reaches down to the table's height
BOX_RIGHT: Vec = unit(cross((0.0, 1.0, 0.0), BOX))
BOX_UP: Vec = cross(BOX, BOX_RIGHT)
STRIP: Vec = unit((0.93, 0.22, 0.12))
GAMMA = 2.2


@dataclass(frozen=True)
class Material:
    """What a surface is made of."""

    colour: Colour
    gloss: float = 0.04
    """The share of light given back like a mirror when seen straight on: 0.04 for glaze and plastic, 0 for cloth."""
    rough: float = 0.5
    """0 mirrors sharply, 1 not at all."""
    metal: bool = False
    sheen: float = 0.0
    """Light caught by fibres at the edge: cloth and fur."""
    glow: Colour = (0.0, 0.0, 0.0)
    """Light of its own, or shining through, before any is reflected."""
    shade: Callable[[Vec], float] | None = None
    """How much of the light reaches a point (1 for all of it): hollows, undersides, things near the ground."""
    opacity: float = 1.0
    grain: float = 0.0
    """How strongly a fine texture shows."""
    weave: float = 1.6
    """The size of that texture's grains, in pixels."""


def enlightened(
    material: Material, colour: Colour, reach: float, normal: Vec, view: Vec, floor: Colour
) -> tuple[int, int, int]:
    """The colour that the camera sees, as bytes.

    `colour` is the material's own or what is painted on it, `reach` how much of the light gets there.
    """
    facing = max(0.0, normal[0] * view[0] + normal[1] * view[1] + normal[2] * view[2])
    key, below = _diffuse(normal)
    edge = (1 - facing) ** 5
    shine = 0.0
    if material.rough < 1:  # cloth mirrors nothing
        bounce = 2 * facing
        mirrored = (bounce * normal[0] - view[0], bounce * normal[1] - view[1], bounce * normal[2] - view[2])
        shine = surrounding(mirrored, material.rough) * (0.35 + 0.65 * reach)
    if material.metal:
        tinted, bounced, plain = shine * (1 - 0.5 * edge) + 0.16 * key * reach, 0.16 * below * reach, 0.5 * edge * shine
    else:
        fibres = material.sheen * (1 - facing) ** 2.5 * (0.4 + 0.6 * key) if material.sheen else 0.0
        fresnel = material.gloss + (1 - material.gloss) * edge * (1 - material.rough) ** 1.5
        tinted, bounced, plain = key * reach + 1.4 * fibres, below * reach, fresnel * shine + 0.05 * fibres
    (red, green, blue), (paper_red, paper_green, paper_blue) = _linear(colour), _linear(floor)
    glow_red, glow_green, glow_blue = _linear(material.glow)
    return (
        _exposed(red * (tinted + bounced * paper_red) + plain + reach * glow_red),
        _exposed(green * (tinted + bounced * paper_green) + plain + reach * glow_green),
        _exposed(blue * (tinted + bounced * paper_blue) + plain + reach * glow_blue),
    )


@lru_cache(maxsize=100_000)
def _linear(colour: Colour) -> Colour:
    return (colour[0] ** GAMMA, colour[1] ** GAMMA, colour[2] ** GAMMA)


def _film(value: float) -> int:
    """Linear light to a byte, with a soft shoulder instead of clipped whites."""
    value *= 1.06
    if value > 0.72:
        value = 0.72 + 0.28 * (1 - 1 / (1 + (value - 0.72) / 0.28))
    return int(255 * value ** (1 / GAMMA) + 0.5)


_STEPS, _BRIGHTEST = 32768, 4.0
_FILM = [_film(_BRIGHTEST * step / _STEPS) for step in range(_STEPS)]


def _exposed(value: float) -> int:
    return _FILM[min(_STEPS - 1, int(value * (_STEPS / _BRIGHTEST)))]


def _diffuse(n: Vec) -> tuple[float, float]:
    """Light from above and the sides, and light from the paper below."""
    key = n[0] * KEY[0] + n[1] * KEY[1] + n[2] * KEY[2]
    wrapped = max(0.0, (key + 0.32) / 1.32)
    fill = max(0.0, 0.25 + 0.6 * n[0] + 0.35 * n[2])
    strip = max(0.0, n[0] * STRIP[0] + n[1] * STRIP[1] + n[2] * STRIP[2])
    above = 0.86 * wrapped * sqrt(wrapped) + 0.06 * fill + 0.08 * strip + 0.12 * (0.5 + 0.5 * n[1])
    return above, 0.2 * (0.62 - 0.38 * n[1])


def surrounding(r: Vec, rough: float) -> float:
    """How bright the studio is in the direction `r`."""
    return _surrounding(int(r[0] * 90 + 90.5), int(r[1] * 90 + 90.5), int(r[2] * 90 + 90.5), rough)


@lru_cache(maxsize=200_000)
def _surrounding(rx: int, ry: int, rz: int, rough: float) -> float:
    r = (rx / 90 - 1, ry / 90 - 1, rz / 90 - 1)
    blur = 0.05 + 0.9 * rough
    room = 0.30 + 0.22 * _step(-0.15, 0.9, r[1]) + 0.12 * _step(0.05, -0.35, r[1])
    room -= 0.16 * _step(0.2, 0.95, -r[2]) * (1 - rough)
    ahead = r[0] * BOX[0] + r[1] * BOX[1] + r[2] * BOX[2]
    light = room
    if ahead > 0.05:
        a = (r[0] * BOX_RIGHT[0] + r[1] * BOX_RIGHT[1] + r[2] * BOX_RIGHT[2]) / ahead
        b = (r[0] * BOX_UP[0] + r[1] * BOX_UP[1] + r[2] * BOX_UP[2]) / ahead
        light += 7.0 * (1 - 0.8 * rough) * _window(a, 0.30, blur) * _window(b, 1.0, blur)
    side = r[0] * STRIP[0] + r[1] * STRIP[1] + r[2] * STRIP[2]
    if side > 0.05:
        a = (r[2] - side * STRIP[2]) / side
        b = (r[1] - side * STRIP[1]) / side
        light += 2.6 * (1 - 0.8 * rough) * _window(a, 0.16, blur) * _window(b, 0.75, blur)
    return light


def _window(value: float, half: float, blur: float) -> float:
    return _step(half + blur, max(0.0, half - blur), abs(value))


def _step(start: float, end: float, value: float) -> float:
    t = min(1.0, max(0.0, (value - start) / (end - start)))
    return t * t * (3 - 2 * t)
