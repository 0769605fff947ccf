"""The unit of a chart, said once above its axis: "billion US dollars per day", "percent"."""

from __future__ import annotations

import re
from typing import Final

from timeline.formats.written_amounts import pluralize, write_amount
from timeline.model import Figure

_CURRENCIES: Final = {
    "USD": "US dollars", "EUR": "euros", "GBP": "pounds sterling", "JPY": "yen",
    "CAD": "Canadian dollars", "AUD": "Australian dollars", "MXN": "Mexican pesos",
    "CHF": "Swiss francs", "CNY": "yuan", "INR": "Indian rupees", "BRL": "Brazilian reais",
}  # fmt: skip
"""The currencies with a name that needs no code beside it; others are written by their code."""

_MINUS: Final = re.compile(r"(?<!\w)-(?=\S)")


def write_unit(unit: str | None, scale: str, per: str | None) -> str:
    """Return a unit in words after the word for its power of ten, "" where there is neither."""
    name = "" if unit is None else _CURRENCIES.get(unit) or pluralize(unit)
    words = " ".join(filter(None, (scale, name)))
    return f"{words} per {per}" if per else words


def write_label(figure: Figure) -> str:
    """Return a value as it is labelled where its unit is said once: "$863 billion", "4.5%"."""
    text = _MINUS.sub("−", write_amount(figure, unit=False))
    return f"{text}%" if figure.quantity.unit == "percent" and text[-1:].isdigit() else text
