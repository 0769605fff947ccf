"""Link the figures of two editions: the same thing measured, whatever the value."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from operator import attrgetter
from typing import Final

from timeline.alignment import Pair, Weights, candidates, stems
from timeline.linking.pairing import Found, Sides, content_keys
from timeline.model import Figure, Snapshot
from timeline.text import normal

_DIMENSIONS: Final = {
    unit: dimension
    for dimension, units in {
        "percent": "percent, percentage point, basis point",
        "rank": "rank",
        "length": "mile, kilometer, kilometre, km, meter, metre, foot, nautical mile, centimeter",
        "area": "square mile, square kilometer, square kilometre, sq km, hectare, acre",
        "volume": "barrel, gallon, liter, litre, cubic meter, cubic metre, cubic foot",
        "mass": "ton, tonne, metric ton, kilogram, pound, ounce",
        "time": "year, month, week, day, hour, minute, second, decade, century",
        "energy": "kilowatt-hour, kwh, british thermal unit, btu, joule",
        "power": "watt, kilowatt, megawatt, gigawatt",
    }.items()
    for unit in units.split(", ")
}
_COMMON_UNITS: Final = frozenset({None, "person", "percent", "rank", "year"})
"""Units that many measures share, so that the unit says little about which measure it is."""


def dimension(unit: str | None) -> str:
    """Return what kind of thing a unit counts: money, percent, rank, length, …, else count."""
    if unit is None:
        return "count"
    if len(unit) == 3 and unit.isascii() and unit.isupper():
        return "money"
    return _DIMENSIONS.get(unit, "count")


class _Labels:
    """What names a figure, in words without endings."""

    def __init__(self, figure: Figure, section: tuple[str, ...]) -> None:
        quantity = figure.quantity
        self.block = dimension(quantity.unit), quantity.per, figure.kind
        self.unit = quantity.unit
        self.measure = stems(figure.measure)
        self.scope = stems(figure.scope)
        self.around = tuple(map(stems, (figure.subject, figure.counterpart, figure.whole)))
        self.section = section
        self.value = quantity.value
        when = figure.period or figure.as_of
        self.days = None if when is None else (when.first, when.last)
        self.name = (self.block, self.unit, self.measure, self.scope, self.around)

    def threshold(self, other: _Labels) -> int:
        """Return the score from which two labels are taken for one measure."""
        if self.unit != other.unit:
            return 85
        common_unit = self.unit in _COMMON_UNITS or self.block[0] == "money"
        return 70 if common_unit else 58

    def evidence(self, other: _Labels) -> int:
        """Return what speaks for, and against, beside the words of the measure."""
        strangers = sum(
            1 for a, b in zip(self.around, other.around, strict=True) if a and b and not a & b
        )
        return (
            (4 if self.days == other.days else 0)
            + (4 if self.value == other.value else 0)
            + (4 if self.section == other.section else 0)
            - 15 * strangers
        )


_NAMES: Final = (
    ("name", "section", "days"),
    ("name", "days"),
    ("name", "section"),
    ("name",),
)
"""What must agree for two figures to be the same, the most telling first."""


def _labels(snapshot: Snapshot, wanted: Iterable[int]) -> dict[int, _Labels]:
    figures = snapshot.figures
    return {i: _Labels(figures[i], _section(snapshot, figures[i])) for i in wanted}


def _section(snapshot: Snapshot, figure: Figure) -> tuple[str, ...]:
    if figure.passage is None:
        return ()
    passage = snapshot.passages[figure.passage]
    return tuple(map(normal, (*passage.path[-1:], *passage.labels)))


def link_figures(before: Snapshot, after: Snapshot) -> Found:
    """Return the links; scopes are crossed last, units seldom, dimension, per and kind never."""
    sides = Sides(before.figures, after.figures)
    sides.take_equal(content_keys(before.figures), content_keys(after.figures))
    if not (sides.first and sides.second):
        return sides.found
    old, new = _labels(before, sides.first), _labels(after, sides.second)
    for parts in _NAMES:
        key = attrgetter(*parts)
        sides.take_groups(
            {i: key(old[i]) for i in sides.first},
            {j: key(new[j]) for j in sides.second},
            "same measure and unit",
        )
    for other_scope in (False, True):
        sides.take_best(_alike_figures(sides, old, new, other_scope))
    return sides.found


def _alike_figures(
    sides: Sides, old: dict[int, _Labels], new: dict[int, _Labels], other_scope: bool
) -> Iterator[tuple[int, Pair, str]]:
    blocks: dict[Hashable, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for i in sides.first:
        blocks[old[i].block][0].append(i)
    for j in sides.second:
        blocks[new[j].block][1].append(j)
    for first, second in blocks.values():
        weights = Weights(
            label.measure | _unit_word(label)
            for label in (*(old[i] for i in first), *(new[j] for j in second))
        )
        for i, j in candidates(
            {i: old[i].measure for i in first}, {j: new[j].measure for j in second}
        ):
            row = _compare(old[i], new[j], weights)
            if row is not None and (old[i].scope != new[j].scope) == other_scope:
                yield row[0], (i, j), row[1]


def _unit_word(label: _Labels) -> frozenset[str]:
    return frozenset({f"unit {label.unit}"})


def _compare(old: _Labels, new: _Labels, weights: Weights) -> tuple[int, str] | None:
    unit = _unit_word(old) & _unit_word(new)
    both, shorter = weights.shares(old.measure | unit, new.measure | unit)
    score = (2 * both + shorter) // 3 + old.evidence(new)
    if score < old.threshold(new):
        return None
    reason = {
        (True, True): "same measure and unit",
        (True, False): "same measure, other unit",
        (False, True): "same unit, similar label",
        (False, False): "similar label, other unit",
    }[old.measure == new.measure, old.unit == new.unit]
    return score, reason if old.scope == new.scope else f"{reason}, other scope"
