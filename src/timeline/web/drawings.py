"""The drawings of the pages: each twice, for wide and for narrow screens."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from timeline.charts.drawing import Drawing
from timeline.charts.series_chart import draw_series
from timeline.charts.standalone import standalone
from timeline.charts.strip import draw_strip
from timeline.model import Happening, Series, StatedFigure
from timeline.web.findings import Place, place
from timeline.web.page import File
from timeline.web.page_links import PageLinks

STRIP: Final = (1120, 328)
CHART: Final = (760, 328)
SVG: Final = "image/svg+xml"


@dataclass(frozen=True, slots=True)
class PageDrawing:
    """A drawing as a page holds it; `wide` and `narrow` are SVG, `caption` says what they show."""

    wide: Markup
    narrow: Markup
    caption: str
    drawn: Drawing

    def file(self) -> File:
        """Return the wide one as a file of its own."""
        return File(SVG, lambda: [standalone(self.drawn)])


def strip(
    happenings: Iterable[Happening],
    *,
    today: int,
    window: tuple[int, int] | None,
    links: PageLinks,
    late: Iterable[Place],
) -> PageDrawing:
    """Draw a chronology; `window` are the first and last day, None for those of most events."""
    shown, overdue = [*happenings], frozenset(late)
    wide, narrow = (
        draw_strip(
            shown,
            today=today,
            window=window,
            width=width,
            link=links.happening,
            is_overdue=lambda happening: place(happening.newest) in overdue,
        )
        for width in STRIP
    )
    return _of(wide, narrow)


def series(one: Series, link: Callable[[StatedFigure], str]) -> PageDrawing | None:
    """Draw a series, None where no statement of it refers to a time."""
    wide, narrow = (draw_series(one, width=width, link=link) for width in CHART)
    return None if wide is None or narrow is None else _of(wide, narrow)


def _of(wide: Drawing, narrow: Drawing) -> PageDrawing:
    # the drawings escape what they take from documents
    return PageDrawing(Markup(wide.svg), Markup(narrow.svg), wide.caption, wide)  # noqa: S704
