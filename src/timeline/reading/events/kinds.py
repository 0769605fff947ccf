"""What an event is about, by the words of its clause, and which nouns name a happening.

Kinds stand in `data/kinds.tsv`, nouns in `data/event_nouns.tsv`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import Final

from timeline.lexicon import read_lexicon
from timeline.reading.language.calendar_words import SEASONS

_KINDS: Final = read_lexicon("reading/events/data/kinds.tsv", ("kind", "words"), "words")
_NAMES: Final = {
    phrase: rank
    for rank, entry in reversed(list(enumerate(_KINDS)))
    for phrase in entry.words("words")
}
"""The first line that has a phrase of one to three words."""
_WORD: Final = re.compile(r"[a-z]+")


@lru_cache(maxsize=256)
def kind_of(clause: str) -> str:
    """Return what an event is about, by the words of its clause: the first row that occurs."""
    words = _WORD.findall(clause.lower())
    pairs = [f"{a} {b}" for a, b in pairwise(words)]
    triples = [f"{a} {b}" for a, b in zip(pairs, words[2:], strict=False)]
    ranks = [_NAMES[name] for name in (*words, *pairs, *triples) if name in _NAMES]
    return _KINDS[min(ranks)]["kind"] if ranks else "other"


_CLASSES: Final = ("happening", "text", "concluded", "public", "time")


def _nouns() -> dict[str, frozenset[str]]:
    """Return the nouns of each class; raises LexiconError for a class that there is not."""
    found: dict[str, set[str]] = {name: set() for name in _CLASSES}
    for entry in read_lexicon("reading/events/data/event_nouns.tsv", ("noun", "classes")):
        for name in entry.words("classes"):
            if name not in found:
                raise entry.fault(f"{name!r} is no class of nouns; they are {', '.join(_CLASSES)}")
            found[name].add(entry["noun"])
    return {name: frozenset(nouns) for name, nouns in found.items()}


_NOUNS: Final = _nouns()
_HAPPENINGS: Final = _NOUNS["happening"]
_TIMES: Final = _NOUNS["time"] | frozenset(SEASONS)
_TEXTS: Final = _NOUNS["text"]
CONCLUDED: Final = _NOUNS["concluded"]
"""Texts that have a date of their own, whatever was done with them later."""
PUBLIC: Final = _NOUNS["public"]
"""What happens to everybody, so that its name says enough by itself."""


def is_time(noun: str) -> bool:
    """Tell whether a noun is a stretch of time, so that a date before it is still a date."""
    return noun in _TIMES


def is_text(noun: str) -> bool:
    """Tell whether a happening is a text too: "under the 2010 constitution" tells of no event."""
    return noun in _TEXTS or noun[:-1] in _TEXTS


def is_happening(noun: str) -> bool:
    """Tell whether a lower-case noun, singular or plural, names what happens on a date."""
    return noun in _HAPPENINGS or (
        noun.endswith("s")
        and (noun[:-1] in _HAPPENINGS or (noun.endswith("es") and noun[:-2] in _HAPPENINGS))
    )
