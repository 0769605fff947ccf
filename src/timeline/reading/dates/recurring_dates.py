"""Temporal expressions of what recurs: "every six years", "each Thursday", "in May every year".

TIMEX3 calls them sets (TimeML 1.2.1, section 2.2): "every second year" is P2Y, "each Thursday"
XXXX-WXX-4. The rules that use these functions are rows in `timeline.reading.dates.patterns`.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from timeline.lexicon import read_lexicon
from timeline.model import Span
from timeline.reading.dates import completion
from timeline.reading.dates.timex import (
    SET,
    SPEECH,
    DateValue,
    Partial,
    Relative,
    duration_value,
    month_number,
)
from timeline.reading.language.calendar_words import MONTHS, SEASONS, WEEKDAYS
from timeline.reading.language.number_words import TIMES_WORDS, any_value, ordinal_value

_ADVERBS: Final = {
    entry["word"]: entry["every"]
    for entry in read_lexicon("reading/dates/data/recurring_words.tsv", ("word", "every"))
}

_NAMES: Final = "|".join(name.capitalize() for name in (*MONTHS, *WEEKDAYS))
_NAMED: Final = rf"(?:early\s+|late\s+|mid-)?(?:{_NAMES})(?:\s+\d{{1,2}})?"
_AND: Final = r"(?:,|,?\s+(?:and|or))\s+(?:(?:in|on)\s+)?"
_LISTED: Final = re.compile(rf"\b(?:[Ee]very|[Ee]ach)\s+(?:{_NAMED}{_AND}){{1,5}}$")
_REACH: Final = 90
"""How far before a date the words stand that make it recur, in characters."""


def _around(unit: str, adverbs: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    return (
        re.compile(
            rf"\b(?:(?:[Ee]very|[Ee]ach)\s+{unit}|{adverbs}),?\s+(?:in|on|during|from)\s+(?:the\s+)?"
            rf"(?:{_NAMED}{_AND}){{0,5}}(?:early\s+|late\s+|mid-)?$"
        ),
        re.compile(
            rf"(?:{_AND}{_NAMED}){{0,5}}"
            rf"\s+(?:(?:of\s+)?(?:every|each)\s+{unit}\b(?![’'])|(?:{adverbs})\b)"
        ),
    )


_YEARLY: Final = _around("year", "[Aa]nnually|[Yy]early")
_WEEKLY: Final = _around("week", "[Ww]eekly")


def every(match: re.Match[str]) -> DateValue:
    """Every six years, each month."""
    number = ordinal_value(match["o"]) if match["o"] else int(any_value(match["n"] or "1"))
    number *= 2 if match["other"] else 1
    value = duration_value(Decimal(number), match["u"].lower().rstrip("s"))
    return DateValue(SET, value, every=value)


def every_named(match: re.Match[str]) -> DateValue:
    """Every Thursday, each July, every other Monday, each 1 May."""
    number = 2 if match["other"] else 1
    if match["w"]:
        lean: Partial | Relative = Relative("wd", WEEKDAYS[match["w"].lower()], SPEECH)
        return DateValue(SET, _value(lean), every=f"P{number}W")
    if match["s"]:
        lean = Partial(part=SEASONS[match["s"].lower()])
    else:
        day = re.sub(r"\D", "", match["d"] or match["d2"] or "")
        lean = Partial(month_number(match["m"] or match["m2"]), int(day) if day else None)
    return DateValue(SET, _value(lean), every=f"P{number}Y")


def weekdays(match: re.Match[str]) -> DateValue:
    """On Mondays."""
    lean = Relative("wd", WEEKDAYS[match["w"].lower()], SPEECH)
    return DateValue(SET, _value(lean), every="P1W")


def adverb(match: re.Match[str]) -> DateValue:
    """Annual, weekly."""
    value = _ADVERBS[match[0].lower()]
    return DateValue(SET, value, every=value)


def times(match: re.Match[str]) -> DateValue:
    """Twice a month."""
    word = match["n"].lower().removesuffix("times").strip()
    number = TIMES_WORDS.get(word) or int(any_value(word))
    value = duration_value(Decimal(1), match["u"].lower())
    return DateValue(SET, value, every=value if number == 1 else f"{number}/{value}")


def repeated(text: str, span: Span, value: DateValue) -> DateValue | None:
    """Return the set that words around a date without its year or week make of it.

    "In May of each year", "annually on 1 July", "every Monday and Friday"; else None.
    """
    match value.lean:
        case Partial(turn=None, of=None):
            (before, behind), every = _YEARLY, "P1Y"
        case Relative(unit="wd", turn=None):
            (before, behind), every = _WEEKLY, "P1W"
        case _:
            return None
    low = max(0, span.start - _REACH)
    if (
        behind.match(text, span.end)
        or before.search(text, low, span.start)
        or _LISTED.search(text, low, span.start)
    ):
        return DateValue(SET, _value(value.lean), every=every)
    return None


def _value(lean: Partial | Relative) -> str:
    if isinstance(lean, Partial):
        return completion.partial_timex(lean)
    return completion.relative_timex(lean)
