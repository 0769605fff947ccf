"""Telephone numbers written in groups, whose digits count nothing.

"+255 22 219 9200" has the code of a country, "020 7946 0018" begins with a zero as no number does;
others are told by the word before them. What may be one number in groups of three ("+1 234 567") is
one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from timeline.lexicon import pattern_of
from timeline.model import Span
from timeline.reading.quantities.quantity_words import DIALLED, DIALLED_ON

_END: Final = r"(?![\w%]|[.,]\d)"
_FOUND: Final = re.compile(
    rf"(?<![\w.,+])(?<!\d[-/:])(?:(?P<word>(?:{pattern_of(DIALLED)})\b[.:]?(?:[ \u00a0](?:{pattern_of(DIALLED_ON)})\b[.:]?){{0,2}}[ \u00a0]?"
    rf"\(?(?P<told>\+?\d{{1,5}}+\)?(?:[ \u00a0.-]?\(?\d{{1,8}}+\)?){{1,6}}{_END}))"
    rf"|(?P<abroad>\+\d{{1,3}}+(?:[ \u00a0.-]?\(?\d{{1,8}}+\)?){{1,6}}{_END})"
    rf"|(?P<zero>(?!0\d[ -]\d\d[ -](?:1[89]|20)\d\d)\(?0\d{{1,4}}\)?(?:[ \u00a0-]\d{{2,8}}){{1,4}}{_END}))",
    re.IGNORECASE,
)
_IN_THREES: Final = re.compile(r"\+\d{1,3}(?:[ \u00a0]\d{3})+")
_COUNTED: Final = re.compile(r"\d{1,3}(?:[ \u00a0]\d{3})+")
_NOUN: Final = re.compile(
    r"[ \u00a0](?!(?:or|and|for|to|on|from|during|between|in|at|if|when|free)\b)[a-z]"
)
"""A number in groups of three and what it counts: "Mobile: 8 250 000 subscriptions"."""
_DIGITS: Final = re.compile(r"\d")
_FEWEST: Final = {"told": 6, "abroad": 8, "zero": 7}
"""So many digits a number has at least, by how it is told."""


def find_telephones(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Yield where telephone numbers stand in a part of a text, in order."""
    for found in _FOUND.finditer(text, start, len(text) if end is None else end):
        way = next(name for name in _FEWEST if found[name])
        number = found[way]
        many = len(_DIGITS.findall(number)) >= _FEWEST[way]
        counts = way == "told" and _COUNTED.fullmatch(number) and _NOUN.match(text, found.end(way))
        if many and not (counts or (way == "abroad" and _IN_THREES.fullmatch(number))):
            yield Span(found.start(way), found.end())
