"""A low sneaker with laces."""

from dataclasses import replace

from tools.demo_pictures.light import Material
from tools.demo_pictures.solids import Solid, Thing, placed, ribbon, tube
from tools.demo_pictures.things.last import LONG, bend, half_breadth, spring, steps, surface
from tools.demo_pictures.vectors import Colour, Grid, add, hexed, mixed, path, turned

CHALK, GUM = hexed("#f5f1e8"), hexed("#c79a63")


def sneaker(upper: Colour, accent: Colour, sole: Colour = CHALK, gum: Colour = GUM, turn: float = 0.25) -> Thing:
    """29 cm long; it points to the right."""
    hide = Material(upper, 0.035, 0.5, grain=0.10, weave=1.8)
    parts: Thing = [*_sole(sole, gum), _upper(hide), *_panels(accent, upper), _tongue(upper), *_laces(sole)]
    return placed(parts, lambda p: turned(p, turn))


def _upper(hide: Material) -> Solid:
    net = [[surface(t, 1 - 2 * k / 64) for t in steps(84)] for k in range(65)]
    lining = mixed(hide.colour, hexed("#d8cbb8"), 0.75)

    def paint(row: int, column: int) -> Colour:
        s, t = 1 - 2 * (row + 0.5) / 64, steps(84)[column]
        return lining if abs(s) < 0.40 and 0.05 < t < 0.40 else hide.colour

    return Solid(net, hide, lift=1.0, soft=0.7, paint=paint)


def _sole(sole: Colour, gum: Colour) -> Thing:
    """Midsole and outsole, as rings that follow the outline."""
    ring = [(t, 1) for t in steps(56)] + [(t, -1) for t in reversed(steps(56))]
    rubber = Material(sole, 0.04, 0.5, shade=lambda p: 1 - 0.35 * max(0.0, 1 - p[1] / 1.6))
    tread = Material(gum, 0.03, 0.7, grain=0.1, shade=lambda p: 0.85)
    return [_ring(ring, [(0.12, 0.0), (0.22, 0.25), (0.22, 0.75)], tread), _wall(ring, rubber)]


def _wall(ring: list[tuple[float, int]], rubber: Material) -> Solid:
    levels = [
        (0.26, 0.7),
        (0.34, 1.0),
        (0.34, 1.3),
        (0.26, 1.36),
        (0.34, 1.44),
        (0.34, 2.3),
        (0.28, 2.75),
        (0.1, 2.9),
        (-0.5, 2.9),
    ]
    solid = _ring(ring, levels, rubber)
    return replace(solid, lift=0.5, soft=0.5)


def _ring(ring: list[tuple[float, int]], levels: list[tuple[float, float]], material: Material) -> Solid:
    net: Grid = []
    for out, y in levels:
        row = []
        for t, side in ring:
            long = 1 + 2 * out / LONG
            tall = 1 + 0.12 * max(0.0, 1 - t / 0.3)
            row.append((LONG * (t - 0.5) * long, y * tall + spring(t), side * (half_breadth(t) + out) + bend(t)))
        net.append(row)
    return Solid(net, material)


def _patch(
    corners: list[tuple[float, float]], material: Material, out: float, wide: int, high: int, lift: float
) -> Solid:
    """A piece sewn on: a four-cornered field of (t, s), a little proud of the upper."""
    (at, az), (bt, bz), (ct, cz), (dt, dz) = corners
    net: Grid = []
    for i in range(high + 1):
        v = i / high
        row = []
        for j in range(wide + 1):
            u = j / wide
            t = (at * (1 - u) + bt * u) * (1 - v) + (dt * (1 - u) + ct * u) * v
            s = (az * (1 - u) + bz * u) * (1 - v) + (dz * (1 - u) + cz * u) * v
            row.append(surface(t, s, out))
        net.append(row)
    return Solid(net, material, lift=lift, soft=0.6, casts=False)


