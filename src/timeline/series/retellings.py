"""Find out where one edition tells of one incident several times: in its summary, and below.

A date alone joins nothing, for a court rules twice a month. What is told twice has one day or
month and a name that both sentences write; one sentence says all that the title of the other says,
the titles have the same verbs, and what the longer one adds is no name.
"""

from __future__ import annotations

import re
from calendar import day_name, month_name
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Final

from timeline.alignment import stems, title_stems
from timeline.lexicon import read_lexicon
from timeline.model import Wording
from timeline.text import irregular_verbs, words

_LEAST: Final = 5
"""How many words two titles have in common at least."""
_ALIKE: Final = 60
"""How like they are at least, 0 to 100."""
_WORD: Final = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_CAPITAL: Final = re.compile(r"[^\W\d_a-z]")
_ABBREVIATED: Final = re.compile(
    r"((?:[A-Z][\w’-]{1,40} (?:(?:of|in|for|the|and|on) ){0,2}){2,10})\(([A-Z]{2,12})\)"
)
_DENYING: Final = frozenset({"not", "no", "never"})
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_OF_CALENDAR: Final = frozenset(stem for name in (*month_name, *day_name) for stem in stems(name))


def tell_one_incident(one: Wording, other: Wording) -> bool:
    """Tell whether two wordings of one block tell of one incident in two sentences."""
    if one.when != other.when or one.when is None or one.when.precision not in ("day", "month"):
        return False
    if one.sentence is None or other.sentence is None or one.sentence == other.sentence:
        return False
    first, second = _told(one.title), _told(other.title)
    both = first & second
    if len(both) < _LEAST or 200 * len(both) < _ALIKE * (len(first) + len(second)):
        return False
    if both.isdisjoint(_names(one.sentence) & _names(other.sentence)):
        return False
    return _repeats(one, other) or _repeats(other, one)


def _repeats(short: Wording, long: Wording) -> bool:
    """Tell whether the longer of two wordings says all that the title of the shorter says."""
    sentence, other = short.sentence or "", long.sentence or ""
    told, added = _told(short.title), _told(long.title) - _told(short.title)
    dated = {word for word in told if word in _OF_CALENDAR or _YEAR.fullmatch(word)}
    return (
        told - dated <= _all_words(other)
        and _verbs(short.title) <= _told(long.title)
        and added.isdisjoint(_DENYING)
        and added.isdisjoint(_names(other) - _all_words(sentence) - _spelled_out(other, sentence))
    )


def _spelled_out(sentence: str, other: str) -> frozenset[str]:
    """Return the words of the names in a sentence that another one writes as an abbreviation."""
    known = set(_WORD.findall(other))
    found = (m[1] for m in _ABBREVIATED.finditer(sentence) if m[2] in known)
    return _as_one(stems(" ".join(found)))


@cache
def _same_words() -> Mapping[str, str]:
    lines = read_lexicon("series/data/same_words.tsv", ("word", "others"))
    return {other: line["word"] for line in lines for other in line.words("others")}


def _as_one(found: frozenset[str]) -> frozenset[str]:
    same = _same_words()
    return frozenset(same.get(stem, stem) for stem in found)


@lru_cache(maxsize=4096)
def _told(title: str) -> frozenset[str]:
    return _as_one(title_stems(title))


@lru_cache(maxsize=4096)
def _all_words(sentence: str) -> frozenset[str]:
    return _as_one(stems(sentence))


@lru_cache(maxsize=4096)
def _names(sentence: str) -> frozenset[str]:
    """Return the words that a sentence writes as names; none where it is written in capitals."""
    found = _WORD.findall(sentence)[1:]
    capital = [word for word in found if _CAPITAL.match(word)]
    if 2 * len(capital) > len(found):
        return frozenset()
    return _as_one(stems(" ".join(capital))) - _OF_CALENDAR


def _verbs(title: str) -> frozenset[str]:
    """Return the verbs of a title: what has a past form in it."""
    past = [w for w in words(title) if w in irregular_verbs() or w.endswith("ed")]
    return _as_one(title_stems(" ".join(past))) if past else frozenset()
