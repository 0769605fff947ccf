"""The points of the strip: a glyph for each, and a label in a row where one is free."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from timeline.charts.glyphs import REACH, draw_glyph, draw_overdue, draw_whisker
from timeline.charts.label_places import LabelRows
from timeline.charts.lettering import cut_label, text_width
from timeline.charts.scales import TimeScale
from timeline.charts.strip_window import Dated
from timeline.charts.svg import draw_path, link_to, write_text
from timeline.model import Happening

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
    """The points as SVG, how high they stand, and how many have a label.

    In columns, `column` is what each of them counts ("2 years"), and `left_out` how many points
    are in none.
    """

    content: str
    height: int
    labelled: int
    left_out: int = 0
    column: str = ""


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
        drawn = place.whisker(y) + draw_glyph(point.status, place.x, y)
        base = y + style.size / 3
        if found[1] == 0:
            drawn += write_text(place.right + 5, base, label)
            mark = place.right + wide - _MARK + 10
        else:
            drawn += write_text(place.left - 5 - (_MARK if late else 0), base, label, "", "end")
            mark = place.left - _MARK
        if late:
            drawn += draw_overdue(mark, y)
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
