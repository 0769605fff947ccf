"""Cut a text at every place where a mark begins or ends, so that no link stands in another.

A figure is a link on its own characters; of two that overlap, the inner one has the characters
that both cover, and of two that cross, the first. An event is a clause, and may hold figures.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from timeline.formats.tables import fact_of
from timeline.model import Span
from timeline.workflow.stored_edition import FIGURE, Fact

_LINE_END: Final = re.compile(r"\n(?=[ \t\n])")
"""A line that is indented is one of its own; any other is the same paragraph, wrapped."""


@dataclass(frozen=True, slots=True, eq=False)
class TextMark:
    """The characters that some facts of one kind are read from: one fact, but for rare twins.

    `number` is its place among the marks of the text.
    """

    number: int
    span: Span
    about: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters under the same marks, as the lines that they stand on.

    `figure` is what they link to, and `first` tells its first piece; `event` tells whether they
    are part of one; `begun` and `ended` are the events whose first or last piece this is.
    """

    lines: tuple[str, ...]
    figure: TextMark | None = None
    first: bool = False
    event: bool = False
    begun: tuple[TextMark, ...] = ()
    ended: tuple[TextMark, ...] = ()


class TextMarks:
    """The marks of a text, in their order."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        grouped: dict[tuple[int, int, str], list[Fact]] = {}
        for fact in facts:
            quote = fact_of(fact.item).quote
            if quote is not None:
                span = quote.span
                grouped.setdefault((span.start, -span.end, fact.about), []).append(fact)
        self._marks = [
            TextMark(number, Span(start, -end), about, tuple(of))
            for number, ((start, end, about), of) in enumerate(sorted(grouped.items()))
        ]
        self._starts = [mark.span.start for mark in self._marks]
        self._longest = max((m.span.end - m.span.start for m in self._marks), default=0)

    def within(self, span: Span) -> list[TextMark]:
        """Return the marks that have characters in a stretch, the earliest and longest first."""
        first = bisect_left(self._starts, span.start - self._longest)
        last = bisect_left(self._starts, span.end)
        return [mark for mark in self._marks[first:last] if mark.span.end > span.start]

    def facts(self, span: Span) -> tuple[Fact, ...]:
        """Return the facts that begin in a stretch, in the order of the text."""
        return tuple(
            fact for m in self.within(span) if m.span.start >= span.start for fact in m.facts
        )


def pieces(text: str, span: Span, marks: Sequence[TextMark]) -> Iterator[Piece]:
    """Yield a stretch of a text in pieces; joined they are its characters, but for line ends.

    The marks are those of the stretch; what of them lies outside is cut off.
    """
    ends = {span.start, span.end}
    for mark in marks:
        ends |= {max(mark.span.start, span.start), min(mark.span.end, span.end)}
    cuts = sorted(ends)
    figures = [mark for mark in marks if mark.about == FIGURE]
    events = [mark for mark in marks if mark.about != FIGURE]
    owners = _owners(figures, cuts)
    linked: set[TextMark] = set()
    for start, end in pairwise(cuts):
        figure = owners[start]
        yield Piece(
            lines=tuple(_LINE_END.split(text[start:end])),
            figure=figure,
            first=figure is not None and figure not in linked,
            event=any(mark.span.start <= start and end <= mark.span.end for mark in events),
            begun=tuple(m for m in events if max(m.span.start, span.start) == start),
            ended=tuple(m for m in events if min(m.span.end, span.end) == end),
        )
        if figure is not None:
            linked.add(figure)


def _owners(figures: Sequence[TextMark], cuts: Sequence[int]) -> dict[int, TextMark | None]:
    """Return the figure that each piece links to, by where the piece begins.

    A figure that others leave no character to shares the mark of the one that has its first.
    """
    owners = {start: _innermost(figures, start, end) for start, end in pairwise(cuts)}
    for lost in [mark for mark in figures if mark not in owners.values()]:
        owner = owners[max(lost.span.start, cuts[0])]
        if owner is not None:
            shared = replace(owner, facts=owner.facts + lost.facts)
            owners = {at: shared if mark is owner else mark for at, mark in owners.items()}
    return owners


def _innermost(figures: Sequence[TextMark], start: int, end: int) -> TextMark | None:
    """Return the figure that has the characters of a piece."""
    found: TextMark | None = None
    for mark in figures:
        if mark.span.start <= start and end <= mark.span.end:
            found = mark if found is None or mark.span.end <= found.span.end else found
    return found
