"""For when a figure holds: the date of its clause, found once for all the figures of a sentence.

A date right behind a number wins where no other number stands between, then the nearest before it
in its clause, then one that opens the sentence. A date inside an inserted phrase (", revived in
2021, ") holds within the phrase alone. A length of time has the period only that stands beside it:
"a four-week course" is as long in any year, and "a 30-mile road" too.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from timeline.model import DateExpression, Span
from timeline.rules import anchoring
from timeline.rules.amounts import Amount
from timeline.rules.clauses import Sentence
from timeline.rules.units import TIMES
from timeline.values import Period

_CUT: Final = re.compile(
    r";|,?\s+(?:while|whereas|but|although|though)\s|,\s+(?:making|replacing)\s|\s[–—]\s"
)
_INSERT: Final = re.compile(
    r",\s+(?:and\s+)?(?:which|who|whom|whose|where|when|[a-z]{3,}(?:ed|ing)|built|held|known|made|set|begun|born|led)\s[^,;:]{0,160}"
)
_PREPOSITION: Final = re.compile(
    r"(?<![a-z])(?:[Ii]n|[Dd]uring|[Ss]ince|[Uu]ntil|[Bb]y|[Ff]rom|[Aa]fter|[Bb]efore|[Bb]etween|of)\s$"
)
_NAMED: Final = re.compile(r"\s(?:[A-Z]|seat\b|term\b)")
_BRACKETED: Final = re.compile(r"\([^()]{1,200}\)")
_FRAME: Final = 5
"""How many characters a bracket has beside its date at most, on each side: "(in 2019)"."""
_FAR: Final = 60
"""A date further behind a number than this yields to one that opens the sentence."""
_OPENING: Final = 24
_NEAR: Final = 6
"""How many dates before a number are looked at for one that holds for it."""
_AS_OF: Final = ("as of", "by")

Stated = tuple[Period | None, str | None, Period | None]
"""Period, its words, as-of date."""
NOWHEN: Final[Stated] = (None, None, None)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The dates of a sentence that can be periods, with the clauses that they belong to."""

    sentence: Sentence
    dates: tuple[DateExpression, ...]
    starts: tuple[int, ...]
    cuts: tuple[int, ...]
    inserts: tuple[tuple[int, int], ...]

    def clause_at(self, position: int) -> tuple[int, int]:
        index = max(bisect_right(self.cuts, position), 1)
        return self.cuts[index - 1], self.cuts[min(index, len(self.cuts) - 1)]

    def insert_at(self, position: int) -> tuple[int, int] | None:
        """Return the inserted phrase around a position."""
        index = bisect_right(self.inserts, (position, position)) - 1
        if index >= 0 and self.inserts[index][0] <= position < self.inserts[index][1]:
            return self.inserts[index]
        return None


def calendar_of(sentence: Sentence) -> Calendar | None:
    """Return the dates of a sentence, None where none can be a period."""
    text, start, end = sentence.text, sentence.start, sentence.end
    dates = tuple(d for d in sentence.dates if d.edtf is not None and not _in_name(text, d))
    if not dates:
        return None
    cuts = (start, *(m.end() for m in _CUT.finditer(text, start, end)), end)
    inserts = tuple((m.start(), m.end()) for m in _INSERT.finditer(text, start, end))
    if "(" in text[start:end]:
        brackets = ((m.start(), m.end()) for m in _BRACKETED.finditer(text, start, end))
        inserts = tuple(sorted((*inserts, *(b for b in brackets if not _is_date(b, dates)))))
    starts = tuple(date.quote.span.start for date in dates)
    return Calendar(sentence, dates, starts, cuts, inserts)


def _is_date(bracket: tuple[int, int], dates: Sequence[DateExpression]) -> bool:
    """Tell whether a bracket holds little but a date: it tells when what stands before it holds."""
    start, end = bracket
    return any(
        start < d.quote.span.start < end
        and d.quote.span.start - start <= _FRAME
        and end - d.quote.span.end <= _FRAME
        for d in dates
    )


def _in_name(text: str, date: DateExpression) -> bool:
    """Tell whether a year belongs to the name behind it (the 2022 Declaration).

    A preposition before the year makes it a date ("In 2022 Orle built").
    """
    if date.edtf is None or date.edtf.precision not in ("year", "interval"):
        return False
    start, end = date.quote.span.start, date.quote.span.end
    if _NAMED.match(text, end, end + 6) is None:
        return False
    return _PREPOSITION.search(text, max(0, start - 10), start) is None


def stated(calendar: Calendar, span: Span, amount: Amount) -> Stated:
    """Return when an amount holds: (period, its words, as-of date)."""
    if amount.compound:
        return NOWHEN
    timed = amount.quantity.unit in TIMES and amount.kind == "duration"
    chosen = _beside(calendar, span) if timed else _date_of(calendar, span)
    if chosen is None:
        return NOWHEN
    if anchoring.signal(calendar.sentence.text, chosen.quote.span.start) in _AS_OF:
        return None, None, chosen.edtf
    return chosen.resolved, chosen.quote.text, None


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


_BESIDE: Final = frozenset(("(", ",", "from", "in", "between", "(from", "during", "(in"))


def _date_of(calendar: Calendar, span: Span) -> DateExpression | None:
    sentence, dates, starts = calendar.sentence, calendar.dates, calendar.starts
    start, end = calendar.clause_at(span.start)
    own = calendar.insert_at(span.start)
    after = bisect_left(starts, span.end)
    behind = dates[after] if after < len(dates) and starts[after] < end else None
    if behind is not None and not _reaches(calendar, starts[after], own):
        behind = None
    last = bisect_right(starts, span.start) - 1
    for _ in range(_NEAR):
        if last < 0 or _reaches(calendar, starts[last], own):
            break
        last -= 1
    else:
        last = -1
    before = dates[last] if last >= 0 and starts[last] >= start else None
    if before is not None and _is_of_the_first(sentence, before, span):
        before, last = None, -1
    if behind is not None:
        next_amount = bisect_left(sentence.amounts, span.end, key=lambda amount: amount.start)
        free = (
            next_amount == len(sentence.amounts)
            or sentence.amounts[next_amount].start >= behind.quote.span.start
        )
        far = behind.quote.span.start - span.end > _FAR
        if free and not (far and before is not None and _opens(sentence, before)):
            return behind
    return before or behind or (dates[last] if last >= 0 else None)


def _is_of_the_first(sentence: Sentence, date: DateExpression, span: Span) -> bool:
    """Tell whether a date is that of the first of two levels: "from 12 in 1990 to 90"."""
    at = date.quote.span
    if not at.end < span.start or not _UP_TO.fullmatch(sentence.text, at.end, span.start):
        return False
    index = bisect_left(sentence.amounts, at.start, key=lambda amount: amount.start) - 1
    return index >= 0 and 0 < at.start - sentence.amounts[index].end <= _LEVEL_NEAR


_UP_TO: Final = re.compile(r",?\s+to\s+(?:[a-z]+\s+){0,3}")
_LEVEL_NEAR: Final = 12


def _reaches(calendar: Calendar, date: int, own: tuple[int, int] | None) -> bool:
    """Tell whether a date holds for an amount of the inserted phrase `own`, or of the main clause."""
    insert = calendar.insert_at(date)
    return insert is None or insert == own


def _opens(sentence: Sentence, date: DateExpression) -> bool:
    return date.quote.span.start - sentence.start < _OPENING
