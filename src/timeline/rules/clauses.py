"""A sentence with what stands in it: its dates and quantities, its clauses and verb groups."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import Final

from timeline.model import DateExpression, Span
from timeline.rules import predicates
from timeline.rules.predicates import Predicate


@dataclass(frozen=True, slots=True)
class Sentence:
    """A passage with the dates and the spans of the quantities that stand in it.

    `start` and `end` are offsets into `text`, the text of the whole document; `index` is the
    number of the passage.
    """

    text: str
    start: int
    end: int
    index: int
    dates: tuple[DateExpression, ...]
    amounts: tuple[Span, ...]


_BOUNDARY: Final = re.compile(
    r";|,?\s+(?:while|whereas|but)\s|,\s+(?:and|which|who|where)\s(?=\S+\s+\S+)|\s[–—]\s"
)
_CALLED_OFF: Final = (predicates.CANCELLED, predicates.POSTPONED)
_NEAR_VERBS: Final = 8


@dataclass(frozen=True, slots=True)
class Grammar:
    """The clauses and verb groups of a sentence, in order, found once for all its dates."""

    cuts: tuple[int, ...]
    verbs: tuple[Predicate, ...]

    def clause_at(self, position: int) -> Span:
        index = max(bisect_right(self.cuts, position), 1)
        return Span(self.cuts[index - 1], self.cuts[min(index, len(self.cuts) - 1)])

    def governing(self, clause: Span, at: int) -> Predicate | None:
        """Return the last verb group before a date, the first behind it where none is before.

        A clause that calls something off is about that, wherever its date stands.
        """
        low = bisect_left(self.verbs, clause.start, key=lambda verb: verb.start)
        for verb in self.verbs[low : low + _NEAR_VERBS]:
            if verb.aspect in _CALLED_OFF and verb.end <= clause.end:
                return verb
        middle = bisect_left(self.verbs, at, key=lambda verb: verb.start)
        if middle > low and self.verbs[middle - 1].end <= at:
            return self.verbs[middle - 1]
        if middle > low + 1:
            return self.verbs[middle - 2]
        behind = next((v for v in self.verbs[middle : middle + 2] if v.start >= at), None)
        return behind if behind is not None and behind.end <= clause.end else None


def grammar_of(sentence: Sentence) -> Grammar:
    text, start, end = sentence.text, sentence.start, sentence.end
    cuts = {start, end, *(m.end() for m in _BOUNDARY.finditer(text, start, end))}
    return Grammar(tuple(sorted(cuts)), tuple(predicates.predicates(text, start, end)))
