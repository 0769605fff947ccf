"""Where the words of a measure stand: in the clause of its amount, elsewhere, or in a heading.

A shape may take the words of a measure from what its clause is about, from the amount before or
from what a pronoun stands for, so the words themselves are looked for, the nearest place first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from timeline.reading.figures.amount_places import AmountPlace
from timeline.reading.language import measure_words as classes
from timeline.reading.language.chunks import Chunk
from timeline.vocabulary import CLAUSE, HEADING, PLACES_OF_MEASURE, SENTENCE

_WORD: Final = re.compile(r"\w+")


def farther(one: str | None, other: str | None) -> str | None:
    """Return the place that is farther from the amount, None where one of the two is unknown."""
    if one is None or other is None:
        return None
    return max(one, other, key=PLACES_OF_MEASURE.index)


def place_of_words(phrase: str, place: AmountPlace) -> str | None:
    """Return where the words of a measure stand, by the farthest of them.

    A word in no place is one that the shape puts in, as "spent" for "spend"; None where the shape
    puts them all in, as in "duration".
    """
    statement = place.statement
    own = _words(
        (*statement.chunks, *statement.opening, *statement.lead, *statement.place, *statement.whole)
    )
    named = _tokens(phrase) - classes.SUPPLIED
    if not named:
        return None
    missing = named - own
    if not missing:
        return CLAUSE
    around = _tokens(" ".join(word.text for word in place.parsed.words))
    outside = missing - around
    if outside & _tokens(place.stands_before):
        return HEADING if place.stands_in_heading else SENTENCE
    return SENTENCE if missing & around else CLAUSE


def _words(chunks: Iterable[Chunk]) -> set[str]:
    return _tokens(" ".join(w.text for chunk in _with_asides(chunks) for w in chunk.words))


def _with_asides(chunks: Iterable[Chunk]) -> Iterator[Chunk]:
    for chunk in chunks:
        yield chunk
        yield from chunk.aside


def _tokens(text: str) -> set[str]:
    return set(_WORD.findall(text.lower()))
