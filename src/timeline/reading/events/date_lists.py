"""Dates of one verb: "in 2003, 2005 and again in 2008", "in 1999 and as president in 2005"."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import Final

from timeline.model import Span
from timeline.reading.language.parsed_sentence import Clause
from timeline.reading.language.sentences import Sentence

_LISTED: Final = re.compile(
    r"(?:\s|,|and\b|or\b|in\b|on\b|again\b|once\s+more\b|also\b|then\b|later\b)+"
)
"""What stands between two dates of a list: "in 2003, 2005 and again in 2008"."""
_ANOTHER: Final = re.compile(
    r"(?:,|,?\s+and,?)\s+(?:again\s+|the\s+[a-z]+\s+)?(?:in|at|as|on|to|from|for|by)\s(?:[^,;.]{0,60}\s)?"
    r"|(?:,|,?\s+and)\s+(?:an?|the|its|their|that|those|another|one|two|three|four|five|six)\s"
    r"[\w’' -]{1,50}\s(?:in|on)\s"
)
"""What parts a date from another of the same verb."""


def is_list_between(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch between two dates makes a list of them."""
    return _LISTED.fullmatch(text, start, end) is not None


def span_its_list(sentence: Sentence, span: Span, clause: Clause) -> Span:
    """Return a date with the others of its list in a clause: "in 2014, 2015 and 2016"."""
    start, end = span.start, span.end
    dates = [date for date in sentence.dates if date.type != "DURATION" and date.edtf is not None]
    at = bisect_left(dates, start, key=lambda date: date.quote.span.start)
    for index in range(at, len(dates)):
        other = dates[index].quote.span
        if other.start > end:
            if other.start >= clause.end or not is_list_between(sentence.text, end, other.start):
                break
            end = other.end
    for index in range(at - 1, -1, -1):
        other = dates[index].quote.span
        if other.end < start:
            if other.start < clause.start or not is_list_between(sentence.text, other.end, start):
                break
            start = other.start
    return Span(start, end)


_ELIDED: Final = re.compile(
    r"(?:,?\s+and\s+|,\s+(?=(?:an?|the|its|their)\s|[A-Z]))"
    r"(?P<noun>(?:(?:an?|the|its|their)\s+)?[\w’'-]+(?:\s[\w’'-]+){0,5}?)\s+(?:in|on)\s+(?:the\s+)?"
)
"""A noun with a date, which has the verb of the noun before it: "and the tunnel in 2021"."""


def noun_of_elided(text: str, start: int, end: int) -> Span | None:
    """Return the noun between two dates that has the verb of the one before: "and Tarn in 2012"."""
    match = _ELIDED.fullmatch(text, start, end)
    return None if match is None else Span(*match.span("noun"))


def cut_before_next_date(sentence: Sentence, clause: Clause, date: Span) -> Clause:
    """Return a clause without what has another date: "in 1999 and as president in 2005"."""
    dates = sentence.dates
    index = bisect_left(dates, date.end, key=lambda each: each.quote.span.start)
    if index == len(dates) or dates[index].quote.span.start >= clause.end:
        return clause
    if _ANOTHER.fullmatch(sentence.text, date.end, dates[index].quote.span.start):
        return replace(clause, end=date.end)
    return clause
