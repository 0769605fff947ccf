"""Powers of ten: "10⁹ tonnes", "3 × 10^6 people"."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

_POWER: Final = re.compile(
    r"(?:(?P<times>\d{1,3}(?:\.\d{1,6})?)[ \u00a0]?[x×·*][ \u00a0]?)?"
    r"10(?:(?:\^|\*\*)(?P<plain>\d{1,2})(?![\d.])|(?P<high>[²³⁴-⁹]|¹[⁰-⁵])(?![⁰¹²³⁴-⁹]))"
)
_HIGH: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_LOWEST: Final = 3
"""A lower power of nothing but ten may be a ten with the mark of a note."""
_HIGHEST: Final = 15


def power_at(text: str, start: int) -> tuple[int, Decimal, int] | None:
    """Return where a power of ten ends, what it is multiplied by and its factor, None for none."""
    found = _POWER.match(text, start)
    if found is None:
        return None
    exponent = int((found["plain"] or found["high"]).translate(_HIGH))
    if exponent > _HIGHEST or (exponent < _LOWEST and found["times"] is None):
        return None
    return found.end(), Decimal(found["times"] or 1), 10**exponent
