"""Whether an amount is of a time before that of the one it is told with, and a date that of such a one."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final

from timeline.lexicon import pattern_of
from timeline.model import DateExpression, Span
from timeline.reading.figures import figure_words
from timeline.reading.figures.comparisons import FORMER, LEVEL_NEAR, PARTED, is_range
from timeline.reading.language.sentences import Sentence

_REACH: Final = 100
"""How far before an amount the words stand that set it against another, in characters."""
_AND: Final = re.compile(r"\s+and\s+")
BEFORE_THEN: Final = re.compile(
    r"\s+(?:(?!(?:and|but|than|over|on|from|above|below)\b)[a-z]+\s+){0,2}(?:(?:the\s+)?(?:year|month|quarter|week)\s+(?:before|earlier)|previously|earlier\b"
    r"|(?:in\s+)?(?:the\s+)?(?:previous|preceding|prior|last)\s+(?:year|month|quarter|week|period|edition)|ago\b|in\s+the\s+(?:last|previous|one\s+before)(?=[.,;)]|$))"
)
"""What says behind an amount that it is of another time."""
OF_PART_THEN: Final = re.compile(
    r"\sof\s(?:it|them|this|these|which|whom)\s(?:in|over|during|within)\sthe\s(?:past|last|previous)\b"
)
"""A part that has a time of its own, without a year: "31 million of it in the past year"."""


def is_former(sentence: Sentence, span: Span, last: DateExpression | None) -> bool:
    """Tell whether an amount is of a time before that of the one it is told with.

    "Up from 3"; "slowed to 2.5% in May from 2.6%"; "against 94% before the strike"; of "1.2% in
    2025 and 2.4% in 2026, compared with 1.9 and 2.3%" nobody says which is of which year.
    """
    text, low = sentence.text, max(sentence.start, span.start - _REACH)
    if FORMER.search(text, low, span.start) or _USUAL.search(text, low, span.start):
        return True
    if _SET_AGAINST.search(text, low, span.start) and _BEFORE_EVENT.match(text, span.end):
        return True
    if last is None:
        return False
    between = text[last.quote.span.end : span.start]
    if _FROM_ALONE.fullmatch(between) and not is_range(last):
        return sentence.amounts[0].end < last.quote.span.start
    if _AGAINST.search(text, low, span.start) is None:
        return False
    listed = [a for a in sentence.amounts if last.quote.span.end < a.start <= span.start]
    led = _SET_AGAINST.search(text, low, listed[0].start) if listed else None
    if len(listed) > 2 or led is None:
        return False
    own = [d for d in sentence.dates if d.quote.span.end <= listed[0].start]
    pair = len(listed) == 2 or bool(led["other"]) or _AND.match(text, span.end) is not None
    return pair and len(own) > 1 and "," in between


_AGAINST: Final = re.compile(r"\b(?:compared|against|versus)\s")
_USUAL: Final = re.compile(
    r"\b(?:against|with|to|above|below|over|under|than|and|within)\s+(?:an?|the|its|their)\s+(?:[a-z-]+\s+){0,2}"
    rf"(?:{pattern_of(figure_words.USUAL | figure_words.NORMS)})\s+of\s+(?:[a-z]+\s+){{0,2}}[$€£]?$"
)
"""What leads in an amount that is usual or aimed at, whatever its sentence tells of."""
_FROM_ALONE: Final = re.compile(r",?\s+from\s+(?:[a-z]+\s+){0,2}")
_SET_AGAINST: Final = re.compile(
    r"\b(?:compared\s+(?:with|to)|(?:as\s+)?against|versus)\s+(?:[a-z]+\s+){0,2}(?:(?P<other>[\d.,]+)\s+and\s+)?[$€£]?$"
)
_BEFORE_EVENT: Final = re.compile(r"\s+(?:[a-z]+\s+)?(?:before|prior\s+to|when)\s")


_TO_FROM: Final = re.compile(r"\bto\s[^,;]{1,40}\sfrom\s$")
_AFTER_MOVING: Final = re.compile(r"\bafter\s(?:[a-z]+ing|an?\s[a-z]+\sof|growth\sof)\s(?:by\s)?$")
"""What leads in how something moved before: "fell by 0.2% in May after growing 0.1% in April"."""
_OVER: Final = re.compile(rf"{PARTED.pattern}|,\s+(?:and|while|whereas|but)\s")


def is_of_former(sentence: Sentence, date: DateExpression, span: Span) -> bool:
    """Tell whether a date is that of what was before, in a clause that is over: "from 9% in May; "."""
    start = date.quote.span.start
    if _OVER.search(sentence.text, date.quote.span.end, span.start) is None:
        return False
    index = bisect_left(sentence.amounts, start, key=lambda amount: amount.start) - 1
    if index < 0 or start - sentence.amounts[index].end > LEVEL_NEAR:
        return False
    at = sentence.amounts[index].start
    low = max(sentence.start, at - _REACH)
    text = sentence.text
    came = FORMER.search(text, low, at) or _TO_FROM.search(text, low, at)
    came = came or _AFTER_MOVING.search(text, low, at)
    return came is not None
