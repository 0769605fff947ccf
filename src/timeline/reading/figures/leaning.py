"""What of that which was told before a subject or a change stands for: "it", ", a rise of 12%"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Final

from timeline.reading.figures import figure_words
from timeline.reading.figures.amount_places import AmountPlace, Told
from timeline.reading.language import measure_words as classes
from timeline.reading.language.chunks import Chunk
from timeline.reading.language.lemmas import lemma


def leans(chunk: Chunk) -> bool:
    """Tell whether a subject stands for what was told before: "it", "the figure", "this rise"."""
    if chunk.first in classes.PRONOUNS:
        counted = chunk.kind == "N" and any(word.kind == "c" for word in chunk.words)
        return not counted  # "these three markets" are themselves
    if chunk.head in classes.CHANGE_NOUNS and chunk.words[0].kind == "d":
        return True
    kinds = "njeg" if chunk.head in classes.RATES else "nj"  # "the reduced rate" is another one
    said = classes.SIZES | classes.HEDGES
    plain = not any(w.kind in kinds and w.lower not in said for w in chunk.words[:-1])
    return chunk.head in classes.HOLLOW_NOUNS and plain


def is_of_rate(phrase: str) -> bool:
    """Tell whether a measure is one that is told in per cent, so that "the rate" can stand for it."""
    words = {lemma(word) for word in phrase.lower().split()}
    return not words or not words.isdisjoint(figure_words.IN_PER_CENT)


def changed_of(place: AmountPlace, told: Sequence[Told]) -> Told:
    """Return the amount told last that is no place of the others: "300 farmers in 12 towns, up 5%"."""
    last, *others = islice(reversed(told), _FEW)
    for before in others:
        where = place.parsed.places[last.number]
        chunks = place.parsed.statements[where.statement].chunks
        inside = where.aside is None and chunks[max(0, where.chunk - 1)].is_preposition(*_PLACED)
        if last.kind != "count" or not inside or before.base == last.base:
            break
        last = before
    return last


_FEW: Final = 4
"""So many amounts before a change are looked at."""
_PLACED: Final = ("in", "at", "on", "across", "to", "through")
