"""Days of the calendar, as files of other programs hold them: years 1 to 9999, nothing open.

A date says no more than its text: an open end is not filled in, and what is outside of those years
is not a day here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from timeline.model import Imprint
from timeline.values import OPEN_FUTURE, OPEN_PAST, Period, day_text

EPOCH: Final = date(1970, 1, 1)
"""The day of what has none, where a file has to name one."""
_PARTS: Final = {
    "century": 1, "decade": 1, "year": 1, "quarter": 2, "season": 2, "month": 2, "day": 3,
}  # fmt: skip


def day_of(number: int) -> date | None:
    """Return the day of a day number, None for an open end or another year than 1 to 9999."""
    return date.fromordinal(number) if 1 <= number <= date.max.toordinal() else None


def single_day(edtf: str) -> date | None:
    """Return the day that an EDTF text states, without a doubt; None for anything else."""
    try:
        return date.fromisoformat(edtf) if len(edtf) == len("2023-09-12") else None
    except ValueError:
        return None


def stretch_of(period: Period) -> tuple[date, date] | None:
    """Return the first and the last day of a period, both inclusive.

    Where one end is open it is the stretch of the other: all of 2018 for "since 2018". None
    outside of the years 1 to 9999.
    """
    inner = period.edtf.strip("[]")
    start, _, end = inner.partition("/" if "/" in inner else "..")
    if period.last == OPEN_FUTURE:
        period = Period.parse(start)
    elif period.first == OPEN_PAST:
        period = Period.parse(end)
    first, last = day_of(period.first), day_of(period.last)
    return None if first is None or last is None else (first, last)


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as finely as it is written: `parts` are 1 for a year, 2 for a month, 3 for a day."""

    number: int
    parts: int

    def numbers(self) -> tuple[int, ...]:
        """Return the year, the month and the day, as far as they are written."""
        text = day_text(self.number)
        return tuple(map(int, (text[:-6], text[-5:-3], text[-2:])))[: self.parts]

    def iso(self) -> str | None:
        """Return it as ISO 8601 has it, None for a year before 1 or after 9999."""
        if day_of(self.number) is None:
            return None
        return day_text(self.number)[: len("2023-09-12") - 3 * (3 - self.parts)]


def written_ends(period: Period) -> tuple[WrittenDate | None, WrittenDate | None]:
    """Return the dates at which a period begins and ends, None for an open end.

    The second is None, too, where the period is a year, a month or a day: it is one date.
    """
    inner = period.edtf.strip("[]")
    start, found, end = inner.partition("/" if "/" in inner else "..")
    if not found:
        parts = _PARTS[period.precision]
        single = period.precision in ("year", "month", "day")
        last = None if single else WrittenDate(period.last, parts)
        return WrittenDate(period.first, parts), last
    return (
        None if period.first == OPEN_PAST else _written(start, period.first),
        None if period.last == OPEN_FUTURE else _written(end, period.last),
    )


def _written(edtf: str, number: int) -> WrittenDate:
    return WrittenDate(number, _PARTS[Period.parse(edtf).precision])


def issue_day(imprint: Imprint) -> date:
    """Return the day by which an edition was published, else the first possible, else `EPOCH`."""
    published = imprint.published
    if published is None:
        return EPOCH
    return day_of(published.last) or day_of(published.first) or EPOCH
