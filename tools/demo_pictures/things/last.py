"""The form that a shoe is built on: how broad, how high and how bent it is from heel to toe."""

from itertools import pairwise
from math import cos, pi, sin

from tools.demo_pictures.vectors import Vec, curve

LONG = 29.0
HALF = curve([(0.0, 3.2), (0.12, 3.55), (0.35, 3.35), (0.55, 4.1), (0.72, 4.85), (0.86, 4.7), (1.0, 4.0)], 10)
TOP = curve(
    [
        (0.0, 8.4),
        (0.08, 9.2),
        (0.2, 8.3),
        (0.34, 9.6),
        (0.42, 10.6),
        (0.55, 8.7),
        (0.7, 6.9),
        (0.84, 5.6),
        (0.94, 5.0),
        (1.0, 4.4),
    ],
    8,
)


def _between(line: list[tuple[float, float]], t: float) -> float:
    for (at, a), (bt, b) in pairwise(line):
        if at <= t <= bt:
            return a + (b - a) * ((t - at) / (bt - at) if bt > at else 0.0)
    return line[-1][1]


def half_breadth(t: float) -> float:
    """Half the breadth, with round ends."""
    heel = (1 - (1 - min(1.0, t / 0.11)) ** 2) ** 0.5
    toe = (1 - (1 - min(1.0, (1 - t) / 0.2)) ** 2) ** 0.5
    return float(_between(HALF, t) * max(0.02, heel * toe))


def bend(t: float) -> float:
    """The foot curves inwards towards the toe."""
    return 0.9 * (t - 0.35) ** 2 * 2.2


def spring(t: float) -> float:
    """The toe is lifted off the ground a little."""
    return 1.3 * max(0.0, (t - 0.66) / 0.34) ** 2


def surface(t: float, s: float, out: float = 0.0) -> Vec:
    """A point of the upper: `t` from heel to toe, `s` from the far sole edge (-1) over the top to the near one (1)."""
    a = (1 - abs(s)) * pi / 2
    half, base = half_breadth(t) * 0.97, 2.2 + spring(t)
    high = _between(TOP, t) + spring(t) * 0.5
    end = max(0.12, min(1.0, t / 0.04, (1 - t) / 0.06)) ** 0.5
    z = (half + out) * cos(a) ** 0.62 * (1 if s >= 0 else -1)
    tall = (high - base) * end * (0.72 + 0.28 * min(1.0, t / 0.08))
    y = base + (tall + out) * sin(a) ** 0.80 - _hole(t, s)
    lean = -1.0 * (y - 3) / 6 * max(0.0, 1 - t / 0.2)
    return (LONG * (t - 0.5) + lean * 0.5 + (out if t > 0.97 else 0.0), y, z + bend(t))


def _hole(t: float, s: float) -> float:
    """Where the foot goes in."""
    if not 0.035 < t < 0.40:
        return 0.0
    length = min(1.0, (t - 0.035) / 0.05, (0.40 - t) / 0.05)
    inner = max(0.0, 1 - (abs(s) / 0.42) ** 5)
    return 4.6 * length * inner


def steps(count: int) -> list[float]:
    """From 0 to 1, closer together at the ends, where the shoe is round."""
    return [(1 - cos(pi * k / count)) / 2 for k in range(count + 1)]
