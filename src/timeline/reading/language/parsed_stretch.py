"""A sentence taken apart once for all its amounts: words, chunks and statements.

A sentence of more than a stretch is parsed in stretches, so that a page without a full stop costs
no more than its length.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from timeline.reading.language.sentences import Sentence
from timeline.reading.language.statements import TaggedStatement, statements_of
from timeline.reading.language.tagged_words import Mark, Word

LONGEST: Final = 1_200
"""Characters of a stretch at most."""
MOST_AMOUNTS: Final = 40
"""Amounts of a stretch at most."""


@dataclass(frozen=True, slots=True)
class ParsedStretch:
    """A sentence, or a stretch of one: its words, chunks and statements, and where amounts stand.

    `places` has, for the number of each amount, its statement and the chunk of it in which the
    amount stands, or behind which the bracket with it opens.
    """

    text: str
    words: tuple[Word, ...]
    statements: tuple[TaggedStatement, ...]
    places: dict[int, Where]


@dataclass(frozen=True, slots=True)
class Where:
    """Where an amount stands: a chunk of a statement, the bracket behind it, or its whole."""

    statement: int
    chunk: int
    aside: int | None = None
    in_whole: bool = False


def parsed_stretches(sentence: Sentence) -> Iterator[tuple[ParsedStretch, range]]:
    """Yield the parsed stretches of a sentence, one for most, each with its amounts' numbers."""
    first = 0
    for start, end, inside in _stretches(sentence, sentence.marks):
        yield _parsed(sentence, start, end), range(first, first + len(inside))
        first += len(inside)


def _parsed(sentence: Sentence, start: int, end: int) -> ParsedStretch:
    chunks = sentence.chunks
    low = bisect_left(chunks, start, key=lambda chunk: chunk.words[0].start)
    high = bisect_left(chunks, end, key=lambda chunk: chunk.words[0].start)
    statements = statements_of(chunks[low:high])
    words = tuple(word for chunk in chunks[low:high] for word in chunk.words)
    return ParsedStretch(sentence.text, words, statements, dict(_places(statements)))


def _places(statements: Sequence[TaggedStatement]) -> Iterator[tuple[int, Where]]:
    """Yield the number of each amount with where it stands; the first place counts."""
    seen: set[int] = set()
    for number, statement in enumerate(statements):
        for index, chunk in enumerate(statement.chunks):
            for amount in _amounts(chunk.words, seen):
                yield amount, Where(number, index)
            for aside, inner in enumerate(chunk.aside):
                for amount in _amounts(inner.words, seen):
                    yield amount, Where(number, index, aside=aside)
        for chunk in statement.whole:
            for amount in _amounts(chunk.words, seen):
                yield amount, Where(number, 0, in_whole=True)


def _amounts(words: Sequence[Word], seen: set[int]) -> Iterator[int]:
    for word in words:
        if word.amount is not None and word.amount not in seen:
            seen.add(word.amount)
            yield word.amount


def _stretches(sentence: Sentence, marks: Sequence[Mark]) -> Iterator[tuple[int, int, list[Mark]]]:
    """Yield start and end of each stretch that is parsed, with the amounts that stand in it."""
    start, taken = sentence.start, 0
    while taken < len(marks):
        inside: list[Mark] = []
        while taken < len(marks) and len(inside) < MOST_AMOUNTS:
            if inside and marks[taken].span.end - start > LONGEST:
                break
            if not inside and marks[taken].span.end - start > LONGEST:
                start = _blank_before(sentence, max(start, marks[taken].span.start - LONGEST // 2))
            inside.append(marks[taken])
            taken += 1
        limit = marks[taken].span.start if taken < len(marks) else sentence.end
        end = min(limit, max(start + LONGEST, inside[-1].span.end))
        yield start, end, inside
        start = end


def _blank_before(sentence: Sentence, position: int) -> int:
    at = sentence.text.rfind(" ", sentence.start, position) + 1
    return at if position - LONGEST < at else position
