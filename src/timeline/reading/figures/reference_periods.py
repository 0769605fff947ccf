"""For when a figure holds: the date of its clause, found once for all the figures of a sentence.

What a figure is only compared with ("than in 2018", "the 1961-1990 average") is never its date.
Lists are paired by "respectively", and two levels with the ends of one range ("rose from 3 to 5
between 2010 and 2015"). A date right behind a number wins where no other number stands between, then the nearest before it
in its clause, then one that opens the sentence. A date inside an inserted phrase (", revived in
2021, ") holds within the phrase alone. A length of time has the period only that stands beside it:
"a four-week course" is as long in any year, and "a 30-mile road" too.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from timeline.model import DateExpression, Span
from timeline.reading.dates import resolve
from timeline.reading.figures import clause_dates, deadlines, named_dates, same_periods
from timeline.reading.figures.clause_dates import behind_bracket
from timeline.reading.figures.comparisons import (
    NOWHEN,
    PARTED,
    Stated,
    date_led_in,
    is_base,
    is_base_of_another,
    is_of_the_first,
    is_range,
    is_revised,
    joined,
    of_ranges,
    respectively,
)
from timeline.reading.figures.former_times import (
    BEFORE_THEN,
    OF_PART_THEN,
    is_former,
    is_of_former,
)
from timeline.reading.language.sentences import Sentence
from timeline.reading.quantities.amounts import Amount
from timeline.reading.quantities.units import TIMES

_BASE_REACH: Final = 100
"""How far before a date the words stand that compare, in characters."""
_LEADS_NEXT: Final = re.compile(
    r"(?:(?:,?\s+(?:and|while|but)|;|,)\s+|(?:;|,\s+(?:and|while|but|whereas))\s+(?:[a-z’'-]+\s+){1,6})"
    r"(?:in|during|at|on|by|over|for)\s+(?:the\s+)?$"
)
"""What makes a date that of the figure behind it: "... and in 2019 imports came to $3 million"."""
_OF_ANOTHER: Final = re.compile(
    r"\b(?:(?:against|compared\s+(?:with|to)|versus|vs\.?|from)\s+(?:[a-z]+\s+){0,3}"
    r"|(?:above|below|under|over|short\s+of|than)\s+(?:the|its|their|an?)\s+(?:[a-z]+\s+){1,4}|(?:after|following)\s+(?:[a-z]+\s+){0,5})"
    r"(?:(?:US|NZ|[AC])?[$€£]|(?:Rs\.?|[A-Z]{3}|[KTU]Sh)[ \u00a0]?)?\d"
)
"""A number that stands between a figure and a date, so that the date is that number's."""
_ANY_NUMBER: Final = re.compile(r"[^;]{0,60}?\d")
_LEADS_IN: Final = re.compile(
    r"\W*(?:In|During|Over|By|Since|At|On|Between|From|For|Until|As|Through|Throughout)\s(?:[a-z]+\s+){0,4}"
)
"""What leads in the date that opens a sentence."""
_SINCE_THEN: Final = re.compile(
    r"\b[Ss]ince\s+(?:it|they|he|she|its|their|the|[a-z]{2,}ing)\s(?:[^,;.]{1,50})?\b(?:in|on)\s+$"
)
_FAR: Final = 60
"""A date further behind a number than this yields to one that opens the sentence."""
_OPENING: Final = 24
_NEAR: Final = 6
"""How many dates before a number are looked at for one that holds for it."""
_AS_OF: Final = ("as of", "by")
_BOUNDS: Final = ("by", "until", "till")

