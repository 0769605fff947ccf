"""Money that is named once in a sentence: "€4 million for roads and 2 million for schools".

A number in millions that stands alone behind money is money, too, unless it says what it counts.
"$82 a barrel, down from $101" are both dollars a barrel.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from timeline.measurement import dimension
from timeline.model import Figure

_MILLIONS: Final = r"\d[\d.,]*[ \u00a0-](?:million|billion|trillion|lakh|crore|bn|mn?)"
_SCALED: Final = re.compile(_MILLIONS)
_HAS_SCALE: Final = re.compile(r"\d[ \u00a0-]?(?:million|billion|trillion|lakh|crore|bn|mn?)\b")
_BETWEEN: Final = re.compile(
    r"(?:[^.;:]|\.\d)*?(?:\band\b|,|\bof which\b|\bagainst\b)(?:[^.;:]|\.\d)*"
)
_JOINS: Final = re.compile(
    r"[^.;:]*?(?:\band\b|,)\s+(?:(?:about|another|some|nearly|over|a\s+further)\s+)?"
)
"""What stands before a number that has no verb of its own: not "and drew 2 million to the city"."""
_PURPOSE: Final = re.compile(
    r"\s(?P<purpose>(?:for|on|to|from)\s[a-z][^.,;:()\d]{1,60}?)(?=[.,;:]|\s(?:and|in|by|while)\s|$)"
)
_SET_AGAINST: Final = re.compile(r"\b(?:of which|against|(?:up|down) from|compared (?:with|to))\s$")
_OWN_PURPOSE: Final = re.compile(r"\s(?:for|on|to|from)\s.*$")


def with_shared_money(text: str, figures: Sequence[Figure]) -> list[Figure]:
    """Return the figures of a sentence, in order, each with the currency or rate that it shares."""
    found = list(figures)
    money: Figure | None = None
    for index in range(1, len(found)):
        before = found[index - 1]
        if before.kind == "rate" and _is_same_rate(before, found[index]):
            per = replace(found[index].quantity, per=before.quantity.per)
            found[index] = replace(found[index], quantity=per, kind="rate")
        money = before if _is_money(before) else money
        if money is None:
            continue
        if _is_alone(text, money, found[index], found[:index]):
            found[index] = _as_money(text, money, found[index], found[index - 1])
        elif _is_same_rate(money, found[index]):
            per = replace(found[index].quantity, per=money.quantity.per)
            found[index] = replace(found[index], quantity=per, kind="rate")
    return found


def _is_money(figure: Figure) -> bool:
    return dimension(figure.quantity.unit) == "money"


def _is_alone(text: str, money: Figure, figure: Figure, before: Sequence[Figure]) -> bool:
    """Tell whether a figure is a number in millions whose unit is that of the money before it."""
    if money.quote is None or figure.quote is None or figure.kind != "count":
        return False
    if _SCALED.fullmatch(figure.quote.text) is None or _HAS_SCALE.search(money.quote.text) is None:
        return False
    own = figure.quantity.unit
    counted = {f.quantity.unit for f in before if f.kind == "count" and f.quantity.value < _MILLION}
    purpose = _PURPOSE.match(text, figure.quote.span.end)
    given = own is None and not _GIVING.isdisjoint(figure.rules)
    led = (
        given
        or "of which X amount" in figure.rules
        or _SET_AGAINST.search(text, 0, figure.quote.span.start)
    )
    if purpose is None and (own is not None or not led):
        return False
    if own is not None and own not in counted:
        return False
    between = _CLAUSES if given else _BETWEEN if led else _JOINS
    return between.fullmatch(text, money.quote.span.end, figure.quote.span.start) is not None


_GIVING: Final = frozenset(
    ("X did amount; Y, amount", "X spent amount on Y", "X by amount, Y by amount")
)
"""The shapes of what is given or taken, which is money where it has no noun."""
_CLAUSES: Final = re.compile(r"(?:[^.:]|\.\d)*")
_MILLION: Final = 1_000_000


def _as_money(text: str, money: Figure, figure: Figure, before: Figure) -> Figure:
    """Return a number as money; one that took its noun from a count is for its own purpose."""
    quantity = replace(figure.quantity, unit=money.quantity.unit)
    measure = figure.measure
    purpose = None if figure.quote is None else _PURPOSE.match(text, figure.quote.span.end)
    if before.kind == "count" and purpose is not None:
        measure = f"{_OWN_PURPOSE.sub('', money.measure)} {purpose['purpose']}"
    return replace(figure, quantity=quantity, kind="level", unit_text=None, measure=measure)


def _is_same_rate(money: Figure, figure: Figure) -> bool:
    """Tell whether money is again what it was per item: "$82 a barrel, down from $101 in 2022"."""
    per, own = money.quantity.per, figure.quantity.per
    again = "the same at another time" in figure.rules and figure.kind == "level"
    same = money.quantity.unit == figure.quantity.unit and money.measure == figure.measure
    return per is not None and own is None and again and same
