"""A series as small as a word: its last value stands beside it, so that it needs no axis."""

from __future__ import annotations

from typing import Final

from timeline.charts.drawing import Drawing
from timeline.charts.observations import Observation, are_comparable, by_time, observe
from timeline.charts.svg import draw_path, element
from timeline.model import Series

_WIDTH, _HEIGHT, _EDGE = 96, 20, 3
_FEWEST: Final = 3


def draw_sparkline(series: Series) -> Drawing | None:
    """Draw the last statement of each time of a series, None where there are fewer than three.

    The line breaks where two values cannot be compared, as at another price year.
    """
    latest = [statements[-1] for statements in by_time(observe(series))]
    if len(latest) < _FEWEST:
        return None
    first = latest[0].when.first
    days = max(one.when.first for one in latest) - first or 1
    low = min(one.level for one in latest)
    range_ = max(one.level for one in latest) - low or 1

    def place(one: Observation) -> tuple[float, float]:
        across = (one.when.first - first) / days * (_WIDTH - 2 * _EDGE)
        up = float((one.level - low) / range_) * (_HEIGHT - 2 * _EDGE)
        return _EDGE + across, _HEIGHT - _EDGE - up

    steps: list[str | float] = []
    for number, one in enumerate(latest):
        joined = number and are_comparable(latest[number - 1], one)
        steps += ["L", *place(one)] if joined else ["M", *place(one), "h", 0]
    x, y = place(latest[-1])
    return Drawing(
        kind="sparkline",
        title=series.newest.figure.measure,
        caption="",
        width=_WIDTH,
        height=_HEIGHT,
        content=draw_path("line", *steps)
        + element("circle", class_="disc newest", cx=x, cy=y, r=2.5),
    )