_WORDS_ALONE: Final = frozenset(
    (
        "fiscal year",
        "fiscal years",
        "quarter of a fiscal year",
        "part of a fiscal year",
        "stretch that ended",
        same_periods.RULE,
    )
)
"""Rules of dates that have words and no days: they are periods all the same."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The dates of a sentence that can be periods, with the clauses that they belong to."""

    sentence: Sentence
    dates: tuple[DateExpression, ...]
    starts: tuple[int, ...]
    cuts: tuple[int, ...]
    inserts: tuple[tuple[int, int], ...]
    paired: Mapping[int, Stated]

    def clause_at(self, position: int) -> tuple[int, int]:
        index = max(bisect_right(self.cuts, position), 1)
        return self.cuts[index - 1], self.cuts[min(index, len(self.cuts) - 1)]

    def is_stretch(self, date: DateExpression) -> bool:
        """Tell whether a range is the period of a change, not what it starts from."""
        return is_range(date) and date in self.dates

    def insert_at(self, position: int) -> tuple[int, int] | None:
        """Return the inserted phrase around a position."""
        index = bisect_right(self.inserts, (position, position)) - 1
        if index >= 0 and self.inserts[index][0] <= position < self.inserts[index][1]:
            return self.inserts[index]
        return None


def calendar_of(sentence: Sentence) -> Calendar | None:
    """Return the dates of a sentence, None where none can be a period."""
    dates = tuple(
        date
        for date in joined(sentence, same_periods.dates_with_parts(sentence))
        if (date.edtf is not None or date.rule in _WORDS_ALONE or _lacks_year(date))
        and not named_dates.dates_no_figure(sentence.text, date)
        and not is_base(sentence, date)
    )
    if not sentence.dates:
        return None
    starts = tuple(date.quote.span.start for date in dates)
    paired = {**dict(of_ranges(sentence, dates)), **dict(respectively(sentence, dates))}
    cuts, inserts = clause_dates.cuts_of(sentence), clause_dates.inserts_of(sentence, dates)
    return Calendar(sentence, dates, starts, cuts, inserts, paired)


def _lacks_year(date: DateExpression) -> bool:
    """Tell whether a date is a month or a day whose year nobody says: it dates its figure, unread.

    So is "last month" in a text that does not say when it was written.
    """
    turned = date.rule == "turn of unit" and date.type == "DATE"
    return date.edtf is None and (turned or date.value[:6] in _NO_YEAR)


_NO_YEAR: Final = frozenset(("XXXX-0", "XXXX-1"))


def stated(calendar: Calendar, span: Span, amount: Amount) -> Stated:
    """Return when an amount holds: (period, its words, as-of date)."""
    if amount.compound:
        return NOWHEN
    if span.start in calendar.paired:
        return calendar.paired[span.start]
    if is_revised(calendar.sentence, span):
        return NOWHEN
    if _SINCE_ALONE.match(calendar.sentence.text, span.end):
        return NOWHEN
    if (led := date_led_in(calendar.sentence, span)) is not None:
        foretold = named_dates.dates_no_figure(calendar.sentence.text, led)
        return NOWHEN if led.edtf is None or foretold else (led.edtf, led.quote.text, None)
    timed = amount.quantity.unit in TIMES and amount.kind == "duration"
    if timed and _went_before(calendar.sentence.text, span):
        return NOWHEN  # "up 5% in the first five months, after three years of decline"
    chosen = _beside(calendar, span) if timed else _date_of(calendar, span)
    if chosen is None or deadlines.is_only_set(calendar.sentence, span, chosen):
        return NOWHEN
    if _is_one_of_two(calendar, chosen) or _leans_back(calendar, chosen):
        return NOWHEN
    if named_dates.tells_when_said(calendar.sentence.text, chosen):
        return NOWHEN
    signal = resolve.signal(calendar.sentence.text, chosen.quote.span.start)
    if signal in _BOUNDS and deadlines.is_deadline(calendar.sentence, span, chosen):
        return NOWHEN
    if signal in _AS_OF:
        return None, None, chosen.edtf
    if amount.kind == "level" and deadlines.is_completed_then(calendar.sentence, span, chosen):
        return NOWHEN
    if chosen.resolved is None and (chosen.rule == same_periods.RULE or _lacks_year(chosen)):
        return NOWHEN
    at = chosen.quote.span.start
    if chosen.edtf is not None and _SINCE_THEN.search(calendar.sentence.text, max(0, at - 80), at):
        return chosen.edtf.since(), chosen.quote.text, None
    return chosen.resolved, chosen.quote.text, None


_SINCE_ALONE: Final = re.compile(r"\s(?:since(?:\sthen)?(?=[.,;)]|$)|each\syear|every\syear)")
"""What says of an amount that it is of a time since, or of every year: "has risen by 2% since"."""


