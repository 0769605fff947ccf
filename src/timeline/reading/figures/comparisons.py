"""What a figure is only compared with, and the dates that two lists or two levels share out.

"Than in 2018" and "the 1961-1990 mean" are bases, no periods. "12%, 15% and 19% in 2005, 2010 and
2015, respectively" pairs its lists; "rose from 3 to 5 between 2010 and 2015" its levels with the
ends of the range.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from timeline.lexicon import pattern_of
from timeline.model import DateExpression, Endpoint, Quote, Span
from timeline.reading.figures import figure_words, same_periods
from timeline.reading.language.sentences import Sentence
from timeline.values import Period

Stated = tuple[Period | None, str | None, Period | None]
"""Period, its words, as-of date."""
_CHANGE: Final = rf"(?:{pattern_of(figure_words.COMPARES)})"
EXTREME: Final = (
    r"(?:first|last|highest|lowest|largest|smallest|biggest|best|worst|most|least|fastest|slowest|strongest|weakest"
    r"|steepest|sharpest|deepest|greatest|fewest|warmest|hottest|coldest|driest|wettest|longest|shortest|heaviest"
    r"|not\s+(?:been\s+)?(?:seen|reached|recorded|exceeded)|unseen|unmatched|unprecedented)"
)
_PARTS_OF_YEAR: Final = r"(?:periods?|times?|points?|stages?|dates?|days?|weeks?|months?|quarters?|half|halves|seasons?|years?)"
_BEFORE_BASE: Final = re.compile(
    r"(?:(?:%|\bper\s?cent|\bhalf|\btwice|\bdouble)\s+(?:of\s+)?(?:the|its|their)\s+(?:levels?|peak|average|volume|pace|rate|number|value|size)"
    r"|\b(?:after|following)\s+an?\s+[a-z-]+"
    r"|\bthan\s+the\s+[$€£]?\d[\d.,]*(?:\s[a-z]+)?"
    r"|\bas\s+(?:many|much|high|low|large|great)\s+as|\bthan\s+(?:(?:it|they|he|she|we)\s+(?:had\s+)?)?(?:expected|forecast|projected|predicted|budgeted|estimated)"
    r"|\b(?:than|above|below|under|beneath|beyond|compared\s+(?:with|to)|relative\s+to|against|versus|vs\.?|unlike|same\s+as|similar\s+to"
    r"|(?P<share>%|\bper\s?cent)\s+on(?!\s+(?:the\s+)?(?:previous\s+)?(?:month|quarter|week|year)\s+(?:in|for|during)\b)|(?:more\s+than\s+)?(?:double|twice|treble|triple)(?!\s+(?:in|at|for)\b)|unchanged\s+(?:from|on|since)|in\s+(?:comparison|contrast)\s+(?:with|to)|(?:exceed|surpass)(?:ed|ing|s|es)?|ahead\s+of|short\s+of)"
    rf"|\b{_CHANGE}(?:\s+(?:of|by)\s(?:[^,;]|,(?=\d)){{1,24}}|\s+\(?(?:[$€£]|[A-Z]{{2,3}}\s)?[\d.,]+(?:\s?%|(?:\s+(?!in\b|to\b|and\b|at\b)[a-z]+){{0,2}})\)?)?"
    r"(?:,\s+or\s+[\d.,]+(?:\s?%|\s+per\s?cent),)?"
    r"\s+(?P<over>over|on|from|since)(?!\s+(?:the\s+)?(?:previous\s+)?(?:month|quarter|week|year)\s+(?:in|for|during)\b)"
    rf"|\b{EXTREME}(?:\s+[a-z-]+){{0,4}}\s+since)"
    rf"\s+(?:(?:in|the|its|their|that|those|of|at|whole|all|levels?|figure|average|peak|low|high|total|same|previous|former|earlier|record|mark|corresponding|comparable|equivalent|end|for|reached|recorded|set|seen|hit|revised|original|initial|approved|estimates?|budgets?|outturns?|forecasts?|plans?|figures|averages|pre-[A-Za-z]+|{_PARTS_OF_YEAR})\s+){{0,5}}$",
    re.IGNORECASE,
)
"""What leads in a date that something is only compared with."""
_EXTREME_SINCE: Final = re.compile(
    rf"\b{EXTREME}(?:\s+[a-z-]+){{0,4}}\s+since(?:\s+[a-z]+){{0,5}}\s+$", re.IGNORECASE
)
"""What an extreme is counted from: "the lowest since the series began in 1990"."""
_PRICES: Final = re.compile(
    r"\s*=\s*100\b|\s+(?:constant\s+|chained\s+)?(?:prices|dollars|pounds|euros|weights|base)\b"
    r"|\s+(?:as|being)\s+(?:the\s+|its\s+)?(?:base|reference)\b"
)
_BASE_NAMED: Final = re.compile(
    r"\b(?:below|above|than)\s(?:the|its|their)\s(?:long-term\s|seasonal\s)?(?:average|mean|norm|normal|median)\s(?:for|of|over|from)\s(?:the\s)?$|"
    r"\b[a-z\d]+-(?:year|season|month)\s(?:average|mean|norm|normal|median)\s(?:to|of|for|over|ending(?:\sin)?|up\sto)\s$|"
    r"\b(?:constant|chained|base(?:line)?(?:\s+(?:year|period))?|reference\s+(?:year|period)|prices\s+of)(?:\s+(?:of|is|was|in)|:|\s*=)?\s+$",
    re.IGNORECASE,
)
"""What names the year that an index or prices are based on."""
_BEHIND_BASE: Final = re.compile(
    r"\s+(?:(?:annual|monthly|long-term|seasonal)\s+)?(?:averages?|normals?|mean|levels?|baseline|benchmark|peak|high|low)\b"
)
_FIGURE_BEHIND: Final = re.compile(r"\s(?:figures?|totals?|numbers?|readings?|rates?|estimates?)\b")
_SET_AGAINST: Final = re.compile(
    r"\b(?:times|twice|double|half|than|above|below|over|under|from|of|with|to|against|on|match\w*|beat\w*|exceed\w*)\s(?:the|its|their)\s$"
)
"""What sets an amount against that of the date behind: "three times the August figure"."""
_HOLDS_IN: Final = re.compile(r"(?:\b(?:in|during|by|for|of)\s+|^(?:The\s+)?)$", re.IGNORECASE)
"""Behind these words a date is that of the average itself: "in 2022 average prices rose"."""
_LEADS_AMOUNT_IN: Final = re.compile(
    r"(?:\s+of|\s+(?:[a-z-]+\s+)?(?:average|normal|mean|level|baseline|peak|trough|high|low|record|figure|total|estimate|forecast|target|budget|outturn|outcome|result|reading|rate|value|number)\s+of"
    r"|['’]s(?:\s+[a-z-]+)?|(?<=-earlier)|(?<=-ago))\s+(?:(?:about|around|some|nearly|over|just)\s+)?"
    r"|,?\s+when\s[^,;:()\d]*"
)
"""What stands between a date and the average or the level of that time."""
_LED_REACH: Final = 60
_RESPECTIVELY: Final = "respectively"
_AND: Final = re.compile(r"(?:\s*,\s*(?:and\s+|or\s+)?|\s+and\s+|\s+or\s+)(?:in\s+)?")
_FROM: Final = re.compile(r"\bfrom\s+(?:[a-z]+\s+){0,3}$")
_PER_OF_FIRST: Final = re.compile(r"\([^()]{1,40}\)\s+")
_YEAR_OF_TWO: Final = re.compile(r"^\D{0,24}(?P<a>\d{4})[/–-](?P<b>\d\d(?:\d\d)?)$")
_STRETCH: Final = "stretch"
"""How the rules of dates begin that have a length and one printed end."""
NOWHEN: Final[Stated] = (None, None, None)
_BASE_REACH: Final = 100
"""How far before a date the words stand that compare, in characters."""
_OPENING: Final = 24
FORMER: Final = re.compile(r"(?:\b(?:up|down|or)\s+from|\(from|,\s+from)\s+(?:[a-z]+\s+){0,3}$")
"""What leads in an amount of another time, whose date is the one behind it or none."""
PARTED: Final = re.compile(r";|\s[-–—]\s|—|--")
"""What parts two clauses of a sentence for good."""
_UP_TO: Final = re.compile(r",?\s+to\s+(?:[a-z]+\s+){0,3}")
"""What stands between two levels."""
UP_FROM: Final = re.compile(r",?\s+(?:(?:up|down)\s+)?from\s+(?:[a-z]+\s+){0,3}")
"""What stands between two levels of which the later is told first."""
_TO: Final = re.compile(r"\bto\s+(?:[a-z]+\s+){0,3}$")
_BY: Final = re.compile(rf"\b(?:by|{_CHANGE})\s+(?:[a-z]+\s+){{0,2}}$")
_REACHED: Final = re.compile(
    r",?\s+(?:to(?:\s+(?:reach|total|stand\s+at))?|(?:and\s+|when\s+it\s+)?(?:reaching|reached|hitting|hit|totalling))\s+"
    r"(?:[a-z]+\s+){0,3}"
)
"""What stands between a stretch of time and the level at its end."""
_SUMMED: Final = re.compile(
    r"\b(?!(?:doubled|tripled|trebled|quadrupled|halved)\b)(?:[a-z]{3,}(?:ed|en)|sold|paid|spent|held)\s(?:between|from|in|over|during)\s$"
)
"""What was done over a stretch of time is its sum: "collected between July and December reached"."""
_LEADS_PAIR: Final = re.compile(
    r"\b(?:[Bb]etween|(?P<from>[Ff]rom))\s+(?:the\s+)?(?:(?:end|start|beginning)\s+of\s+)?$"
)
_JOINT: Final = re.compile(
    r"\s+(?:(?P<and>and)|to|through|until|till)\s+(?:the\s+)?(?:(?:end|start|beginning)\s+of\s+)?"
)
"""What joins two dates, by "between" or "from" before the first."""


def is_base(sentence: Sentence, date: DateExpression) -> bool:
    """Tell whether something is only compared with a date."""
    text, start = sentence.text, date.quote.span.start
    low = max(sentence.start, start - _BASE_REACH)
    if _names_base(text, low, date):
        return True
    if _EXTREME_SINCE.search(text, low, start) or _is_over_another(sentence, date):
        return True
    found = _BEFORE_BASE.search(text, low, start)
    if found is None or (found["over"] == "over" and date.rule.startswith(_STRETCH)):
        return False
    counted_back = date.rule == "ago, later"  # "up 2% on a year before"
    if (found["over"] == "on" or found["share"]) and is_day(date) and not counted_back:
        return False
    later = date.quote.span.start > sentence.dates[0].quote.span.start
    return not is_range(date) or later or found["over"] is None


def _is_over_another(sentence: Sentence, date: DateExpression) -> bool:
    """Tell whether a date is set against the one before it: "inflation for June 2025 over June 2024"."""
    end, start = 0, date.quote.span.start
    if not _LEADS_OVER.search(sentence.text, max(0, start - _OPENING), start):
        return False
    for each in sentence.dates:
        if each.quote.span.end < start:
            end = each.quote.span.end
    return end > 0 and _OVER_ANOTHER.fullmatch(sentence.text, end, start) is not None


_LEADS_OVER: Final = re.compile(r"\s(?:over|vis-[àa]-vis|relative\sto)\s$")
_OVER_ANOTHER: Final = re.compile(r",?\s(?:over|vis-[àa]-vis|relative\sto)\s")


def _names_base(text: str, low: int, date: DateExpression) -> bool:
    """Tell whether a date is that of prices, of an index or of a normal: "the 1991-2020 mean"."""
    start, end = date.quote.span.start, date.quote.span.end
    if _PRICES.match(text, end) or _BASE_NAMED.search(text, low, start):
        return True
    if _FIGURE_BEHIND.match(text, end) and _SET_AGAINST.search(text, low, start):
        return True
    if _BEHIND_BASE.match(text, end) is None:
        return False
    return _HOLDS_IN.search(text[low:start]) is None


def date_led_in(sentence: Sentence, span: Span) -> DateExpression | None:
    """Return the date that an amount is led in by, whatever the rest of the sentence compares.

    "below the 1991-2020 normal of 52 mm", "more than in 2012, when revenue was £3 million".
    """
    for index, date in enumerate(sentence.dates):
        end = date.quote.span.end
        near = date.type != "SET" and span.start - _LED_REACH < end < span.start
        if near and _LEADS_AMOUNT_IN.fullmatch(sentence.text, end, span.start):
            return same_periods.dates_with_parts(sentence)[index]
    return None


def is_day(date: DateExpression) -> bool:
    """Tell whether a date is one day; what is said to change "on" a day changed that day."""
    return date.edtf is not None and date.edtf.precision == "day"


def is_range(date: DateExpression) -> bool:
    """Tell whether a date has two printed ends; "the year ended 31 March" has one.

    "2023/24" and "2023-24" are one year of accounts, of a harvest or of schools.
    """
    if len(date.endpoints) < 2 or date.rule.startswith(_STRETCH):
        return False
    years = _YEAR_OF_TWO.search(date.quote.text)
    return years is None or (int(years["a"]) + 1) % 100 != int(years["b"][-2:])


def respectively(
    sentence: Sentence, dates: Sequence[DateExpression]
) -> Iterator[tuple[int, Stated]]:
    """Yield the period of each amount of a list that "respectively" pairs with a list of dates."""
    text = sentence.text
    told = text.find(_RESPECTIVELY, sentence.start, sentence.end) >= 0
    lists = [run for run in _runs(text, sentence.amounts) if len(run) > 1]
    if not lists:
        return
    ends = dict(_days(sentence, dates))
    for days in _runs(text, list(ends)):
        beside = [run for run in lists if len(run) == len(days) > 1]
        if not told:
            beside = _paired_with(text, beside, days)
        for amounts in beside[:1] if told else beside:
            for amount, day in zip(amounts, days, strict=True):
                yield amount.start, ends[day]


_OF_DAYS: Final = re.compile(r",?\s+(?:in|for|during|at\s+the\s+end\s+of)\s+(?:the\s+)?")
"""What stands between a list of amounts and the dates of each: "3.9 and 2.7 per cent for 2024 and 2025"."""
_AGAIN: Final = re.compile(
    r",?\s+\(?(?:against|compared\s+with|compared\s+to|instead\s+of|(?:up|down|revised)\s+from|rather\s+than|from|previously)\s+(?:[a-z]+\s+){0,2}"
)
"""What leads in a list of the same dates: ", against 4.1 and 2.5 per cent in the last forecast"."""


def _paired_with(text: str, lists: Sequence[list[Span]], days: list[Span]) -> list[list[Span]]:
    """Return the list of amounts right before a list of dates, and the one it is set against."""
    own = next((n for n, run in enumerate(lists) if _is_beside(text, run, days)), None)
    if own is None:
        return []
    again = lists[own + 1 : own + 2]
    if again and not _AGAIN.fullmatch(text, days[-1].end, again[0][0].start):
        again = []
    return [lists[own], *again]


def _is_beside(text: str, amounts: list[Span], days: list[Span]) -> bool:
    return amounts[-1].end < days[0].start and bool(
        _OF_DAYS.fullmatch(text, amounts[-1].end, days[0].start)
    )


def _days(sentence: Sentence, dates: Sequence[DateExpression]) -> Iterator[tuple[Span, Stated]]:
    """Yield the dates that a list can have, two for "April and May 2023"."""
    for date in dates:
        pair = _ends(sentence, date) if is_range(date) else None
        spans = [end.span for end in date.endpoints]
        if pair is not None and _AND.fullmatch(sentence.text, spans[0].end, spans[1].start):
            yield from zip(spans, pair, strict=True)
        else:
            yield date.quote.span, (date.resolved, date.quote.text, None)


def _runs(text: str, spans: Sequence[Span]) -> list[list[Span]]:
    """Return spans in lists that commas and "and" join."""
    runs: list[list[Span]] = [[span] for span in spans[:1]]
    for one, other in pairwise(spans):
        if one.end < other.start and _AND.fullmatch(text, one.end, other.start):
            runs[-1].append(other)
        else:
            runs.append([other])
    return runs


def joined(sentence: Sentence, dates: Sequence[DateExpression]) -> tuple[DateExpression, ...]:
    """Return dates with two that are the ends of a stretch as one: "between 2023-24 and 2028-29"."""
    text, found = sentence.text, list(dates[:1])
    for date in dates[1:]:
        one = found[-1]
        low = max(sentence.start, one.quote.span.start - _OPENING)
        between = text[one.quote.span.end : date.quote.span.start]
        joint = _JOINT.fullmatch(between)
        led = _LEADS_PAIR.search(text, low, one.quote.span.start)
        if joint and led and (joint["and"] is None) == (led["from"] is not None):
            pair = _pair(text, one, date)
            if pair is not None:
                found[-1] = pair
                continue
        found.append(date)
    return tuple(found)


def _pair(text: str, one: DateExpression, other: DateExpression) -> DateExpression | None:
    """Return the stretch from one date to another; None where they do not follow one another."""
    period = None
    if one.edtf is None or other.edtf is None:
        if one.edtf is not other.edtf:
            return None
    elif ".." in one.edtf.edtf + other.edtf.edtf or one.edtf.first >= other.edtf.first:
        return None
    else:
        period = Period.between(one.edtf, other.edtf)
    span = Span(one.quote.span.start, other.quote.span.end)
    ends = Endpoint(one.quote.span, one.value), Endpoint(other.quote.span, other.value)
    return replace(
        one, quote=Quote(span, span.of(text)), edtf=period, resolved=period, endpoints=ends
    )


def of_ranges(sentence: Sentence, dates: Sequence[DateExpression]) -> Iterator[tuple[int, Stated]]:
    """Yield the periods of two levels: those of the ends of a range, else none for the first.

    "Rose from 3 to 5 between 2010 and 2015", "fell 4% between 2010 and 2015 to 7"; of "rose from 3
    to 5 in 2015" nobody says when it was 3.
    """
    text = sentence.text
    ranges = [date for date in dates if is_range(date)]
    ends = _ends(sentence, ranges[0]) if len(ranges) == 1 else None
    if ends is not None:
        at = ranges[0].quote.span.end
        begin = ranges[0].quote.span.start
        summed = _SUMMED.search(text, max(sentence.start, begin - _OPENING), begin) is not None
        for amount in sentence.amounts if not summed else ():
            if at < amount.start and _REACHED.fullmatch(text, at, amount.start):
                yield amount.start, ends[1]
    for one, other in pairwise(sentence.amounts):
        low = max(sentence.start, one.start - _OPENING)
        if any(one.end < date.quote.span.start < other.start for date in dates):
            continue
        between = _PER_OF_FIRST.sub(" ", text[one.end : other.start])
        if _UP_TO.fullmatch(between) and _FROM.search(text, low, one.start):
            yield one.start, NOWHEN if ends is None else ends[0]
            if ends is not None:
                yield other.start, ends[1]
        elif ends is not None and UP_FROM.fullmatch(between) and _TO.search(text, low, one.start):
            yield one.start, ends[1]
            yield other.start, ends[0]
        elif ends is None and UP_FROM.fullmatch(between) and _TO.search(text, low, one.start):
            if not any(0 <= d.quote.span.start - other.end < LEVEL_NEAR for d in dates):
                yield other.start, NOWHEN
        elif ends is not None and _UP_TO.fullmatch(between) and _BY.search(text, low, one.start):
            yield other.start, ends[1]


def _ends(sentence: Sentence, date: DateExpression) -> tuple[Stated, Stated] | None:
    """Return the two ends of a range, each as the period of a level; None for an open one."""
    printed = {each.quote.span: each for each in sentence.dates}
    first, last = (printed.get(end.span) for end in date.endpoints)
    if first is not None and last is not None:
        return (first.edtf, first.quote.text, None), (last.edtf, last.quote.text, None)
    words = [end.span.of(sentence.text) for end in date.endpoints]
    if date.edtf is None:
        return (None, words[0], None), (None, words[1], None)
    parts = date.edtf.edtf.split("/")
    if len(parts) != len(words) or ".." in parts:
        return None
    return (Period.parse(parts[0]), words[0], None), (Period.parse(parts[1]), words[1], None)


def is_base_of_another(sentence: Sentence, span: Span, date: DateExpression) -> bool:
    """Tell whether a date is where another amount starts from: "6 adults, up by 2 since 2013"."""
    at = bisect_left(sentence.amounts, date.quote.span.start, key=lambda amount: amount.start) - 1
    if at < 0 or (start := sentence.amounts[at].start) <= span.start:
        return False
    if _CHANGES_BY.search(sentence.text, max(sentence.start, start - 24), start) is None:
        return False
    return (
        _SINCE_BASE.fullmatch(sentence.text, sentence.amounts[at].end, date.quote.span.start)
        is not None
    )


_CHANGES_BY: Final = re.compile(r"\b(?:by|of|up|down)\s(?:[a-z]+\s){0,2}$")
_SINCE_BASE: Final = re.compile(r"[^,;.\d]{0,24}?\s(?:since|from|on|over)\s(?:the\s)?")


def is_revised(sentence: Sentence, span: Span) -> bool:
    """Tell whether an amount is what another was taken for: its date is when that was said."""
    low = max(sentence.start, span.start - _BASE_REACH)
    if _FORESEEN.match(sentence.text, span.end):
        return True
    return _REVISED.search(sentence.text, low, span.start) is not None


_REVISED: Final = re.compile(
    r"\brevised\s+(?:(?:up|down|upwards?|downwards?)\s+)?from\s+(?:[a-z]+\s+){0,3}$"
)
_FORESEEN: Final = re.compile(
    r"\s(?:growth\s)?(?:(?:that\s)?(?:we|it|they)\s(?:had\s)?)?(?:forecast|projected|expected|estimated|predicted|foreseen|anticipated|assumed|budgeted)\s(?:by\s(?!(?:19|20)\d\d\b)|(?:in|last|at|back\sin)\b)"
)
"""What says behind an amount when it was foreseen, and not for when: "4 per cent forecast in April"."""


def is_of_the_first(sentence: Sentence, date: DateExpression, span: Span) -> bool:
    """Tell whether a date is that of the first of two levels: "from 12 in 1990 to 90"."""
    at = date.quote.span
    if not at.end < span.start or not _UP_TO.fullmatch(sentence.text, at.end, span.start):
        return False
    index = bisect_left(sentence.amounts, at.start, key=lambda amount: amount.start) - 1
    return index >= 0 and 0 < at.start - sentence.amounts[index].end <= LEVEL_NEAR


LEVEL_NEAR: Final = 12
