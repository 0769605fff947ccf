"""Figures of a sentence that measure one thing: two levels of a change, a list before "respectively".

Of "fell from 82% to 71% of GDP" both are a share of GDP; of "64 and 71 percent of districts,
respectively" both are of districts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from timeline.model import Figure
from timeline.reading.language.sentences import Sentence

_TO: Final = re.compile(r"[^;:]{0,80}\bto\s[^;:]{0,40}")
_FROM: Final = re.compile(r"\bfrom\s+(?:[a-z]+\s+){0,3}$")
_LIST: Final = re.compile(r",?\s+and\s+|,\s+")
_NUMBER_ALONE: Final = re.compile(r"[$€£]?[\d.,]+")
_RESPECTIVELY: Final = "respectively"
_REACH: Final = 40


def with_shared_measures(sentence: Sentence, figures: Sequence[Figure]) -> list[Figure]:
    """Return the figures of a sentence, in order, each with the measure that it shares."""
    found = list(figures)
    paired = sentence.text.find(_RESPECTIVELY, sentence.start, sentence.end) > 0
    for index in range(len(found) - 1, 0, -1):
        one, other = found[index - 1], found[index]
        levels = _are_levels(sentence.text, one, other)
        if (paired and _is_listed(sentence.text, one, other)) or (
            levels and _is_share_of(one, other)
        ):
            found[index - 1] = _measured_as(one, other)
        elif levels and _is_share_of(other, one):
            found[index] = _measured_as(other, one)
        if levels and _is_rate_of(one, other):
            per, unit = other.quantity.per, one.quantity.unit
            found[index - 1] = replace(one, kind="rate", quantity=replace(one.quantity, per=per))
            found[index] = replace(other, quantity=replace(other.quantity, unit=unit))
    return found


def _is_listed(text: str, one: Figure, other: Figure) -> bool:
    """Tell whether a number alone leaves its noun to the one behind it."""
    if one.quote is None or other.quote is None or one.quantity.unit != other.quantity.unit:
        return False
    if any("respectively" in rule for rule in other.rules) or one.kind != other.kind:
        return False
    alone = _NUMBER_ALONE.fullmatch(one.quote.text) is not None
    return alone and _LIST.fullmatch(text, one.quote.span.end, other.quote.span.start) is not None


def _is_share_of(one: Figure, other: Figure) -> bool:
    """Tell whether only the other of two percentages says of what it is a share."""
    if one.whole is not None or other.whole is None:
        return False
    share = f"share of {one.measure}"
    return one.kind == other.kind and other.measure in (share, f"{share} in {other.whole}")


def _is_rate_of(one: Figure, other: Figure) -> bool:
    """Tell whether the second of two levels says per what both are: "from 34 deaths to 22 per 1,000"."""
    rated = other.quantity.per is not None and other.quantity.unit is None
    return rated and one.kind == "count" and one.measure == other.measure


def _are_levels(text: str, one: Figure, other: Figure) -> bool:
    """Tell whether two amounts are where a change begins and where it ends."""
    if one.quote is None or other.quote is None:
        return False
    start = one.quote.span.start
    if _TO.fullmatch(text, one.quote.span.end, other.quote.span.start) is None:
        return False
    return _FROM.search(text, max(0, start - _REACH), start) is not None


def _measured_as(figure: Figure, other: Figure) -> Figure:
    return replace(
        figure,
        measure=other.measure, whole=other.whole, subject=other.subject,
        counterpart=other.counterpart, rules=(figure.rules[0], *other.rules[1:]),
    )  # fmt: skip


def outside_bracket(
    previous: Figure | None, counted: Figure | None, text: str, *, bare: bool
) -> Figure | None:
    """Return the figure before, for a bare number the count before its share: "120 mills (61%), 42"."""
    if not bare or previous is None or previous.quote is None or previous.kind != "share":
        return previous
    return counted if text[previous.quote.span.start - 1] == "(" and counted else previous
