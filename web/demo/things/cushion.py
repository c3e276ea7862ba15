"""A square cushion with piped edges, leaning or lying."""

from collections.abc import Callable
from math import sin

from web.demo.light import Material
from web.demo.noise import noise
from web.demo.solids import Solid, Thing, placed, sheet, tube
from web.demo.vectors import Colour, Vec, add, mixed, tilted, turned

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
        assert isinstance(dent, int | float)
        slack = 1.0 * (dent - 128) / 128 * full
        return 10.5 * full + slack + 0.5 * sin(8 * (x * y)) * full * (1 - full)

    cloth = Material(colour, 0.0, 1.0, sheen=0.12, grain=0.24, weave=1.25, shade=_propped)
    front = sheet(lambda u, v: _at(u, v, thickness(u, v)), cloth, 84, 84)
    back = sheet(lambda u, v: _at(1 - u, v, -thickness(1 - u, v)), cloth, 30, 30)
    parts: Thing = [
        back,
        Solid(front.net, cloth, lift=1.0, soft=0.7, paint=stripes),
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
    return [Solid(tube(line, 0.42, cord, 8).net, cord, lift=0.2) for line in lines]


def _propped(p: Vec) -> float:
    return 1 - 0.35 * max(0.0, 1 - p[1] / 9.0) ** 2


def pile(cushions: list[Thing]) -> Thing:
    """Lying on one another."""
    parts: Thing = []
    for index, thing in enumerate(cushions):
        level = 5.0 + index * 12.5
        flat = placed(
            thing, lambda p, level=level: add(tilted(add(p, (0.0, -SIDE / 2, 0.0)), -1.5708), (0.0, level, 0.0))
        )
        parts += [Solid(s.net, s.material, lift=s.lift + index * 14, soft=s.soft, paint=s.paint) for s in flat]
    return parts
