"""Sort happenings for the strip: points and what goes on, and the years that it shows."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from timeline.charts.scales import whole_years
from timeline.model import Happening
from timeline.values import OPEN_FUTURE, OPEN_PAST, Period, year_of

LONGEST: Final = 25
"""The most years that the strip shows where nobody asks for others."""
_SHARE: Final = 4, 5
_GOES_ON: Final = frozenset({"ongoing", "recurring"})
_SHORT: Final = 31


@dataclass(frozen=True, slots=True)
class Dated:
    """A happening with the days on which it may lie or within which it goes on."""

    happening: Happening
    when: Period

    @property
    def status(self) -> str:
        """The status in the newest statement."""
        return self.happening.newest.event.status

    @property
    def middle(self) -> int:
        """The day in the middle, or the end that is known."""
        if self.when.first == OPEN_PAST:
            return self.when.last
        if self.when.last == OPEN_FUTURE:
            return self.when.first
        return (self.when.first + self.when.last) // 2

    @property
    def rank(self) -> tuple[object, ...]:
        """What sorts those that are labelled first: plans, what many editions state, the past."""
        happening = self.happening
        planned = self.status == "scheduled"
        name = happening.newest.imprint.publication, happening.key
        return not planned, -len(happening.editions), self.when.first, self.when.last, name


def sort_happenings(happenings: Sequence[Happening]) -> tuple[list[Dated], list[Dated]]:
    """Return the points and what goes on; what has no date and no bounds is neither.

    What goes on is ongoing, recurs, or has a beginning and an end that are over a month apart.
    """
    points: list[Dated] = []
    going_on: list[Dated] = []
    for happening in happenings:
        event = happening.newest.event
        when = happening.when or event.bounds
        if when is None:
            continue
        long = "/" in when.edtf and when.last - when.first > _SHORT
        (going_on if long or event.status in _GOES_ON else points).append(Dated(happening, when))
    return points, going_on


def choose_window(points: Sequence[Dated], today: int) -> tuple[int, int]:
    """Return the first and last day of the shortest run of years that shows four of five points.

    It holds today and is no longer than 25 years; where so few years show less than half of the
    points, the run lies where most of them are. The earlier of two runs is taken.
    """
    years = sorted(year_of(point.middle) for point in points)
    now = year_of(today)
    if not years:
        return whole_years(now - 5, now + 5)
    around = _best_run(years, range(now - LONGEST + 1, now + 1), now)
    if 2 * _within(years, *around) < len(years):
        around = _best_run(years, sorted(set(years)), None)
    return whole_years(*around)


def neighbouring_windows(window: tuple[int, int]) -> dict[str, tuple[int, int]]:
    """Return the windows beside one, in whole years: earlier, later, closer and wider.

    The first two lie half of its years away; the others have half or twice as many. A single year
    has no closer one.
    """
    first, last = map(year_of, window)
    years = last - first + 1
    half = max(1, years // 2)
    found = {
        "earlier": whole_years(first - half, last - half),
        "later": whole_years(first + half, last + half),
        "wider": whole_years(first - half, first - half + 2 * years - 1),
    }
    if years > 1:
        start = first + (years - half) // 2
        found["closer"] = whole_years(start, start + half - 1)
    return found


def _best_run(years: Sequence[int], starts: Sequence[int], now: int | None) -> tuple[int, int]:
    enough = -(-len(years) * _SHARE[0] // _SHARE[1])

    def grade(run: tuple[int, int]) -> tuple[int, int, int]:
        held = min(_within(years, *run), enough)
        return held, run[0] - run[1], -run[0]

    runs = (
        (start, start + length)
        for start in starts
        for length in range(LONGEST)
        if now is None or start + length >= now
    )
    return max(runs, key=grade)


def _within(years: Sequence[int], first: int, last: int) -> int:
    return bisect_right(years, last) - bisect_left(years, first)
