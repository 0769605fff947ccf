"""Tell a bare year from other numbers of four digits, by the words beside it.

"1441" behind "Resolution", "1500" before "km" or "soldiers", "1911" in an address are no years; four
digits between 1800 and 2050 that nothing of the kind touches are one.
"""

from __future__ import annotations

import re
from typing import Final

from timeline.reading.dates import date_words
from timeline.reading.dates.timex import DateValue, date, years
from timeline.reading.language.calendar_words import MONTH_NAMES, SEASONS
from timeline.reading.language.plurals import is_plural, singular_noun
from timeline.reading.language.word_classes import OTHER_CALENDARS
from timeline.reading.quantities.units import SURE_SYMBOLS, UNIT_WORDS
from timeline.values import Period

_FIRST_SURE, _LAST_SURE = 1800, 2050

_NUMBERED: Final = date_words.NUMBERED
"""Words whose number is a name."""
_DETERMINERS: Final = date_words.BEFORE_YEARS
"""Behind these a plural is what belongs to the year (the 2000 elections), not what is counted."""
_OLDER_AFTER: Final = (
    date_words.BEFORE_OLD_YEARS
    | (frozenset(name.lower() for name in MONTH_NAMES) - {"may"})
    | frozenset(SEASONS)
)
_COUNTING: Final = date_words.COUNTING
_COUNTED: Final = UNIT_WORDS | date_words.COUNTED
_SHORTEST_PLURAL: Final = 3
"""A plural of units has more letters: "has" is no plural of "ha"."""
_STREETS: Final = date_words.STREETS
_COMPOUNDS: Final = date_words.YEAR_COMPOUNDS
_MARKED_LINE: Final = re.compile(r"(?:^|\n)[ \t]{0,3}(?:#{1,6}|[*+=]{1,3})[ \t]+$")
"""The mark of a heading or an item, which is no part of what stands behind it."""
_NEXT: Final = re.compile(r"\s*(%|°|-[a-z]+|[^\W\d_]+)(?:[.]?\s+([^\W\d_]+))?")


_RANGE: Final = re.compile(r"\s{1,4}(?:and|to|through|until)\s{1,4}(?:1\d|20)\d\d\b(?![.,]\d)")
_RANGE_LED: Final = re.compile(r"(?:\b[Bb]etween|\b[Ff]rom(?:\s(?:about|around))?)\s$")
_LEAD: Final = 12
_MEASURED_BY: Final = re.compile(r"\s{1,4}([^\W\d_][\w/²³]*)")


def years_between(match: re.Match[str]) -> DateValue | None:
    """Return the years from one to another, None where the two numbers measure something."""
    return None if _is_measured(match.string, match.end()) else years(match)


def _is_measured(text: str, end: int) -> bool:
    """Tell whether the unit of what two numbers measure stands behind them: "1200 and 1300 metres".

    A unit in the singular only modifies what follows: "between 2010 and 2015 euro area growth".
    """
    match = _MEASURED_BY.match(text, end)
    if match is None:
        return False
    word = match[1]
    return (
        word in SURE_SYMBOLS
        or word in ("people", "persons", "percent")
        or (is_plural(word) and singular_noun(word.lower()) in UNIT_WORDS)
    )


def bare_year(match: re.Match[str]) -> DateValue | None:
    """Return the year that a four-digit number is, None where it is none."""
    text, start, end = match.string, match.start(), match.end()
    before = text[max(0, start - 24) : start].rsplit(None, 1)
    word = before[-1] if before else ""
    if word[-1:] in "#*+=" and _MARKED_LINE.search(text, max(0, start - 24), start):
        word = ""
    lower = word.rstrip(".").lower()
    named = word in _DATED_NAMES and _FIRST_SURE <= int(match[0]) <= _LAST_SURE
    if lower.rstrip(",") in OTHER_CALENDARS:
        return None
    if (lower in _NUMBERED and not named) or word[-1:] in ("#", "№", "*", "+", "=", "<", ">"):
        return None
    second = _RANGE.match(text, end)
    if (
        second is not None
        and _RANGE_LED.search(text, max(0, start - _LEAD), start)
        and _is_measured(text, second.end())
    ):
        return None
    following = _NEXT.match(text, end)
    if following is not None and not named and _is_counted(following[1], following[2] or "", lower):
        return None
    counting = lower in _COUNTING and not (lower == "over" and _rises_over(text, start, end))
    sure = _FIRST_SURE <= int(match[0]) <= _LAST_SURE and not counting
    if sure or not word or lower in _OLDER_AFTER or word[-1] in "([,;:—–-" or word[0].isupper():
        return date(Period.of(int(match[0])))
    return None


_DATED_NAMES: Final = ("Act", "Bill")
"""With a year behind them these name a law as British law does: "the Harbours Act 1964"."""
_RISES_OVER: Final = re.compile(
    r"\b(?:increases?d?|decreases?d?|rises?|rose|risen|falls?|fell|growth|grew|grown|gains?|gained|drops?|dropped|declines?|declined"
    r"|up|down|improvements?|reductions?|changes?|percent|per\s+cent|points?|%)\s+over\s+$"
)
_STATEMENT_ENDS: Final = re.compile(r"\s*(?:[.,;:)]|$|\n|(?:and|but|while|in|to|for|when|after)\b)")


def _rises_over(text: str, start: int, end: int) -> bool:
    """Tell whether something rose over a year, which it is compared with: "up 6 percent over 2022"."""
    led = _RISES_OVER.search(text, max(0, start - _RISE), start)
    return led is not None and _STATEMENT_ENDS.match(text, end) is not None


_RISE: Final = 24


def _is_counted(first: str, second: str, before: str) -> bool:
    """Tell whether what follows four digits is counted or measured by them, or numbered."""
    if first[0] == "-":
        return first[1:] not in _COMPOUNDS
    if first in date_words.OF_YEARS:
        return False
    if first in "%°" or first.lower() in _COUNTED:
        return True
    if len(first) > _SHORTEST_PLURAL and first.lower().rstrip("s") in _COUNTED:
        return True
    if before not in _DETERMINERS and first.islower():
        return is_plural(first) or (second.islower() and is_plural(second))
    return first[0].isupper() and second in _STREETS
