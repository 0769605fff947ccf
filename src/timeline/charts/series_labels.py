"""The labels of a chart of a series: the newest value, then the first and the highest if free."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from timeline.charts.label_places import Box, FreeSpace
from timeline.charts.lettering import text_width
from timeline.charts.observations import Observation
from timeline.charts.series_frame import SeriesFrame, newest_of
from timeline.charts.series_marks import find_breaks, split_runs
from timeline.charts.svg import draw_path, write_text
from timeline.charts.units_in_words import write_label

_LINE: Final = 16
_AWAY: Final = 9
_STRIDE: Final = 6.0


def label_values(frame: SeriesFrame, observations: tuple[Observation, ...]) -> str:
    """Return the labels that stand free of discs, lines and each other."""
    breaks = find_breaks(frame, observations)
    taken = [*frame.taken, *_discs(frame, observations), *_lines(frame, observations)]
    taken += [Box(x - 1, 0, x + 1, frame.base) for x, _ in breaks]
    free = FreeSpace(frame.room, taken)
    newest = newest_of(observations)
    drawn = _label(frame, free, newest, frame.newest)
    first = min(observations, key=lambda one: (one.when.first, -one.edition))
    highest = max(observations, key=lambda one: (one.level, one.edition))
    labelled = [newest]
    for one in (highest, first):
        if not any(frame.is_near(one, other) for other in labelled):
            drawn += _label(frame, free, one, (write_label(one.stated.figure),))
            labelled.append(one)
    return drawn + _breaks(frame, free, breaks)


def _label(frame: SeriesFrame, free: FreeSpace, one: Observation, lines: Sequence[str]) -> str:
    """Return the lines of a label beside a disc, nothing where no place is free.

    One of several lines stands to the right of it, where the margin is for it.
    """
    wide = max(text_width(line, frame.size) for line in lines) + 4
    high = _LINE * len(lines)
    choices = list(_choices(frame.x(one), frame.y(one.level), wide, high))
    if len(lines) > 1:
        right = choices[2]
        top = min(max(right.top, 18), frame.base - high)
        choices.insert(0, Box(right.left, top, right.right, top + high))
    box = free.take(*choices)
    if box is None:
        return ""
    base = box.top + (_LINE + frame.size) / 2 - 2
    return "".join(
        write_text(box.left + 2, base + number * _LINE, line) for number, line in enumerate(lines)
    )


def _choices(x: float, y: float, wide: float, high: float) -> Iterator[Box]:
    """Yield where a label can stand: above, below, to the right, to the left of a disc.

    At a corner it would seem to be that of the disc beside it.
    """
    for left, top in (
        (-wide / 2, -high - _AWAY + 2),
        (-wide / 2, _AWAY - 2),
        (_AWAY - 2, -high / 2),
        (-wide - _AWAY + 2, -high / 2),
    ):
        yield Box(x + left, y + top, x + left + wide, y + top + high)


def _discs(frame: SeriesFrame, observations: Sequence[Observation]) -> Iterator[Box]:
    for one in observations:
        ends = [
            frame.y(number)
            for number in (one.level, one.high, *(one.ends or ()))
            if number is not None
        ]
        x = frame.x(one)
        yield Box(x - 5, min(ends) - 5, x + 5, max(ends) + 5)


def _lines(frame: SeriesFrame, observations: Sequence[Observation]) -> Iterator[Box]:
    """Yield boxes along the lines, close enough to each other that no label slips between."""
    for run in split_runs(observations):
        for one, other in pairwise(run):
            x, y = frame.x(one), frame.y(one.level)
            right, end = frame.x(other), frame.y(other.level)
            steps = max(1, int(max(abs(right - x), abs(end - y)) / _STRIDE))
            for step in range(1, steps):
                across, up = x + (right - x) * step / steps, y + (end - y) * step / steps
                yield Box(across - 3, up - 3, across + 3, up + 3)


def _breaks(frame: SeriesFrame, free: FreeSpace, breaks: Sequence[tuple[float, str]]) -> str:
    """Return the vertical lines at other price years, with their words where they stand free."""
    drawn = ""
    for x, words in breaks:
        drawn += draw_path("edge", "M", x, 18, "V", frame.base)
        for label, sign in ((words, 1), (f"{words} →", -1)):
            wide = text_width(label, frame.size) + 6
            left = x + 2 if sign > 0 else x - wide - 2
            tops = (20, frame.base - _LINE - 4)
            box = free.take(*(Box(left, top, left + wide, top + _LINE) for top in tops))
            if box is not None:
                drawn += write_text(box.left + 2, box.top + 12, label, "quiet")
                break
    return drawn
