"""Lengths of time told in two units: "3 hours 20 minutes", "two years and six months"."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from timeline.reading.quantities.amounts import Amount, Reading, quantity
from timeline.reading.quantities.numerals import number_at
from timeline.reading.quantities.units import canonical

TWO_UNITS: Final = (
    r"~(?P<u>years?|hours?|hrs?|minutes?|mins?)(?:,?~and~|,?~)"
    r"(?P<n>\d{1,2}|[a-z]+(?:-[a-z]+)?)~(?P<v>months?|minutes?|mins?|seconds?|secs?)\b(?!~old\b)"
)
_PARTS: Final = {("year", "month"): 12, ("hour", "minute"): 60, ("minute", "second"): 60}
"""How many of the smaller unit the larger one has."""


def two_units(reading: Reading) -> Amount | None:
    """One length in the smaller of its units; None where the second is no part of the first."""
    larger, smaller = (canonical(reading.behind[name]) for name in ("u", "v"))
    parts = _PARTS.get((larger, smaller))
    rest = number_at(reading.text, reading.behind.start("n"))
    if parts is None or rest is None or reading.numeral.top is not None:
        return None
    if rest.end != reading.behind.end("n") or not rest.value < parts:
        return None
    value, end = quantity(reading, smaller, end=reading.behind.end())
    whole = reading.numeral.value * parts + rest.value
    return Amount(replace(value, value=whole, step=rest.step), "duration", end)
