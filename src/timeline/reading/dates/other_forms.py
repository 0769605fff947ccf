"""Dates in other dress: numbered weeks, days of the week in a month, years of other eras.

The rules that use these functions are rows in `timeline.reading.dates.patterns`.
"""

from __future__ import annotations

import re
from datetime import date as day_of
from typing import Final

from timeline.reading.dates import nearest_year, point_pairs
from timeline.reading.dates.timex import (
    DATE,
    DateValue,
    Partial,
    date,
    holiday_of,
    month_number,
    nth_weekday_name,
)
from timeline.reading.language.calendar_words import WEEKDAYS
from timeline.values import Period

_BUDDHIST: Final = 543
"""The Buddhist era of Thailand is so many years ahead (official there since 1941)."""
_FIRST_BUDDHIST, _LAST_BUDDHIST = 2484, 2640
_BEFORE: Final = 80
_NAMES_DAY: Final = re.compile(r"\s+(?:is|was|are|were|marks|each|every|has\s+been)\b")


def numbered_week(match: re.Match[str]) -> DateValue:
    """Week 12 of 2024, 2024-W12: from Monday to Sunday, as ISO 8601 counts them."""
    year, week = int(match["y"]), int(match["n"])
    monday, sunday = (day_of.fromisocalendar(year, week, number) for number in (1, 7))
    return DateValue(
        DATE, f"{year}-W{week:02}", Period.parse(f"{monday.isoformat()}/{sunday.isoformat()}")
    )


def weekday_of_month(match: re.Match[str]) -> DateValue:
    """The third Monday of January (2024); no date where it is only said what day that is.

    Raises ValueError for "the third Monday of January is a holiday" and "the fair is held on the
    last Sunday of May", of which nobody says whether it is so once or each year.
    """
    month = month_number(match["m"])
    name = nth_weekday_name(month, match["n"].lower(), WEEKDAYS[match["w"].lower()])
    if match["y"]:
        return date(holiday_of(name, int(match["y"])))
    before = match.string[max(0, match.start() - _BEFORE) : match.start()].rpartition("\n")[2]
    if _NAMES_DAY.match(match.string, match.end()) or nearest_year.tells_of_a_plan(before):
        raise ValueError("a day of every year")
    return DateValue(DATE, "", lean=Partial(month, holiday=name))


def two_days(match: re.Match[str]) -> DateValue | None:
    """3/4 December (2021): two days that follow one another, otherwise a fraction or a number."""
    first, last = (int(re.sub(r"\D", "", match[f"d{number}"])) for number in (1, 2))
    return point_pairs.between(match) if last == first + 1 else None


def year_of_two_eras(match: re.Match[str]) -> DateValue:
    """2563 BE (2020), 2020 (1441 AH): the year of our era that stands beside another one."""
    return date(Period.of(int(match["y"])))


def buddhist_year(match: re.Match[str]) -> DateValue:
    """2563 BE, B.E. 2563. Raises ValueError for a year of an older reckoning."""
    year = int(match["y"])
    if not _FIRST_BUDDHIST <= year <= _LAST_BUDDHIST:
        raise ValueError("a year of which no day is sure")
    return date(Period.of(year - _BUDDHIST))
