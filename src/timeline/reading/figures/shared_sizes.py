"""Sizes whose unit is named once: "1.1 million tonnes, of which 640,000 went to Tarn"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from timeline.measurement import dimension
from timeline.model import Figure

_PARTS: Final = frozenset(("of these, amount", "so many did so, so many otherwise"))
"""The shapes of what is a part of the amount before."""
_COUNTED: Final = ("count", "time")
"""What a part may be told of without its unit, and is not of that of the whole."""
_LEAST_SUM: Final = 1_000
"""A smaller number without a sign counts things that money was paid for."""


def with_shared_sizes(figures: Sequence[Figure]) -> list[Figure]:
    """Return the figures of a sentence, parts of a size in the unit of their whole."""
    found = list(figures)
    whole: Figure | None = None
    for index, figure in enumerate(found):
        unit, kind = figure.quantity.unit, figure.kind
        if unit is not None:
            sized = kind == "level" and dimension(unit) not in _COUNTED
            whole = figure if sized and unit != "percent" else None
        elif whole is not None and _is_part(figure, whole):
            quantity = replace(figure.quantity, unit=whole.quantity.unit)
            found[index] = replace(figure, quantity=quantity, kind="level")
    return found


def _is_part(figure: Figure, whole: Figure) -> bool:
    smaller = figure.quantity.value < whole.quantity.value
    fits = dimension(whole.quantity.unit) != "money" or figure.quantity.value >= _LEAST_SUM
    return figure.kind == "count" and smaller and fits and not _PARTS.isdisjoint(figure.rules)