def _panels(accent: Colour, upper: Colour) -> Thing:
    """Heel, toe, eyelet row and the stripe on the side that faces us and on the other."""
    suede = Material(accent, 0.01, 0.9, sheen=0.2, grain=0.18, weave=1.4)
    dark = Material(mixed(upper, (0.0, 0.0, 0.0), 0.12), 0.03, 0.6, grain=0.1)
    holes = Material(mixed(upper, (0.0, 0.0, 0.0), 0.7), 0.0, 1.0)
    parts: Thing = []
    for side in (1, -1):
        order = 1 if side > 0 else -1
        fields = [
            ([(0.012, 0.98), (0.13, 0.98), (0.10, 0.47), (0.012, 0.47)], suede),
            ([(0.34, 0.98), (0.42, 0.98), (0.545, 0.38), (0.485, 0.38)], suede),
            ([(0.46, 0.98), (0.54, 0.98), (0.635, 0.38), (0.575, 0.38)], suede),
            ([(0.41, 0.42), (0.735, 0.42), (0.72, 0.17), (0.42, 0.20)], dark),
            ([(0.80, 0.98), (0.975, 0.98), (0.965, 0.50), (0.83, 0.45)], dark),
        ]
        for corners, material in fields:
            field = [(t, s * side) for t, s in corners][::order]
            field = field if side > 0 else [field[3], field[2], field[1], field[0]][::-1]
            parts.append(_patch(field, material, 0.10, 14, 22, 2.0))
        for k in range(6):
            t = 0.43 + k * 0.055
            dot = [(t - 0.005, 0.335), (t + 0.005, 0.335), (t + 0.005, 0.30), (t - 0.005, 0.30)]
            field = [(a, b * side) for a, b in dot]
            parts.append(_patch(field if side > 0 else field[::-1], holes, 0.2, 2, 2, 3.0))
    return parts


def _tongue(upper: Colour) -> Solid:
    """Padded, standing up out of the throat."""
    cloth = Material(mixed(upper, (1.0, 1.0, 1.0), 0.15), 0.02, 0.8, grain=0.15)
    line = [add(surface(0.66 - 0.25 * k / 12, 0.0, 0.05), (0.0, 0.10, 0.0)) for k in range(13)]
    end = line[-1]
    line += [(end[0] - 0.9 * k, end[1] + 0.85 * k, end[2]) for k in (0.6, 1.2, 1.7, 2.1, 2.4, 2.6, 2.7)]
    shape = ribbon(line, lambda t: (1.5 + 1.1 * t) * _closed(t), lambda t: 0.42 * _closed(t), cloth, 18)
    return replace(shape, lift=1.6)


def _closed(t: float) -> float:
    """Round at its upper end."""
    return float(max(0.03, 1 - max(0.0, (t - 0.72) / 0.28) ** 3) ** 0.5)


def _laces(colour: Colour) -> Thing:
    cord = Material(colour, 0.0, 1.0, sheen=0.1, grain=0.25, weave=1.2)
    parts: Thing = []
    for k in range(6):
        t = 0.43 + k * 0.055
        for side in (1, -1):
            ends = [
                surface(t + (0.028 if s * side > 0 else -0.028) * (abs(s) / 0.32), s, 0.42)
                for s in [0.32 - 0.64 * i / 12 for i in range(13)]
            ]
            parts.append(
                replace(
                    ribbon(ends, 0.36, 0.16, cord, 8, across=(1.0, 0.6, 0.0)),
                    lift=3.2 + 0.1 * side,
                    casts=False,
                )
            )
    top = surface(0.43, 0.0, 0.9)
    for side in (1, -1):
        loop = [
            add(top, d)
            for d in (
                (0.0, 0.0, 0.0),
                (-0.4, 0.9, side * 1.4),
                (0.6, 0.2, side * 3.0),
                (1.4, -1.1, side * 2.4),
                (0.7, -0.3, side * 0.8),
                (0.0, 0.0, 0.0),
            )
        ]
        parts.append(replace(tube(path(loop, 7), 0.22, cord, 8), lift=4.0))
    return parts
