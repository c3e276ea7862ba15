"""A line chart of shares over days, as the points that an inline SVG needs."""

from collections.abc import Mapping, Sequence

import msgspec

from web.gallery.clock import DAY
from web.services.insight.coverage import TrendPoint

WIDTH, HEIGHT = 1080, 200
LINES = 6  # more cannot be distinguished


class Curve(msgspec.Struct, frozen=True):
    name: str
    points: str  # as a polyline has them
    end: tuple[float, float]
    share: float  # today


class Chart(msgspec.Struct, frozen=True, kw_only=True):
    curves: tuple[Curve, ...]
    first: int  # times, microseconds since 1970
    last: int
    width: int = WIDTH
    height: int = HEIGHT


def chart_of(lines: Mapping[str, Sequence[TrendPoint]]) -> Chart | None:
    """Chart of these lines; None until there are two days to draw a line between."""
    days = {point.day for points in lines.values() for point in points}
    if len(days) < 2:
        return None
    first, last = min(days), max(days)
    curves = [_curve(name, points, first, last) for name, points in lines.items() if points]
    return Chart(curves=tuple(curves[:LINES]), first=first * DAY, last=last * DAY)


def _curve(name: str, points: Sequence[TrendPoint], first: int, last: int) -> Curve:
    places = [
        (round((point.day - first) / (last - first) * WIDTH, 1), round((1 - point.share) * HEIGHT, 1))
        for point in points
    ]
    return Curve(name, " ".join(f"{x},{y}" for x, y in places), places[-1], points[-1].share)
