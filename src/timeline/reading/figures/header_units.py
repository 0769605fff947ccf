"""The unit and the scale that the head of a table gives to the numbers under it.

They stand in brackets, behind a comma or a dash, or behind "in": "Exports ($ million)",
"Unemployment, %", "Spending in EUR thousand"; or they are the whole head. What looks like a unit
and cannot be read in full ("constant 2015 US$ million") is not half read: its numbers are no
figures.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from timeline.lexicon import Entry, read_lexicon
from timeline.reading.quantities.currencies import ANY_SIGN, currency_name, currency_of
from timeline.reading.quantities.units import canonical, is_measure

_WRITTEN: Final = read_lexicon(
    "reading/figures/data/header_units.tsv", ("written", "says", "value")
)
_KINDS: Final = ("scale", "letter", "unit", "number")


def _entries(*kinds: str) -> dict[str, Entry]:
    return {entry["written"]: entry for entry in _WRITTEN if entry.one_of("says", _KINDS) in kinds}


SCALES: Final = {
    written: entry.integer("value") for written, entry in _entries("scale", "letter").items()
}
"""What a scale multiplies by."""
_LETTERS: Final = frozenset(_entries("letter"))
"""Scales that are scales behind money alone: otherwise metres and others."""
_UNITS: Final = {written: entry["value"] for written, entry in _entries("unit").items()}
_NUMBERS: Final = {written: entry["value"] or None for written, entry in _entries("number").items()}
_SHARE: Final = re.compile(
    r"(?:%|per ?cent|percentage)[ \u00a0]of[ \u00a0](?:the[ \u00a0])?(?P<whole>.{1,40})",
    re.IGNORECASE,
)
_BRACKETED: Final = re.compile(r"^(?P<name>.*?)[ \u00a0]?[(\[](?P<unit>[^()\[\]]{1,60})[)\]]$")
_PARTED: Final = re.compile(
    r"^(?P<name>.+?)(?:,|:|[ \u00a0][-–—])[ \u00a0](?P<unit>[^,:()]{1,60})$"
)
_IN: Final = re.compile(r"^(?P<name>.+?)[ \u00a0]in[ \u00a0](?P<unit>[^,:()]{1,40})$")
_LEAD: Final = re.compile(r"^(?:in|unit:?|units:?|value in|values in)[ \u00a0]", re.IGNORECASE)
_SIGNED: Final = re.compile(rf"([A-Z]{{0,3}}{ANY_SIGN})(?=\S)")
_HINTS: Final = re.compile(
    rf"%|{ANY_SIGN}|\b(?:thousands?|millions?|billions?|trillions?|crores?|lakhs?|mn|mln|bn|per ?cent|pct|percentage|USD"
    r"|EUR|GBP|hundreds?)\b|(?<![\d,.])['’]?000s?\b",
    re.IGNORECASE,
)
"""What tells that something is a unit, whether it can be read or not."""


@dataclass(frozen=True, slots=True)
class HeadUnit:
    """What a head says: its name without the unit, the unit, its name for people, and the scale.

    `says` marks a head that gives a unit, if only that of a number; `refused` one that gives a unit
    that cannot be read.
    """

    name: str
    unit: str | None = None
    unit_text: str | None = None
    factor: int = 1
    whole: str | None = None
    says: bool = False
    refused: bool = False


@lru_cache(maxsize=4_096)
def head_unit(head: str) -> HeadUnit:
    """Return what the head of a row, a column or a table says of the unit of its numbers."""
    text = " ".join(head.split())
    is_unit = text.lower() in _NUMBERS or _HINTS.search(text) is not None
    if is_unit and (alone := _parsed(text)) is not None:
        return HeadUnit("", *alone, says=True)
    for pattern in (_BRACKETED, _PARTED, _IN):
        found = pattern.match(text)
        if found is None:
            continue
        parsed = _parsed(found["unit"])
        if parsed is not None:
            return HeadUnit(found["name"].strip(" ,:"), *parsed, says=True)
        if _HINTS.search(found["unit"]) and pattern is not _IN:
            return HeadUnit(text, refused=True)
    return HeadUnit(text, refused=_HINTS.search(text) is not None)


_Parsed = tuple[str | None, str | None, int, str | None]


def _parsed(unit: str) -> _Parsed | None:
    """Return the unit, its name, the scale and the whole of a share, of words that say no more."""
    text = _LEAD.sub("", unit.strip())
    lower = text.lower()
    if lower in _UNITS:
        return _UNITS[lower], None, 1, None
    if (share := _SHARE.fullmatch(text)) is not None:
        return "percent", None, 1, share["whole"]
    words = [word for word in _SIGNED.sub(r"\1 ", text).split() if word.lower() not in ("of", "in")]
    money = any(_is_code(word) for word in words)
    factor, rest = 1, []
    for word in words:
        size = SCALES.get(word.lower())
        if size is None or (word.lower() in _LETTERS and not money):
            rest.append(word)
        elif factor != 1:
            return None
        else:
            factor = size
    name = " ".join(rest)
    if not rest:
        return (None, None, factor, None) if factor != 1 else None
    signed = not name[-1].isalpha() and len(rest) > 1
    if not signed and (code := currency_of(name, default=None)) is not None:
        return code, currency_name(name), factor, None
    if name.lower() in _NUMBERS:
        return _NUMBERS[name.lower()], None, factor, None
    measured = canonical(name)
    return (measured, None, factor, None) if is_measure(measured) and name != "m" else None


def _is_code(word: str) -> bool:
    return (len(word) > 1 or not word.isalpha()) and currency_of(word, default=None) is not None
