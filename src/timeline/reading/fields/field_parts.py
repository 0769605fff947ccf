"""Parts of the value of a field: "94% of it fish", "83.1 years (men 81.3, women 84.9)"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from timeline.model import DateExpression
from timeline.reading.fields.labels import item_name
from timeline.reading.matching.engine import Mention
from timeline.reading.quantities.amounts import Amount

_OF_IT: Final = re.compile(
    r"(?:[ \u00a0]of)?[ \u00a0](?:it|them|these|this|those)[ \u00a0]"
    r"(?P<part>[^\d,;:()\n\[\]]{2,60}?)\s*(?=[,;)\n]|\.?$|\.\s)"
)
_HOW_OFTEN: Final = re.compile(r"(?:an?|per|each|every) (?:hour|day|week|month|quarter|year)")


def part_of_it(text: str, end: int, right_end: int) -> str:
    """Return the part of what stands before that a value is ("31 of them electric"), "" for none."""
    found = _OF_IT.match(text, end, right_end)
    return item_name(found["part"]) if found else ""


def says_how_often(words: str) -> bool:
    """Tell whether words behind a number say how often it is, and name nothing: "210 a year"."""
    return _HOW_OFTEN.fullmatch(words.strip()) is not None


def date_at_once(text: str, end: int, dates: Sequence[DateExpression]) -> DateExpression | None:
    """Return the date that follows a value at once: "$9 million ($8 million in 2019)"."""
    date = next((each for each in dates if each.quote.span.start > end), None)
    return date if date and _AT_ONCE.fullmatch(text, end, date.quote.span.start) else None


_AT_ONCE: Final = re.compile(r"(?: of [A-Za-z][A-Za-z ]{1,40}?)? (?:in|during|for|at) ")


def with_unit_above(text: str, above: Mention[Amount], mention: Mention[Amount]) -> Mention[Amount]:
    """Return a number in brackets with the unit of the value before them, which it is a part of.

    Only a decimal number: a whole one may count something else.
    """
    amount, whole = mention.value, above.value
    if whole is None or amount is None or whole.quantity.unit is None:
        return mention
    between = text[above.span.end : mention.span.start]
    bracketed = between.startswith(" (") or (whole.bare and "(" not in between)
    alone = amount.bare and amount.quantity.unit is None and amount.quantity.step < 1
    if not (alone and bracketed) or ")" in between or ":" in between:
        return mention
    quantity = replace(amount.quantity, unit=whole.quantity.unit)
    kind, unit_text = whole.kind, whole.unit_text
    return replace(
        mention, value=replace(amount, quantity=quantity, kind=kind, unit_text=unit_text)
    )
