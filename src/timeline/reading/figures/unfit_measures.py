"""Whether what an amount is said to measure can have its unit: a rate is no number of people.

A clause whose subject is not understood leans on what was told before. Where that has another
dimension ("the rate was 4%", "1,200 were men"), nothing is better than its name.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from timeline.measurement import dimension
from timeline.reading.figures.amount_places import Told
from timeline.reading.figures.measures import MeasureReading
from timeline.reading.quantities.amounts import Amount

_SAID_AGAIN: Final = ("conversion", "(", "worth", "each", "NAME", "rate")
"""What the names of the shapes hold that tell one thing again in another unit."""
_NEAR: Final = 12
"""How many amounts before one are looked at."""
_RELATIVE: Final = ("percent", "percentage point", "basis point", "point")


def is_unfit(
    reading: MeasureReading,
    amount: Amount,
    kind: str,
    told: Sequence[Told],
    stands: tuple[str, str | None],
) -> bool:
    """Tell whether a measure is that of an amount before it, of another dimension.

    `stands` is what a pronoun stands for, with the unit of its amount.
    """
    phrase, unit, told = reading.measure.phrase, amount.quantity.unit, told[-_NEAR:]
    if any(e.is_unread and e.unit and phrase.endswith(f" {e.base}") for e in told):
        return True
    if any(word in reading.shape for word in _SAID_AGAIN):
        return False
    if amount.quantity.per is not None:
        priced = [each.unit for each in told if each.measure.phrase == phrase]
        return unit is None and bool(priced) and all(dimension(u) == "money" for u in priced)
    thing = phrase.removeprefix("change in ")
    changes = kind == "change" or thing != phrase
    leans = thing == stands[0] and stands[1] is not None
    if leans and _clashes(unit, stands[1], changes=changes):
        return True
    same = [each for each in told if each.measure.phrase == thing and each.kind != "change"]
    return bool(same) and all(_clashes(unit, each.unit, changes=changes) for each in same)


def _clashes(unit: str | None, other: str | None, *, changes: bool) -> bool:
    """Tell whether only one of two units is a percentage; anything can change by one."""
    if other is None and unit is None:
        return False
    own_is, other_is = unit in _RELATIVE, other in _RELATIVE
    if own_is == other_is:
        return False
    return not (changes and own_is) and (other_is or dimension(other) in ("count", "money"))
