"""Years and decades as they are spoken: "nineteen ninety-seven", "the year two thousand", "the nineties".

The rules that use these functions are rows in `timeline.reading.dates.patterns`.
"""

from __future__ import annotations

import re

from timeline.reading.dates.timex import DateValue, date, month_number
from timeline.reading.language.calendar_words import SEASONS
from timeline.reading.language.number_words import any_value
from timeline.values import Period


def _year(match: re.Match[str]) -> int:
    return 1900 + int(any_value(match["n"]))


def year_in_words(match: re.Match[str]) -> DateValue:
    """Nineteen ninety-seven."""
    return date(Period.of(_year(match)))


def month_in_words(match: re.Match[str]) -> DateValue:
    """January nineteen ninety-seven."""
    return date(Period.of(_year(match), month_number(match["m"])))


def season_in_words(match: re.Match[str]) -> DateValue:
    """The winter of nineteen ninety-four."""
    return date(Period.parse(f"{_year(match)}-{SEASONS[match['s'].lower()]}"))


def thousands_in_words(match: re.Match[str]) -> DateValue:
    """The year two thousand, the year two thousand and seven."""
    return date(Period.of(2000 + int(any_value(match["n"] or "0"))))


def decade_in_words(match: re.Match[str]) -> DateValue:
    """The nineteen-seventies."""
    return _decade(match["n"].lower().removesuffix("ies"))


def decade_by_tens(match: re.Match[str]) -> DateValue:
    """The nineties: of the twentieth century, the last that had its decades named so."""
    return _decade(match["n"])


def _decade(tens: str) -> DateValue:
    return date(Period.parse(f"19{int(any_value(f'{tens}y')) // 10}X"))
