"""Primaries and white of an RGB colour space (CIE 1931 x, y), adapted to the white of ICC profiles by Bradford."""

from typing import NamedTuple

Point = tuple[float, float]
Vector = tuple[float, float, float]
Columns = tuple[Vector, Vector, Vector]

D50: Vector = (0.9642, 1.0, 0.8249)  # ICC.1:2022, 7.2.16
BRADFORD: Columns = ((0.8951, -0.7502, 0.0389), (0.2664, 1.7135, -0.0685), (-0.1614, 0.0367, 1.0296))
UNITS: Columns = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))


class Primaries(NamedTuple):
    red: Point
    green: Point
    blue: Point
    white: Point

    def is_near(self, other: "Primaries", by: float = 0.005) -> bool:
        """Tell whether they are the same but for rounding; no two standards lie as close."""
        pairs = zip(sum(self, ()), sum(other, ()), strict=True)
        return all(abs(one - another) <= by for one, another in pairs)


def colorants(primaries: Primaries) -> Columns:
    """XYZ of full red, green and blue under D50. Raises ValueError where they span no colours around their white."""
    if any(min(x, y) < 0 or x + y > 1 for x, y in primaries) or not primaries.white[1]:
        raise ValueError("a chromaticity that no colour has")
    red, green, blue = (_xyz(point) for point in primaries[:3])
    shares = _solve((red, green, blue), _white(primaries))
    if min(shares) <= 0:
        raise ValueError("a white that its primaries do not mix")
    red, green, blue = (_scale(column, share) for column, share in zip((red, green, blue), shares, strict=True))
    return _adapt(red, primaries), _adapt(green, primaries), _adapt(blue, primaries)


def adaptation(primaries: Primaries) -> Columns:
    """The matrix from their white to D50, by its columns (ICC's `chad`)."""
    first, second, third = UNITS
    return _adapt(first, primaries), _adapt(second, primaries), _adapt(third, primaries)


def _adapt(colour: Vector, primaries: Primaries) -> Vector:
    """How a colour seen under their white looks under D50, on the way through the eye's cones."""
    cones, source, target = (_mix(BRADFORD, one) for one in (colour, _white(primaries), D50))
    first, second, third = (cone * new / old for cone, old, new in zip(cones, source, target, strict=True))
    return _solve(BRADFORD, (first, second, third))


def _white(primaries: Primaries) -> Vector:
    return _scale(_xyz(primaries.white), 1 / primaries.white[1])


def _xyz(point: Point) -> Vector:
    return point[0], point[1], 1 - point[0] - point[1]


def _scale(vector: Vector, by: float) -> Vector:
    return vector[0] * by, vector[1] * by, vector[2] * by


def _mix(columns: Columns, weights: Vector) -> Vector:
    first, second, third = (
        sum(weight * part for weight, part in zip(weights, parts, strict=True)) for parts in zip(*columns, strict=True)
    )
    return first, second, third


def _solve(columns: Columns, goal: Vector) -> Vector:
    """The weights that mix the columns to the goal, by Cramer's rule. Raises ValueError where none do."""
    first, second, third = columns
    whole = _volume(first, second, third)
    if abs(whole) < 1e-9:
        raise ValueError("primaries on one line")
    parts = _volume(goal, second, third), _volume(first, goal, third), _volume(first, second, goal)
    return _scale(parts, 1 / whole)


def _volume(one: Vector, two: Vector, three: Vector) -> float:
    """The determinant of three columns."""
    return (
        one[0] * (two[1] * three[2] - two[2] * three[1])
        + one[1] * (two[2] * three[0] - two[0] * three[2])
        + one[2] * (two[0] * three[1] - two[1] * three[0])
    )
