"""Stretches of calendar that another date bounds, and quarters and halves in all their forms.

"The year ended 31 March 2022", "the three months to August", "the week beginning 6 March 2017":
so many units counted back from their last day, or on from their first one. The rules that use
these functions are rows in `timeline.reading.dates.patterns`.
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from typing import Final

from timeline.model import Endpoint, Span
from timeline.reading.dates import completion
from timeline.reading.dates.timex import (
    DATE,
    DURATION,
    PART_MONTHS,
    DateValue,
    Partial,
    date,
    month_number,
    timex_value,
)
from timeline.reading.language.number_words import any_value
from timeline.values import Period, decimal_text, scaled

_TIMEX: Final = {
    "day": (1, "D"), "week": (1, "W"), "fortnight": (2, "W"), "month": (1, "M"),
    "quarter": (3, "M"), "half": (6, "M"), "half-year": (6, "M"), "year": (1, "Y"),
    "decade": (1, "DE"),
}  # fmt: skip
_MOST: Final = 60
"""The most units that a stretch has: sixty months."""
_PIVOT: Final = 50
"""Two digits below it are a year of this century, the others of the last (as in POSIX, nearly)."""


def _digits(text: str | None) -> int | None:
    return int(re.sub(r"\D", "", text)) if text else None


def full_year(digits: str) -> int:
    """Return the year that two digits, or four, stand for."""
    number = int(digits)
    if len(digits) > 2:
        return number
    return number + (2000 if number < _PIVOT else 1900)


# ---------------------------------------------------------------- stretches that a date bounds


def ended(match: re.Match[str]) -> DateValue:
    """The year ended 31 March 2022, the three months to August (2021), the five years to 2023.

    A stretch of years up to a year has no days: whether it begins with the first or behind it,
    nobody says. Without a year the context places the last day.
    """
    count, unit = _length(match)
    named = match["m"] or match["m2"]
    if named is None:
        if unit not in ("year", "decade"):
            raise ValueError("no stretch of months ends with a year")
        return DateValue(DURATION, _timex(count, unit, None))
    year = _digits(match["y"] or match["y2"] or match["y3"])
    month, day = month_number(named), _digits(match["d"] or match["d2"])
    if unit in completion.DAYS and day is None:
        raise ValueError("no stretch of days ends with a month")
    spans = Span(match.start(), match.end("length")), Span(match.start("bound"), match.end())
    if year is None:
        length = _timex(count, unit, None, match.groupdict().get("nth"))
        ends = Endpoint(spans[0], length), Endpoint(spans[1], "")
        return DateValue(DATE, "", endpoints=ends, lean=Partial(month, day, length=(count, unit)))
    end = Period.of(year, month, day)
    length = _timex(count, unit, end, match.groupdict().get("nth"))
    ends = Endpoint(spans[0], length), Endpoint(spans[1], timex_value(end.edtf))
    period = completion.stretch_until(end, count, unit)
    return DateValue(DATE, period.edtf, period, ends)


def begun(match: re.Match[str]) -> DateValue | None:
    """The week beginning 6 March 2017, the week of 30 October 2017."""
    count, unit = _length(match)
    year = _digits(match["y"] or match["y2"] or match["y3"])
    named, day = match["m"] or match["m2"], _digits(match["d"] or match["d2"])
    if year is None and named is not None and day is not None and (count, unit) == (1, "week"):
        return _week_of(month_number(named), day)
    if year is None or named is None:
        return None
    start = Period.of(year, month_number(named), day)
    period = completion.stretch_from(start, count, unit)
    return DateValue(DATE, period.edtf, period)


def _week_of(month: int, day: int) -> DateValue | None:
    """Return the week that begins on a day whose year the context gives; None around a leap day.

    Raises ValueError for a day that there is not.
    """
    last = dt.date(_NO_LEAP_YEAR, month, day) + dt.timedelta(days=6)
    if month == 2 and last.month > 2:
        return None
    later = None if last.month == month else last.month
    return DateValue(DATE, "", lean=Partial(month, day, last_day=last.day, last_month=later))


_NO_LEAP_YEAR: Final = 2023


def _length(match: re.Match[str]) -> tuple[int, str]:
    groups = match.groupdict()
    count = int(any_value(groups["n"])) if groups.get("n") else 1
    unit = re.sub(
        r"\s+", "-", next(filter(None, map(groups.get, ("u", "one", "year", "single")))).lower()
    )
    if not 0 < count <= _MOST:
        raise ValueError("no stretch of so many")
    return count, unit


def _timex(count: int, unit: str, end: Period | None, nth: str | None = None) -> str:
    """Return the TIMEX3 value of a length: that of its quarter where its words or its end tell which.

    Of a quarter whose end has no year it is QUARTER, for `completion.placed` to fill.
    """
    if unit == "quarter" and count == 1:
        number = "" if nth is None else str(_NUMBERS[nth.lower()])
        return completion.quarter_until(f"{completion.QUARTER}{number}", end)
    size, letter = _TIMEX[unit]
    return f"P{count * size}{letter}"


def _between(first: str, last: str) -> DateValue:
    edtf = f"{first}/{last}"
    return DateValue(DATE, edtf, Period.parse(edtf))


def reference(match: re.Match[str]) -> DateValue:
    """Twelve-month inflation, a five-year average: what a figure is measured over, and no figure."""
    unit = match["u"].lower()
    size, letter = _TIMEX[unit]
    return DateValue(DURATION, f"P{decimal_text(scaled(any_value(match['n']), size))}{letter}")


def edges(match: re.Match[str]) -> DateValue:
    """Mid-2012 to mid-2037: from the first approximate month of the one to the last of the other."""
    low = PART_MONTHS[match["part"].lower()][0]
    high = PART_MONTHS[match["part2"].lower()][1]
    ends = (
        Endpoint(Span(match.start(), match.end("a")), match["y"]),
        Endpoint(Span(match.start("b"), match.end()), match["y2"]),
    )
    period = Period.parse(f"{match['y']}-{low}/{match['y2']}-{high}")
    return DateValue(DATE, f"{match['y']}/{match['y2']}", period, ends)


def parts_of_months(match: re.Match[str]) -> DateValue:
    """Late May to mid-July 2023: from the one month to the other, both approximate."""
    month, last_month = month_number(match["m"]), month_number(match["m2"])
    last_year = int(match["y2"])
    year = int(match["y"] or last_year - (month > last_month))
    if (year, month) >= (last_year, last_month):
        raise ValueError("months that do not follow")
    return _range(match, Period.of(year, month), Period.of(last_year, last_month), "~")


def year_month(match: re.Match[str]) -> DateValue:
    """1975 Nov-Dec, 2017 March."""
    year = int(match["y"])
    first = Period.of(year, month_number(match["m1"]))
    if match["m2"] is None:
        return date(first)
    return _between(first.edtf, Period.of(year, month_number(match["m2"])).edtf)


def month_to_year(match: re.Match[str]) -> DateValue:
    """From June 2013 to 2020."""
    first = Period.of(int(match["y"]), month_number(match["m"]))
    last = Period.of(int(match["y2"]))
    return _range(match, first, last)


def _range(match: re.Match[str], first: Period, last: Period, mark: str = "") -> DateValue:
    ends = (
        Endpoint(Span(match.start(), match.end("a")), timex_value(first.edtf)),
        Endpoint(Span(match.start("b"), match.end()), timex_value(last.edtf)),
    )
    edtf = f"{first.edtf}{mark}/{last.edtf}{mark}"
    return DateValue(DATE, f"{ends[0].value}/{ends[1].value}", Period.parse(edtf), ends)


# ---------------------------------------------------------------- quarters and halves

_NUMBERS: Final = {
    "first": 1, "1st": 1, "opening": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4,
    "4th": 4, "final": 4, "last": 4,
}  # fmt: skip


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word.lower()]


def quarter(match: re.Match[str]) -> DateValue:
    """Q3 2024, 2024Q3, 3Q24, Quarter 3 (July to September) 2024, the final quarter of 2018."""
    groups = match.groupdict()
    return date(_quarter(full_year(match["y"].strip("'’")), groups["n"] or groups["n2"]))


def _quarter(year: int, number: str) -> Period:
    return Period.parse(f"{Period.of(year).edtf}-{32 + _number(number)}")


def quarters(match: re.Match[str]) -> DateValue:
    """Between Q2 2013 and Q1 2014, from Q1 to Q3 2024."""
    last = full_year(match["y2"])
    first = full_year(match["y"]) if match["y"] else last
    return _range(match, _quarter(first, match["n"]), _quarter(last, match["n2"]))


def quarter_of_month(match: re.Match[str]) -> DateValue:
    """The June quarter 2024: the three months that end with June."""
    end = Period.of(int(match["y"]), month_number(match["m"]))
    number, rest = divmod(int(end.edtf[5:7]), 3)
    if rest:
        return date(completion.stretch_until(end, 1, "quarter"))
    return date(_quarter(int(match["y"]), str(number)))


def quarter_alone(match: re.Match[str]) -> DateValue:
    """Q2, of the year that is told of."""
    return DateValue(DATE, "", lean=Partial(part=32 + _number(match["n"])))


def half(match: re.Match[str]) -> DateValue:
    """H1 2024, 1H19, 2023 H2."""
    year, number = Period.of(full_year(match["y"].strip("'’"))).edtf, int(match["n"])
    low, high = ("01", "06") if number == 1 else ("07", "12")
    return DateValue(DATE, f"{year}-H{number}", Period.parse(f"{year}-{low}/{year}-{high}"))


def fiscal_part(match: re.Match[str]) -> DateValue:
    """Q3 FY23, the first half of 2021/22: a part of a fiscal year, whose days differ by country."""
    return DateValue(DATE, str(full_year(match["y"] or match["y2"])))


def fiscal_years(match: re.Match[str]) -> DateValue:
    """FY 2019 to FY 2023: years whose days differ by country."""
    ends = (
        Endpoint(Span(match.start(), match.end("a")), match["y"]),
        Endpoint(Span(match.start("b"), match.end()), match["y2"]),
    )
    return DateValue(DATE, f"{match['y']}/{match['y2']}", endpoints=ends)


# ---------------------------------------------------------------- dates in figures


def short_day(match: re.Match[str]) -> DateValue:
    """01-Apr-98, 7 Sept. ’04, 3 Aug 16 where nothing is counted behind it."""
    year = full_year(match["y"] or match["y3"] or match["y4"])
    return date(Period.of(year, month_number(match["m"] or match["m3"]), _digits(match["d"])))


def short_month(match: re.Match[str]) -> DateValue:
    """Oct-17, Jun ’09."""
    return date(Period.of(full_year(match["y"]), month_number(match["m"])))


def slashed_month(match: re.Match[str]) -> DateValue:
    """06/2004."""
    return date(Period.of(int(match["y"]), int(match["m"])))


def counted_days(match: re.Match[str]) -> DateValue:
    """The last five days of May 2017, the first two weeks of March 2021."""
    count = int(any_value(match["n"])) * completion.DAYS[match["u"].removesuffix("s")]
    year, month = int(match["y"]), month_number(match["m"])
    size = monthrange(year, month)[1]
    if not 0 < count <= size:
        raise ValueError("more days than the month has")
    first, last = (1, count) if match["e"][0] in "Ff" else (size - count + 1, size)
    return _between(Period.of(year, month, first).edtf, Period.of(year, month, last).edtf)
