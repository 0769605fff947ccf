"""Give a leaning date its place, once its year or the date that it counts from is known.

A month without its year becomes one, "two weeks later" counts from a day. Which year, which day:
that `timeline.reading.dates.resolve` says.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from timeline.model import Endpoint
from timeline.reading.dates.timex import (
    LAST,
    OVER,
    SPEECH,
    TEXT,
    TOLD,
    Partial,
    Relative,
    holiday_of,
    timex_value,
)
from timeline.values import Period, day_text, year_of

_MONTHS: Final = {"month": 1, "quarter": 3, "half": 6, "half-year": 6, "year": 12, "decade": 120}
DAYS: Final = {"day": 1, "week": 7, "fortnight": 14}
"""How many days the units have that are counted in days."""


def stretch_until(end: Period, count: int, unit: str) -> Period:
    """Return the stretch of so many units that a day or a month ends.

    One that ends with a month, or with the last day of one, begins with the first of a month.
    Raises ValueError for a number of days that a month ends.
    """
    year, month, *rest = (int(part) for part in end.edtf.split("-"))
    if unit in DAYS:
        if not rest:
            raise ValueError("no stretch of days ends with a month")
        return _between(day_text(end.last - count * DAYS[unit] + 1), end)
    begin = year * 12 + month - 1 - count * _MONTHS[unit]
    if not rest and count == _MONTHS[unit] == 1:
        return end
    if not rest:
        return _between(_month(begin + 1), end)
    if rest[0] == monthrange(year, month)[1]:
        return _between(f"{_month(begin + 1)}-01", end)
    days = monthrange(begin // 12, begin % 12 + 1)[1]
    before = date(begin // 12, begin % 12 + 1, min(rest[0], days))
    return _between((before + timedelta(days=1)).isoformat(), end)


def stretch_from(start: Period, count: int, unit: str) -> Period:
    """Return the stretch of so many units that a day or a month begins.

    Raises ValueError for a number of days that a month begins.
    """
    year, month, *rest = (int(part) for part in start.edtf.split("-"))
    if unit in DAYS:
        if not rest:
            raise ValueError("no stretch of days begins with a month")
        return Period.parse(f"{start.edtf}/{day_text(start.first + count * DAYS[unit] - 1)}")
    end = year * 12 + month - 1 + count * _MONTHS[unit]
    if not rest:
        return Period.parse(f"{start.edtf}/{_month(end - 1)}")
    days = monthrange(end // 12, end % 12 + 1)[1]
    after = Period.of(end // 12, end % 12 + 1, min(rest[0], days))
    return Period.parse(f"{start.edtf}/{day_text(after.first - 1)}")


def _month(months: int) -> str:
    return Period.of(months // 12, months % 12 + 1).edtf


def _between(first: str, end: Period) -> Period:
    return Period.parse(f"{first}/{end.edtf}")


def weekend(relative: Relative, origin: Period) -> tuple[str, Period | None]:
    """Return the weekend of the week that is so many from that of a day."""
    if origin.precision != "day":
        return relative_timex(relative), None
    day = date.fromordinal(origin.last)
    saturday = day + timedelta(days=5 - day.weekday(), weeks=relative.amount)
    week = saturday.isocalendar()
    return f"{week.year}-W{week.week:02}-WE", Period.parse(
        f"{saturday}/{saturday + timedelta(days=1)}"
    )


def weekday(relative: Relative, origin: Period, *, ahead: bool) -> tuple[str, Period]:
    """Return the day of the week that is the next from a day on, or the last up to it."""
    day = date.fromordinal(origin.last)
    gap = (relative.amount - day.isoweekday()) % 7
    if ahead:
        day += timedelta(days=gap or (7 if relative.turn == 1 else 0))
    else:
        day -= timedelta(days=-gap % 7 or (7 if relative.turn == -1 else 0))
    return day.isoformat(), Period.parse(day.isoformat())


QUARTER: Final = "P1Q"
"""The value of a quarter, with its number where its words have one, until the year is known."""


def quarter_until(quarter: str, end: Period | None) -> str:
    """Return the TIMEX3 value of a quarter that ends with a month, or on a day of it.

    Its number is that of its words ("the fourth quarter ended 30 June") or that of the month.
    """
    number = quarter.removeprefix(QUARTER)
    if end is None:
        return quarter
    year, month = end.edtf[:4], int(end.edtf[5:7])
    if number or month % 3 == 0:
        return f"{year}-Q{number or month // 3}"
    return "P3M"


def placed(ends: tuple[Endpoint, ...], own: Period | None) -> tuple[Endpoint, ...]:
    """Return the ends of a range with their values, which the context gave it.

    Of a stretch ("the year ended Sept. 30") they are its length and its last day.
    """
    if not ends or ends[-1].value:
        return ends
    if own is None:
        return ()
    days = own.edtf.split("/")
    if ends[0].value:
        last = Period.parse(days[-1])
        length = ends[0].value
        if length.startswith(QUARTER):
            length = quarter_until(length, last)
        return replace(ends[0], value=length), replace(ends[1], value=timex_value(days[-1]))
    return tuple(Endpoint(end.span, timex_value(day)) for end, day in zip(ends, days, strict=True))


def complete(partial: Partial, year: int) -> Period | None:
    try:
        if partial.part is not None:
            return Period.parse(f"{Period.of(year).edtf}-{partial.part}")
        if partial.holiday is not None:
            return holiday_of(partial.holiday, year)
        first = Period.of(year, partial.month, partial.day)
        if partial.length is not None:
            return stretch_until(first, *partial.length)
        if partial.last_day is None and partial.last_month is not None:
            over = partial.month is not None and partial.last_month < partial.month
            return Period.between(first, Period.of(year + over, partial.last_month))
        if partial.last_day is None:
            return first
        last_month = partial.last_month or partial.month
        return Period.between(first, Period.of(year, last_month, partial.last_day))
    except ValueError:
        return None


def turns_over(partial: Partial, told: Period | None, running: Period | None) -> int:
    """Return 1 for a January told after a December, which is next year's."""
    if told is None or running is None or year_of(told.first) != year_of(running.first):
        return 0
    last = int(told.edtf.lstrip("-").split("-")[1])
    return int(partial.month is not None and partial.month <= 3 and last >= 11)


