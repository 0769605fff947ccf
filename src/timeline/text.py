"""Normal forms and words of text, shared by all stages above.

A normal form serves to align texts, never to compare figures: it folds case, spaces, quotation
marks and dashes, and keeps every digit, sign, decimal point and percent mark.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_FOLD: Final = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4`", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d", "-"),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", None),
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
    return " ".join(text.translate(_FOLD).casefold().split())


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
