"""What temporal expressions mean: from the groups of a match to TIMEX3 and EDTF.

A value carries the TIMEX3 type and value for scorers and the EDTF period for readers. Values of
TIMEX3: TimeML 1.2.1, section 2.2 (a duration "P4M", an every-year set "P1Y", "PRESENT_REF").
The rules that use these functions are rows in `timeline.reading.dates.patterns`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Final

from timeline.model import Endpoint, Span
from timeline.reading.language import calendar_words
from timeline.reading.language.calendar_words import HOLIDAYS, SEASONS
from timeline.reading.language.number_words import any_value, ordinal_value
from timeline.values import Period, day_text, decimal_text

DATE, TIME, DURATION, SET = "DATE", "TIME", "DURATION", "SET"

MONTHS: Final = calendar_words.MONTHS
DURATION_UNITS: Final = {"day": "D", "week": "W", "month": "M", "year": "Y", "decade": "DE"}
_SHORT: Final = {"hour": "TH", "minute": "TM", "second": "TS"}


TEXT, SPEECH, TOLD = "text", "speech", "told"
"""Where a relative date counts from: the date told before it, or that of the text itself."""
LAST, OVER = -1, -2
"""Turns of the end of a year: the last one, soon after it, and one that was."""


@dataclass(frozen=True, slots=True)
class Partial:
    """A month, a day of a month, or a part of a year (EDTF code 21-24, 33-36) without its year.

    `last_day` ends a range of days ("June 3-6"), with `last_month` one over two months;
    `last_month` alone ends a range of months, in the next year where it is the earlier one. `turn`
    is -1, 0, 1 for last, this, next; `of` is the year that is named relatively ("July of that year").
    `length` makes it the last day or month of a stretch of so many units ("year ended Sept. 30").
    `holiday` is the name of one, whose day the year decides; `after` makes it the first one behind
    what was told before ("the following January").
    """

    month: int | None = None
    day: int | None = None
    part: int | None = None
    last_day: int | None = None
    last_month: int | None = None
    turn: int | None = None
    of: Relative | None = None
    length: tuple[int, str] | None = None
    holiday: str | None = None
    after: bool = False


@dataclass(frozen=True, slots=True)
class Relative:
    """So many units from a date: from the one before it in the text, or from that of speech.

    `unit` is Y, M, W, D, q for a quarter, or "wd" for a weekday (`amount` is then 1 for Monday to 7); `ago` marks
    a count back, which keeps to the quarter that is told of.
    """

    unit: str
    amount: int
    origin: str
    turn: int | None = None
    ago: bool = False

    @property
    def ends_year(self) -> bool:
        """Tell whether it is the end of a year that was, or may have been."""
        return self.unit == "Y" and self.turn in (LAST, OVER)


@dataclass(frozen=True, slots=True)
class DateValue:
    """What a temporal expression means; see `model.DateExpression`."""

    type: str
    value: str
    period: Period | None = None
    endpoints: tuple[Endpoint, ...] = ()
    every: str | None = None  # recurrence of a set, ISO 8601 ("P6Y", "3/P1Y")
    lean: Partial | Relative | None = None  # to be placed by the context
    year: int | None = None  # the year that a stretch names itself


PART_MONTHS: Final = {
    "early": ("01~", "04~"), "mid": ("05~", "08~"), "late": ("09~", "12~"), "end": ("12", "12"),
}  # fmt: skip
"""Thirds of a year: the approximate months that "early", "mid" and "late" stand for."""


def month_number(name: str) -> int:
    return MONTHS[name.lower().rstrip(".")]


def _number(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def date(period: Period) -> DateValue:
    return DateValue(DATE, timex_value(period.edtf), period)


@lru_cache(maxsize=8_192)
def timex_value(edtf: str) -> str:
    """Return the TIMEX3 value of a single EDTF date; -0145 is BC0146 there."""
    text = edtf.rstrip("~?%")
    if text.startswith("-"):
        year, _, rest = text[1:].partition("-")
        return timex_value(f"BC{int(year) + 1:04}" + (f"-{rest}" if rest else ""))
    if text.endswith("X"):
        return text.rstrip("X")
    year, _, part = text.rpartition("-")
    if "-" in year.lstrip("-"):
        return text
    if year and part in ("21", "22", "23", "24"):
        return f"{year}-{('SP', 'SU', 'FA', 'WI')[int(part) - 21]}"
    if year and part in ("33", "34", "35", "36"):
        return f"{year}-Q{int(part) - 32}"
    return text


def day(match: re.Match[str]) -> DateValue:
    return date(Period.of(_number(match["y"]), month_number(match["m"]), _number(match["d"])))


def iso_day(match: re.Match[str]) -> DateValue:
    return date(Period.of(int(match["y"]), int(match["m"]), int(match["d"])))


def slashed(match: re.Match[str]) -> DateValue:
    """13/05/2012; of 12/05/2012 only the year is sure: 12 May or 5 December, nobody says.

    Raises ValueError for a month that there is not.
    """
    first, second = int(match["a"]), int(match["b"])
    if first != second and 0 < first <= 12 and 0 < second <= 12:
        return date(Period.of(int(match["y"])))
    month, day = (second, first) if first > 12 else (first, second)
    return date(Period.of(int(match["y"]), month, day))


def month(match: re.Match[str]) -> DateValue:
    return date(Period.of(_number(match["y"]), month_number(match["m"])))


def _range(match: re.Match[str], start: Period, end: Period, first: str, last: str) -> DateValue:
    """Return the range of two ends; what both share stands with the nearer: "3" and "6 May 2004"."""
    a, b = timex_value(start.edtf), timex_value(end.edtf)
    ends = (
        Endpoint(Span(match.start(), match.end(first)), a),
        Endpoint(Span(match.start(last), match.end()), b),
    )
    return DateValue(DATE, f"{a}/{b}", Period.between(start, end), ends)


def years(match: re.Match[str]) -> DateValue | None:
    first, text = int(match["a"]), match["b"]
    last = int(match["a"][: 4 - len(text)] + text)
    if last <= first and len(text) < 4:
        last += 100  # 1998-02
    if not 0 < last - first <= (200 if len(text) == 4 else 60):
        return None
    return _range(match, Period.of(first), Period.of(last), "a", "b")


def year_and_next(match: re.Match[str]) -> DateValue | None:
    """A year and the next one, as offices of Britain write a financial year: "in 2024 to 2025"."""
    return years(match) if int(match["b"]) == int(match["a"]) + 1 else None


def part_of_year(match: re.Match[str]) -> DateValue:
    year = match["y"]
    low, high = PART_MONTHS[match["part"].lower()]
    return DateValue(DATE, year, Period.parse(f"{year}-{low}/{year}-{high}"))


def part_of_month(match: re.Match[str]) -> DateValue:
    period = Period.of(_number(match["y"]), month_number(match["m"]))
    return DateValue(DATE, period.edtf, Period.parse(period.edtf + "~"))


def decade(match: re.Match[str]) -> DateValue:
    return date(Period.parse(match["y"][:3] + "X"))


def short_decade(match: re.Match[str]) -> DateValue:
    """The 90s: of the twentieth century, the last that had its decades named so."""
    return date(Period.parse(f"19{match['y'][0]}X"))


def year_of_our_era(match: re.Match[str]) -> DateValue:
    return date(Period.of(int(match["y"])))


def century(match: re.Match[str]) -> DateValue:
    number = ordinal_value(match["n"]) - 1
    if not 0 < number < 21:
        raise ValueError("no century of these eras")
    return date(Period.parse(f"{number:02}XX"))


def season(match: re.Match[str]) -> DateValue:
    return date(Period.parse(f"{match['y']}-{SEASONS[match['s'].lower()]}"))


_QUARTERS: Final = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
    "latter": 2,
    "last": 2,
}


def quarter(match: re.Match[str]) -> DateValue:
    number = _QUARTERS[match["n"]] if match["n"] in _QUARTERS else int(match["n"])
    return date(Period.parse(f"{match['y']}-{32 + number}"))


def half(match: re.Match[str]) -> DateValue:
    year, number = match["y"], _QUARTERS[match["n"]]
    low, high = ("01", "06") if number == 1 else ("07", "12")
    return DateValue(DATE, f"{year}-H{number}", Period.parse(f"{year}-{low}/{year}-{high}"))


def fiscal(match: re.Match[str]) -> DateValue:
    """A fiscal year by its name: no calendar period, since its bounds differ by country."""
    year = match["y"]
    if len(year) == 2:
        year = ("19" if int(year) > 50 else "20") + year
    return DateValue(DATE, year)


def duration_value(number: Decimal, unit: str) -> str:
    if unit in _SHORT:
        return f"PT{decimal_text(number)}{_SHORT[unit][1]}"
    return f"P{decimal_text(number)}{DURATION_UNITS[unit]}"


def duration(match: re.Match[str]) -> DateValue:
    number = any_value(match["n"])
    return DateValue(DURATION, duration_value(number, match["u"].lower().rstrip("s")))


def first_of_year(match: re.Match[str]) -> DateValue:
    stretch = duration(match)
    return stretch if match["y"] is None else replace(stretch, year=int(match["y"]))


def before_christ(match: re.Match[str]) -> DateValue:
    """146 BC is the year -0145: astronomical years have a year 0."""
    year = int(match["y"])
    if year == 0:
        raise ValueError("there is no year 0 before Christ")
    groups = match.groupdict()
    month = month_number(groups["m"]) if groups.get("m") else None
    day = int(groups["d"]) if groups.get("d") else None
    value = f"BC{year:04}" + "".join(f"-{part:02}" for part in (month, day) if part)
    return DateValue(DATE, value, Period.of(1 - year, month, day))


def season_before_christ(match: re.Match[str]) -> DateValue:
    year = Period.of(1 - int(match["y"])).edtf
    return date(Period.parse(f"{year}-{SEASONS[match['s'].lower()]}"))


def decade_before_christ(match: re.Match[str]) -> DateValue:
    """The 470s BC, as a TIMEX3 value alone: EDTF counts from year 0, so that its decades differ."""
    return DateValue(DATE, f"BC{int(match['y']) // 10:03}")


def holiday(match: re.Match[str]) -> DateValue:
    """A holiday of a year: Christmas 1963, Thanksgiving 1999."""
    return date(holiday_of(holiday_name(match["name"]), int(match["y"])))


def holiday_name(text: str) -> str:
    """Return the name of a holiday as the table has it."""
    return " ".join(text.lower().replace("’", "'").split())


_NTH: Final = ("first", "second", "third", "fourth", "fifth")


def nth_weekday_name(month: int, nth: str, weekday: int) -> str:
    """Return what a day of the week in a month is called, as holidays are by their names."""
    return f"{month} {nth} {weekday}"


def _nth_weekday(name: str, year: int) -> Period:
    """Return the day of the week so called; raises ValueError where a month has no fifth."""
    month, nth, weekday = name.split()
    start = Period.of(year, int(month))
    first = start.first + (int(weekday) - start.first) % 7
    number = (start.last - first) // 7 if nth == "last" else _NTH.index(nth)
    if first + 7 * number > start.last:
        raise ValueError("a month without that day of the week")
    return Period.parse(day_text(first + 7 * number))


def holiday_of(name: str, year: int) -> Period:
    """Return the day of a holiday, or of a day of the week in a month, in a year."""
    if name not in HOLIDAYS:
        return _nth_weekday(name, year)
    month, day, weekday = HOLIDAYS[name]
    own = Period.of(year, month, day)
    if weekday:
        own = Period.parse(day_text(own.first + (weekday - own.first) % 7))
    return own


def century_before_christ(match: re.Match[str]) -> DateValue:
    """The 4th century BC, as a TIMEX3 value alone: EDTF has no name for it."""
    return DateValue(DATE, f"BC{ordinal_value(match['n']) - 1:02}")


def years_before_christ(match: re.Match[str]) -> DateValue | None:
    first, last = int(match["a"]), int(match["b"])
    if last >= first or last == 0:
        return None
    ends = (
        Endpoint(Span(match.start(), match.end("a")), f"BC{first:04}"),
        Endpoint(Span(match.start("b"), match.end()), f"BC{last:04}"),
    )
    period = Period.between(Period.of(1 - first), Period.of(1 - last))
    return DateValue(DATE, f"BC{first:04}/BC{last:04}", period, ends)


def edge(match: re.Match[str]) -> DateValue:
    """The end, start or middle of a year or month: the year or month itself, nothing finer."""
    if match["m"] is None:
        return date(Period.of(int(match["y"])))
    return month(match)


def present(match: re.Match[str]) -> DateValue:
    return DateValue(DATE, "PRESENT_REF")
