"""Whether a subject stands for what was told before: "it", "the figure", "this rise"."""

from __future__ import annotations

from timeline.reading.figures import figure_words
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