def year_over(running: Period | None, published: Period | None) -> Period | None:
    """Return the year of a date, if it was over at publication."""
    if running is None or published is None:
        return None
    year = year_of(running.first)
    return Period.of(year) if year < year_of(published.first) else None


def origin_of(told: Period | None, published: Period | None) -> str:
    """Return what "the end of the month" counts from: the month told, if near, or the text itself."""
    if told is None or told.precision != "month" or published is None:
        return TEXT if told is not None and told.precision == "month" else SPEECH
    return TEXT if 0 <= published.first - told.last <= _NEAR_MONTH else TOLD


_NEAR_MONTH: Final = 100
"""Days before publication in which a month is the one that a text tells of."""


def after(partial: Partial, told: Period | None) -> Period | None:
    """Return the first such month behind what was told; behind a year alone only an early one."""
    if told is None or partial.month is None or told.precision not in ("day", "month", "year"):
        return None
    year = year_of(told.first)
    if told.precision == "year":
        return complete(partial, year + 1) if partial.month <= _FIRST_HALF else None
    last = int(told.edtf.rstrip("~?%").split("-")[1])
    return complete(partial, year + (partial.month <= last))


_FIRST_HALF: Final = 6


def partial_timex(partial: Partial) -> str:
    if partial.part is not None:
        return timex_value(f"XXXX-{partial.part}")
    return f"XXXX-{partial.month:02}" + (f"-{partial.day:02}" if partial.day else "")


def relative_timex(relative: Relative) -> str:
    if relative.unit == "wd":
        return f"XXXX-WXX-{relative.amount}"
    if relative.amount == 0:
        return "PRESENT_REF"
    return "PAST_REF" if relative.amount < 0 else "FUTURE_REF"


def shifted(relative: Relative, origin: Period) -> tuple[str, Period | None]:
    """Count from a date in units no finer than it is known."""
    sign = -1 if origin.first < 1 and origin.edtf.startswith("-") else 1
    year, month, _ = (int(part) for part in day_text(origin.first).lstrip("-").split("-"))
    year *= sign
    match relative.unit:
        case "q" if origin.precision in ("month", "day"):
            over, index = divmod((month - 1) // 3 + relative.amount, 4)
            own = Period.parse(f"{Period.of(year + over).edtf}-{33 + index}")
        case "Y" if origin.precision == "quarter":
            own = Period.parse(f"{Period.of(year + relative.amount).edtf}{origin.edtf[-3:]}")
        case "q" if origin.precision == "quarter":
            over, index = divmod(int(origin.edtf[-2:]) - 33 + relative.amount, 4)
            own = Period.parse(f"{Period.of(year + over).edtf}-{33 + index}")
        case "Y":
            over = origin.precision != "year" and month <= _LATEST.get(relative.turn or 0, 0)
            own = Period.of(year + relative.amount - over)
        case "M" if origin.precision in ("month", "day"):
            over, index = divmod(month - 1 + relative.amount, 12)
            own = Period.of(year + over, index + 1)
        case "W" if origin.precision == "day":
            day = date.fromordinal(origin.first) + timedelta(weeks=relative.amount)
            monday = day - timedelta(days=day.isoweekday() - 1)
            iso = day.isocalendar()
            own = Period.parse(f"{monday}/{monday + timedelta(days=6)}")
            return f"{iso.year}-W{iso.week:02}", own
        case "D" if origin.precision == "day":
            own = Period.parse(day_text(origin.first + relative.amount))
        case _:
            return relative_timex(relative), None
    return timex_value(own.edtf), own


_LATEST: Final = {LAST: 3, OVER: 11}
"""Up to this month what is told of "year-end" is told of the year before."""


def first_of(value: str, year: int | None) -> Period | None:
    """Return the first months ("P4M") of a year."""
    if year is None or not value.endswith("M") or not 1 <= (count := int(value[1:-1])) <= 12:
        return None
    return Period.between(Period.of(year, 1), Period.of(year, count))


def counted_back(value: str, *, published: Period | None) -> Period | None:
    """Return the approximate stretch of "the last eight years" ("P8Y") before publication."""
    if published is None or not value.endswith("Y"):
        return None
    first, end = year_of(published.first), year_of(published.last)
    if first != end:
        return None
    return Period.parse(f"{Period.of(end - int(value[1:-1])).edtf}~/{Period.of(end).edtf}~")