def _leans_back(calendar: Calendar, date: DateExpression) -> bool:
    """Tell whether a date is the month before one that another sentence tells of: "in the previous month"."""
    turned = _PREVIOUS.fullmatch(date.quote.text) is not None
    start = date.quote.span.start
    if _ENDING.search(calendar.sentence.text, max(0, start - _OPENING), start):
        return True  # "in the twelve months ending in May"
    return turned and all(each.quote.span.start >= start for each in calendar.sentence.dates)


_ENDING: Final = re.compile(r"\b(?:months|weeks|quarters)\s(?:ending|ended)\s(?:in\s)?$")
_PREVIOUS: Final = re.compile(r"(?:the )?(?:previous|preceding|prior) (?:month|quarter|week)")


def _is_one_of_two(calendar: Calendar, date: DateExpression) -> bool:
    """Tell whether a year is one of two that an amount has together: "for 2024 and 2025"."""
    at = bisect_left(calendar.starts, date.quote.span.end)
    if at == len(calendar.dates) or date.edtf is None or date.edtf.precision != "year":
        return False
    between = calendar.sentence.text[date.quote.span.end : calendar.starts[at]]
    other = calendar.dates[at].edtf
    return between == " and " and other is not None and other.precision == "year"


def _beside(calendar: Calendar, span: Span) -> DateExpression | None:
    """Return the date of a length of time: at once behind it, or before it in its clause."""
    after = bisect_left(calendar.starts, span.end)
    if after < len(calendar.dates):
        gap = calendar.sentence.text[span.end : min(calendar.starts[after], span.end + 16)]
        if gap.strip() in _BESIDE:
            return calendar.dates[after]
    start, _ = calendar.clause_at(span.start)
    own = calendar.insert_at(span.start)
    last = bisect_right(calendar.starts, span.start) - 1
    if (
        last >= 0
        and calendar.starts[last] >= start
        and _reaches(calendar, calendar.starts[last], own)
    ):
        return calendar.dates[last]
    return None


def _went_before(text: str, span: Span) -> bool:
    """Tell whether a length of time is over when its sentence begins: "after nine months of repairs"."""
    after = _AFTER.search(text, max(0, span.start - _OPENING), span.start) is not None
    return after and text.startswith(" of ", span.end)


_AFTER: Final = re.compile(r"\b(?:after|following)\s(?:[a-z]+\s)?$")
_BESIDE: Final = frozenset(("(", ",", "from", "in", "between", "(from", "during", "(in"))


def _date_of(calendar: Calendar, span: Span) -> DateExpression | None:
    sentence = calendar.sentence
    start, _ = calendar.clause_at(span.start)
    last = _date_before(calendar, span)
    former = is_former(sentence, span, calendar.dates[last] if last >= 0 else None)
    former = former or BEFORE_THEN.match(sentence.text, span.end) is not None
    own = calendar.insert_at(span.start)
    behind = _date_behind(calendar, span, former=former)
    if own is not None and last >= 0 and own[0] <= calendar.starts[last]:
        inside = behind is not None and calendar.insert_at(behind.quote.span.start) == own
        if behind is not None and inside and _is_free(sentence, span, behind):
            return behind
        return calendar.dates[last]
    before = calendar.dates[last] if last >= 0 and calendar.starts[last] >= start else None
    if behind is not None and _is_free(sentence, span, behind):
        far = behind.quote.span.start - span.end > _FAR
        if not (far and before is not None and _opens(sentence, before)):
            return behind
    if former or OF_PART_THEN.match(sentence.text, span.end):
        return None
    if behind is not None and is_base_of_another(sentence, span, behind):
        behind = None
    other = calendar.dates[last] if last >= 0 and _holds_on(calendar, last, span) else None
    return before or behind or other


