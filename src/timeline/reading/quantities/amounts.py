"""What stated quantities amount to: from a numeral and what stands around it to an exact quantity.

The rows that use these functions stand in `timeline.reading.quantities.patterns`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from timeline.measurement import dimension
from timeline.reading.language.plurals import singular_noun
from timeline.reading.language.tagged_words import Mark
from timeline.reading.matching.engine import GAP, Mention
from timeline.reading.quantities.counted_nouns import counted_noun
from timeline.reading.quantities.hedges import hedge_before, hedge_behind, is_spread
from timeline.reading.quantities.numerals import VAGUE, Numeral
from timeline.reading.quantities.units import (
    ABBREVIATIONS,
    RATE_ITEM,
    RATE_ITEMS,
    RATE_WORDS,
    TIMES,
    canonical,
    is_measure,
)
from timeline.values import Quantity, scaled


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity that ends at `end`; it begins where its reading does, unless `start` says else.

    `unit_text` is the counted noun in the singular, `noun` the same as printed; `bare` marks a
    number whose unit stands elsewhere, or nowhere; `compound` one that is joined to its unit by a
    hyphen ("2,000-mile").
    """

    quantity: Quantity
    kind: str
    end: int
    unit_text: str | None = None
    noun: str | None = None
    bare: bool = False
    compound: bool = False
    start: int | None = None


def mark_of(mention: Mention[Amount]) -> Mark:
    """Return where a quantity stands, for the words around it.

    Raises LookupError for a number that is none.
    """
    amount = mention.value
    if amount is None:
        raise LookupError("a number that was refused has no mark")
    counts_nothing = amount.kind in ("level", "share", "duration", "change")
    unit = amount.quantity.unit
    is_measured = counts_nothing or amount.compound or is_measure(unit)
    is_measured = is_measured or dimension(unit) == "money"
    return Mark(mention.span, amount.kind, is_measured)


class Refused(ValueError):  # noqa: N818  a verdict on a number, not a fault
    """A row refuses a number, up to `end`."""

    def __init__(self, end: int) -> None:
        super().__init__("no figure")
        self.end = end


@dataclass(frozen=True, slots=True)
class Reading:
    """A numeral with what a row needs of its surroundings.

    `start` is where the quantity begins (its currency sign, its minus); `before` the word before
    that, as printed; `sign` the currency that stands before the number; `match` what the row's
    own pattern found behind the numeral.
    """

    text: str
    numeral: Numeral
    start: int
    before: str
    sign: str | None = None
    negative: bool = False
    match: re.Match[str] | None = None

    def with_match(self, match: re.Match[str]) -> Reading:
        """Return the same with what a row's pattern found."""
        return Reading(
            self.text, self.numeral, self.start, self.before, self.sign, self.negative, match
        )

    @property
    def behind(self) -> re.Match[str]:
        """What the row's pattern found; rows without a pattern do not ask."""
        if self.match is None:
            raise LookupError("the row has no pattern")
        return self.match


def quantity(
    reading: Reading, unit: str | None, *, end: int, per: str | None = None, factor: int = 1
) -> tuple[Quantity, int]:
    """Return the quantity of a numeral with its hedge, and where it ends (behind "or more").

    `factor` scales the number once more ("75 USD million"). Zeros that round a hedged number are
    no printed precision: "nearly $800 billion" is printed to 100 billion, "$263 billion" to one.
    """
    numeral = reading.numeral
    value, top, step = numeral.value, numeral.top, numeral.step
    if factor != 1:
        value, step = scaled(value, factor), scaled(step, factor)
        top = None if top is None else scaled(top, factor)
    if numeral.form == VAGUE:
        hedge = "at least"
    else:
        hedge = hedge_before(reading.text, reading.start, reading.before)
        if hedge == "over" and is_spread(reading.text, reading.start, end, unit):
            hedge = "exact"
        if hedge == "exact" and (match := hedge_behind(reading.text, end)) is not None:
            hedge, end = match
        if top is None and value and (hedge != "exact" or step > 1):
            step = max(step, _zeros(value))
    return Quantity(
        value=-value if reading.negative else value,
        unit=unit,
        step=step,
        value_high=top,
        low=numeral.low,
        high=numeral.high,
        per=per,
        qualifier=hedge,
    ), end  # fmt: skip


