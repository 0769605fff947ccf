"""The marks of a chart of a series: lines and discs of each edition, and what lies between them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import groupby, pairwise
from typing import Final

from timeline.charts.observations import Observation, Restated, has_same_basis
from timeline.charts.revision_panel import draw_change
from timeline.charts.series_frame import SeriesFrame
from timeline.charts.svg import draw_path, element, link_to
from timeline.model import StatedFigure

_ARROW: Final = 14
"""The px between two values from which on an arrow leads from one to the other."""
_NEW, _OLD = 3.5, 3.0
_PRICE_YEAR: Final = re.compile(r"\d{4}|current|constant", re.IGNORECASE)


def split_runs(observations: Sequence[Observation]) -> list[list[Observation]]:
    """Return the runs of neighbouring times of one edition, which a line joins.

    A time that is missing, of another length or on another basis ends a run.
    """
    starts = sorted({one.when.first for one in observations})
    rhythm = min((later - earlier for earlier, later in pairwise(starts)), default=0)
    runs: list[list[Observation]] = []
    for one in observations:
        if runs and _are_neighbours(runs[-1][-1], one, rhythm):
            runs[-1].append(one)
        else:
            runs.append([one])
    return runs


def _are_neighbours(one: Observation, other: Observation, rhythm: int) -> bool:
    lengths = sorted(each.when.last - each.when.first + 1 for each in (one, other))
    apart = other.when.first - one.when.first
    return (
        one.edition == other.edition
        and 9 * lengths[1] <= 10 * lengths[0] + 27
        and 0 < 2 * apart <= 3 * max(lengths[1], rhythm)
        and has_same_basis(one, other)
    )


def draw_lines(frame: SeriesFrame, observations: Sequence[Observation]) -> str:
    """Return a line for each edition, the newest one strong and above the others."""
    newest = observations[-1].edition
    drawn = ""
    for edition, stated in groupby(observations, key=lambda one: one.edition):
        steps: list[str | float] = []
        for run in split_runs(list(stated)):
            if len(run) > 1:
                for letter, one in zip("M" + "L" * len(run), run, strict=False):
                    steps += [letter, frame.x(one), frame.y(one.level)]
        if steps:
            drawn += draw_path("line newest" if edition == newest else "line", *steps)
    return drawn


def draw_uncertainty(frame: SeriesFrame, observations: Sequence[Observation]) -> str:
    """Return a bar over each stated uncertainty and between the ends of each range."""
    newest = observations[-1].edition
    drawn = ""
    for one in observations:
        class_ = "uncertain newest" if one.edition == newest else "uncertain"
        x = frame.x(one)
        for ends in (one.ends, None if one.high is None else (one.value, one.high)):
            if ends is not None:
                low, high = map(frame.y, ends)
                drawn += draw_path(class_, "M", x, low, "V", high, "M", x - 4, low, "h", 8,
                                   "M", x - 4, high, "h", 8)  # fmt: skip
    return drawn


def draw_discs(
    frame: SeriesFrame,
    observations: Sequence[Observation],
    link: Callable[[StatedFigure], str] | None,
    *,
    older: bool,
) -> str:
    """Return a disc for each value: filled for the newest edition, hollow for `older` ones.

    Of discs in one place the newest alone is drawn. Without `link` the older ones are one path.
    """
    newest = observations[-1].edition
    places = {(round(frame.x(one)), round(frame.y(one.level))): one for one in observations}
    drawn, outline = "", list[str | float]()
    for one in places.values():
        x, y, new = frame.x(one), frame.y(one.level), one.edition == newest
        if not new and not older:
            continue
        if not new and link is None:
            outline += ["M", x - _OLD, y, "a", 3, 3, 0, 1, 0, 6, 0, "a", 3, 3, 0, 1, 0, -6, 0]
            continue
        class_, radius = ("disc newest", _NEW) if new else ("disc", _OLD)
        disc = element("circle", class_=class_, cx=x, cy=y, r=radius)
        drawn += disc if link is None else link_to(link(one.stated), disc)
    return (draw_path("disc", *outline) if outline else "") + drawn


def draw_arrows(frame: SeriesFrame, restated: Sequence[Restated]) -> str:
    """Return an arrow from old to new for each restated time where the two lie well apart."""
    drawn = ""
    for each in restated:
        x, old, new = frame.x(each.last), frame.y(each.first.level), frame.y(each.last.level)
        if abs(new - old) >= _ARROW:
            way = 1 if new > old else -1
            drawn += draw_change(x, old + way * (_OLD + 1), new - way * (_NEW + 1))
    return drawn


def find_breaks(frame: SeriesFrame, observations: Sequence[Observation]) -> list[tuple[float, str]]:
    """Return where values cannot be compared with those before, and what is another one there.

    The middle between the times of some editions and those of the next ones, which print another
    price year or definition; where the times overlap, the gap between the lines tells it.
    """
    groups: list[list[Observation]] = []
    for one in observations:
        if groups and has_same_basis(groups[-1][-1], one):
            groups[-1].append(one)
        else:
            groups.append([one])
    breaks = []
    for group, after in pairwise(groups):
        end = max(frame.x(one) for one in group)
        start = min(frame.x(one) for one in after)
        bases = group[0].basis, after[0].basis
        if None not in bases and end < start:
            prices = all(_PRICE_YEAR.search(basis or "") for basis in bases)
            breaks.append(((end + start) / 2, f"other {'price year' if prices else 'definition'}"))
    return breaks
