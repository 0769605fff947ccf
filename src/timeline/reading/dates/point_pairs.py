"""Ranges of days and months: two points, and what both share stands with one of them.

A point is written in a shape of D (day), M (month) and Y (year): "D~M", "M~D,?~Y". A row of
`timeline.reading.dates.patterns` names the shapes of its two points; the pattern and the meaning
follow. "3 to 6 May 2004" is the pair of "D" and "D~M,?~Y".
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from timeline.model import Endpoint, Span
from timeline.reading.dates.timex import DATE, DateValue, Partial, month_number, timex_value
from timeline.reading.language.calendar_words import (
    MONTH_NAMES,
    SHORT_MONTHS,
    WEEKDAY_NAMES,
    any_of,
)
from timeline.values import Period

_LONG: Final = any_of(MONTH_NAMES)
M: Final = rf"(?:{_LONG}|{_LONG.upper()}|(?:{any_of(SHORT_MONTHS)})\b\.?)"
"""A month, by its name or abbreviation."""
Y: Final = r"(?:1[0-9]|20)\d\d(?!\d|[.,]\d)"
"""A year of four digits."""
D: Final = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
"""A day of a month."""
DASH: Final = r"[ ]?[-–—][ ]?"
TO: Final = rf"(?:{DASH}|~(?:to|and|through|until|till)~)"
"""What joins two points."""
_DAYS: Final = f"(?:{any_of(WEEKDAY_NAMES)})"
_PARTS: Final = {"D": D, "M": M, "Y": Y}
_PART: Final = re.compile(r"\b[DMY]\b")


def pair(first: str, last: str) -> str:
    """Return the pattern of two points in their shapes, for `between` to read."""

    def point(shape: str, number: int) -> str:
        return _PART.sub(lambda part: f"(?P<{part[0].lower()}{number}>{_PARTS[part[0]]})", shape)

    return f"(?P<a>{point(first, 1)}){TO}(?:{_DAYS},?~)?(?P<b>{point(last, 2)})"


class _Point(NamedTuple):
    """One end of a range: None for what it does not say itself."""

    year: int | None
    month: int | None
    day: int | None


def _point(match: re.Match[str], number: int) -> _Point:
    groups = match.groupdict()
    year, month, day = (groups.get(f"{part}{number}") for part in "ymd")
    return _Point(
        None if year is None else int(year),
        None if month is None else month_number(month),
        None if day is None else int(re.sub(r"\D", "", day)),
    )


def between(match: re.Match[str]) -> DateValue | None:
    """Return the range of two points, to be placed by the context where neither has a year.

    "6 and 9 May" are two days, "May and July 2020" two months, and no range without a "between".
    Raises ValueError for days and
    months that do not follow one another.
    """
    first, last = _point(match, 1), _point(match, 2)
    spans = Span(match.start(), match.end("a")), Span(match.start("b"), match.end())
    month, last_month = first.month or last.month, last.month or first.month
    if month is None or last_month is None:
        raise ValueError("a range of days in no month")
    if first.year is None and last.year is None:
        if (first.month is None or last.month is None) and _are_two_days(
            match, first.day, last.day
        ):
            return None
        return _leaning(_Point(None, month, first.day), _Point(None, last_month, last.day), spans)
    if (first.month is None or last.month is None) and _are_two_days(match, first.day, last.day):
        return None
    if first.month and last.month and first.day and last.day and _lists(match):
        return None
    if first.day is last.day is None and _are_two_months(match, month, last_month):
        return None
    year, last_year = first.year or last.year or 0, last.year
    if last_year is None:  # December 2019 to April: the first month of that name behind the other
        last_year = year + (last_month <= month)
    start, end = Period.of(year, month, first.day), Period.of(last_year, last_month, last.day)
    low, high = timex_value(start.edtf), timex_value(end.edtf)
    ends = Endpoint(spans[0], low), Endpoint(spans[1], high)
    return DateValue(DATE, f"{low}/{high}", Period.between(start, end), ends)


def _are_two_days(match: re.Match[str], first: int | None, last: int | None) -> bool:
    """Tell whether "and" joins two days of a month that are no range."""
    follows = first is not None and last == first + 1
    return not follows and _lists(match)


def _are_two_months(match: re.Match[str], first: int, last: int) -> bool:
    """Tell whether "and" joins two months that are no range: "in June and September 2023"."""
    return (last - first) % 12 != 1 and _lists(match)


def _lists(match: re.Match[str]) -> bool:
    """Tell whether "and" joins two points, and no "between" makes a range of them."""
    joint = match.string[match.end("a") : match.start("b")]
    led = match.string[max(0, match.start() - 9) : match.start()].lower().rstrip()
    return joint.strip() == "and" and not led.endswith("between")


def _leaning(first: _Point, last: _Point, spans: tuple[Span, Span]) -> DateValue:
    """Return a range whose year the context gives: June 3-6, between January and July."""
    ends = Endpoint(spans[0], ""), Endpoint(spans[1], "")
    if first.day is None or last.day is None:
        if first.month == last.month:
            raise ValueError("months that do not follow")
        lean = Partial(first.month, last_month=last.month)
    else:
        if (first.month or 0, first.day) >= (last.month or 0, last.day):
            raise ValueError("days that do not follow")
        later = None if last.month == first.month else last.month
        lean = Partial(first.month, first.day, last_day=last.day, last_month=later)
    return DateValue(DATE, "", endpoints=ends, lean=lean)
