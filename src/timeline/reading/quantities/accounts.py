"""Amounts that an account prints in brackets because they are negative: "($67.2 million)".

A bracket is a minus only where an amount must stand and nothing else is in it: behind a word that an
amount completes ("to", "of", "and" in a list that holds another amount). A bracket behind a noun or an amount restates, counts or adds, and changes nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Final

from timeline.lexicon import pattern_of
from timeline.reading.language.number_words import SCALES
from timeline.reading.quantities import quantity_words
from timeline.reading.quantities.amounts import Amount, Reading, Refused
from timeline.reading.quantities.currencies import currency_name, currency_of, national_currency
from timeline.values import scaled

_COMPLETED: Final = re.compile(
    r"\b(?:to|from|of|at|was|were|is|are|by|than|versus|against|recorded|totall?ed|reached)[ \u00a0\n]\($"
)
"""Words that only an amount can complete, and its bracket."""
_LISTED: Final = re.compile(
    r"(?:\d\)?|\d[^.;()\n]{0,80})[ \u00a0](?:and|or|but)[ \u00a0\n]\($"
    r"|[\d)](?:%|[^\W\d_]{1,2}|[ \u00a0](?:million|billion|per[ ]cent|percent))?,[ \u00a0]\($"
)
"""A bracket in a list behind another number."""
_CLOSES: Final = re.compile(
    r"\)(?=[.,;:%]|\s*$|\s+per\s+cent\b|\s+percent\b|\s+(?:in|for|from|to|and|or|at|by|over|during|compared|against|respectively|last|this|on|the)\b)"
)
_SCALED: Final = re.compile(
    r"\)[ \u00a0](?P<scale>thousand|million|billion|trillion|lakh|crore|mn|mln|bn|bln|tn)\b"
    r"(?:[ \u00a0](?P<currency>[A-Za-z.]{2,12}(?:[ \u00a0][a-z]{3,10})?)\b)?"
)
"""The scale, and perhaps the currency, behind the bracket of a number: "(1,234) million dollars"."""
_HEADED: Final = re.compile(r"[:=][ \u00a0]\($")
_PERCENT: Final = re.compile(r"[ \u00a0]?(?:%|per[ ]cent\b|percent\b)")
_REACH: Final = 120


_ACCOUNT: Final = re.compile(
    rf"\b(?:{pattern_of(quantity_words.ACCOUNTS)})\b|[$€£¥₹]|\b(?:USD|EUR|GBP)\b",
    re.IGNORECASE,
)
_COLUMN: Final = re.compile(r"(?:[ ]{2}|\t)\($")
_COLUMN_ENDS: Final = re.compile(r"\)(?:[ ]{2}|\t|[ ]?\n|[ ]?$)")
_LINE: Final = 160


def in_brackets(reading: Reading, amount: Amount) -> Amount:
    """Return an amount of prose as negative, with its brackets, where they are its minus."""
    text, quantity = reading.text, amount.quantity
    if text[reading.start - 1 : reading.start] != "(" or text[amount.end : amount.end + 1] != ")":
        return amount
    if _is_in_column(reading, amount):
        if not is_account((_label(reading),)):
            raise Refused(amount.end)
        return _negative(reading, amount, amount.end + 1)
    if (
        quantity.value <= 0
        or quantity.value_high is not None
        or quantity.low is not None
        or not _is_sum(reading, amount)
    ):
        return amount
    scale = _SCALED.match(text, amount.end) if reading.numeral.factor == 1 else None
    if scale is not None:
        if not _must_stand(reading):
            raise Refused(scale.end("scale"))
        return _negative_scaled(reading, amount, scale)
    if reading.sign is None and _CLOSES.match(text, amount.end) is None:
        return amount
    unit, end = quantity.unit, amount.end + 1
    percent = _PERCENT.match(text, end) if unit is None else None
    if percent is not None:
        unit, end = "percent", percent.end()
    if percent is None and not _must_stand(reading):
        return amount
    if percent is not None:
        given = replace(quantity, unit=unit)
        amount = replace(amount, quantity=given, kind="share", unit_text=unit, bare=False)
    return _negative(reading, amount, end)


def _must_stand(reading: Reading) -> bool:
    """Tell whether an amount must stand where the bracket opens."""
    text, start = reading.text, reading.start
    headed = _HEADED.search(text, max(0, start - 4), start) is not None
    return (
        (headed and is_account((_label(reading),)))
        or _COMPLETED.search(text, max(0, start - 16), start) is not None
        or _LISTED.search(text, max(0, start - _REACH), start) is not None
    )


def _negative_scaled(reading: Reading, amount: Amount, scale: re.Match[str]) -> Amount:
    """Return a negative amount whose scale, and perhaps currency, stands behind its bracket."""
    factor = SCALES[scale["scale"]]
    given, end = amount.quantity, scale.end("scale")
    value, step = scaled(given.value, factor), scaled(given.step or Decimal(1), factor)
    amount = replace(amount, quantity=replace(given, value=value, step=step))
    if given.unit is None:
        for name in _names_of(scale["currency"] or ""):
            unit = currency_of(name, default=None)
            if unit is not None:
                unit = national_currency(name, reading.text) or unit
                money = replace(amount.quantity, unit=unit)
                amount = replace(
                    amount, quantity=money, kind="level", unit_text=currency_name(name), bare=False
                )
                end = scale.start("currency") + len(name)
                break
    return _negative(reading, amount, end)


def _names_of(printed: str) -> tuple[str, ...]:
    """Return two words and the first of them, as the name of a currency can be."""
    return tuple(dict.fromkeys(name for name in (printed, printed.split(" ")[0]) if name))


def _negative(reading: Reading, amount: Amount, end: int) -> Amount:
    quantity = replace(amount.quantity, value=-amount.quantity.value)
    return replace(amount, quantity=quantity, start=reading.start - 1, end=end)


def _is_in_column(reading: Reading, amount: Amount) -> bool:
    """Tell whether a bracket stands in a column of a table that blanks draw."""
    text = reading.text
    before = _COLUMN.search(text, max(0, reading.start - 4), reading.start)
    return before is not None and _COLUMN_ENDS.match(text, amount.end) is not None


def _label(reading: Reading) -> str:
    """Return what stands at the beginning of the line of a column."""
    low = max(0, reading.start - _LINE)
    line = reading.text[reading.text.rfind("\n", low, reading.start) + 1 : reading.start]
    return line.strip().partition("  ")[0].partition("\t")[0]


def _is_sum(reading: Reading, amount: Amount) -> bool:
    """Tell whether a number is a sum by its form or its unit: "(120)" is not."""
    printed = reading.text[reading.numeral.start : reading.numeral.end]
    return (
        reading.sign is not None
        or amount.quantity.unit == "percent"
        or reading.numeral.factor > 1
        or "," in printed
        or "." in printed
    )


def is_account(labels: tuple[str, ...]) -> bool:
    """Tell whether the heads of a cell are those of an account, where brackets are a minus."""
    return any(_ACCOUNT.search(label) for label in labels)
