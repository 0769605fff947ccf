"""What a figure is only compared with, and the dates that two lists or two levels share out.

"Than in 2018" and "the 1961-1990 mean" are bases, no periods. "12%, 15% and 19% in 2005, 2010 and
2015, respectively" pairs its lists; "rose from 3 to 5 between 2010 and 2015" its levels with the
ends of the range.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from timeline.model import DateExpression, Span
from timeline.reading.language.sentences import Sentence
from timeline.values import Period

Stated = tuple[Period | None, str | None, Period | None]
"""Period, its words, as-of date."""
_CHANGE: Final = (
    r"(?:increases?|decreases?|rises?|falls?|declines?|drops?|growth|gains?|reductions?|changes?|higher|lower|more|less"
    r"|fewer|up|down|improvement|increased|decreased|rose|fell|declined|dropped|grew)"
)
_EXTREME: Final = (
    r"(?:first|last|highest|lowest|largest|smallest|biggest|best|worst|most|least|fastest|slowest|strongest|weakest"
    r"|steepest|sharpest|deepest|greatest|fewest|warmest|hottest|coldest|driest|wettest|longest|shortest|heaviest"
    r"|not\s+(?:been\s+)?(?:seen|reached|recorded|exceeded)|unseen|unmatched|unprecedented)"
)
_PARTS_OF_YEAR: Final = r"(?:periods?|times?|points?|stages?|dates?|days?|weeks?|months?|quarters?|half|halves|seasons?|years?)"
_BEFORE_BASE: Final = re.compile(
    r"(?:\bas\s+(?:many|much|high|low|large|great)\s+as|\bthan\s+(?:forecast|projected|predicted|budgeted|estimated)"
    r"|\b(?:than|above|below|under|beneath|beyond|compared\s+(?:with|to)|relative\s+to|against|versus|vs\.?|unlike|same\s+as|similar\s+to"
    r"|unchanged\s+(?:from|on|since)|in\s+(?:comparison|contrast)\s+(?:with|to)|(?:exceed|surpass)(?:ed|ing|s|es)?|ahead\s+of|short\s+of)"
    rf"|\b{_CHANGE}(?:\s+(?:of|by)\s(?:[^,;]|,(?=\d)){{1,24}}|\s+\(?[$€£]?[\d.,]+(?:\s?%|(?:\s+(?!in\b|to\b|and\b|at\b)[a-z]+){{0,2}})\)?)?"
    r"\s+(?P<over>over|on|from|since)(?!\s+(?:the\s+)?(?:previous\s+)?(?:month|quarter|week|year)\s+(?:in|for|during)\b)"
    rf"|\b{_EXTREME}(?:\s+[a-z-]+){{0,4}}\s+since)"
    rf"\s+(?:(?:in|the|its|their|that|those|of|at|whole|all|level|levels|figure|average|peak|low|high|total|same|corresponding|comparable|equivalent|end|{_PARTS_OF_YEAR})\s+){{0,5}}$",
    re.IGNORECASE,
)
"""What leads in a date that something is only compared with."""
_EXTREME_SINCE: Final = re.compile(
    rf"\b{_EXTREME}(?:\s+[a-z-]+){{0,4}}\s+since(?:\s+[a-z]+){{0,5}}\s+$", re.IGNORECASE
)
"""What an extreme is counted from: "the lowest since the series began in 1990"."""
_PRICES: Final = re.compile(
    r"\s*=\s*100\b|\s+(?:constant\s+|chained\s+)?(?:prices|dollars|pounds|euros|weights|base)\b"
    r"|\s+(?:as|being)\s+(?:the\s+|its\s+)?(?:base|reference)\b"
)
_BASE_NAMED: Final = re.compile(
    r"\b(?:constant|chained|base(?:line)?(?:\s+(?:year|period))?|reference\s+(?:year|period)|prices\s+of)(?:\s+(?:of|is|was|in)|:|\s*=)?\s+$",
    re.IGNORECASE,
)
"""What names the year that an index or prices are based on."""
_BEHIND_BASE: Final = re.compile(
    r"\s+(?:(?:annual|monthly|long-term|seasonal)\s+)?(?:averages?|normals?|mean|levels?|baseline|benchmark|peak|high|low)\b"
)
_HOLDS_IN: Final = re.compile(r"(?:\b(?:in|during|by|for|of)\s+|^(?:The\s+)?)$", re.IGNORECASE)
"""Behind these words a date is that of the average itself: "in 2022 average prices rose"."""
_RESPECTIVELY: Final = "respectively"
_AND: Final = re.compile(r"(?:\s*,\s*(?:and\s+|or\s+)?|\s+and\s+|\s+or\s+)(?:in\s+)?")
_FROM: Final = re.compile(r"\bfrom\s+(?:[a-z]+\s+){0,3}$")
_PER_OF_FIRST: Final = re.compile(r"\([^()]{1,40}\)\s+")
_STRETCH: Final = "stretch"
"""How the rules of dates begin that have a length and one printed end."""
NOWHEN: Final[Stated] = (None, None, None)
_BASE_REACH: Final = 100
"""How far before a date the words stand that compare, in characters."""
_OPENING: Final = 24
UP_TO: Final = re.compile(r",?\s+to\s+(?:[a-z]+\s+){0,3}")
"""What stands between two levels."""


def is_base(sentence: Sentence, date: DateExpression) -> bool:
    """Tell whether something is only compared with a date."""
    text, start = sentence.text, date.quote.span.start
    low = max(sentence.start, start - _BASE_REACH)
    if _names_base(text, low, date):
        return True
    if _EXTREME_SINCE.search(text, low, start):
        return True
    found = _BEFORE_BASE.search(text, low, start)
    if found is None or (found["over"] == "over" and date.rule.startswith(_STRETCH)):
        return False
    if found["over"] == "on" and is_day(date):
        return False
    later = date.quote.span.start > sentence.dates[0].quote.span.start
    return not is_range(date) or later or found["over"] is None


def _names_base(text: str, low: int, date: DateExpression) -> bool:
    """Tell whether a date is that of prices, of an index or of a normal: "the 1991-2020 mean"."""
    start, end = date.quote.span.start, date.quote.span.end
    if _PRICES.match(text, end) or _BASE_NAMED.search(text, low, start):
        return True
    if _BEHIND_BASE.match(text, end) is None:
        return False
    return _HOLDS_IN.search(text[low:start]) is None


def is_day(date: DateExpression) -> bool:
    """Tell whether a date is one day; what is said to change "on" a day changed that day."""
    return date.edtf is not None and date.edtf.precision == "day"


def is_range(date: DateExpression) -> bool:
    """Tell whether a date has two printed ends; "the year ended 31 March" has one."""
    return len(date.endpoints) > 1 and not date.rule.startswith(_STRETCH)


def respectively(
    sentence: Sentence, dates: Sequence[DateExpression]
) -> Iterator[tuple[int, Stated]]:
    """Yield the period of each amount of a list that "respectively" pairs with a list of dates."""
    text = sentence.text
    if text.find(_RESPECTIVELY, sentence.start, sentence.end) < 0:
        return
    lists = [run for run in _runs(text, sentence.amounts) if len(run) > 1]
    for days in _runs(text, [date.quote.span for date in dates]):
        amounts = next((run for run in lists if len(run) == len(days) > 1), None)
        if amounts is not None:
            for amount, day in zip(amounts, days, strict=True):
                date = next(date for date in dates if date.quote.span == day)
                yield amount.start, (date.resolved, date.quote.text, None)


def _runs(text: str, spans: Sequence[Span]) -> list[list[Span]]:
    """Return spans in lists that commas and "and" join."""
    runs: list[list[Span]] = [[span] for span in spans[:1]]
    for one, other in pairwise(spans):
        if one.end < other.start and _AND.fullmatch(text, one.end, other.start):
            runs[-1].append(other)
        else:
            runs.append([other])
    return runs


def of_ranges(sentence: Sentence, dates: Sequence[DateExpression]) -> Iterator[tuple[int, Stated]]:
    """Yield the periods of two levels: those of the ends of a range, else none for the first.

    "Rose from 3 to 5 between 2010 and 2015", "fell 4% between 2010 and 2015 to 7"; of "rose from 3
    to 5 in 2015" nobody says when it was 3.
    """
    text = sentence.text
    ranges = [date for date in dates if date.edtf is not None and is_range(date)]
    ends = _ends(text, ranges[0]) if len(ranges) == 1 else None
    if ends is not None:
        at = ranges[0].quote.span.end
        for amount in sentence.amounts:
            if at < amount.start and UP_TO.fullmatch(text, at, amount.start):
                yield amount.start, ends[1]
    for one, other in pairwise(sentence.amounts):
        low = max(sentence.start, one.start - _OPENING)
        between = _PER_OF_FIRST.sub(" ", text[one.end : other.start])
        if UP_TO.fullmatch(between) and _FROM.search(text, low, one.start):
            yield one.start, NOWHEN if ends is None else ends[0]
            if ends is not None:
                yield other.start, ends[1]


def _ends(text: str, date: DateExpression) -> tuple[Stated, Stated] | None:
    """Return the two ends of a range, each as the period of a level; None for an open one."""
    parts = [] if date.edtf is None else date.edtf.edtf.split("/")
    if len(parts) != len(date.endpoints) or ".." in parts:
        return None
    first, last = (
        (Period.parse(part), end.span.of(text), None)
        for part, end in zip(parts, date.endpoints, strict=True)
    )
    return first, last
