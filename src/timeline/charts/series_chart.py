"""The chart of a series: each edition's values on their periods, and how they were revised."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from timeline.charts.drawing import Drawing
from timeline.charts.observations import Observation, find_restated, observe
from timeline.charts.revision_panel import HEIGHT as PANEL
from timeline.charts.revision_panel import draw_revisions
from timeline.charts.series_frame import HEIGHTS, SeriesFrame
from timeline.charts.series_labels import label_values
from timeline.charts.series_marks import draw_arrows, draw_discs, draw_lines, draw_uncertainty
from timeline.charts.series_words import write_finding, write_key
from timeline.model import Series, StatedFigure

_GAP: Final = 8
_LINKED, _PLAIN, _LINES = range(3)
"""How much is drawn: each disc with its link; those of older editions without; their lines only."""


def draw_series(
    series: Series, *, width: int = 760, link: Callable[[StatedFigure], str]
) -> Drawing | None:
    """Draw what all editions state of a figure, 760 or 328 px wide; `link` leads to a statement.

    Where all would take too many bytes, older editions lose links, then discs, then all of them.
    None where no statement refers to a time. Raises ValueError for another width.
    """
    if width not in HEIGHTS:
        raise ValueError(f"A chart of a series is 760 or 328 px wide, not {width}")
    everything = observe(series)
    if not everything:
        return None
    caption = " ".join(filter(None, (write_finding(series, everything), write_key(everything))))
    shown = everything
    while True:
        for detail in (_LINKED, _PLAIN, _LINES):
            content, height = _draw(shown, width, link, detail)
            drawing = Drawing(
                kind="series", title=series.newest.figure.measure, caption=caption, width=width,
                height=height, content=content,
            )  # fmt: skip
            if drawing.fits or len(shown) == 1:
                return drawing
        shown = shown[(len(shown) + 1) // 2 :]


def _draw(
    observations: tuple[Observation, ...],
    width: int,
    link: Callable[[StatedFigure], str],
    detail: int,
) -> tuple[str, int]:
    """Return the content and the height of a chart."""
    frame = SeriesFrame.of(observations, width)
    restated = find_restated(observations)
    height = HEIGHTS[width]
    edges = frame.time.left, frame.time.right
    panel = draw_revisions(
        restated, height + _GAP, edges, width, frame.size, lambda each: frame.x(each.last)
    )
    content = (
        frame.draw_axes(),
        draw_lines(frame, observations),
        draw_uncertainty(frame, observations),
        draw_arrows(frame, restated),
        draw_discs(
            frame, observations, link if detail == _LINKED else None, older=detail != _LINES
        ),
        label_values(frame, observations),
        panel,
    )
    return "".join(content), height + (PANEL + 2 * _GAP if panel else 0)
