"""Points in space, in centimetres: x to the right, y up, z towards the camera."""

from math import cos, sin, sqrt

Vec = tuple[float, float, float]
Colour = tuple[float, float, float]
Grid = list[list[Vec]]


def unit(v: Vec) -> Vec:
    length = sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]) or 1.0
    return (v[0] / length, v[1] / length, v[2] / length)


def add(a: Vec, b: Vec) -> Vec:
    return (a[0] + b[0], a[1] + b[1], a[2] + b[2])


def minus(a: Vec, b: Vec) -> Vec:
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def times(v: Vec, k: float) -> Vec:
    return (v[0] * k, v[1] * k, v[2] * k)


def cross(a: Vec, b: Vec) -> Vec:
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def dot(a: Vec, b: Vec) -> float:
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def turned(p: Vec, angle: float) -> Vec:
    """`p` turned about the upright axis, in radians."""
    c, s = cos(angle), sin(angle)
    return (p[0] * c + p[2] * s, p[1], p[2] * c - p[0] * s)


def tilted(p: Vec, angle: float) -> Vec:
    """`p` turned about the axis to the right: the top comes forward."""
    c, s = cos(angle), sin(angle)
    return (p[0], p[1] * c - p[2] * s, p[1] * s + p[2] * c)


def rolled(p: Vec, angle: float) -> Vec:
    """`p` turned about the axis towards the camera: the top goes left."""
    c, s = cos(angle), sin(angle)
    return (p[0] * c - p[1] * s, p[0] * s + p[1] * c, p[2])


def mixed(a: Colour, b: Colour, share: float) -> Colour:
    return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share)


def hexed(code: str) -> Colour:
    """`"#f4efe6"` as three parts of one."""
    red, green, blue = bytes.fromhex(code.removeprefix("#"))
    return (red / 255, green / 255, blue / 255)


def curve(points: list[tuple[float, float]], steps: int) -> list[tuple[float, float]]:
    """A smooth line through the points (Catmull-Rom), `steps` pieces between each two."""
    line: list[tuple[float, float]] = []
    padded = [points[0], *points, points[-1]]
    for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        for step in range(steps):
            t = step / steps
            line.append((_between(a[0], b[0], c[0], d[0], t), _between(a[1], b[1], c[1], d[1], t)))
    return [*line, points[-1]]


def path(points: list[Vec], steps: int) -> list[Vec]:
    """The same in space."""
    line: list[Vec] = []
    padded = [points[0], *points, points[-1]]
    for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        for step in range(steps):
            t = step / steps
            x, y, z = (_between(a[k], b[k], c[k], d[k], t) for k in range(3))
            line.append((x, y, z))
    return [*line, points[-1]]


def _between(a: float, b: float, c: float, d: float, t: float) -> float:
    return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)))
