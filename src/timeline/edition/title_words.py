"""Tell whether two titles can be those of editions of one publication.

They can where they have a telling word in common: none of time, of numbering, or of what any
document is called. They can also where the whole first part, before a colon or a dash, names one
kind of document ("Winter Forecast: Tailwinds"). Two countries in otherwise equal titles are two
publications.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from timeline.edition import edition_words
from timeline.lexicon import read_lexicon
from timeline.reading.dates.timex import MONTHS
from timeline.text import words

_TIMES: Final = edition_words.WHEN | frozenset(MONTHS)
"""Words of when, and of which one of several."""
_BARE: Final = edition_words.BARE
"""Words that say nothing of what a document is, even alone."""
_KINDS: Final = edition_words.KINDS
"""Words that name a kind of document, or who issues it, and not which."""
_SAYING_NOTHING: Final = _TIMES | _BARE | _KINDS
_ROMAN: Final = re.compile(
    r"(?=.)m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", re.IGNORECASE
)
_FIRST_PART: Final = re.compile(r"\s*:\s|\s[-–—|]\s|\s*—\s*")
_NAMES: Final = frozenset(
    words(entry["country"]) for entry in read_lexicon("edition/data/countries.tsv", ("country",))
)
_LONGEST_NAME: Final = max(map(len, _NAMES))


def agree(one: str, other: str) -> bool:
    """Tell whether two titles can be those of one publication, apart from dates and numbers.

    A title without a telling word says nothing against any other.
    """
    first, second = telling_words(one), telling_words(other)
    if not first or not second:
        return True
    if name_two_countries(one, other):
        return False
    if first & second:
        return True
    kind = _kind(one)
    return bool(kind) and kind == _kind(other)


def name_two_countries(one: str, other: str) -> bool:
    """Tell whether two titles are equal but for the country that each of them names."""
    (first, rest), (second, left) = _countries(one), _countries(other)
    return bool(rest and first - second and second - first) and rest == left


@lru_cache(maxsize=1_024)
def telling_words(title: str) -> frozenset[str]:
    """Return the words of a title that tell its publication from others."""
    return frozenset(filter(is_telling, words(title)))


@lru_cache(maxsize=16_384)
def is_telling(word: str) -> bool:
    """Tell whether a word, in lower case, tells a publication from others."""
    return word not in _SAYING_NOTHING and not _counts(word)


def _kind(title: str) -> frozenset[str]:
    """Return the first part of a title of two, apart from its time, where it names a kind."""
    first, *rest = _FIRST_PART.split(title, maxsplit=1)
    found = frozenset(_without(words(first), _TIMES))
    return found if rest and found - _BARE else frozenset()


def _without(said: tuple[str, ...], left_out: frozenset[str]) -> list[str]:
    return [word for word in said if word not in left_out and not _counts(word)]


def _counts(word: str) -> bool:
    """Tell whether a word is a number, has one, or is a letter."""
    return (
        any(map(str.isdigit, word))
        or _ROMAN.fullmatch(word) is not None
        or (len(word) == 1 and word.isascii())
    )


@lru_cache(maxsize=1_024)
def _countries(title: str) -> tuple[frozenset[tuple[str, ...]], frozenset[str]]:
    """Return the countries that a title names, and its other telling words."""
    said = words(title)
    found: set[tuple[str, ...]] = set()
    rest: list[str] = []
    at = 0
    while at < len(said):
        names = (said[at : at + size] for size in range(_LONGEST_NAME, 0, -1))
        name = next((each for each in names if each in _NAMES), None)
        if name is None:
            rest.append(said[at])
        else:
            found.add(name)
        at += 1 if name is None else len(name)
    return frozenset(found), frozenset(_without(tuple(rest), _TIMES))
