"""Dates that are a part of another year: "the same period of 2021", "a year earlier".

The part is that of another date of the sentence: of "5.1% in Q3 2022, against 4.8% in the same period
of 2021" the second is of Q3 2021. Where no other date names a part, such a date is none: which
months "the same period of 2021" has, nobody says. Nor does anyone say when "three months earlier"
was where its sentence names no other date.
"""

from __future__ import annotations

import re
from calendar import isleap
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from timeline.model import DateExpression, Quote, Span
from timeline.reading.language.calendar_words import MONTH_NAMES, MONTHS, any_of
from timeline.reading.language.sentences import Sentence
from timeline.values import Period, year_of

RULE: Final = "same period"
"""The rule of a date that names a part of its year by another date."""
_SAME: Final = re.compile(
    r"\b(?:same|corresponding|comparable|equivalent|like)\s+(?:(?:[a-z]+|\d{1,2})[\s-])?"
    r"(?P<part>period|time|point|stage|date|day|weeks?|months?|quarters?|half|season)\s+"
    r"(?:(?:of|in|during|from|for)\s+)?(?:the\s+)?$"
)
_REACH: Final = 48
_YEAR_BACK: Final = re.compile(
    r"(?:a|one)\s+year\s+(?:earlier|before|previously|ago)|(?P<of>year-(?:ago|earlier))",
    re.IGNORECASE,
)
_MONTHS_BACK: Final = re.compile(
    r"\S+\s+(?:day|week|month|quarter)s?\s+(?:earlier|before|previously)", re.IGNORECASE
)
"""From when these count a sentence says, or nobody: the date told last may be one compared with."""
_LAST_YEAR: Final = re.compile(
    r"(?:the\s+)?(?:last|previous|preceding)\s+year|(?:a|one)\s+year\s+\w+", re.IGNORECASE
)
_MOST_DAYS: Final = 366
"""A part of a year, or a year ended on a day, has no more days."""
_SHAPES: Final = {
    "quarter": ("quarter", "interval"), "half": ("interval",), "month": ("month",), "day": ("day",),
}  # fmt: skip
"""What the other date must be where the words name the part."""


def dates_with_parts(sentence: Sentence) -> tuple[DateExpression, ...]:
    """Return the dates of a sentence, each that is a part of another year with its months."""
    return tuple(_with_part(sentence, index) for index in range(len(sentence.dates)))


def _with_part(sentence: Sentence, index: int) -> DateExpression:
    date = sentence.dates[index]
    at = date.quote.span
    if _MONTHS_BACK.fullmatch(date.quote.text) and len(sentence.dates) == 1:
        return replace(date, edtf=None, resolved=None, rule=RULE)
    back = _YEAR_BACK.fullmatch(date.quote.text)
    if back is not None:
        before = next((d for d in reversed(sentence.dates[:index]) if d.edtf is not None), None)
        if before is None and back["of"]:
            return replace(date, edtf=None, resolved=None, rule=RULE)
        if before is None:
            return _a_year_before_the_last(sentence, date)
        origin = before.edtf
        if origin is None or not _is_part(origin):
            return date
        earlier = _moved(origin, -1)
        return replace(date, edtf=earlier, resolved=earlier)
    if _SAME_OF_LAST_YEAR.fullmatch(date.quote.text):
        return _of_last_year(sentence, index)
    lead = _SAME.search(sentence.text, max(sentence.start, at.start - _REACH), at.start)
    if lead is None or (date.edtf is not None and date.edtf.precision != "year"):
        return date
    span = Span(lead.start(), at.end)
    period = _same_part(sentence.dates, index, lead["part"].removesuffix("s"))
    quote = Quote(span, span.of(sentence.text))
    return replace(date, quote=quote, edtf=period, resolved=period, rule=RULE)


_SAME_OF_LAST_YEAR: Final = re.compile(
    r"(?:the\s+)?(?:corresponding|comparable|same|similar)\s+period\s+(?:of\s+)?last\s+year"
)


def _of_last_year(sentence: Sentence, index: int) -> DateExpression:
    """Return "same period of last year", of the time that its sentence tells of where it does."""
    date, others = sentence.dates[index], (*sentence.dates[:index], *sentence.dates[index + 1 :])
    told = [other.resolved for other in others if other.resolved is not None]
    if not told:
        return date
    period = next((_moved(each, -1) for each in told if _is_part(each)), None)
    return replace(date, edtf=period, resolved=period, rule=RULE)


_TOLD_BEFORE: Final = re.compile(
    rf"(?:(?P<m>{any_of(MONTH_NAMES)})\s|Q(?P<q>[1-4])\s|(?P<part>\b(?:quarter|half|months?|weeks?)\b[^.]{{0,16}}\s))?"
    r"\b(?P<y>(?:19|20)\d\d)\b"
)
_BEFORE: Final = 250
_COMPARED: Final = re.compile(
    r"\b(?:than|same|corresponding|comparable|compared|against|from|versus|since)\b[^.;,]{0,30}$"
)
"""Before a year that the sentence before only compares with: a year earlier than what, nobody says."""


def _a_year_before_the_last(sentence: Sentence, date: DateExpression) -> DateExpression:
    """Return "a year earlier" as a part of the year where a sentence before tells of one."""
    start = max(0, sentence.start - _BEFORE)
    told = [*_TOLD_BEFORE.finditer(sentence.text, start, sentence.start)]
    if date.edtf is None or date.edtf.precision != "year" or not told:
        return date
    last, year = told[-1], date.edtf.edtf
    if _COMPARED.search(sentence.text, max(0, last.start() - 40), last.start()):
        return replace(date, edtf=None, resolved=None, rule=RULE)
    if int(last["y"]) - 1 != int(year):
        return date
    period = None
    if last["m"]:
        period = Period.parse(f"{year}-{MONTHS[last['m'].lower()]:02}")
    elif last["q"]:
        period = Period.parse(f"{year}-{32 + int(last['q'])}")
    elif not last["part"]:
        return date
    return replace(date, edtf=period, resolved=period, rule=RULE)


def _same_part(dates: Sequence[DateExpression], index: int, part: str) -> Period | None:
    """Return the part of a year that the nearest other date names, before it or else behind it."""
    date = dates[index]
    for other in (*reversed(dates[:index]), *dates[index + 1 :]):
        if other.edtf is None or not _is_part(other.edtf):
            continue
        if other.edtf.precision not in _SHAPES.get(part, (other.edtf.precision,)):
            return None
        if _LAST_YEAR.fullmatch(date.quote.text):
            return _moved(other.edtf, -1)
        if date.edtf is None:
            return None
        return _moved(other.edtf, year_of(date.edtf.first) - year_of(other.edtf.last))
    return None


def _is_part(period: Period) -> bool:
    """Tell whether a period is a part of a year, so that another year has the same."""
    if period.precision == "interval" and "[" not in period.edtf and ".." not in period.edtf:
        return period.last - period.first < _MOST_DAYS
    return period.precision in ("quarter", "month", "day", "season")


def _moved(period: Period, years: int) -> Period:
    """Return the same part of another year; 29 February is the 28th where there is none."""

    def move(edge: str) -> str:
        year, rest = int(edge[:4]) + years, edge[4:]
        if rest == "-02-29" and not isleap(year):
            rest = "-02-28"
        return f"{Period.of(year).edtf}{rest}"

    return Period.parse("/".join(map(move, period.edtf.split("/"))))
