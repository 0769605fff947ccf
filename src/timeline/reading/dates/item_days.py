"""Read the dates of each item of a text from the item's own day: a news item, a daily report.

A line that is no more than a day ("12 March 2024", "Lisbon, 22 February 2024") and a day at the head
of a paragraph ("12 March 2024 – The clinic opened today.") date what follows in their section, up to
the next one. There "today", "on Friday" and "in May" count from that day, not from publication.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from timeline.model import DateExpression, Passage
from timeline.reading.dates import resolve
from timeline.reading.dates.timex import DATE, DateValue
from timeline.reading.language.calendar_words import WEEKDAY_NAMES, any_of
from timeline.reading.matching.engine import Mention
from timeline.values import Period

Found = Sequence[Mention[DateValue]]

_PLACE: Final = r"(?:[A-Z][\w.’'-]*(?:\s(?:[A-Z][\w.’'-]*|\([A-Z][\w\s.’'-]{1,30}\)|of|de|la|and|the)){0,4},?\s)"
_LEAD: Final = re.compile(
    rf"[(\[\s]*(?:{_PLACE}(?:[-–—]\s)?)?(?:(?:[Pp]ublished|[Pp]osted|[Ii]ssued|[Rr]eleased|[Dd]ate)(?:\son)?:?\s)?"
    rf"(?:{any_of(WEEKDAY_NAMES)},?\s)?"
)
_ALONE: Final = re.compile(r"[)\].:\s]*")
_OPENS: Final = re.compile(r"[)\]]?\.?\s?(?:[-–—:]\s?|\n)")
_LONGEST_LEAD: Final = 60


@dataclass(frozen=True, slots=True)
class _Scope:
    """The stretch of text [start, end) that is told from a day."""

    start: int
    end: int
    day: Period


def expressions(
    text: str, passages: Sequence[Passage], found: Found, published: Period | None
) -> tuple[DateExpression, ...]:
    """Return what a text says of time, in its order; see `resolve.expressions`.

    What no item has counts from `published`.
    """
    scopes = [
        scope
        for scope in _scopes(text, passages, found)
        if not _is_printed_later(scope, passages, published)
    ]
    if not scopes:
        return resolve.expressions(text, found, published)
    dates: list[DateExpression] = []
    rest: list[Mention[DateValue]] = []
    starts, at = [each.span.start for each in found], 0
    for scope in scopes:
        first, last = (bisect_left(starts, place) for place in (scope.start, scope.end))
        rest += found[at:first]
        dates += resolve.expressions(text, found[first:last], scope.day)
        at = last
    dates += resolve.expressions(text, [*rest, *found[at:]], published)
    return tuple(sorted(dates, key=lambda date: date.quote.span.start))


def _scopes(text: str, passages: Sequence[Passage], found: Found) -> Iterator[_Scope]:
    days = {number: (day, alone) for number, day, alone in _days(text, passages, found)}
    for at, following in pairwise([*days, len(passages)]):
        head, (day, alone) = passages[at], days[at]
        stop = next(
            (n for n in range(at + 1, following) if not _is_below(head, passages[n], alone=alone)),
            following,
        )
        if alone and stop == at + 1:
            continue  # nothing stands below it: a day of the text
        yield _Scope(head.quote.span.start, passages[stop - 1].quote.span.end, day)


def _is_printed_later(scope: _Scope, passages: Sequence[Passage], published: Period | None) -> bool:
    """Tell whether a day at the top of a text is that of a later print, and dates nothing in it."""
    tops = scope.start == passages[0].quote.span.start
    return tops and published is not None and scope.day.first > published.last


def _is_below(head: Passage, passage: Passage, *, alone: bool) -> bool:
    """Tell whether a passage stands in the item that another one begins.

    A list item that goes on behind its date is all of one.
    """
    if head.kind == "item" and not alone:
        return passage.block == head.block and passage.kind != "item"
    path = (*head.path, head.quote.text) if head.kind == "heading" else head.path
    return passage.path[: len(path)] == path


def _days(
    text: str, passages: Sequence[Passage], found: Found
) -> Iterator[tuple[int, Period, bool]]:
    """Yield the number of each passage that dates an item, the day, and whether it is no more."""
    at = 0
    for number, passage in enumerate(passages):
        span = passage.quote.span
        while at < len(found) and found[at].span.start < span.start:
            at += 1
        if at == len(found):
            return
        first = found[at]
        value = first.value
        if first.span.end > span.end or first.span.start - span.start > _LONGEST_LEAD:
            continue
        if value is None or value.type != DATE or value.lean is not None or value.period is None:
            continue
        if value.period.precision != "day" or not value.period.first >= 1:
            continue
        if _LEAD.fullmatch(text, span.start, first.span.start) is None:
            continue
        opens = _OPENS.match(text, first.span.end, span.end) is not None
        alone = _ALONE.fullmatch(text, first.span.end, span.end) is not None
        titled = number > 0 and passages[number - 1].kind == "heading" and not passage.labels
        if opens or (alone and (titled or passage.kind != "item")):
            yield number, value.period, alone