def _date_behind(calendar: Calendar, span: Span, *, former: bool) -> DateExpression | None:
    """Return the first date behind an amount in its clause, None where it is another amount's."""
    _, end = calendar.clause_at(span.start)
    after = bisect_left(calendar.starts, span.end)
    if after == len(calendar.dates) or calendar.starts[after] >= end:
        return None
    own = calendar.insert_at(span.start)
    while after + 1 < len(calendar.dates) and not _reaches(calendar, calendar.starts[after], own):
        if (
            calendar.starts[after + 1] >= end
            or after - bisect_left(calendar.starts, span.end) > _NEAR
        ):
            break
        after += 1
    date = calendar.dates[after]
    if clause_dates.is_of_the_whole(calendar.sentence, span, date):
        return None
    if clause_dates.is_of_past_act(calendar.sentence, span, date):
        return None
    if _leads_next(calendar.sentence, span, date, end) or not _reaches(
        calendar, calendar.starts[after], own
    ):
        return None
    return None if former and calendar.insert_at(calendar.starts[after]) != own else date


def _date_before(calendar: Calendar, span: Span) -> int:
    """Return the number of the last date before an amount that can be its, -1 where none can."""
    own = calendar.insert_at(span.start)
    last = bisect_right(calendar.starts, span.start) - 1
    for index in range(last, max(-1, last - _NEAR), -1):
        if _reaches(calendar, calendar.starts[index], own):
            if is_of_former(calendar.sentence, calendar.dates[index], span):
                continue
            first = is_of_the_first(calendar.sentence, calendar.dates[index], span)
            start, _ = calendar.clause_at(span.start)
            return -1 if first and calendar.starts[index] >= start else index
    return -1


def _is_free(sentence: Sentence, span: Span, date: DateExpression) -> bool:
    """Tell whether no other amount stands between an amount, with its bracket, and a date."""
    end = behind_bracket(sentence.text, span.end)
    following = bisect_left(sentence.amounts, end, key=lambda amount: amount.start)
    return (
        following == len(sentence.amounts)
        or sentence.amounts[following].start >= date.quote.span.start
    )


def _holds_on(calendar: Calendar, index: int, span: Span) -> bool:
    """Tell whether a date of another clause holds here too: it opens the sentence, or has a figure.

    So does one before a semicolon or a dash ("held 3 May 1986; results - Reeds 53%").

    "In 2019 the port was widened, and handled 3 million tonnes"; "was adopted in 1979, has 9
    parties" has none.
    """
    sentence, date = calendar.sentence, calendar.dates[index]
    opens = _LEADS_IN.fullmatch(sentence.text, sentence.start, date.quote.span.start)
    end = min(calendar.clause_at(span.start)[1], span.end + clause_dates.CLAUSE)
    if not (opens and is_range(date)) and _SO_FAR.search(sentence.text, span.end, end):
        return False
    if clause_dates.is_since_then(sentence.text, calendar.clause_at(span.start)[0], span):
        return False
    if opens:
        return True
    if PARTED.search(sentence.text, date.quote.span.end, span.start):
        bound = resolve.signal(sentence.text, date.quote.span.start) in _BOUNDS
        return not (bound or clause_dates.is_of_another_tense(sentence, span, date))
    start, end = calendar.clause_at(calendar.starts[index])
    first = bisect_left(sentence.amounts, start, key=lambda amount: amount.start)
    return first < len(sentence.amounts) and sentence.amounts[first].start < end


_SO_FAR: Final = re.compile(
    r"\b(?:so\sfar|to\sdate|until\snow|as\syet|(?:is|are)\s(?:now|currently))\b"
)
"""What says of an amount that it holds now, and not on the date of another clause."""


def _leads_next(sentence: Sentence, span: Span, date: DateExpression, end: int) -> bool:
    """Tell whether a date behind an amount is that of the next one: "12, and in 2019 it was 15"."""
    text, start = sentence.text, date.quote.span.start
    if _OF_ANOTHER.search(text, behind_bracket(text, span.end), start):
        return True
    if not _LEADS_NEXT.search(text, span.end, start):
        return False
    return _ANY_NUMBER.match(text, date.quote.span.end, end) is not None


def _reaches(calendar: Calendar, date: int, own: tuple[int, int] | None) -> bool:
    """Tell whether a date holds for an amount of the inserted phrase `own`, or of the main clause."""
    insert = calendar.insert_at(date)
    return insert is None or insert == own


def _opens(sentence: Sentence, date: DateExpression) -> bool:
    return date.quote.span.start - sentence.start < _OPENING
