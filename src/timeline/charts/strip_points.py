"""The points of the strip: a glyph for each, labels in rows, columns where they are too many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from timeline.charts.glyphs import REACH, draw_glyph, draw_overdue, draw_whisker
from timeline.charts.label_places import LabelRows
from timeline.charts.lettering import cut_label, text_width
from timeline.charts.scales import TimeScale, whole_years
from timeline.charts.strip_window import Dated
from timeline.charts.svg import draw_path, element, link_to, write_text
from timeline.model import Happening
from timeline.values import Period, year_of

ROW: Final = 22
"""The height of a row, in px."""
_WHISKER: Final = 10
"""The px that the possible days of a point take before they are drawn."""
_GAP: Final = 10
_MARK: Final = 16
"""The px of the triangle after a label, with its gap."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StripStyle:
    """How large the strip of one width is: px, and letters of a label; `rows` of points, `bands`
    of what goes on, and the least height."""

    width: int
    size: int
    letters: int
    rows: int
    bands: int
    least: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnPoints:
    """The points as SVG, how high they stand, how many have a label, and how many no column."""

    content: str
    height: int
    labelled: int
    left_out: int = 0


def draw_points(
    points: Sequence[Dated],
    scale: TimeScale,
    style: StripStyle,
    top: float,
    link: Callable[[Happening], str],
    is_overdue: Callable[[Happening], bool],
) -> DrawnPoints:
    """Return the points with labels in free rows, those served first that matter most.

    Who finds no row is a tick at the upper edge.
    """
    rows = LabelRows(style.rows, 2, style.width - 2)
    content: list[str] = []
    ticks: list[str | float] = []
    for point in sorted(points, key=lambda each: each.rank):
        label = cut_label(
            point.happening.newest.event.title, style.letters, style.size, 0.85 * style.width
        )
        late = is_overdue(point.happening)
        place = _Place.of(point, scale)
        wide = text_width(label, style.size) + (_MARK if late else 0)
        found = rows.place(
            (place.left - 1, place.right + 5 + wide + _GAP),
            (place.left - 5 - wide - _GAP, place.right + 1),
        )
        if found is None:
            ticks += ["M", place.x, top - 6, "v", 6]
            continue
        y = top + found[0] * ROW + ROW / 2
        start = place.right + 5 if found[1] == 0 else place.left - 5 - wide
        drawn = place.whisker(y) + draw_glyph(point.status, place.x, y)
        drawn += write_text(start, y + style.size / 3, label)
        if late:
            drawn += draw_overdue(start + wide - _MARK + 5, y)
        content.append(link_to(link(point.happening), drawn))
    tick = draw_path("unlabelled", *ticks) if ticks else ""
    return DrawnPoints(
        content=tick + "".join(content), height=rows.used * ROW, labelled=len(content)
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a point is drawn, and how far its glyph or its whisker reaches."""

    x: float
    left: float
    right: float

    @staticmethod
    def of(point: Dated, scale: TimeScale) -> _Place:
        when = point.when
        first, last = scale.start(when.first), scale.end(when.last)
        low, high = scale.left + REACH, scale.right - REACH
        x = min(max((first + last) / 2, low), high)
        if when.first == when.last or last - first < _WHISKER:
            return _Place(x, x - REACH, x + REACH)
        return _Place(x, min(first, x - REACH), max(last, x + REACH))

    def whisker(self, y: float) -> str:
        return draw_whisker(self.left, self.right, y) if self.right - self.left > 2 * REACH else ""


# ---------------------------------------------------------------- too many for labels

CROWD: Final = 60
"""Above so many points in the window there are columns instead."""
_COLUMNS: Final = 120
_COUNT: Final = 24
"""The px that a column is wide to have its count above it."""
_OCCURRED: Final = frozenset({"occurred", "ongoing", "recurring"})


def draw_columns(
    points: Sequence[Dated],
    scale: TimeScale,
    style: StripStyle,
    top: float,
    link_year: Callable[[int], str],
) -> DrawnPoints:
    """Return a column for each year, or month of a short window: occurred filled, others not.

    What is not known to the year, or to the month, is in no column.
    """
    monthly = scale.last - scale.first < 3 * 366
    filled: Counter[Period] = Counter()
    hollow: Counter[Period] = Counter()
    for point in points:
        if (column := _column(point.when, monthly=monthly)) is not None:
            (filled if point.status in _OCCURRED else hollow)[column] += 1
    heights = filled + hollow
    most = max(heights.values(), default=1)
    unit = (_COLUMNS - 20) / most
    content = []
    for column in sorted(heights, key=lambda each: each.first):
        left, right = scale.start(column.first) + 1, scale.end(column.last) - 1
        base = top + _COLUMNS
        drawn = ""
        for count, class_ in (
            (filled[column], "filled occurred"),
            (hollow[column], "hollow scheduled"),
        ):
            if count:
                inset = 0.75 if class_.startswith("hollow") else 0
                base -= count * unit
                drawn += element(
                    "rect", class_=class_, x=left + inset, y=base + inset,
                    width=max(right - left - 2 * inset, 1),
                    height=max(count * unit - 2 * inset, 0.5),
                )  # fmt: skip
        if right - left >= _COUNT or heights[column] == most:
            drawn += write_text((left + right) / 2, base - 5, str(heights[column]), "", "middle")
        content.append(link_to(link_year(year_of(column.first)), drawn))
    counted = sum(heights.values())
    return DrawnPoints(
        content="".join(content), height=_COLUMNS, labelled=0, left_out=len(points) - counted
    )


def _column(when: Period, *, monthly: bool) -> Period | None:
    """Return the year or month in which all possible days lie, None where they lie in several."""
    year = year_of(when.first)
    first, last = whole_years(year, year)
    if when.last > last:
        return None
    if not monthly:
        return Period(str(year), first, last)
    months = (Period.of(year, number) for number in range(1, 13))
    return next((month for month in months if month.contains(when)), None)
