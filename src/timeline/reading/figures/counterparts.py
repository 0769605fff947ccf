"""Whose measure it is, and with whom: the subject and the counterpart of trade, aid and the like.

Adjectives of countries are resolved where English says so ("U.S. exports to Tarn": United States,
Tarn). A party is a name; a common noun is none.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from timeline.lexicon import pattern_of
from timeline.reading.figures import figure_words
from timeline.reading.language.actors import actors_of

_NAME: Final = (
    r"(?!G[DN][PI]\b|GVA\b)[A-Z][\w.&’'-]*(?:\s+(?:(?:of|for|and|the)\s+){0,2}[A-Z][\w.&’'-]*){0,6}"
)
_BETWEEN: Final = re.compile(
    rf"\b(?:{pattern_of(figure_words.BETWEEN_TWO)})\b"
    r"[^,;]{0,60}?\b(?P<way>to|with|from|in|between)\s+(?:the\s+)?(?P<other>" + _NAME + r")"
)
_PAIR: Final = re.compile(r"\b(?P<one>[A-Z][a-z]+(?:\s[A-Z][a-z]+)?)[-–](?P<other>[A-Z][a-z]+)\s")
_OWNER: Final = re.compile(rf"(?P<own>{_NAME})\s+(?!of\b)[a-z]")
_COUPLED: Final = re.compile(rf"(?P<one>{_NAME}?)\s+and\s+(?:the\s+)?(?P<other>{_NAME})")


@lru_cache(maxsize=4_096)
def parties(measure: str, subject: str | None) -> tuple[str | None, str | None]:
    """Return subject and counterpart of a measure, None where the text names none."""
    if subject is None and measure.islower():
        return None, None
    pair = _PAIR.search(measure)
    if pair is not None:
        return pair["one"], pair["other"]
    own = _resolved(subject) if subject else None
    match = _BETWEEN.search(measure)
    if match is not None and match["way"] == "between":
        coupled = _COUPLED.match(match["other"])
        return (coupled["one"], coupled["other"]) if coupled else (own, None)
    if own is None:
        owner = _OWNER.match(measure)
        own = _resolved(owner["own"]) if owner else None
        if own is not None and owner is not None and own == owner["own"] and " " not in own:
            own = None
    other = _resolved(match["other"]) if match else None
    return own, None if other == own else other


def _resolved(name: str) -> str | None:
    if name[:1].isdigit():
        return name
    found = actors_of(name)
    return found[0] if len(found) == 1 and found[0][:1].isupper() else name
