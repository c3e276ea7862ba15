"""A shell chair on wooden legs."""

from dataclasses import replace
from math import pi, sin

from tools.demo_pictures.light import Material
from tools.demo_pictures.solids import Solid, Thing, placed, tube
from tools.demo_pictures.vectors import Colour, Grid, Vec, add, cross, curve, hexed, minus, path, times, turned, unit

OAK = hexed("#c99c66")
PROFILE = [
    (21.5, 42.2),
    (19.0, 44.2),
    (9.0, 43.4),
    (-6.0, 42.6),
    (-15.5, 44.5),
    (-20.0, 51.0),
    (-22.0, 62.0),
    (-25.0, 78.0),
    (-27.0, 82.5),
]
HALF = [(0.0, 19.0), (0.08, 21.5), (0.3, 23.2), (0.5, 23.0), (0.66, 21.8), (0.84, 20.4), (0.95, 16.5), (1.0, 13.0)]


def chair(colour: Colour, turn: float = 0.5, wood: Colour = OAK) -> Thing:
    """82 cm high; `turn` lets it look to the right."""
    net = _shell(46, 32)
    front = Material(colour, 0.04, 0.55, shade=_seat_shade, grain=0.04)
    back = Material(colour, 0.04, 0.5, shade=_underside, grain=0.04)
    behind = [list(reversed([_thick(net, i, j) for j in range(len(net[0]))])) for i in range(len(net))]
    parts: Thing = [Solid(net, front, lift=5.0), Solid(behind, back), *_edge(net, colour), *_legs(wood)]
    return placed(parts, lambda p: turned(p, turn))


def _shell(rows: int, columns: int) -> Grid:
    """From the front edge of the seat to the top of the back; the sides curl up, and forward at the back."""
    spine = curve(PROFILE, rows // 8)
    halves = curve(HALF, rows)
    net: Grid = []
    for index, (z, y) in enumerate(spine):
        along = index / (len(spine) - 1)
        half = min(halves, key=lambda at: abs(at[0] - along))[1]
        ahead = spine[min(index + 1, len(spine) - 1)]
        before = spine[max(index - 1, 0)]
        run = unit((0.0, ahead[1] - before[1], ahead[0] - before[0]))
        out = (0.0, -run[2], run[1])
        curl = 4.4 * sin(min(1.0, along * 1.7) * pi / 2) * min(1.0, (1 - along) / 0.22)
        row = []
        for j in range(columns + 1):
            u = 2 * j / columns - 1
            lift = curl * abs(u) ** 2.6
            row.append(add((half * sin(u * pi / 2), y, z), times(out, lift)))
        net.append(row)
    return net


def _thick(net: Grid, i: int, j: int) -> Vec:
    """The point behind, 0.9 cm through the shell."""
    a, b = net[min(i + 1, len(net) - 1)][j], net[max(i - 1, 0)][j]
    c, d = net[i][min(j + 1, len(net[0]) - 1)], net[i][max(j - 1, 0)]
    normal = unit(cross(minus(c, d), minus(a, b)))
    return add(net[i][j], times(normal, -0.9))


def _edge(net: Grid, colour: Colour) -> Thing:
    """A rounded rim; in four pieces, so that each is sorted where it is."""
    rim = Material(colour, 0.05, 0.4)
    down = [row[0] for row in net]
    up = [row[-1] for row in net]
    lines = [
        net[0],
        up[: len(up) // 2 + 1],
        up[len(up) // 2 :],
        net[-1],
        down[len(down) // 2 :],
        down[: len(down) // 2 + 1],
    ]
    return [replace(tube(line, 0.62, rim, 8), lift=6.0) for line in lines]


def _legs(wood: Colour) -> Thing:
    grain = Material(wood, 0.03, 0.5, shade=_leg_shade, grain=0.12, weave=1.4)
    dark = Material((0.14, 0.14, 0.15), 0.04, 0.5)
    parts: Thing = []
    for sx, sz in ((1, 1), (-1, 1), (1, -1), (-1, -1)):
        line = path(
            [(sx * 22.0, 0.0, sz * 21.5 - 1), (sx * 17.5, 20.0, sz * 17.0 - 1), (sx * 13.0, 41.0, sz * 12.0 - 1)], 8
        )
        parts.append(tube(line, lambda t: 1.15 + 0.85 * min(1.0, t * 1.2), grain, 14))
    bars: Thing = []
    for sx in (1, -1):
        bars.append(tube([(sx * 14.2, 36.0, 12.0), (0.0, 33.5, 0.0), (-sx * 14.2, 36.0, -14.0)], 0.5, dark, 8))
    bars.append(tube([(-13.5, 40.0, 11.0), (0.0, 40.0, 11.0), (13.5, 40.0, 11.0)], 0.8, dark, 8))
    return [*parts, *(replace(bar, lift=-30.0) for bar in bars)]


def _leg_shade(p: Vec) -> float:
    return float(1 - 0.6 * max(0.0, (p[1] - 24) / 17) ** 1.5 - 0.25 * max(0.0, 1 - p[1] / 6))


def _seat_shade(p: Vec) -> float:
    """The fold between seat and back keeps light out."""
    fold = max(0.0, 1 - ((p[1] - 44.0) ** 2 + (p[2] + 15.0) ** 2) ** 0.5 / 20.0)
    return float(1 - 0.5 * fold - 0.12 * max(0.0, (p[1] - 50) / 32))


def _underside(p: Vec) -> float:
    return 0.62 if p[1] < 50 else 0.95
