"""What the heads of a table say of the figures in its cells: what is measured, and when.

A cell that names its own measure or time keeps it. Of the heads of row and column, one that is a
date and nothing else is the reference period, the others are the measure, from the outside in.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Final

from timeline.model import Figure, Passage
from timeline.rules import anchoring, dates
from timeline.rules.engine import anchors_of
from timeline.values import Period

_BETWEEN: Final = " - "
"""What parts the labels of a path, as in labelled fields."""


def headed(figure: Figure, passage: Passage) -> Figure:
    """Return the figure with what the heads above its cell and beside it say."""
    if not passage.labels:
        return figure
    times = [(label, _date(label)) for label in passage.labels]
    names = [label for label, period in times if period is None]
    if names and figure.measure == (figure.quantity.unit or "number"):
        figure = replace(figure, measure=_BETWEEN.join(names), rules=(*figure.rules, "cell"))
    stated = next(((label, period) for label, period in times if period is not None), None)
    if stated is not None and figure.period is None and figure.as_of is None:
        figure = replace(figure, period_text=stated[0], period=stated[1])
    return figure


@lru_cache(maxsize=1_024)
def _date(label: str) -> Period | None:
    """Return the date that a head is, None where it is more or less than one."""
    found = dates.mentions(label, anchors_of(label, (dates.TABLE,)))
    for date in anchoring.expressions(label, found, None):
        if date.quote.text == label.strip() and date.type == "DATE":
            return date.resolved
    return None
