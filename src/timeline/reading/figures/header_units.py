"""The unit and the scale that the head of a table gives to the numbers under it.

They stand in brackets, behind a comma or a dash, or behind "in": "Exports ($ million)",
"Unemployment, %", "Spending in EUR thousand"; or they are the whole head. What looks like a unit
and cannot be read in full ("constant 2015 US$ million") is not half read: its numbers are no
figures.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from timeline.lexicon import Entry, read_lexicon
from timeline.reading.language.plurals import is_plural
from timeline.reading.quantities.amounts import per_at
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
_ALONE: Final = frozenset(_NUMBERS) | frozenset(_UNITS)
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


_CHANGE: Final = re.compile(
    r"(?:(?:annual|yearly|quarterly|monthly|year-on-year|y/?o/?y|average|real)[ \u00a0]){0,2}"
    r"(?:%|per ?cent|percentage)[ \u00a0](?:change|growth|increase)s?(?:[ \u00a0,].{1,60})?",
    re.IGNORECASE,
)
"""A change as the name of what is measured: "Annual percentage change"."""
_UNLESS: Final = re.compile(
    r",?[ \u00a0]unless[ \u00a0](?:otherwise|else)[ \u00a0](?:stated|indicated|noted|specified)"
    r"|;[ \u00a0][^();]{1,60}[ \u00a0]in[ \u00a0](?:brackets|parentheses)(?=\)?$)",
    re.IGNORECASE,
)
"""What a head says of other numbers than those of its cells."""
_ROUND: Final = re.compile(
    r"(?:(?<=^)|(?<=[,:(\[–-][ \u00a0])|(?<=[(\[])|(?<=\bin[ \u00a0]))1(?:[ \u00a0,]?000){1,2}(?=[ \u00a0][^\W\d_])"
)
"""A scale in digits: "1 000 ha", "1,000,000 t"."""
_JOINED: Final = re.compile(r"\b([A-Z]{3})(m|k|b|mn|mln|bn|tn)\b")
_DATED: Final = re.compile(r"^(?P<head>.+),[ \u00a0](?P<year>(?:1[89]|20)\d\d(?:[-/–]\d{2,4})?)$")
"""A head whose unit stands before its year: "Area, 1 000 ha, 2020"."""
_ASIDE: Final = re.compile(
    r"^(?P<head>.+?),?[ \u00a0]\((?P<aside>[^()]{1,60})[ \u00a0](?:in|within)[ \u00a0](?:brackets|parentheses)\)$",
    re.IGNORECASE,
)
"""A head that says, too, what its cells have in brackets: "Change, per cent (forecast in brackets)"."""
_PER: Final = re.compile(r"[ \u00a0](?:per|a|an)[ \u00a0]|/|[ \u00a0]p\.?a\.?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class HeadUnit:
    """What a head says: its name without the unit, the unit, its name for people, and the scale.

    `per` is what a rate is of. `says` marks a head that gives a unit, if only that of a number;
    `refused` one that gives a unit that cannot be read.
    """

    name: str
    unit: str | None = None
    unit_text: str | None = None
    factor: int = 1
    whole: str | None = None
    per: str | None = None
    says: bool = False
    refused: bool = False


@lru_cache(maxsize=4_096)
def head_unit(head: str) -> HeadUnit:
    """Return what the head of a row, a column or a table says of the unit of its numbers."""
    text = _UNLESS.sub("", _ROUND.sub(_scale_word, " ".join(head.split())))
    aside = _ASIDE.match(text)
    if aside is not None and _HINTS.search(aside["aside"]) is None:
        return head_unit(aside["head"])
    dated = _DATED.match(text)
    if dated is not None and (found := head_unit(dated["head"])).says:
        return replace(
            found, name=f"{found.name}, {dated['year']}" if found.name else dated["year"]
        )
    if (change := text.strip("()[]")) and _CHANGE.fullmatch(change):
        return HeadUnit(change, "percent", says=True)
    is_unit = text.lower() in _ALONE or _hints(text) or _is_symbol(text)
    if is_unit and (alone := unit_said(text)) is not None:
        return alone
    for pattern in (_BRACKETED, _PARTED, _IN):
        found_unit = pattern.match(text)
        if found_unit is None:
            continue
        name, unit = found_unit["name"].strip(" ,:"), found_unit["unit"]
        if pattern is _BRACKETED and _CHANGE.fullmatch(unit):
            return HeadUnit(f"{name}, {unit}", "percent", says=True)
        parsed = unit_said(unit) or (_beside(unit) if pattern is _BRACKETED else None)
        if parsed is not None:
            return replace(parsed, name=", ".join(part for part in (name, parsed.name) if part))
        if _hints(unit) and pattern is not _IN:
            return HeadUnit(text, refused=True)
    return HeadUnit(text, refused=_hints(text))


def _scale_word(found: re.Match[str]) -> str:
    return "thousand" if len(found[0]) < _MILLION else "million"


def _hints(text: str) -> bool:
    return _HINTS.search(text) is not None or _JOINED.search(text) is not None


def _is_symbol(text: str) -> bool:
    """Tell whether a head is the symbol of a unit and no word: "GWh", "km²"."""
    unit = canonical(text)
    return len(text) > 1 and is_measure(unit) and text.lower().rstrip("s") not in (unit, unit + "s")


def _beside(unit: str) -> HeadUnit | None:
    """Return the unit that stands beside one other remark in brackets: "fob, US$ million"."""
    first, comma, second = unit.partition(", ")
    for given, aside in ((first, second), (second, first)):
        if comma and not _hints(aside) and (parsed := unit_said(given)) is not None:
            return replace(parsed, name=aside)
    return None


def unit_said(unit: str) -> HeadUnit | None:
    """Return what words say that say no more than a unit, a scale or the whole of a share.

    None where they say something else.
    """
    text = _LEAD.sub("", unit.strip())
    lower = text.lower()
    if lower in _UNITS:
        return HeadUnit("", _UNITS[lower], says=True)
    if (share := _SHARE.fullmatch(text)) is not None:
        return HeadUnit("", "percent", whole=share["whole"], says=True)
    for rate in _PER.finditer(text):
        per, end = per_at(text, rate.start())
        if per is not None and end == len(text):
            parsed = unit_said(text[: rate.start()])
            return None if parsed is None or parsed.unit is None else replace(parsed, per=per)
    return _scaled(text)


def _scaled(text: str) -> HeadUnit | None:
    """Return the unit and the scale of words that hold nothing else."""
    spaced = _JOINED.sub(r"\1 \2", _SIGNED.sub(r"\1 ", text))
    words = [word for word in spaced.split() if word.lower() not in ("of", "in")]
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
        return HeadUnit("", factor=factor, says=True) if factor != 1 else None
    signed = not name[-1].isalpha() and len(rest) > 1
    if not signed and (code := currency_of(name, default=None)) is not None:
        return HeadUnit("", code, currency_name(name), factor, says=True)
    if name.lower() in _NUMBERS:
        return HeadUnit("", _NUMBERS[name.lower()], factor=factor, says=True)
    measured = canonical(name)
    counted = factor != 1 and len(rest) == 1 and name.islower() and is_plural(name)
    if not (is_measure(measured) or counted) or name == "m":
        return None
    return HeadUnit("", measured, factor=factor, says=True)


_MILLION: Final = len("1000000")


def _is_code(word: str) -> bool:
    return (len(word) > 1 or not word.isalpha()) and currency_of(word, default=None) is not None
