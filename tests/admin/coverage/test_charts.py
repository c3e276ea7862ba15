"""Shares over days as lines."""

from web.admin.coverage.charts import chart_of
from web.services.insight.coverage import TrendPoint


def test_a_line_needs_two_days() -> None:
    assert chart_of({"French": [TrendPoint(1, 0.5)]}) is None


def test_lines_begin_at_the_left_and_end_at_the_right() -> None:
    chart = chart_of({"French": [TrendPoint(1, 0.5), TrendPoint(3, 1.0)], "German": [TrendPoint(3, 0.0)], "Nobody": []})
    assert chart is not None
    assert [curve.points for curve in chart.curves] == ["0.0,100.0 1080.0,0.0", "1080.0,200.0"]
