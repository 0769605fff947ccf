"""The year of a month that another month of its sentence has: "3% in March and 5% in April 2023".

Of "3.9% in October 2022, from 4.4% in September" the second is the last September before the first,
of "from 3.1% in November to 3.4% in February 2023" the first is the last November before the second.
"""

from __future__ import annotations

import re
from typing import Final

from timeline.reading.dates import completion, nearest_year
from timeline.reading.dates.timex import Partial, month_number
from timeline.reading.language.calendar_words import MONTH_NAMES, SEASON, any_of
from timeline.values import Period, day_text, year_of

_REACH: Final = 90
_WITH_YEAR: Final = re.compile(
    r"(?P<gap>(?:(?!\b(?:1[0-9]|20)\d\d\b)(?:[^.;:()\n]|\.\d)){0,60}?)\s(?:in|for|on)\s(?:(?:early|mid|late)[ -])?"
    rf"(?:the\s(?:[a-z-]+\s){{1,3}}(?:to|ended|ending)\s)?(?:\d{{1,2}}\s)?(?P<m>{any_of(MONTH_NAMES)})(?:\s\d{{1,2}},)?\s(?P<year>(?:1[0-9]|20)\d\d)\b(?![.,]\d)"
)
_AND: Final = re.compile(r"^,?\s(?:and|but)\s(?:by\s)?(?:[a-z]+\s){0,2}\(?[$€£]?\d")
_TO: Final = re.compile(r"^,?\sto\s(?:[a-z]+\s){0,2}[$€£]?\d")
_NUMBER_BEFORE: Final = re.compile(
    r"\d[\d.,]*(?:%\s|\s(?:[a-z-]+\s){0,5})in\s(?:the\s)?(?:(?:early|mid|late)[ -])?$"
)
_BACK: Final = re.compile(
    r"\b(?:from|than|against|versus|vs\.?|compared\s(?:with|to))\s(?:[^,;]{0,40}\s)?in\s(?:(?:early|mid|late)[ -])?$"
)
_ON: Final = re.compile(
    r"^,?\s(?:to|and)\s(?:[a-z]+\s){0,3}[$€£]?\d[^,;]{0,30}\sin\s(?:(?:early|mid|late)[ -])?$"
)

_LIST_WITH_YEAR: Final = re.compile(
    r"(?:(?:,|,?~(?:and|or))~(?:early~|mid-?|late~)?(?:\d{1,2}~)?"
    rf"(?:{any_of(MONTH_NAMES)}|{SEASON})(?:~\d{{1,2}})?){{1,5}}".replace("~", r"\s{1,4}")
    + r",?~(?:of~)?(?P<year>(?:1[0-9]|20)\d\d)\b(?![.,]\d)".replace("~", r"\s{1,4}")
)
_THEN_WITH_YEAR: Final = re.compile(
    r"~and~[a-z]{3,14}s~(?:at~[\w.:]{1,8}~)?(?:on|in)~(?:\d{1,2}~)?".replace("~", r"\s{1,4}")
    + rf"(?:{any_of(MONTH_NAMES)})"
    + r"(?:~\d{1,2},?)?~(?P<year>(?:1[0-9]|20)\d\d)\b(?![.,]\d)".replace("~", r"\s{1,4}")
)
"""What goes on with a date of the same year: "opens on 1 March and closes on 31 March 2025"."""

_LISTED_AFTER: Final = re.compile(
    rf"\b(?P<m>{any_of(MONTH_NAMES)})\s(?P<y>(?:1[0-9]|20)\d\d),?\s(?:and|or)\s(?:in\s)?$"
)


def year_behind(text: str, partial: Partial, end: int) -> int | None:
    """Return the year that stands behind a list of months: "June, July and August 1944"."""
    if partial.of is not None or partial.turn is not None:
        return None
    match = _LIST_WITH_YEAR.match(text, end, end + _REACH) or _THEN_WITH_YEAR.match(
        text, end, end + _REACH
    )
    return int(match["year"]) if match else None


def year_of_list(text: str, partial: Partial, start: int) -> int | None:
    """Return the year of a month that follows another one in a list: "May 2022 and July"."""
    if partial.month is None or partial.turn is not None or partial.of is not None:
        return None
    match = _LISTED_AFTER.search(text, max(0, start - _REACH), start)
    if match is None:
        return None
    return int(match["y"]) + (partial.month <= month_number(match["m"]))


def year_of_following(text: str, partial: Partial, start: int, end: int) -> int | None:
    """Return the year of a month behind whose number another one with its year is told."""
    if not _is_month(partial) or _NUMBER_BEFORE.search(text, max(0, start - _REACH), start) is None:
        return None
    match = _WITH_YEAR.match(text, end, end + _REACH)
    if match is None or partial.month is None:
        return None
    behind, year = month_number(match["m"]), int(match["year"])
    if _TO.match(match["gap"]):
        return year - (partial.month >= behind)
    return year if _AND.match(match["gap"]) and partial.month < behind else None


def year_of_preceding(
    text: str, partial: Partial, start: int, before: Period, last: int
) -> int | None:
    """Return the year of a month that is told beside another one; `before` ends at `last`."""
    if not _is_month(partial) or partial.month is None or start - last > _REACH:
        return None
    if before.precision != "month" or nearest_year.SENTENCE_END.search(text, last, start):
        return None
    month = int(day_text(before.first).split("-")[1])
    year, between = year_of(before.first), text[last:start]
    if _BACK.search(between):
        return year - (partial.month >= month)
    return year + (partial.month <= month) if _ON.search(between) else None


def year_going_on(partial: Partial, before: Period, published: Period) -> int | None:
    """Return the year of a day that follows another one of its sentence, both in the past.

    "Suspended on 3 March 2023, reinstated on 9 June": the first such day behind the other.
    """
    if partial.day is None or before.precision != "day":
        return None
    year = year_of(before.first)
    for each in (year, year + 1):
        day = completion.complete(partial, each)
        if day is not None and day.first >= before.last:
            return each if day.last <= published.last else None
    return None


def year_within(partial: Partial, stretch: Period) -> int | None:
    """Return the one year in which a day or month lies within a stretch of its sentence.

    "Ran from 3 April to 28 June 2022 and was paused in May."
    """
    years = range(year_of(stretch.first), year_of(stretch.last) + 1)
    found = [
        each
        for each in years[:_YEARS]
        if (own := completion.complete(partial, each)) is not None
        and stretch.first <= own.first <= own.last <= stretch.last
    ]
    return found[0] if len(found) == 1 and len(years) <= _YEARS else None


_YEARS: Final = 3
"""A stretch of more years says nothing of which one a month is of."""


def _is_month(partial: Partial) -> bool:
    whole = completion.complete(partial, 2000)
    leans = partial.turn is not None or partial.of is not None
    months = partial.length is not None and partial.day is None
    return not leans and whole is not None and (whole.precision == "month" or months)
