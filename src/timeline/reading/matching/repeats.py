"""Numbers that are written again and again with no word between them: "5% 5% 5% 5% …".

No sentence, list or row says one value fifty times over; what does is filler. The first is read,
and no rule begins in the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from timeline.model import Diagnostic, Passage, Span
from timeline.reading.matching.engine import Anchors

REPEATED: Final = "repeated-number"
"""The code of the diagnostic, and the name of the rule that refuses."""
_FEWEST: Final = 50
_REPEATED: Final = re.compile(
    rf"(?<!\S)(?P<one>\S{{0,4}}\d\S{{0,19}}(?: \S{{1,20}}){{0,3}}?)(?P<again>(?:\s+(?P=one)(?!\S)){{{_FEWEST - 1},}})"
)
_SHORTEST: Final = 2 * _FEWEST


def repeats_in(passages: Iterable[Passage]) -> Iterator[tuple[Span, Diagnostic]]:
    """Yield where a number is written again, at least fifty times in a row, with what is said of it.

    The cells of tables are no such rows: each has heads of its own.
    """
    for passage in passages:
        text = passage.quote.text
        if passage.labels or len(text) < _SHORTEST:
            continue
        for match in _REPEATED.finditer(text):
            start = passage.quote.span.start + match.start("again")
            span = Span(start, start + len(match["again"]))
            times = len(match["again"].split()) // len(match["one"].split()) + 1
            message = (
                f"{match['one']!r} is written {times:,} times in a row: only the first is read"
            )
            yield span, Diagnostic(REPEATED, message, span)


def anchors_outside(spans: Sequence[Span], anchors: Anchors) -> Anchors:
    """Return the anchors that stand in none of the spans; both are in the order of the text."""
    if not spans:
        return anchors
    kept: Anchors = []
    at = 0
    for anchor in anchors:
        while at < len(spans) and spans[at].end <= anchor[1]:
            at += 1
        if at == len(spans) or anchor[1] < spans[at].start:
            kept.append(anchor)
    return kept
