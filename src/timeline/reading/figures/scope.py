"""The words that make two measures of trade different: goods, or goods and services."""

from __future__ import annotations

import re
from typing import Final

from timeline.model import Span
from timeline.reading.language.sentence_words import Words
from timeline.reading.language.subjects import CUTS


def scope_of(words: Words, span: Span, measure: str) -> str | None:
    """Return the words that make two measures of trade different: goods, or goods and services."""
    found = _scope(measure.lower())
    if found is None and "goods" in words.lower:
        first = words.at(span.start)
        start = max((i + 1 for i in range(first) if words.lower[i] in CUTS), default=0)
        found = _scope(" ".join(words.lower[start:first]))
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
