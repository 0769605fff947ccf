"""Periods and quantities: parse, normalise, compare, print.

A `Period` is a stretch of calendar written in EDTF, with its first and last day as numbers, so
that years before Christ sort and open ends compare. A `Quantity` is an exact decimal with its
unit. Nothing here ever becomes a float, and nothing gains precision that its text did not have:
"2020" stays a year.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from decimal import Context, Decimal
from functools import lru_cache
from typing import Final

OPEN_PAST: Final = -1_000_000_000
"""Day number of an open or unknown start; before every calendar day, fits 32 bits."""
OPEN_FUTURE: Final = 1_000_000_000
"""Day number of an open or unknown end."""

_CYCLE_YEARS, _CYCLE_DAYS = 400, 146_097  # the Gregorian calendar repeats after 400 years
_EXACT: Final = Context(prec=5_000)  # the default context would round after 28 digits
MAX_NAME: Final = 255
"""The bytes that the name of a file, a publication or an edition may have: as in file systems."""
MAX_DIGITS: Final = 400
"""Numbers with more digits than this are refused: no document states one."""


def day_number(year: int, month: int, day: int) -> int:
    """Return the proleptic Gregorian day number; 1 is 0001-01-01, as in `date.toordinal`.

    Years are astronomical: 0 is 1 BC, -1 is 2 BC. Raises ValueError for a day that no calendar
    has.
    """
    cycles, index = divmod(year - 1, _CYCLE_YEARS)
    return date(index + 1, month, day).toordinal() + cycles * _CYCLE_DAYS


def day_text(number: int) -> str:
    """Return a day number as an ISO 8601 date ("-0145-03-01" for years before 0)."""
    cycles, index = divmod(number - 1, _CYCLE_DAYS)
    day = date.fromordinal(index + 1)
    return f"{_year_text(day.year + cycles * _CYCLE_YEARS)}-{day.month:02}-{day.day:02}"


def year_of(number: int) -> int:
    """Return the year that a day number lies in; 0 is 1 BC."""
    cycles, index = divmod(number - 1, _CYCLE_DAYS)
    return date.fromordinal(index + 1).year + cycles * _CYCLE_YEARS


def _year_text(year: int) -> str:
    return f"{year:05}" if year < 0 else f"{year:04}"


def _month_days(year: int, month: int) -> int:
    return monthrange((year - 1) % _CYCLE_YEARS + 1, month)[1]


# First and last month of EDTF's sub-year groupings, as months after January of the year; 21-24
# are the seasons of the northern hemisphere by whole months (winter begins in December), 33-36
# the quarters. EDTF names the seasons without bounds; the months are the meteorological ones.
_GROUPINGS: Final = {
    21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14),
    33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12),
}  # fmt: skip

_POINT = re.compile(
    r"""(?P<year>-?\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?P<mark>[~?%]?)
      | (?P<part>-?\d{2,3})(?P<unknown>X{1,2})(?P<mark2>[~?%]?)""",
    re.VERBOSE | re.ASCII,
)


@dataclass(frozen=True, slots=True, order=False)
class Period:
    """A stretch of calendar: its EDTF text and the days that it can cover.

    `first` and `last` are inclusive day numbers (`day_number`), `OPEN_PAST` and `OPEN_FUTURE`
    where the text leaves an end open. Qualifiers (~ ? %) are kept in the text and do not widen
    the days. Equal texts are equal periods.

    Source: EDTF, ISO 8601-2:2019 annex A: level 0, and of levels 1 and 2 the qualifiers, open
    intervals, unspecified digits at the end of a year, seasons, quarters, and "one of a set".
    """

    edtf: str
    first: int
    last: int

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise ValueError(f"{self.edtf} ends before it begins")

    @staticmethod
    def parse(edtf: str) -> Period:
        """Return the period of an EDTF text. Raises ValueError for what is no such text."""
        return _parsed(edtf)

    @staticmethod
    def of(year: int, month: int | None = None, day: int | None = None) -> Period:
        """Return a year, a month or a day. Raises ValueError for one that does not exist."""
        text = _year_text(year)
        if month is not None:
            text += f"-{month:02}"
            if day is not None:
                text += f"-{day:02}"
        return Period.parse(text)

    @staticmethod
    def between(start: Period, end: Period) -> Period:
        """Return the interval from the start of one period to the end of another."""
        return Period.parse(f"{start.edtf.split('/')[0]}/{end.edtf.split('/')[-1]}")

    def since(self) -> Period:
        """Return the interval that begins here and has no end."""
        return Period.parse(f"{self.edtf.split('/')[0]}/..")

    def until(self) -> Period:
        """Return the interval without a start that ends here."""
        return Period.parse(f"../{self.edtf.split('/')[-1]}")

    @property
    def precision(self) -> str:
        """One of day, month, season, quarter, year, decade, century, interval."""
        return _precision(self.edtf)

    def overlaps(self, first: int, last: int) -> bool:
        """Tell whether any day from `first` to `last`, both inclusive, is covered."""
        return self.first <= last and first <= self.last

    def contains(self, other: Period) -> bool:
        """Tell whether every day of the other period lies within this one."""
        return self.first <= other.first and other.last <= self.last


@lru_cache(maxsize=8_192)
def _parsed(edtf: str) -> Period:
    if edtf.startswith("[") and edtf.endswith("]"):
        first, last = _ends(edtf, edtf[1:-1], "..")
    elif "/" in edtf:
        first, last = _ends(edtf, edtf, "/")
    else:
        first, last = _point(edtf)
    return Period(edtf, first, last)


@lru_cache(maxsize=8_192)
def _precision(edtf: str) -> str:
    if "/" in edtf or "[" in edtf:
        return "interval"
    if "X" in edtf:
        return "century" if edtf.rstrip("~?%").endswith("XX") else "decade"
    parts = edtf.lstrip("-").rstrip("~?%").split("-")
    if len(parts) == 2 and int(parts[1]) > 12:
        return "quarter" if int(parts[1]) > 24 else "season"
    return ("year", "month", "day")[len(parts) - 1]


def _ends(edtf: str, inner: str, separator: str) -> tuple[int, int]:
    if separator == "..":
        left, found, right = inner.partition("..")
        left, right = left or "..", right or ".."
    else:
        left, found, right = inner.partition("/")
    if not found or "/" in right or left == right == "..":
        raise ValueError(f"{edtf!r} is not an EDTF date")
    first = OPEN_PAST if left == ".." else _point(left)[0]
    last = OPEN_FUTURE if right == ".." else _point(right)[1]
    return first, last


def _point(text: str) -> tuple[int, int]:
    match = _POINT.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not an EDTF date")
    if match["part"] is not None:
        if len(match["part"].lstrip("-")) + len(match["unknown"]) != 4:
            raise ValueError(f"{text!r} is not an EDTF date: a year has four digits")
        return _unspecified(match["part"], 10 ** len(match["unknown"]))
    year = int(match["year"])
    if match["month"] is None:
        return day_number(year, 1, 1), day_number(year, 12, 31)
    month = int(match["month"])
    if match["day"] is not None:
        number = day_number(year, month, int(match["day"]))
        return number, number
    low, high = _GROUPINGS.get(month, (month, month))
    if not 1 <= low <= 12:
        raise ValueError(f"{text!r} is not an EDTF date: there is no month {month}")
    over, last_month = divmod(high - 1, 12)
    last_year, last_month = year + over, last_month + 1
    last = day_number(last_year, last_month, _month_days(last_year, last_month))
    return day_number(year, low, 1), last


def _unspecified(part: str, size: int) -> tuple[int, int]:
    low = int(part) * size
    low, high = (low - size + 1, low) if part.startswith("-") else (low, low + size - 1)
    return day_number(low, 1, 1), day_number(high, 12, 31)


# ---------------------------------------------------------------- decimals

_PLAIN: Final = re.compile(r"-?\d+(\.\d+)?", re.ASCII)


@lru_cache(maxsize=8_192)
def parse_decimal(text: str) -> Decimal:
    """Return the exact value of digits as the contract writes them: "-12.5", no exponent.

    Raises ValueError for anything else, and for more than `MAX_DIGITS` characters.
    """
    if len(text) > MAX_DIGITS or _PLAIN.fullmatch(text) is None:
        raise ValueError(f"{text[:40]!r} is not a plain decimal number")
    return Decimal(text)


def decimal_text(number: Decimal) -> str:
    """Return the canonical digits: no exponent, no trailing zeros, never "-0"."""
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "0") else text


def scaled(number: Decimal, factor: Decimal | int) -> Decimal:
    """Return the exact product, whatever the number of digits."""
    return _EXACT.multiply(number, Decimal(factor))


def decimal_key(number: Decimal) -> str:
    """Return a text that sorts, by code point, as the numbers do.

    A digit for the sign, five for the exponent, then the significant digits; those of negative
    numbers are complemented to nine and closed by "~", so that -1.23 comes before -1.2.
    """
    if not number:
        return "1"
    _, digits, _ = number.as_tuple()
    significant = "".join(map(str, digits)).lstrip("0").rstrip("0")
    body = f"{number.adjusted() + 50_000:05}{significant}"
    if number > 0:
        return "2" + body
    return "0" + body.translate(_COMPLEMENT) + "~"


_COMPLEMENT: Final = str.maketrans("0123456789", "9876543210")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number as stated, with what it counts.

    `value` is scaled ("$263 billion" is 263000000000); `value_high` ends a range; `low` and
    `high` are a stated uncertainty; `step` is the printed precision (1000000000 there); `unit`
    is canonical and singular (ISO 4217 for money), None where the text names none; `per` is the
    unit of time or the item of a rate; `qualifier` is of the closed list in `QUALIFIERS`.
    """

    value: Decimal
    unit: str | None
    step: Decimal = Decimal(1)
    value_high: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    per: str | None = None
    qualifier: str = "exact"

    def __post_init__(self) -> None:
        if self.qualifier not in QUALIFIERS:
            raise ValueError(
                f"{self.qualifier!r} is not a qualifier; the qualifiers are {sorted(QUALIFIERS)}"
            )


QUALIFIERS: Final = {
    "exact": 0,
    "approximately": 1, "estimated": 1,
    "nearly": 2, "close to": 2, "just under": 2,
    "more than": 3, "over": 3, "above": 3,
    "at least": 4,
    "under": 5, "less than": 5,
    "up to": 6, "at most": 6,
}  # fmt: skip
"""The closed list of hedges, each with its class: a change inside a class is no change."""
