"""A square cushion with piped edges, leaning or lying."""

from collections.abc import Callable
from dataclasses import replace
from math import sin

from tools.demo_pictures.light import Material
from tools.demo_pictures.noise import noise
from tools.demo_pictures.solids import Thing, placed, sheet, tube
from tools.demo_pictures.vectors import Colour, Vec, add, mixed, tilted, turned

SIDE = 45.0


def cushion(
    colour: Colour,
    seed: str,
    turn: float = 0.2,
    lean: float = 0.22,
    stripes: Callable[[int, int], Colour] | None = None,
) -> Thing:
    """45 cm square, standing on its edge and leaning back by `lean` radians."""
    dents = noise(seed, (80, 80), 13, 128, 110)

    def thickness(across: float, up: float) -> float:
        x, y = 2 * across - 1, 2 * up - 1
        full = max(0.0, (1 - x * x) * (1 - y * y)) ** 0.42
        dent = dents.getpixel((round(across * 79), round(up * 79)))
        level = dent if isinstance(dent, float | int) else 128
        slack = 1.0 * (level - 128) / 128 * full
        return float(10.5 * full + slack + 0.5 * sin(8 * (x * y)) * full * (1 - full))

    cloth = Material(colour, 0.0, 1.0, sheen=0.12, grain=0.24, weave=1.25, shade=_propped)
    front = sheet(lambda u, v: _at(u, v, thickness(u, v)), cloth, 84, 84)
    back = sheet(lambda u, v: _at(1 - u, v, -thickness(1 - u, v)), cloth, 30, 30)
    parts: Thing = [
        back,
        replace(front, lift=1.0, soft=0.7, paint=stripes),
        *_piping(mixed(colour, (1.0, 1.0, 1.0), 0.06)),
    ]
    return placed(parts, lambda p: turned(tilted(p, -lean), turn))


def _at(across: float, up: float, out: float) -> Vec:
    """Full cushions draw their sides in: only the corners stand out."""
    x, y = 2 * across - 1, 2 * up - 1
    drawn_x = 1 - 0.075 * (1 - y * y) * x * x
    drawn_y = 1 - 0.075 * (1 - x * x) * y * y
    return (SIDE / 2 * x * drawn_x, SIDE / 2 * (1 + y * drawn_y) - 0.6, out)


def _piping(colour: Colour) -> Thing:
    cord = Material(colour, 0.0, 1.0, sheen=0.1, grain=0.3)
    edge = [k / 24 for k in range(25)]
    lines = [
        [_at(t, 1.0, 0.0) for t in edge],
        [_at(1.0, t, 0.0) for t in edge],
        [_at(t, 0.0, 0.0) for t in edge],
        [_at(0.0, t, 0.0) for t in edge],
    ]
    return [replace(tube(line, 0.42, cord, 8), lift=0.2) for line in lines]


def _propped(p: Vec) -> float:
    return 1 - 0.35 * max(0.0, 1 - p[1] / 9.0) ** 2


def pile(colours: list[Colour]) -> Thing:
    """Lying on one another, a little pressed, each turned another way."""
    parts: Thing = []
    for index, colour in enumerate(colours):
        flat = placed(cushion(colour, f"pile {index}", 0.0, 0.0), _lying(0.35 - 0.3 * index, 5.6 + 10.4 * index))
        parts += [replace(solid, lift=solid.lift + 40 * index) for solid in flat]
    return parts


def _lying(turn: float, level: float) -> Callable[[Vec], Vec]:
    return lambda p: add(turned((p[0], p[2] * 0.56, SIDE / 2 - p[1]), turn), (0.0, level, 0.0))
