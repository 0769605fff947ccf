"""Plain numbers of labelled fields, which prose would not take for figures.

In prose a small number alone is nothing; behind the label of a field ("Airports: 12"), or in a list
of such numbers ("bulk 12, cargo 45, tanker 8"), it is a value.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from timeline.model import DateExpression, Span
from timeline.reading.fields import field_words
from timeline.reading.language.number_words import scale_factor
from timeline.reading.matching.engine import Mention
from timeline.reading.quantities import patterns as quantity_patterns
from timeline.reading.quantities.amounts import Amount
from timeline.reading.quantities.telephones import find_telephones
from timeline.reading.quantities.units import canonical, is_measure
from timeline.values import Quantity, scaled

RULE: Final = "number of a field"
_PLAIN: Final = re.compile(
    r"[ \u00a0](?P<n>[-−]?\d{1,3}(?:,\d{3}){0,6}(?:\.\d{1,6})?)"
    r"(?:[ ](?P<s>million|billion|trillion|thousand)\b)?(?![\w%°/:’'-]|[.,]\d)"
)
"""A number that no unit follows at once."""
_ITEM_ENDS: Final = frozenset((",", ";", ")", "\n", ""))
_NUMBERED: Final = field_words.NUMBERED
_MEASURED: Final = re.compile(
    r"[^ ]{1,16} (?:(?:million|billion) )?(?P<unit>(?:sq |cu )?[a-z]{1,12})(?= )"
)
"""A number with its unit, where further words follow."""
_NEXT_LABEL: Final = re.compile(r"[^:\n]{1,80}:(?=\s)")


def may_state(passage: str) -> bool:
    """Tell whether a passage without other values can hold a plain number behind a label."""
    return ": " in passage and bool(_plain(passage, 0, len(passage)))


_LABEL: Final = 24
"""In how many characters a label before a number may say that it is one to dial."""


def with_numbers(
    text: str,
    start: int,
    end: int,
    amounts: Sequence[Mention[Amount]],
    dates: Sequence[DateExpression],
) -> Sequence[Mention[Amount]]:
    """Return the quantities of a field with its plain numbers, in order."""
    amounts = _before_labels(text, amounts)
    spans = _plain(text, start, end)
    if not spans:
        return amounts
    dialled = list(find_telephones(text, max(0, start - _LABEL), end))
    spans = [s for s in spans if not any(d.start <= s.start < d.end for d in dialled)]
    ends = [mention.span.end for mention in amounts]
    days = [date.quote.span.end for date in dates]
    found = []
    for span in spans:
        i, j = bisect_right(ends, span.start), bisect_right(days, span.start)
        if (i == len(ends) or amounts[i].span.start >= span.end) and (
            j == len(days) or dates[j].quote.span.start >= span.end
        ):
            found.append(_number(text, span))
    return sorted((*amounts, *found), key=lambda mention: mention.span.start) if found else amounts


def _plain(text: str, start: int, end: int) -> list[Span]:
    """Return the plain numbers behind a label or, where there are two at least, at ends of items."""
    alone: list[Span] = []
    listed: list[Span] = []
    for match in _PLAIN.finditer(text, start, end):
        at, stop = match.span()
        before = text[at - 1 : at]
        if match["s"]:
            if before in (":", ",", ";"):
                alone.append(Span(at + 1, stop))
        elif before == ":":
            if not text[stop : stop + 2].strip(" \u00a0")[:1].isupper():
                alone.append(Span(at + 1, stop))
        elif stop - at <= _LISTED_WIDTH and text[at + 1].isdigit():
            behind = text[stop : stop + 2] if stop < end else ""
            closes = behind[:1] in _ITEM_ENDS or behind == " ("
            if closes and (before == ")" or (before.isalpha() and _is_item(text, start, at))):
                listed.append(Span(at + 1, stop))
    return sorted((*alone, *listed)) if len(listed) > 1 else alone


_LISTED_WIDTH: Final = 4
"""A number of a list has three digits at most: with four it is a year, or it is grouped."""


def _is_item(text: str, start: int, at: int) -> bool:
    return text[max(start, text.rfind(" ", start, at)) : at].strip().lower() not in _NUMBERED


def _number(text: str, span: Span) -> Mention[Amount]:
    digits, _, scale = span.of(text).replace(",", "").replace("−", "-").partition(" ")
    factor = scale_factor(scale or None)
    value = Decimal(digits)
    step = Decimal(1).scaleb(min(0, int(value.as_tuple().exponent)))
    quantity = Quantity(value=scaled(value, factor), unit=None, step=scaled(step, factor))
    return Mention(RULE, span, Amount(quantity, "count", span.end, bare=True))


def _before_labels(text: str, amounts: Sequence[Mention[Amount]]) -> Sequence[Mention[Amount]]:
    """Return the quantities without the label that follows, where one was taken for their noun.

    The label stands in the next line, or behind the unit where line ends are lost ("12 km border
    countries: ").
    """
    found: list[Mention[Amount]] = []
    for mention in amounts:
        span = mention.span
        plain = text.find("\n", span.start, span.end) < 0 and text[span.end : span.end + 1] != ":"
        cut = None if plain else _label_start(text, mention)
        if cut is None:
            found.append(mention)
            continue
        start = mention.span.start
        for piece in quantity_patterns.mentions(text[start:cut]):
            if piece.value is not None:
                own = Span(piece.span.start + start, piece.span.end + start)
                found.append(replace(piece, span=own))
    return found


def _label_start(text: str, mention: Mention[Amount]) -> int | None:
    """Return where a label begins within a quantity, None where none does."""
    start, end = mention.span.start, mention.span.end
    line = text.find("\n", start, end)
    if line >= 0:
        return line if _NEXT_LABEL.match(text, line + 1) else None
    if text[end : end + 1] != ":" or mention.value is None or mention.value.noun is None:
        return None
    measured = _MEASURED.match(text, start, end)
    unit = canonical(measured["unit"]) if measured else None
    return measured.end("unit") if measured and is_measure(unit) else None
