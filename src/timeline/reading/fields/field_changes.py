"""How far a value of a field has moved, where a sign or a word beside it says so.

"Exports: 3 million (+4%)", "Wheat: 3 tonnes, 12% below the average". A sign on a value that stands
first ("Balance: -2%") is the sign of a level.
"""

from __future__ import annotations

import re
from typing import Final

from timeline.model import Span

_SIGN: Final = re.compile(r"(?:\(|[,;]\s(?:or\s)?)(?P<sign>[+\-−–])?$")
_WORD: Final = re.compile(r"\b(?:(?P<up>[Uu]p)|[Dd]own)(?:\s+by)?\s+$")
_BEHIND: Final = re.compile(
    r"\s(?:(?P<up>higher|more|above|up)|lower|less|fewer|below|short|down)"
    r"\s(?:than|of|on|from|over|the|a|last|in|(?:19|20)\d\d)\b"
)
_OPENING: Final = 12


def direction_of(text: str, span: Span, unit: str | None, *, negative: bool) -> str | None:
    """Return "up" or "down" where a value is how far another one moved, None elsewhere."""
    before = text[max(0, span.start - _OPENING) : span.start]
    word = _WORD.search(before)
    relative = unit in ("percent", "percentage point", "point")
    if word is not None and (relative or before[: word.start()].endswith((", ", "; ", "("))):
        return "up" if word["up"] else "down"
    if not relative:
        return None
    sign = _SIGN.search(before)
    if sign is not None and (negative or sign["sign"]):
        return "up" if sign["sign"] == "+" else "down"
    behind = _BEHIND.match(text, span.end) if sign is not None else None
    return None if behind is None else "up" if behind["up"] else "down"


def moves(text: str, value: Span, change: Span) -> bool:
    """Tell whether a change stands at once behind the value that moved: "wool 12 million (+4%)"."""
    return not text[value.end : change.start].strip(" (,+-−–")
