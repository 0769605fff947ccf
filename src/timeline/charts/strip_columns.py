"""The points of the strip where they are too many for labels: a column for the events of a year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from timeline.charts.label_places import LabelRows
from timeline.charts.lettering import text_width
from timeline.charts.scales import YEAR_STEPS, TimeScale, whole_years
from timeline.charts.strip_points import DrawnPoints, StripStyle
from timeline.charts.strip_window import Dated
from timeline.charts.svg import draw_path, element, link_to, write_text
from timeline.values import Period, day_number, year_of

CROWD: Final = 60
"""Above so many points in the window there are columns instead."""
HEIGHT: Final = 120
_ABOVE: Final = 20
_COUNT: Final = 24
"""The px that a column is wide to have its count above it."""
_NARROWEST: Final = 6.0
_FEW_LINKS: Final = 60
"""More columns than that are drawn without links: they are too narrow to be hit, and too many."""
_OCCURRED: Final = frozenset({"occurred", "ongoing", "recurring"})
_MONTHLY: Final = 3 * 366


def draw_columns(
    points: Sequence[Dated],
    scale: TimeScale,
    style: StripStyle,
    top: float,
    link_year: Callable[[int], str],
) -> DrawnPoints:
    """Return a column for each year, for several, or for a month of a short window.

    What occurred is filled, the rest outlined. What is not known to the year or month has none.
    """
    counts: dict[tuple[int, int], Counter[bool]] = {}
    step = _years_of_a_column(scale)
    for point in points:
        if (days := _days_of_column(point.when, step)) is not None:
            counts.setdefault(days, Counter())[point.status in _OCCURRED] += 1
    most = max((each.total() for each in counts.values()), default=1)
    unit = (HEIGHT - _ABOVE) / most
    columns = [
        _Column(scale.start(first), scale.end(last), first, counts[first, last], unit)
        for first, last in sorted(counts)
    ]
    drawn = _draw_all if len(columns) > _FEW_LINKS else _draw_each
    return DrawnPoints(
        content=drawn(columns, top + HEIGHT, link_year)
        + _write_counts(columns, top + HEIGHT, style),
        height=HEIGHT,
        labelled=0,
        column={0: "a month", 1: "a year"}.get(step, f"{step} years"),
        left_out=len(points) - sum(each.count.total() for each in columns),
    )


@dataclass(frozen=True, slots=True)
class _Column:
    """The events of the days from `first` on: those that occurred under True; `unit` is the px of
    one of them."""

    left: float
    right: float
    first: int
    count: Counter[bool]
    unit: float

    def boxes(self, base: float) -> Iterator[tuple[str, float, float, float, float]]:
        """Yield the class, left, top, width and height of what occurred, then of the rest."""
        left, wide = self.left + 0.5, max(self.right - self.left - 1, 1)
        for occurred, class_, inset in (
            (True, "filled occurred", 0),
            (False, "hollow scheduled", 0.75),
        ):
            high = self.count[occurred] * self.unit
            if high:
                base -= high
                yield (
                    class_, left + inset, base + inset,
                    max(wide - 2 * inset, 0.5), max(high - 2 * inset, 0.5),
                )  # fmt: skip


def _years_of_a_column(scale: TimeScale) -> int:
    """Return 0 for months, else how many years a column has to take to be wide enough."""
    if scale.last - scale.first < _MONTHLY:
        return 0
    return next((n for n in YEAR_STEPS if n * 365 * scale.day >= _NARROWEST), YEAR_STEPS[-1])


def _days_of_column(when: Period, step: int) -> tuple[int, int] | None:
    """Return the first and last day of the column that holds all possible days, if one does."""
    year = year_of(when.first)
    if step:
        start = year - year % step
        days = whole_years(start, start + step - 1)
        return days if when.last <= days[1] else None
    starts = [day_number(year + n // 12, n % 12 + 1, 1) for n in range(13)]
    months = ((start, after - 1) for start, after in pairwise(starts))
    return next((m for m in months if m[0] <= when.first and when.last <= m[1]), None)


def _draw_each(columns: Sequence[_Column], base: float, link_year: Callable[[int], str]) -> str:
    """Return each column as a link to its year."""
    drawn = ""
    for column in columns:
        boxes = "".join(
            element("rect", class_=class_, x=x, y=y, width=wide, height=high)
            for class_, x, y, wide, high in column.boxes(base)
        )
        drawn += link_to(link_year(year_of(column.first)), boxes)
    return drawn


def _draw_all(columns: Sequence[_Column], base: float, _: Callable[[int], str]) -> str:
    """Return all columns as two shapes."""
    steps: dict[str, list[str | float]] = {}
    for column in columns:
        for class_, x, y, wide, high in column.boxes(base):
            steps.setdefault(class_, []).extend(("M", x, y, "h", wide, "v", high, "h", -wide, "z"))
    return "".join(draw_path(class_, *each) for class_, each in sorted(steps.items()))


def _write_counts(columns: Sequence[_Column], base: float, style: StripStyle) -> str:
    """Return the count above the highest column, and above others that are as wide as theirs."""
    free = LabelRows(1, 0, style.width)
    drawn = ""
    ranked = sorted(columns, key=lambda each: (-each.count.total(), each.first))
    for number, column in enumerate(ranked):
        count = column.count.total()
        label = f"{count:,}"
        half, middle = text_width(label, style.size) / 2, (column.left + column.right) / 2
        middle = min(max(middle, half + 1), style.width - half - 1)
        wide = column.right - column.left >= max(_COUNT, 2 * half)
        if (wide or not number) and free.place((middle - half - 1, middle + half + 1)):
            y = base - count * column.unit - 5
            drawn += write_text(middle, y, label, "", "middle")
    return drawn
