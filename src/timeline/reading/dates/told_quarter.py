"""The quarter that a text about its own time tells of: "the quarter", "a year ago", "the 1988 period".

News of results name a quarter once, and then compare: what stands without a date of its own counts
from that quarter, until a longer stretch ("the nine months") takes its place.
"""

from __future__ import annotations

import re
from typing import Final

from timeline.reading.dates.timex import DURATION, DateValue, Relative
from timeline.reading.matching.engine import Mention
from timeline.values import Period, day_text, year_of

_FIRST_QUARTER: Final = 33
_MONTHS_TOLD: Final = re.compile(r"P(?:[4-9]|1[0-2])M")
_DEFINITE: Final = re.compile(r"\b(?:the|[Ff]irst|latest)\s(?:[a-z]+\s){0,2}$")
_LEAD: Final = 24


class ToldQuarter:
    """The last quarter before publication that was named, and whether comparisons count from it."""

    __slots__ = ("_published", "_text", "period", "replaced_at")

    def __init__(self, text: str, published: Period | None) -> None:
        self._text = text
        self._published = published
        self.period: Period | None = None
        self.replaced_at: int | None = None

    @property
    def is_meant(self) -> bool:
        """Tell whether what is compared is that quarter, and no stretch of months behind it."""
        return self.period is not None and self.replaced_at is None

    @property
    def year(self) -> int | None:
        """The year of that quarter."""
        return None if self.period is None else year_of(self.period.first)

    def hear(self, mention: Mention[DateValue], value: DateValue, own: Period | None) -> None:
        """Take in the next expression of the text, with the period that it was given."""
        start = mention.span.start
        if own is not None and own.precision == "quarter":
            if not isinstance(value.lean, Relative) and not self._is_to_come(own):
                self.period = own
            self.replaced_at = None
        elif value.type == DURATION and _MONTHS_TOLD.fullmatch(value.value):
            around = self._text[max(0, start - _LEAD) : mention.span.end]
            if _DEFINITE.search(around[: start - max(0, start - _LEAD)]) or "first" in around:
                self.replaced_at = start

    def _is_to_come(self, own: Period) -> bool:
        """Tell whether a quarter is only looked forward to, beside one that is told of."""
        if self.period is None or self._published is None:
            return False
        return own.last >= self._published.first

    def of_year(self, year: int) -> Period:
        """Return that quarter of a year, the year itself where no quarter is told of."""
        if self.period is None or self.replaced_at is not None:
            return Period.of(year)
        return same_quarter(self.period, year)


def last_quarter(published: Period) -> Period:
    """Return the last quarter that had ended before publication."""
    year, month = year_of(published.first), int(day_text(published.first).rsplit("-", 2)[1])
    over, index = divmod((month - 1) // 3 - 1, 4)
    return Period.parse(f"{Period.of(year + over).edtf}-{_FIRST_QUARTER + index}")


def same_quarter(quarter: Period, year: int) -> Period:
    """Return the quarter of another year."""
    return Period.parse(f"{Period.of(year).edtf}{quarter.edtf[-3:]}")
