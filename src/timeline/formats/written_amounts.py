"""Numbers with their units as people write them: "$863 billion", "estimated 1.6 million people".

Nothing is rounded: a number that a word such as "billion" does not make shorter without loss is
written with all its digits. The exact value can be read back from what is printed.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from timeline.formats.display import PEOPLE, Style, visible
from timeline.measurement import dimension
from timeline.model import Figure
from timeline.values import Quantity, decimal_text, scaled

_SIGNS: Final = {"USD": "$", "EUR": "€", "GBP": "£"}
"""The signs that mean one currency each to English readers; others are written by their code."""
_SCALES: Final = ((12, "trillion"), (9, "billion"), (6, "million"))
_MOST_PLACES: Final = 3
_MOST_DIGITS: Final = 6
"""A number before a scale word has at most so many digits after and before its point."""
_WITHOUT_SCALE: Final = frozenset({"percent", "rank"})


def group_digits(number: Decimal) -> str:
    """Return all digits of a number, those before the point in threes: "863,000,000,000"."""
    whole, point, rest = decimal_text(number).partition(".")
    return re.sub(r"(?<=\d)(?=(\d{3})+$)", ",", whole) + point + rest


def shorten(number: Decimal) -> str:
    """Return a number with a scale word, "863.412 billion", else all its digits, "1,234,567"."""
    size = abs(number)
    for exponent, word in _SCALES:
        if size < Decimal(10) ** exponent:
            continue
        digits = decimal_text(scaled(number, Decimal((0, (1,), -exponent))))
        whole, _, places = digits.lstrip("-").partition(".")
        if len(places) <= _MOST_PLACES and len(whole) <= _MOST_DIGITS:
            return f"{group_digits(Decimal(digits))} {word}"
        break
    return group_digits(number)


def write_amount(figure: Figure, style: Style = PEOPLE, *, unit: bool = True) -> str:
    """Return the quantity of a figure in words: "approximately $1.7 billion per day".

    Without `unit` the unit is left out, where another amount beside it shows it; the sign of a
    currency stays.
    """
    quantity = figure.quantity
    text = _stretch(quantity, style)
    if quantity.unit == "rank":
        text = f"rank {text}"
    elif unit and quantity.unit is not None and (style.exact or not _is_currency(quantity.unit)):
        text += f" {_counted(quantity, style)}"
    if quantity.qualifier != "exact":
        text = f"{quantity.qualifier} {text}"
    if figure.direction is not None:
        text = f"{figure.direction} {text}"
    if unit and quantity.per is not None:
        text += f" per {quantity.per}"
    return visible(text)


def _stretch(quantity: Quantity, style: Style) -> str:
    """Return the numbers of a quantity: the value, the end of a range, a stated uncertainty."""
    text = _number(quantity.value, quantity.unit, style)
    if quantity.value_high is not None:
        text += f" to {_number(quantity.value_high, quantity.unit, style)}"
    ends = quantity.low, quantity.high
    low, high = ("?" if end is None else _number(end, quantity.unit, style) for end in ends)
    match style.exact, quantity.low, quantity.high:
        case _, None, None:
            return text
        case False, Decimal(), None:
            return f"{text} (at least {low})"
        case False, None, Decimal():
            return f"{text} (at most {high})"
    return f"{text} ({low} to {high})"


def _number(number: Decimal, unit: str | None, style: Style) -> str:
    if style.exact or unit in _WITHOUT_SCALE:
        return group_digits(number)
    return shorten(number) if unit is None or not _is_currency(unit) else _money(number, unit)


def _money(number: Decimal, unit: str) -> str:
    """Return "$863 billion", "-€2.50", "MXN 45 million"."""
    text = shorten(number)
    if re.search(r"\.\d$", text):  # cents; "billion" ends in no digit
        text += "0"
    if unit not in _SIGNS:
        return f"{unit} {text}"
    minus = "-" if text.startswith("-") else ""
    return f"{minus}{_SIGNS[unit]}{text.removeprefix('-')}"


def _is_currency(unit: str) -> bool:
    """Tell whether a unit is the code of a currency, no crown or cent of any country."""
    return unit.isupper() and dimension(unit) == "money"


# ---------------------------------------------------------------- units

_NAMES: Final = {
    "metric ton": "tonne", "celsius": "degree Celsius", "fahrenheit": "degree Fahrenheit",
}  # fmt: skip
"""Units that people call by another name than the canonical one."""
_UNCOUNTED: Final = frozenset(
    """percent rank hertz kilohertz megahertz gigahertz horsepower celsius fahrenheit kelvin
    aircraft personnel police staff cattle livestock sheep fish series species spacecraft""".split()
) | {"per mille"}
_IRREGULAR: Final = {
    "person": "people", "child": "children", "man": "men", "woman": "women", "foot": "feet",
    "life": "lives", "criterion": "criteria", "analysis": "analyses", "crisis": "crises",
}  # fmt: skip


_AFTER_THE_NOUN: Final = re.compile(r" (?:of|per|peak|Celsius|Fahrenheit)\b.*", re.DOTALL)


def _counted(quantity: Quantity, style: Style) -> str:
    unit = quantity.unit or ""
    if not style.exact:
        unit = _NAMES.get(unit, unit)
    one = quantity.value == 1 and quantity.value_high is None
    return unit if one else pluralize(unit)


def pluralize(unit: str) -> str:
    """Return a singular unit as it follows a number above one: "port of entry", "ports of entry".

    Codes (USD, kWh), percent and symbols stay as they are.
    """
    head = _AFTER_THE_NOUN.sub("", unit)
    rest = unit.removeprefix(head)
    before, blank, noun = head.rpartition(" ")
    if unit in _UNCOUNTED or noun in _UNCOUNTED or re.search(r"[A-Z]", noun):
        return unit
    if noun in _IRREGULAR:
        noun = _IRREGULAR[noun]
    elif re.search(r"[^aeiou]y$", noun):
        noun = f"{noun[:-1]}ies"
    elif re.search(r"(s|x|z|ch|sh)$", noun):
        noun += "es"
    elif re.search(r"[a-z]$", noun):
        noun += "s"
    return before + blank + noun + rest
