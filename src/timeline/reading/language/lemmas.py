"""The plain form of a word, and the participles of a verb.

Verbs have the forms of their line in the lexicon of verbs; the others go by their spelling.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from timeline.lexicon import read_lexicon
from timeline.reading.language import measure_words as classes
from timeline.reading.language.verbs import VERBS

_SHORT: Final = re.compile(r"[^aeiou]{0,3}[aeiou][^aeiouwxy]")
"""A stem of one short syllable: it would have doubled its consonant ("stopped"), had it no "e"."""
_ENDINGS_WITH_E: Final = (
    "c", "v", "u", "dg", "rg", "eas", "clos", "rat", "lat", "cat", "nat", "iz", "dors", "quir", "vid", "leg",
)  # fmt: skip
_BEFORE_STEMS: Final = ("re", "over", "under", "out", "fore", "mis")
"""Letters before a verb that is bent as without them: "repaid", "oversold"."""
_NOUNS: Final = {
    entry["form"]: entry["plain"]
    for entry in read_lexicon("reading/language/data/irregular_nouns.tsv", ("form", "plain"))
}


@lru_cache(maxsize=32_768)
def lemma(word: str) -> str:
    """Return the plain form of a verb or noun, in lower case ("rose": rise, "adults": adult)."""
    word = word.lower()
    known = VERBS.plain.get(word) or _prefixed(word, VERBS.plain)
    if known is not None:
        return known
    if word.endswith("eed"):
        return word[:-1] if word[:-1] in classes.VERBS_IN_EE else word
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return _stem(word[: -len(ending)])
    return singular(word)


def _prefixed(word: str, forms: Mapping[str, str]) -> str | None:
    """Return the form of a verb that has letters before one with a known form."""
    if word.endswith(("ed", "ing", "s")):
        return None
    for letters in _BEFORE_STEMS:
        form = forms.get(word[len(letters) :]) if word.startswith(letters) else None
        if form is not None and len(word) >= len(letters) + 3:
            return letters + form
    return None


def _stem(base: str) -> str:
    if base[-1:] == base[-2:-1] and base[:-1] in classes.DOUBLING_VERBS:
        return base[:-1]
    if base + "e" in VERBS.bases or base.endswith(_ENDINGS_WITH_E) or _SHORT.fullmatch(base):
        return base + "e"
    if len(base) > 3 and base[-1] == base[-2] and base[-1] not in "ls":
        return base[:-1]
    return base[:-1] + "y" if base.endswith("i") else base


def singular(word: str) -> str:
    """Return a lower-case noun or verb form without its "s"."""
    if word in _NOUNS:
        return _NOUNS[word]
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


@lru_cache(maxsize=8_192)
def participle(word: str) -> str:
    """Return the past participle of a verb form ("provides": provided, "took": taken)."""
    plain = lemma(word)
    known = VERBS.participles.get(plain) or _prefixed(plain, VERBS.participles)
    if known is not None:
        return known
    if word.endswith("ed") and not word.endswith("eed"):
        return word
    if plain.endswith("e"):
        return plain + "d"
    if plain.endswith("y") and plain[-2:-1] not in ("a", "e", "o"):
        return plain[:-1] + "ied"
    return _doubled(plain) + "ed"


@lru_cache(maxsize=8_192)
def gerund(word: str) -> str:
    """Return the form in -ing of a verb form ("started": starting, "live": living)."""
    if word.endswith("ing") and len(word) > 4:
        return word
    plain = lemma(word)
    if plain in VERBS.gerunds:
        return VERBS.gerunds[plain]
    if plain.endswith("ie"):
        return plain[:-2] + "ying"
    if plain.endswith("e") and not plain.endswith("ee"):
        return plain[:-1] + "ing"
    return _doubled(plain) + "ing"


def _doubled(plain: str) -> str:
    """Return a verb as it stands before an ending: "plan" is "plann"."""
    return plain + plain[-1] if plain in classes.DOUBLING_VERBS else plain
