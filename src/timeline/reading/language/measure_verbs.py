"""Verbs as the measures need them: which role a verb plays, and its participles.

Roles: "be" links, "have" possesses, "measure" states a level, "spend" gives money, "act" is any
other verb. A form counts as a verb by the lexicon of verbs or by its ending.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from timeline.reading.language.number_words import TENS, UNITS
from timeline.reading.language.verbs import VERBS
from timeline.reading.language.word_classes import NO_MEASURE_VERBS

BE, HAVE, MEASURE, SPEND, ACT = "be", "have", "measure", "spend", "act"

AUXILIARIES: Final = VERBS.classes["auxiliary"]
_ROLE_NAMES: Final = {BE: "links", HAVE: "has", MEASURE: "states", SPEND: "spends", ACT: "acts"}
_ROLES: Final = {
    form: role for role, name in reversed(_ROLE_NAMES.items()) for form in VERBS.classes[name]
}
"""The role of each form; of one with two roles the first in the order above."""
NOUNS_TOO: Final = VERBS.classes["noun-too"]
"""Forms that are nouns or adjectives as often as verbs."""
SAYING: Final = VERBS.classes["saying"]
"""Verbs whose subject is the source of a figure, no part of what it measures."""
NUMBERS: Final = frozenset((*UNITS, *TENS)) - {"zero"}
_MODIFIERS: Final = VERBS.classes["modifier"]
_PARTICIPLES: Final = VERBS.participles
_UNCHANGED: Final = frozenset(_PARTICIPLES.values())
_GERUNDS: Final = VERBS.gerunds


@lru_cache(maxsize=16_384)
def role(word: str) -> str | None:
    """Return the role of a lower-case word as a verb, None where it is none."""
    known = _ROLES.get(word)
    if known is not None:
        return known
    if word in AUXILIARIES:
        return BE
    if len(word) > 4 and word.endswith("ed") and word not in NO_MEASURE_VERBS:
        return ACT
    return None


@lru_cache(maxsize=16_384)
def participle(word: str) -> str:
    """Return the past participle of a verb form ("provides": provided)."""
    if word in _UNCHANGED or word.endswith("ed"):
        return word
    base = _base(word)
    if base in _PARTICIPLES or word in _PARTICIPLES:
        return _PARTICIPLES.get(word) or _PARTICIPLES[base]
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2:-1] not in "aeou":
        return base[:-1] + "ied"
    return base + "ed"


def is_participle(word: str) -> bool:
    """Tell whether a form can be a past participle, so that a noun before it may be its object."""
    return word.endswith("ed") or word in _UNCHANGED or word in _MODIFIERS


@lru_cache(maxsize=16_384)
def gerund(word: str) -> str:
    """Return the present participle of a verb form ("started": starting)."""
    if word.endswith("ing"):
        return word
    if word in _GERUNDS:
        return _GERUNDS[word]
    base = _base(word)
    if base in _GERUNDS:
        return _GERUNDS[base]
    if base.endswith("ied"):
        return base[:-3] + "ying"
    if base.endswith("ed") and len(base) > 4:
        return base[:-2] + "ing"
    if base.endswith("e") and not base.endswith("ee"):
        return base[:-1] + "ing"
    return base + "ing"


def _base(word: str) -> str:
    if word.endswith("ing") and len(word) > 5:
        stem = word[:-3]
        return stem + "e" if stem.endswith(("id", "at", "iz", "ut", "v", "c", "g")) else stem
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "oes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


def money_noun(word: str) -> str:
    """Return what the money of a spending verb is called ("awarded": awards)."""
    return VERBS.money.get(word, "funding")
