"""The strip above a chronology: what happened, what goes on and what is to come, around today."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from timeline.charts.drawing import Drawing
from timeline.charts.lettering import text_width
from timeline.charts.scales import TimeScale
from timeline.charts.strip_bands import draw_bands
from timeline.charts.strip_columns import CROWD, draw_columns
from timeline.charts.strip_points import ROW, DrawnPoints, StripStyle, draw_points
from timeline.charts.strip_window import Dated, choose_window, sort_happenings
from timeline.charts.strip_words import (
    count_things,
    write_columns,
    write_labelled,
    write_more,
    write_outside,
    write_overdue,
    write_years,
)
from timeline.charts.svg import draw_path, element, write_text
from timeline.model import Happening

_STYLES: Final = {
    1120: StripStyle(width=1120, size=13, letters=38, rows=10, bands=4, least=200),
    328: StripStyle(width=328, size=12, letters=26, rows=8, bands=2, least=160),
}
_HEAD: Final = 26
"""The px above the points: the word "today", and the ticks of those without a label."""
_LINE: Final = 16
_FOOT: Final = 24
_PLANNED: Final = frozenset({"scheduled", "postponed"})


def draw_strip(
    happenings: Sequence[Happening],
    *,
    today: int,
    window: tuple[int, int] | None = None,
    width: int = 1120,
    link: Callable[[Happening], str],
    link_year: Callable[[int], str] | None = None,
    is_overdue: Callable[[Happening], bool] | None = None,
) -> Drawing:
    """Draw happenings on their days; `today` and both ends of the window are day numbers.

    `width` is 1120 or 328 px. `link` gives the address of a happening, `link_year` that of a year
    in the list below ("#y2023" otherwise). Overdue are, where nobody else says so, the plans whose
    last day has passed. Raises ValueError for another width, and a window that ends before it
    begins.
    """
    if width not in _STYLES:
        raise ValueError(f"A strip is 1120 or 328 px wide, not {width}")
    points, going_on = sort_happenings(happenings)
    first, last = window or choose_window(points, today)
    if first > last:
        raise ValueError(f"The window ends on day {last}, before it begins on day {first}")
    strip = _Strip(
        points=[each for each in points if each.when.overlaps(first, last)],
        going_on=[each for each in going_on if each.when.overlaps(first, last)],
        earlier=sum(each.when.last < first for each in (*points, *going_on)),
        later=sum(each.when.first > last for each in (*points, *going_on)),
        scale=TimeScale(first, last, 8, width - 8),
        style=_STYLES[width],
        today=today,
        link=link,
        link_year=link_year or (lambda year: f"#y{year}"),
        is_overdue=is_overdue or (lambda each: _is_past(each, today)),
    )
    most = strip.style.rows - (strip.head > _HEAD)
    for rows in range(most, 0, -1):
        drawing = strip.draw(rows)
        if drawing.fits:
            return drawing
    return strip.draw(0)


def _is_past(happening: Happening, today: int) -> bool:
    when = happening.when
    planned = happening.newest.event.status in _PLANNED
    return planned and when is not None and when.last < today


@dataclass(frozen=True, slots=True, kw_only=True)
class _Strip:
    """All that a strip is drawn from."""

    points: Sequence[Dated]
    going_on: Sequence[Dated]
    earlier: int
    later: int
    scale: TimeScale
    style: StripStyle
    today: int
    link: Callable[[Happening], str]
    link_year: Callable[[int], str]
    is_overdue: Callable[[Happening], bool]

    def draw(self, rows: int) -> Drawing:
        """Return the drawing with at most so many rows of labels; with none, there are no bands."""
        style = replace(self.style, rows=rows, bands=self.style.bands if rows else 0)
        if self.crowded:
            points = draw_columns(self.points, self.scale, style, self.head, self.link_year)
        else:
            points = draw_points(
                self.points, self.scale, style, self.head, self.link, self.is_overdue
            )
        going_on, below = self._going_on(style)
        base = max(style.least - _FOOT, self.head + points.height + 4 + below)
        moved = element("g", going_on, transform=f"translate(0 {base - below})") if below else ""
        return Drawing(
            kind="strip",
            title=f"Chronology, {write_years(self.scale.first, self.scale.last)}",
            caption=self._caption(points),
            width=style.width,
            height=base + _FOOT,
            content=self._axis(base) + self._draw_head(base) + points.content + moved,
            window=(self.scale.first, self.scale.last),
            earlier=self.earlier,
            later=self.later,
        )

    @property
    def crowded(self) -> bool:
        """Whether there are too many points for labels."""
        return len(self.points) > CROWD

    def _going_on(self, style: StripStyle) -> tuple[str, int]:
        """Return the heading, the bands and the line below them, with their height."""
        if not self.going_on:
            return "", 0
        bands = draw_bands(self.going_on, self.scale, style, ROW, self.link)
        height = (1 + bands.bands) * ROW
        content = draw_path("grid", "M", 0, 0.5, "H", style.width)
        content += write_text(2, 16, "Going on", "quiet") + bands.content
        if bands.left_out:
            more = write_more(bands.left_out, bands.bands)
            content += write_text(2, height + 15, more, "quiet")
            height += ROW
        return content, height + 6

    def _axis(self, base: float) -> str:
        """Return the grid, the base line and the names of its ticks."""
        scale, style = self.scale, self.style
        grid: list[str | float] = []
        names, free = [], 0.0
        for tick in scale.ticks(style.size):
            x = scale.start(tick.first)
            end = x + 4 + text_width(tick.label, style.size)
            grid += ["M", x, self.head, "V", base + 18]
            if x >= free and end <= style.width:
                names.append(write_text(x + 4, base + 17, tick.label, "quiet"))
                free = end + 6
        drawn = draw_path("grid", *grid) if grid else ""
        return drawn + draw_path("base", "M", 0, base + 0.5, "H", style.width) + "".join(names)

    def _edges(self) -> tuple[str, str]:
        """Return what is said at the upper edge of what lies outside the window."""
        return (
            f"earlier ({self.earlier:,})" if self.earlier else "",
            f"later ({self.later:,})" if self.later else "",
        )

    @property
    def meets_edges(self) -> bool:
        """Whether the word "today" would stand on what is said at the edges."""
        size, half = self.style.size, text_width("today", self.style.size) / 2
        before, after = (text_width(words, size) + 12 if words else 0 for words in self._edges())
        left, right = self._today - half, self._today + half
        outside = (before and left < before) or (after and right > self.style.width - after)
        return self.shows_today and bool(outside)

    @property
    def shows_today(self) -> bool:
        """Whether today lies within the window."""
        return self.scale.first <= self.today <= self.scale.last

    @property
    def _today(self) -> float:
        return self.scale.middle(self.today, self.today)

    @property
    def head(self) -> int:
        """The px above the points: "today" has a line of its own where it meets the edges."""
        return _HEAD + (_LINE if self.meets_edges else 0)

    def _draw_head(self, base: float) -> str:
        width = self.style.width
        before, after = self._edges()
        drawn = write_text(2, 14, before, "quiet") if before else ""
        if after:
            drawn += write_text(width - 2, 14, after, "quiet", "end")
        if not self.shows_today:
            return drawn
        half = text_width("today", self.style.size) / 2 + 2
        y = self.head - 12
        drawn += draw_path("today", "M", self._today, y + 4, "V", base)
        x = min(max(self._today, half), width - half)
        return drawn + write_text(x, y, "today", "", "middle")

    def _caption(self, points: DrawnPoints) -> str:
        shown = len(self.points) + len(self.going_on)
        labelled, all_points = points.labelled, len(self.points)
        said = (
            f"{count_things(shown, 'event')}, {write_years(self.scale.first, self.scale.last)}.",
            write_columns(points.column, points.left_out)
            if self.crowded
            else write_labelled(labelled, all_points),
            write_overdue(sum(self.is_overdue(each.happening) for each in self.points)),
            write_outside(self.earlier, self.later),
        )
        return " ".join(filter(None, said))
