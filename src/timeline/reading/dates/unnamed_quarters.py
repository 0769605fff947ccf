"""Quarters that a sentence names by their number alone: "0.3% in the second quarter, 0.1% in the third".

The word "quarter" stands before them in their sentence. One that is compared backwards from an
earlier quarter ("in the first quarter, after 0.2% in the fourth") is of the year before.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from timeline.model import Span
from timeline.reading.dates import relative_dates
from timeline.reading.dates.timex import DateValue
from timeline.reading.matching.engine import Mention

RULE: Final = "quarter by its number alone"
_NUMBER: Final = r"first|second|third|fourth"
_QUARTER: Final = re.compile(rf"(?:\b(?P<base>{_NUMBER})[\s-])?\bquarters?\b", re.IGNORECASE)
_ALONE: Final = re.compile(
    r"(?P<between>(?:[^.;:\n]|\.(?=\d)){1,120}?\b(?:in|from|for|during|over|of)\s+the\s+)"
    rf"(?P<n>{_NUMBER})(?=[.,;:)]|\s+(?:and|but|while|after|from|to)\b|\s*$|\n)"
)
_BACK: Final = re.compile(r"\b(?:after|following|from|against|than|compared)\b")
_ORDER: Final = tuple(_NUMBER.split("|"))


def with_unnamed(
    text: str, found: Sequence[Mention[DateValue]]
) -> list[Mention[DateValue]]:  # fmt: skip
    """Return the dates of a text with the quarters that it names by their number alone."""
    new = [each for each in _quarters(text) if not _overlaps(each.span, found)]
    return sorted([*found, *new], key=lambda each: each.span.start) if new else list(found)


def _quarters(text: str) -> Iterator[Mention[DateValue]]:
    seen: set[int] = set()
    for quarter in _QUARTER.finditer(text):
        at, base = quarter.end(), (quarter["base"] or "").lower()
        while (alone := _ALONE.match(text, at)) is not None:
            start, at = alone.start("n"), alone.end()
            if start not in seen:
                seen.add(start)
                back = _is_before(alone, base)
                value = relative_dates.quarter_by_number(alone["n"], back=back)
                yield Mention(RULE, Span(start, at), value)
            base = alone["n"]


def _is_before(alone: re.Match[str], base: str) -> bool:
    """Tell whether a quarter is compared backwards with a later number: that of the year before."""
    later = base in _ORDER and _ORDER.index(alone["n"]) > _ORDER.index(base)
    return later and _BACK.search(alone["between"]) is not None


def _overlaps(span: Span, found: Sequence[Mention[DateValue]]) -> bool:
    at = bisect_left(found, span.end, key=lambda each: each.span.start)
    return at > 0 and found[at - 1].span.end > span.start
