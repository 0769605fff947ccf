"""Plural nouns: told by their form, and brought to the singular."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from timeline.lexicon import read_lexicon
from timeline.reading.language.word_classes import NO_PLURALS, PLURALS
from timeline.text import singular


@lru_cache(maxsize=16_384)
def is_plural(word: str) -> bool:
    """Tell whether a word can be a plural noun by its form."""
    lower = word.lower()
    if lower in PLURALS:
        return True
    return (
        len(lower) > 2
        and lower.endswith("s")
        and not lower.endswith(("ss", "'s", "’s"))
        and not word.isupper()
        and lower not in NO_PLURALS
    )


_IRREGULAR: Final = {
    entry["plural"]: entry["singular"]
    for entry in read_lexicon("reading/language/data/plurals.tsv", ("plural", "singular"))
}


@lru_cache(maxsize=16_384)
def singular_noun(noun: str) -> str:
    """Return the canonical singular of a counted noun, lower case unless a proper name."""
    lower = noun.lower()
    return _IRREGULAR.get(lower) or singular(lower if not noun[:1].isupper() else noun)


@lru_cache(maxsize=4_096)
def plural_noun(noun: str) -> str:
    """Return the plural of a lower-case noun in the singular."""
    head, _, last = noun.rpartition(" ")
    lead = f"{head} " if head else ""
    if last in _PLURALS:
        return f"{lead}{_PLURALS[last]}"
    if last.endswith("y") and last[-2:-1] not in "aeiou":
        return f"{lead}{last[:-1]}ies"
    return f"{lead}{last}{'es' if last.endswith(('s', 'x', 'ch', 'sh')) else 's'}"


_PLURALS: Final = {one: many for many, one in _IRREGULAR.items()}
