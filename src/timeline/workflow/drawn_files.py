"""Events and figures as drawings in files: SVG, or PNG."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from timeline.charts.drawing import Drawing
from timeline.charts.png import to_png
from timeline.charts.series_chart import draw_series
from timeline.charts.standalone import standalone, without_links
from timeline.charts.strip import draw_strip
from timeline.errors import NothingToDrawError
from timeline.formats.registry import Piece
from timeline.model import Happening, Series


def draw_events(form: str, happenings: Iterable[Happening]) -> Iterator[Piece]:
    """Yield the chronology as a drawing; `form` is svg or png, and today is that of UTC.

    Raises NothingToDrawError where nothing has a date, MissingExtraError for a PNG.
    """
    drawing = strip_of(happenings)
    if drawing is None:
        raise NothingToDrawError("No event here has a date")
    yield _written(form, drawing)


def strip_of(happenings: Iterable[Happening]) -> Drawing | None:
    """Return the chronology as a wide drawing without links, None where nothing has a date."""
    dated = [each for each in happenings if each.when is not None]
    today = datetime.now(UTC).date().toordinal()
    drawn = draw_strip(dated, today=today, link=lambda _: "#") if dated else None
    return None if drawn is None else replace(drawn, content=without_links(drawn.content))


def draw_figures(form: str, found: Sequence[Series]) -> Iterator[Piece]:
    """Yield one series as a drawing; `form` is svg or png.

    Raises NothingToDrawError for several of them, or for one without periods; MissingExtraError.
    """
    if len(found) != 1:
        keys = ", ".join(one.key for one in found[:3])
        raise NothingToDrawError(f"{len(found)} figures fit: name one by its key, such as {keys}")
    drawing = draw_series(found[0], link=lambda _: "#")
    if drawing is None:
        raise NothingToDrawError(f"No statement of {found[0].key} refers to a time")
    yield _written(form, drawing)


def _written(form: str, drawing: Drawing) -> Piece:
    svg = standalone(drawing)
    return svg if form == "svg" else to_png(svg)
