"""What kind of text it is, told from its dates alone: a narrative, a yearly report, or news.

The dates in full of a narrative are many or lie years from publication; in a narrative a year
stands before what leans on it, in a report the paragraphs name a month alone; news count from the
day of writing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from fractions import Fraction
from statistics import median
from typing import Final

from timeline.model import Span
from timeline.reading.dates import completion, nearest_year
from timeline.reading.dates.timex import SPEECH, DateValue, Partial, Relative
from timeline.reading.matching.engine import Mention
from timeline.values import Period, year_of

NARRATIVE, REPORT, NEWS = "narrative", "report", "news"

Found = Sequence[Mention[DateValue]]

NEAR_DAYS: Final = 4 * 365
"""A text whose median date is this near its publication tells of its own time, unless it names
the year nearly always."""
_SPOKEN: Final = 3
"""A narrative has so many dates in full for each that counts from the day of writing, a report so
many without a year."""
_MANY_DATES: Final = 20
"""A text with so many dates in full, and few that count from the day of writing, is a narrative."""
_LED_BY_YEARS: Final = Fraction(2, 5)
"""In a narrative at least this part of the dates without a year follow a year in their paragraph;
in yearly reports it is a third at most, in histories half and more."""
_MANY_LEANING: Final = 8
"""A text with so many dates without a year shows by them what it is."""
_AHEAD: Final = Fraction(1, 10)
_ONE_AHEAD: Final = 1
"""A report is of the last year in which at most this part of its dates without a year, or one of
them, follow publication."""
_OWN_TIME: Final = re.compile(
    r"\b(?:as\s(?:of|at)|situation\s(?:report|update|on)|reporting\speriod|period\scovered)\b",
    re.IGNORECASE,
)
"""What a line says with a day that is that of its text: "As of 29 February 2024"."""
_OWN_DAYS: Final = 45
"""So many days before publication such a day lies at most."""
_LONGEST_LINE: Final = 80
_FEW_DATES: Final = 4
"""A text with fewer dates in full than this has no running date to go by."""


def genre(text: str, found: Found, published: Period | None) -> str:
    """Return what kind of text has these date expressions."""
    if _is_report(text, found, published):
        return REPORT
    return NARRATIVE if published is None or _is_narrative(found, published) else NEWS


def year_reported(text: str, found: Found, published: Period) -> int:
    """Return the year that a report tells of: the last that was nearly over at publication.

    What is planned or put off lies ahead in any year, and tells nothing.
    """
    year = year_of(published.last)
    leans = [(m.value.lean, m.span.start) for m in found if m.value]
    own = [
        completion.complete(lean, year)
        for lean, start in leans
        if isinstance(lean, Partial)
        and lean.turn is None
        and lean.of is None
        and not nearest_year.looks_ahead(text, start)
    ]
    after = sum(period is not None and period.first > published.last for period in own)
    return year if after <= _ONE_AHEAD or after <= _AHEAD * len(own) else year - 1


def _is_report(text: str, found: Found, published: Period | None) -> bool:
    if published is not None and _states_own_day(text, found, published):
        return False
    leaning = [m.span.start for m in found if m.value and isinstance(m.value.lean, Partial)]
    if len(leaning) < max(_MANY_LEANING, _SPOKEN * _spoken(found)) or _is_far(found, published):
        return False
    dated = [m.span for m in found if m.value and m.value.lean is None and m.value.period]
    led = 0
    for start in leaning:
        before = bisect_left(dated, start, key=lambda span: span.start)
        led += before > 0 and leads(text, dated[before - 1], start)
    return led < _LED_BY_YEARS * len(leaning)


def _states_own_day(text: str, found: Found, published: Period) -> bool:
    """Tell whether a line says on which day things stand so, shortly before publication.

    The first line says so with any day in it: "Minutes of the meeting held on 6 May 2026".
    """
    for mention in found:
        own = mention.value.period if mention.value and mention.value.lean is None else None
        if own is None or not 0 <= published.last - own.last <= _OWN_DAYS:
            continue
        start, end = _line_of(text, mention.span)
        titled = not text[:start].strip(" #\n") and text[start : mention.span.start].strip(" #")
        if titled or (
            end - start <= _LONGEST_LINE and _OWN_TIME.search(text, start, mention.span.start)
        ):
            return True
    return False


def _line_of(text: str, span: Span) -> tuple[int, int]:
    end = text.find("\n", span.end)
    return text.rfind("\n", 0, span.start) + 1, end if end >= 0 else len(text)


def leads(text: str, dated: Span, start: int) -> bool:
    """Tell whether a date leads what stands at `start`: it is in the same paragraph, or a heading."""
    return dated.start > text.rfind("\n\n", 0, start) or heads(text, dated)


def heads(text: str, dated: Span) -> bool:
    """Tell whether a date is all that stands on its line."""
    start, end = _line_of(text, dated)
    around = text[start : dated.start] + text[dated.end : end]
    return not around.strip(" #*=")


def _is_narrative(found: Found, published: Period) -> bool:
    days = _days(found)
    if len(days) < max(_FEW_DATES, _SPOKEN * _spoken(found)):
        return False
    return _is_far(found, published) or len(days) >= _MANY_DATES


def _is_far(found: Found, published: Period | None) -> bool:
    """Tell whether the dates in full lie years away from publication."""
    days = _days(found)
    if published is None or not days:
        return False
    return abs(median(days) - published.last) > NEAR_DAYS


def _days(found: Sequence[Mention[DateValue]]) -> list[int]:
    """Return the middle days of the dates in full."""
    periods = [m.value.period for m in found if m.value and m.value.lean is None]
    return [(p.first + p.last) // 2 for p in periods if p is not None and "/" not in p.edtf]


def _spoken(found: Sequence[Mention[DateValue]]) -> int:
    """Return how many expressions count from the day of writing."""
    leans = [m.value.lean for m in found if m.value and m.value.lean is not None]
    return sum(isinstance(lean, Relative) and lean.origin == SPEECH for lean in leans)


def tells_days(found: Found) -> bool:
    """Tell whether a text tells day by day: many of its dates are days or months without a year."""
    leaning = sum(bool(m.value and isinstance(m.value.lean, Partial)) for m in found)
    return leaning >= _MANY_LEANING
