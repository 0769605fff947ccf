"""Normal forms and words of text, shared by all stages above.

A normal form serves to align texts, never to compare figures: it folds case, spaces, quotation
marks and dashes, and keeps every digit, sign, decimal point and percent mark.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Final

from timeline.lexicon import VERB_COLUMNS, VERBS, read_lexicon

SOFT_HYPHEN: Final = "\u00ad"
_FOLD: Final = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4`", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d", "-"),
        **dict.fromkeys(f"{SOFT_HYPHEN}\u200b\u200c\u200d\u2060\ufeff", None),
        "\u2026": "...",
    }
)
STOP_WORDS: Final = frozenset(
    "a an and are as at by for from has have in into is it its of on or s that the their this to "
    "was were which will with".split()
)
_WORD: Final = re.compile(r"[^\W_]+(?:[.,][0-9]+)*%?")


def normal(text: str) -> str:
    """Return the normal form by which passages are aligned: the same words, whatever the print."""
    plain = text if text.isascii() and "`" not in text else text.translate(_FOLD)
    return " ".join(plain.casefold().split())


_NOTE_MARK: Final = re.compile(
    r"(?<=[\w.,;:!?)%\"”’])(?:\[(?:\d{1,3}|[a-z]|note \d{1,2}|[*†‡]{1,3})\]){1,9}"
    r"|(?<=[\w.,;:!?)%])[*†‡]{1,3}(?=[\s.,;:)]|$)"
)
_NOTE_SIGNS: Final = frozenset("[*†‡")


def without_note_marks(text: str) -> str:
    """Return a text without the marks of notes that touch a word or a stop: "1,234[2] ships"."""
    return text if _NOTE_SIGNS.isdisjoint(text) else _NOTE_MARK.sub("", text)


@lru_cache(maxsize=65_536)
def singular(word: str) -> str:
    """Return a lower-case noun without its plural ending; a regular form, not a dictionary's."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("ches", "shes", "sses", "xes", "zes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


@lru_cache(maxsize=65_536)
def words(text: str) -> tuple[str, ...]:
    """Return the content words in order: lower case, plurals folded, stop words left out.

    "U.S." and "United States" are one word, "us".
    """
    folded = normal(text).replace("u.s.", "us").replace("united states", "us")
    return tuple(singular(word) for word in _WORD.findall(folded) if word not in STOP_WORDS)


# ---------------------------------------------------------------- words without their endings


@cache
def irregular_verbs() -> Mapping[str, str]:
    """Return the irregular past forms of verbs in lower case, each with its plain form."""
    return {
        form: verb["base"]
        for verb in read_lexicon(VERBS, VERB_COLUMNS)
        if verb["ing"] != "-"  # a modal verb
        for column in ("past", "participle")
        for form in verb.words(column)
    }


@cache
def _irregular() -> Mapping[str, str]:
    """Return the forms whose plain form no ending gives, with those of nouns."""
    forms = read_lexicon("data/irregular_forms.tsv", ("form", "plain"))
    return {**irregular_verbs(), **{entry["form"]: entry["plain"] for entry in forms}}


_BRITISH: Final = re.compile(
    r"is(?=e[drs]?$|ing$|ations?$)|our(?=(?:ed|ing|al)?$)|tre$|ogue$|mme$|ence$"
)
_AMERICAN: Final = {"is": "iz", "our": "or", "tre": "ter", "ogue": "og", "mme": "m", "ence": "ense"}
"""How endings of British spelling are written in America; what is no such ending is none twice."""
_LONG: Final = 5
_VOWELS: Final = frozenset("aeiouy")
_DERIVED: Final = (
    ("ically", 8, "ic"), ("mentally", 10, "ment"), ("mental", 8, "ment"),
    ("ionally", 9, "ion"), ("ional", 7, "ion"), ("ical", 7, "ic"), ("ily", 8, "y"), ("ly", 7, ""),
)  # fmt: skip
"""An ending, how long a word with it has to be, and what stands in its place: an adverb is found
by its adjective, and an adjective by its noun."""


def american(word: str) -> str:
    """Return a lower-case word in American spelling: "labour" is "labor"."""
    if len(word) > _LONG and (british := _BRITISH.search(word)) is not None:
        return word[: british.start()] + _AMERICAN[british[0]] + word[british.end() :]
    return word


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Return what the forms of a word of `words` have in common: "vaccinated" and "vaccination".

    Endings alone are taken off, never a beginning: "imprisonment" is no form of "prison".
    """
    word = american(_irregular().get(word, word))
    for ending, least, instead in _DERIVED:
        if len(word) >= least and word.endswith(ending):
            word = word[: -len(ending)] + instead
            break
    for ending in ("ing", "ed"):
        body = word[: -len(ending)]
        if word.endswith(ending) and len(body) > 2 and not _VOWELS.isdisjoint(body):
            if body[-1] == body[-2] and body[-1] not in "aeoulsz":
                return body[:-1]
            return body if ending == "ed" else _without_end(body)
    if len(word) > 7 and word.endswith(("tion", "sion")):
        word = word[:-3]
    return _without_end(word)


def _without_end(word: str) -> str:
    """Return a word without an "e", and with "i" for a "y" that the plural writes as "ies"."""
    if len(word) > 3 and word[-1] == "e":
        return word[:-1]
    if len(word) > 3 and word[-1] == "y" and word[-2] not in _VOWELS:
        return f"{word[:-1]}i"
    return word


@cache
def _of_several() -> frozenset[str]:
    """Return the stems of forms that begin in different ways."""
    return frozenset({"us", *map(stem, _irregular().values())})


_LEAST: Final = 3
_CHANGING: Final = 3


def common_beginning(of: str) -> str | None:
    """Return what all forms of a stem begin with; None where they have no beginning in common."""
    if not of.isascii() or of in _of_several():
        return None
    return of[: max(_LEAST, len(of) - _CHANGING)]
