"""What is said of a noun behind it, as a modifier of that noun: "live in the hills" is living there."""

from __future__ import annotations

from typing import Final

from timeline.reading.language import measure_verbs
from timeline.reading.language.plurals import is_plural
from timeline.reading.language.sentence_words import (
    NO_NOUNS,
    RELATIVE,
    Words,
    complement_end,
    lower_at,
    phrase,
)
from timeline.reading.quantities.units import is_person


def predicate_of(words: Words, index: int) -> str:
    """Return the predicate behind a subject as a modifier ("live in the hills": living in the hills)."""
    lower, total = words.lower, len(words.words)
    passive, at = False, index
    while at < total and (
        lower[at] in measure_verbs.AUXILIARIES or lower[at] in ("also", "not", "to", "already")
    ):
        passive = passive or lower[at] in ("was", "were", "been", "are", "is", "be", "being")
        at += 1
    if at >= total or words.dated[at] or lower[at] in ",;:()–—":
        return ""
    word = lower[at]
    end = complement_end(words, at + 1, most=6)
    if at > index and lower[at - 1] in ("have", "has", "had") and not word.endswith(("ed", "en")):
        return phrase(("with", *words.words[at:end]))
    if measure_verbs.role(word) is None and not word.endswith(("ed", "en", "ing")):
        copula = (
            at == index + 1
            and (is_plural(word) or is_person(word))
            and word.isalpha()
            and word not in NO_NOUNS
        )
        if copula and measure_verbs.role(word) is None and lower[index] in ("are", "were"):
            return phrase(("who", lower[index], *words.words[at:end]))
        return words.text(at, end) if passive else ""
    reduced = word.endswith("ed") and lower_at(words, at + 1) == "," and at + 2 < total
    form = word if passive or reduced or word.endswith("ing") else measure_verbs.gerund(word)
    return phrase((form, *words.words[at + 1 : end]))


def said_of(words: Words, index: int) -> str:
    """Return what is said of a noun behind it, a relative clause or a perfect in its own words.

    "Adults who had never used it" and "adults had never used it" tell of one group, which "adults
    using it" are not.
    """
    lower, relative = words.lower, lower_at(words, index) in RELATIVE
    at = index + relative
    if lower_at(words, at) not in ("has", "have", "had"):
        return predicate_of(words, at)
    verb = at + 1
    while lower_at(words, verb) in _EVER:
        verb += 1
    found = lower_at(words, verb)
    if found == "been" or not measure_verbs.is_participle(found):
        return predicate_of(words, at)
    who = lower[index] if relative else "who"
    return phrase((who, *words.words[at : complement_end(words, verb + 1, most=6)]))


_EVER: Final = frozenset("ever never not already also since".split())


def behind_bracket(words: Words, index: int) -> int:
    """Return the index behind a short bracket that begins at a word, else the word itself."""
    if words.words[index : index + 1] != ("(",):
        return index
    stop = min(index + _BRACKET_WORDS, len(words.words))
    return next((i + 1 for i in range(index, stop) if words.words[i] == ")"), index)


_BRACKET_WORDS: Final = 6
