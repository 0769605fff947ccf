"""Link what its unit tells apart from all other figures, wherever it stands.

A sum tells with its period what it is, and so does a count of what little else is counted in; and
what an edition states once in such a unit is what the other states once in it, by a like name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
from typing import Final

from timeline.alignment import stems
from timeline.linking.pairing import Matcher
from timeline.linking.prose_figures import DWARFED
from timeline.measurement import dimension, in_base
from timeline.model import Figure, Snapshot

COMMON_UNITS: Final = frozenset({None, "person", "percent", "rank", "year"})
"""Units that many measures share, so that the unit says little about which measure it is."""
_ALONE: Final = 60


def link_by_units(matcher: Matcher, before: Snapshot, after: Snapshot) -> None:
    """Link what is left: one value in one unit, then what alone is stated in a unit."""
    values = [_once(_values(snapshot)) for snapshot in (before, after)]
    matcher.link_groups(values[0], values[1], "same value and unit")
    old, new = (_once(_units(snapshot)) for snapshot in (before, after))
    places = {key: j for j, key in new.items()}
    for i, key in old.items():
        j = places.get(key)
        if j is not None and _are_alike(before.figures[i], after.figures[j]):
            matcher.link((i, j), _ALONE, "the only one in its unit")


def _values(snapshot: Snapshot) -> dict[int, Hashable]:
    """Return the values that tell by themselves what they are, with their times."""
    keys: dict[int, Hashable] = {}
    for i, figure in enumerate(snapshot.figures):
        when = figure.period or figure.as_of
        dated = when is not None and figure.quantity.unit not in COMMON_UNITS
        if _is_rare(figure) or dated:
            days = None if when is None else (when.first, when.last)
            keys[i] = _block(figure), in_base(figure.quantity.value, figure.quantity.unit), days
    return keys


def _units(snapshot: Snapshot) -> dict[int, Hashable]:
    """Return the units of the figures of a text, with what else has to be equal."""
    return {
        i: (_block(figure), in_base(figure.quantity.value, figure.quantity.unit)[1])
        for i, figure in enumerate(snapshot.figures)
        if _is_rare(figure) and figure.passage is not None
    }


def _block(figure: Figure) -> Hashable:
    return dimension(figure.quantity.unit), figure.quantity.per, figure.kind


def _is_rare(figure: Figure) -> bool:
    unit = figure.quantity.unit
    return unit not in COMMON_UNITS and dimension(unit) != "money"


def _once(keys: Mapping[int, Hashable]) -> dict[int, Hashable]:
    """Return the keys that only one figure has."""
    counts = Counter(keys.values())
    return {i: key for i, key in keys.items() if counts[key] == 1}


def _are_alike(old: Figure, new: Figure) -> bool:
    """Tell whether two names have a word in common and one scope, and the sizes are alike."""
    if old.scope != new.scope or not stems(old.measure) & stems(new.measure):
        return False
    low, high = sorted(abs(each.quantity.value) for each in (old, new))
    return high <= DWARFED * low