def _zeros(value: Decimal) -> Decimal:
    """Return the power of ten of the last digit that is not zero."""
    _, digits, exponent = value.as_tuple()
    place = int(exponent)
    for digit in reversed(digits):
        if digit:
            break
        place += 1
    return _ONE.scaleb(place)


_ONE: Final = Decimal(1)


# ---------------------------------------------------------------- per what

_MANY: Final = (
    r"(?:\d{1,3}(?:[,\u00a0\u202f\u2009 ]\d{3}){1,2}|\d{1,7}(?:[ ](?:thousand|million))?"
    r"|(?:(?:one|a|ten|hundred|100|10)[ ])?(?:hundred|thousand|million|lakh)(?:[ ]thousand)?)(?![\w]|[.,]\d)"
)
_PER: Final = re.compile(
    rf"{GAP}(?:(?:an?|each|every){GAP}(?P<item>{RATE_ITEM})\b(?!{GAP}(?:earlier|ago|later|before|after|or)\b)"
    rf"|per{GAP}(?:(?P<many>{_MANY})|(?P<area>(?:sq|cu)\.?{GAP}(?:km|mi|m|ft)\b|(?:square|cubic){GAP}(?:(?:kilo|centi)?met(?:re|er)|mile|foot|inch|yard)\b)|(?P<rate>[a-z]+(?:-hour\b|[²³])?(?![A-Z])|[A-Za-z]{{2,5}}\b)(?!{GAP}cent))"
    r"|(?P<adverb>annually|yearly|monthly|weekly|daily|hourly)\b)"
    rf"|{GAP}?(?P<pa>p\.[ ]?a\b\.?)|{GAP}(?P<year>pa|p/a)\b"
    rf"|-an?-(?P<joined>{RATE_ITEM})\b|(?:[ ]born)?/(?:(?P<over>{_MANY})|(?P<slash>sq[ ]km|sq[ ]mi|[A-Za-z]+[23²³]?)(?![\w²³]))"
)
_WHOLES: Final = re.compile(
    rf"{GAP}(?:[a-z]{{2,16}}{GAP})?(?:population|person-years|live{GAP}births)\b"
)
"""What a rate can be of that is no plural."""
_LONGEST_WHOLE: Final = 32


def per_at(text: str, end: int) -> tuple[str | None, int]:
    """Return what a quantity that ends at `end` is a rate of, and where that ends.

    It can be of two: "$85 per household per month" is "household per month".
    """
    first, behind = _one_per_at(text, end)
    if first is None:
        return None, end
    second, last = _one_per_at(text, behind)
    if second is None or (first in TIMES) == (second in TIMES):
        return first, behind
    return f"{first} per {second}", last


def _one_per_at(text: str, end: int) -> tuple[str | None, int]:
    if text[end : end + 1] not in _OPENS_PER or (match := _PER.match(text, end)) is None:
        return None, end
    if match["pa"] or match["year"]:
        return "year", match.end()
    if match["many"] or match["over"]:
        return _so_many(text, match.start("many" if match["many"] else "over"), match.end())
    if match["area"]:
        return canonical(" ".join(match["area"].replace(".", "").split())), match.end()
    printed = match["item"] or match["rate"] or match["adverb"] or match["joined"] or match["slash"]
    words = " ".join(printed.split())
    if (match["item"] or match["joined"]) and words not in RATE_ITEMS:
        return None, end
    abbreviated = match["slash"] or match["rate"]
    if abbreviated and not words.islower() and words not in ABBREVIATIONS:
        return None, end
    return RATE_WORDS.get(words) or _item(words), match.end()


def _so_many(text: str, start: int, end: int) -> tuple[str, int]:
    """Return so many of a whole, with its noun if it has one: "1,000 live births", "100,000"."""
    whole = _WHOLES.match(text, end)
    if whole is not None:
        end = whole.end()
    elif (noun := counted_noun(text, end)) is not None and len(noun.text) <= _LONGEST_WHOLE:
        end = noun.end
    return " ".join(text[start:end].split()), end


def _item(printed: str) -> str:
    """Return what a rate is of, in the singular: a pupil stays a pupil."""
    unit = canonical(printed)
    return unit if is_measure(unit) else singular_noun(printed)


_OPENS_PER: Final = frozenset(" \u00a0\n\t-/p")
