"""A sentence with its dates and quantities, and its words and chunks, which are read once.

Figures and events both read these: figures part the chunks into statements
(`timeline.reading.language.parsed_stretch`), events into clauses around their dates
(`timeline.reading.language.clauses`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from timeline.model import DateExpression, Span
from timeline.reading.language import word_classes
from timeline.reading.language.chunks import Chunk
from timeline.reading.language.finite_verbs import chunks_of
from timeline.reading.language.found_once import FoundOnce
from timeline.reading.language.tagged_words import Mark, Word, tagged_words


@dataclass(frozen=True)
class Sentence:
    """A passage with the dates and the spans of the quantities that stand in it.

    `start` and `end` are offsets into `text`, the text of the whole document; `index` is the
    number of the passage; `marks` tell which of its quantities are read as prose.
    """

    text: str
    start: int
    end: int
    index: int
    dates: tuple[DateExpression, ...]
    amounts: tuple[Span, ...]
    marks: tuple[Mark, ...] = ()

    @FoundOnce
    def words(self) -> tuple[Word, ...]:
        """The tagged words of the passage around its dates and amounts, read once."""
        spans = [date.quote.span for date in self.dates] + [mark.span for mark in self.marks]
        if not spans:
            return ()
        first = min(span.start for span in spans)
        last = max(span.end for span in spans)
        begin, stop = clip_around(self.text, self.start, self.end, first, last)
        return tagged_words(self.text, begin, stop, self.marks, self.dates)

    @FoundOnce
    def chunks(self) -> tuple[Chunk, ...]:
        """The chunks of its words, which settle what is a finite verb."""
        return tuple(chunks_of(self.words))


def clip_around(text: str, begin: int, stop: int, first: int, last: int) -> tuple[int, int]:
    """Return the part of a stretch that stands near what goes from `first` to `last`."""
    if first - begin > _BEFORE:
        begin = text.rfind(" ", begin, first - _BEFORE) + 1 or begin
    if stop - last > _BEHIND:
        found = text.find(" ", last + _BEHIND, stop)
        stop = found if found > 0 else stop
    return begin, stop


_BEFORE: Final = 600
_BEHIND: Final = 300
"""How far before its first date and behind its last a sentence is taken apart, in characters."""


SAYING: Final = word_classes.SAYING
PARTING_COMMA: Final = re.compile(r"(?<!\d),|,(?!\d)")
"""A comma that parts words, and not the thousands of a number."""
