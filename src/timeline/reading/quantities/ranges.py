"""Two joined numbers: one range, two levels, or two numbers that do not belong together.

"Between 5 and 7 million" is a range; "from 12 to 90 tons" behind a verb of change is two levels,
and "by 5 to 12 tons" a change and a level.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from timeline.model import Span
from timeline.reading.matching.engine import Mention
from timeline.reading.quantities.amounts import Amount, Reading
from timeline.reading.quantities.currencies import (
    ANY_SIGN,
    CURRENCY_SIGNS,
    SIGN_PREFIXES,
    SPACED_PREFIXES,
)
from timeline.reading.quantities.numerals import IN_TURN, Numeral

_LETTERS: Final = sorted(
    {p for each in SIGN_PREFIXES.values() for p in each}, key=len, reverse=True
)
_GLUED: Final = "|".join(map(re.escape, _LETTERS))
_SPACED: Final = "|".join(map(re.escape, sorted(SPACED_PREFIXES, key=len, reverse=True)))
_TOKENISED: Final = "c|hk|nz|cad|aud"
"""Letters that a blank parts from their sign where one parts the sign from its number, too."""
SIGN_BEFORE: Final = re.compile(
    rf"(?:(?<![\w.])(?:(?:{_GLUED})|(?:{_SPACED})[ \u00a0]|(?:{_TOKENISED})[ ](?=.[ ])))?"
    rf"{ANY_SIGN}[ \u00a0]?$"
)
"""The sign of a currency right before a number, with the known letters that belong to it."""
UNKNOWN_LETTERS: Final = re.compile(r"(?<![\w.])(?:[A-Za-z]{0,3}[A-Z]|[kmb])$")
"""Letters glued to a sign that are no known ones: nobody can tell which currency is meant."""
_FROM_OR_BY: Final = re.compile(
    r"\b(?:(?P<from>[Ff]rom)|(?P<by>[Bb]y))\s+(?:(?:an?\s+)?(?:about|around|approximately|roughly|nearly|almost|over|just|estimated"
    rf"|under|only|more\s+than|less\s+than)\s+){{0,2}}[-−]?(?:[A-Z]{{0,3}}{ANY_SIGN}[ ]?)?$"
)
CHANGING: Final = re.compile(
    r"\b(?:r[io]ses?|risen|rising|gr[eo]ws?|grown|growing|growth|increas\w*|f[ae]lls?|fallen|falling|drop\w*|declin\w*|decreas\w*|reduc\w*"
    r"|went|gone|going|goes|jump\w*|climb\w*|expand\w*|shr[aiu]nk\w*|up|down|rais\w*|lower\w*|chang\w*|mov\w*|improv\w*|slipp\w*|surg\w*"
    r"|deepen\w*|lengthen\w*|shorten\w*|doubl\w*|tripl\w*|widen\w*|narrow\w*|cut|advanc\w*|plung\w*|soar\w*|slow\w*|accelerat\w*|eas\w*|revis\w*|edg\w*|recover\w*|rebound\w*|weaken\w*|strengthen\w*|halv\w*|trebl\w*|quadrupl\w*|balloon\w*|spiral\w*|dwindl\w*|swell\w*|swollen)\b"
)
"""A verb or noun of change."""


def is_range(text: str, numeral: Numeral) -> bool:
    """Tell whether two joined numbers belong together: one range, or two levels of one unit."""
    joint, top = numeral.joint, numeral.top
    if top is None or numeral.split is None or numeral.second is None:
        return False
    if joint == IN_TURN:
        return True
    between = text[numeral.split : numeral.second]
    if ("%" in between or "percent" in between) and not _PERCENT_BEHIND.match(text, numeral.end):
        return False
    sign_second = text[numeral.second] in CURRENCY_SIGNS
    if sign_second and not SIGN_BEFORE.search(text, max(0, numeral.start - 8), numeral.start):
        return False
    if text[numeral.start - 1 : numeral.start] in ("-", "−") and joint == "and":
        return top > -numeral.value
    unlike = (top < _SMALL and numeral.value >= _LARGE) or top < _MILLION <= numeral.value
    if joint == "to" and unlike:
        return _FROM_OR_BY.search(text, max(0, numeral.start - 48), numeral.start) is not None
    if top > numeral.value:
        return joint != "or" or top <= 2 * numeral.value or numeral.value < 5
    return joint in ("to", "-")


_SMALL, _LARGE, _MILLION = 1_000, 10_000, 1_000_000
"""Bounds of two numbers that are no range without "from": "lent $4 million to 12 towns"."""
_PERCENT_BEHIND: Final = re.compile(r"[ \u00a0]?%|[ \u00a0\n-](?:percent|per\s+cent)\b")


def levels(name: str, reading: Reading, amount: Amount) -> Iterator[Mention[Amount]]:
    """Yield the amount, or its two levels where a change leads from the one to the other."""
    numeral, text = reading.numeral, reading.text
    start = reading.start if amount.start is None else amount.start
    second, top = numeral.second, amount.quantity.value_high
    led = _led(text, numeral) if top is not None and numeral.joint == "to" else None
    led = IN_TURN if numeral.joint == IN_TURN else led
    if led is None or numeral.split is None or second is None or top is None:
        yield Mention(name, Span(start, amount.end), amount)
        return
    unit = _PERCENT_BEHIND.match(text, numeral.split)
    split = unit.end() if unit is not None else numeral.split
    first = replace(amount.quantity, value_high=None)
    kind = "change" if led == "by" else amount.kind
    yield Mention(name, Span(start, split), replace(amount, quantity=first, kind=kind, end=split))
    last = replace(first, value=top, qualifier="exact")
    yield Mention(name, Span(second, amount.end), replace(amount, quantity=last))


def _led(text: str, numeral: Numeral) -> str | None:
    """Return "by" or "from" where such a word makes two statements of "X to Y"."""
    match = _FROM_OR_BY.search(text, max(0, numeral.start - 48), numeral.start)
    if match is None:
        return None
    falls = numeral.top is not None and numeral.top < numeral.value
    if falls or CHANGING.search(text, max(0, match.start() - 80), match.start()):
        return "by" if match["by"] else "from"
    return None
