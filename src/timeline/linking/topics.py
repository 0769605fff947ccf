"""What a figure measures, in words that two wordings of one thing share.

Editions word one measure in many ways: "receipts from energy taxes" and "energy tax revenue",
"greenhouse gas emissions" and "GHG emissions". A topic is what is left of a measure without the
words that say how much, how it moved or which value of a series it is, with abbreviations that
either edition explains written out, and with one word for those that mean the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from timeline.alignment import stems
from timeline.lexicon import read_lexicon
from timeline.model import Figure, Passage, Snapshot
from timeline.text import STOP_WORDS

Words = frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Aliases:
    """What words and abbreviations stand for, by their stem.

    There is one of each content, so that what was made of a text with it is found again.
    """

    meant: Mapping[str, Words]


_ENTRIES: Final = read_lexicon("linking/data/measure_words.tsv", ("word", "says", "as"))
_SAYS: Final = ("neutral", "part", "money", "same", "opposite")


def _of(role: str) -> Words:
    return frozenset().union(
        *(stems(entry["word"]) for entry in _ENTRIES if entry.one_of("says", _SAYS) == role)
    )


_NEUTRAL: Final = _of("neutral")
PARTS: Final = _of("part")
"""Words that tell a part of a thing from the thing."""
_SAME: Final = {
    word: stems(entry["as"])
    for entry in _ENTRIES
    if entry["says"] == "same"
    for word in stems(entry["word"])
}
_OPPOSITES: Final = {
    word: stems(entry["as"])
    for entry in _ENTRIES
    if entry["says"] == "opposite"
    for word in stems(entry["word"])
}
_BRACKET: Final = re.compile(
    r"(?P<long>(?:[A-Za-z][\w'’-]*[ \u00a0]){1,6})\((?P<short>[A-Z][A-Za-z0-9]{1,9})\)"
)
_SHORT: Final = re.compile(r"\([A-Z][A-Za-z0-9]{1,9}\)")
"""What is in each such bracket, and is found much faster."""
_WORD: Final = re.compile(r"[\w'’-]+")
_CAPITALS: Final = re.compile(r"\b[A-Z][A-Z0-9]+\b")
_VERB: Final = re.compile(r"\b(?:amount|number) \w+ by ")
"""What a measure says of a verb without an object: "amount covered by state forest"."""
_AGENT: Final = re.compile(
    rf"^(?P<money>{'|'.join(sorted(e['word'] for e in _ENTRIES if e['says'] == 'money'))})"
    r" of (?P<agent>[^,]{1,40}?) (?=(?:from|on|in|to|for) )"
)
"""Whose money it is, in a measure that is read off a verb: "spending of the ministry on roads"."""
_FORM: Final = re.compile(r"^(?:change in|share of|amount of|number of) ")
_NAMED: Final = re.compile(r"(?<=[\w,] )[A-Z][\w’'-]+")


def aliases(snapshots: Sequence[Snapshot]) -> Aliases:
    """Return what the abbreviations stand for that the texts of editions explain, by their stem.

    "greenhouse gas (GHG)" explains one, and so does "diesel (Derv)" where either text has "DERV".
    """
    texts = [p.quote.text for snapshot in snapshots for p in snapshot.passages]
    bracketed = (text for text in texts if "(" in text and _SHORT.search(text))
    matches = [match for text in bracketed for match in _BRACKET.finditer(text)]
    capitals = frozenset().union(*(_CAPITALS.findall(text) for text in texts)) if matches else ()
    found: dict[str, Words] = dict(_SAME)
    for match in matches:
        short, long = match["short"], match["long"].rstrip()
        if short.upper() in capitals:
            spelt = _spelt_out(long, short) or (long if " " not in long else "")
            for stem in stems(short) if spelt else ():
                found.setdefault(stem, canonical(stems(spelt), KNOWN_TO_ALL))
    return KNOWN_TO_ALL if found == _SAME else _aliases(frozenset(found.items()))


KNOWN_TO_ALL: Final = Aliases(_SAME)
"""What words stand for whatever an edition explains."""


@lru_cache(maxsize=64)
def _aliases(meant: frozenset[tuple[str, Words]]) -> Aliases:
    return Aliases(dict(meant))


def _spelt_out(words: str, short: str) -> str:
    """Return the end of some words that an abbreviation stands for, empty where it does not.

    They are the initials of the last words, or are found in them from the last to the first one,
    which begins a word.
    Source: Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions in
    biomedical text", PSB 2003.
    """
    letters = [letter for letter in short.lower() if letter.isalpha()]
    begins = [m.start() for m in _WORD.finditer(words) if m[0].lower() not in STOP_WORDS]
    if [words[at].lower() for at in begins[-len(letters) :]] == letters:
        return words[begins[-len(letters)] :]
    lower, at = words.lower(), len(words)
    for place, letter in enumerate(reversed(letters), start=1):
        at = lower.rfind(letter, 0, at)
        while at > 0 and place == len(letters) and lower[at - 1].isalnum():
            at = lower.rfind(letter, 0, at)
        if at < 0:
            return ""
    return words[at:]


def are_opposite(one: Words, other: Words) -> bool:
    """Tell whether one of two measures is of the opposite of the other: of imports, of exports."""
    return any(
        word in one and other >= against and word not in other and one.isdisjoint(against)
        for word, against in _OPPOSITES.items()
    )


def canonical(found: Words, known: Aliases) -> Words:
    """Return words with one for those that mean the same, and abbreviations written out."""
    changed = {word: word for word in known.meant.keys() & found}
    changed |= {word: word[:-2] for word in [each for each in found if each.endswith("ally")]}
    if not changed:
        return found
    meant = (known.meant.get(stem, {stem}) for stem in changed.values())
    return found.difference(changed).union(*meant)


@lru_cache(maxsize=16_384)
def topic(text: str | None, known: Aliases) -> Words:
    """Return the words of a measure that say what is measured, none where none does."""
    told = canonical(_stems_of_measure(text), known) - _NEUTRAL if text else frozenset()
    return (
        frozenset(w for w in told if not w.isdecimal()) if any(map(str.isdecimal, told)) else told
    )


def _stems_of_measure(text: str) -> Words:
    return stems(_AGENT.sub(_owned, _VERB.sub("", _FORM.sub("", text))))


def _owned(match: re.Match[str]) -> str:
    named = [word for word in match["agent"].split() if word[0].isupper()]
    return " ".join((match["money"], *named, ""))


def names(figure: Figure, known: Aliases) -> Words:
    """Return the words of names in a measure, which say whose or where something is."""
    around = figure.subject or "", figure.counterpart or ""
    return _stems_of_names(figure.measure, *around).difference(known.meant)


@lru_cache(maxsize=16_384)
def _stems_of_names(measure: str, *around: str) -> Words:
    return stems(" ".join((*_NAMED.findall(_FORM.sub("", measure)), *around)))


def context(passage: Passage, title: str | None, known: Aliases) -> Words:
    """Return the words around a figure: of its sentence, of its headings, and of the title."""
    return words_of((passage.quote.text, *passage.path, *passage.labels, title), known)


@lru_cache(maxsize=4_096)
def words_of(texts: tuple[str | None, ...], known: Aliases) -> Words:
    """Return the words of some texts; a figure is compared with the edition before and after."""
    return canonical(frozenset().union(*map(stems, texts)), known)
