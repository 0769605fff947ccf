"""The words that make two measures of trade different: goods, or goods and services."""

from __future__ import annotations

import re
from typing import Final

from timeline.model import Span
from timeline.reading.language.sentences import Sentence

_CUTS: Final = re.compile(r"\b(?:while|whereas|because|although|though|but)\b|[;:]")
_REACH: Final = 480
"""Characters before an amount in which the goods are looked for."""


def scope_of(sentence: Sentence, span: Span, measure: str) -> str | None:
    """Return the words that make two measures of trade different: goods, or goods and services."""
    found = _scope(measure.lower())
    if found is None:
        start = max(sentence.start, span.start - _REACH)
        before = sentence.text[start : span.start].lower()
        if "goods" in before:
            found = _scope(_CUTS.split(before)[-1])
    return found


def _scope(lower: str) -> str | None:
    if "goods and services" in lower:
        return "goods and services"
    if "goods" in lower.split():
        return "goods"
    return "services" if _SERVICES.search(lower) else None


_SERVICES: Final = re.compile(
    r"\bservices\s+(?:trade|exports|imports)\b|\b(?:exports|imports)\s+of\s+services\b"
)
