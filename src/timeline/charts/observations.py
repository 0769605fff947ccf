"""What the editions state of one series, made comparable: by unit, period and basis.

A statement of the same period is a revision of an earlier one only where both are of one scope,
definition and price year; where either prints another, or only one of them prints any, it is
another figure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from typing import Final

from timeline.changes import figure_change
from timeline.measurement import in_base
from timeline.model import Series, StatedFigure
from timeline.revisions import basis_of, plain_basis
from timeline.text import normal
from timeline.values import OPEN_FUTURE, OPEN_PAST, Period

_OTHER: Final = frozenset({"rescoped", "unit-changed"})
_REBASED: Final = frozenset({"rebased", "redefined"})
_EXACT: Final = Context(prec=2_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """A statement with its days and its numbers, all in the unit of the series.

    `edition` is the place of the edition among those of the series, from 0; `ends` are those of a
    range or of a stated uncertainty; `basis` is the price year or definition that is printed.
    """

    stated: StatedFigure
    edition: int
    when: Period
    value: Decimal
    high: Decimal | None = None
    ends: tuple[Decimal, Decimal] | None = None
    basis: str | None = None

    @property
    def time(self) -> Hashable:
        """What is equal for statements about the same time."""
        return self.when.first, self.when.last, normal(self.stated.figure.base or "")

    @property
    def level(self) -> Decimal:
        """Where it is drawn: the value, or the middle of a range."""
        if self.high is None:
            return self.value
        return _EXACT.divide(_EXACT.add(self.value, self.high), Decimal(2))


@dataclass(frozen=True, slots=True, kw_only=True)
class Restated:
    """One time with the first and the last value of it that can be compared."""

    first: Observation
    last: Observation


def observe(series: Series) -> tuple[Observation, ...]:
    """Return what can be drawn of a series: by edition, then by time.

    What refers to no time, or to one without both ends, is left out; so is another kind of unit.
    """
    editions: dict[str, int] = {}
    for member in series.members:
        editions.setdefault(member.imprint.label, len(editions))
    mixed = len({member.figure.quantity.unit for member in series.members}) > 1
    newest = series.newest.figure.quantity
    unit = in_base(newest.value, newest.unit)[1] if mixed else newest.unit
    found = [
        one
        for member in series.members
        if (one := _observed(member, editions[member.imprint.label], unit, mixed=mixed)) is not None
    ]
    found.sort(key=lambda one: (one.edition, one.when.first, one.when.last))
    return tuple(found)


def _observed(
    member: StatedFigure, edition: int, unit: str | None, *, mixed: bool
) -> Observation | None:
    figure = member.figure
    when, quantity = figure.period or figure.as_of, figure.quantity
    if when is None or when.first == OPEN_PAST or when.last == OPEN_FUTURE:
        return None
    if (in_base(quantity.value, quantity.unit)[1] if mixed else quantity.unit) != unit:
        return None

    def number(value: Decimal) -> Decimal:
        return in_base(value, quantity.unit)[0] if mixed else value

    low, high = quantity.low, quantity.high
    return Observation(
        stated=member,
        edition=edition,
        when=when,
        value=number(quantity.value),
        high=None if quantity.value_high is None else number(quantity.value_high),
        ends=None
        if low is None and high is None
        else (
            number(quantity.value if low is None else low),
            number(quantity.value if high is None else high),
        ),
        basis=basis_of(figure, member.sentence),
    )


def unit_of(observations: Sequence[Observation]) -> str | None:
    """Return the unit in which observations are drawn."""
    units = {one.stated.figure.quantity.unit for one in observations}
    newest = observations[-1].stated.figure.quantity
    return newest.unit if len(units) == 1 else in_base(newest.value, newest.unit)[1]


def are_comparable(old: Observation, new: Observation) -> bool:
    """Tell whether two statements are of one scope, definition and price year, as printed."""
    if not has_same_basis(old, new):
        return False
    change, flags = figure_change(old.stated.figure, new.stated.figure)
    return change not in _OTHER and _REBASED.isdisjoint(flags)


def has_same_basis(old: Observation, new: Observation) -> bool:
    """Tell whether two statements print the same price year or definition, or none."""
    one, other = old.basis, new.basis
    if one is None or other is None:
        return one is other
    return plain_basis(one) == plain_basis(other)


def is_restated(old: Observation, new: Observation) -> bool:
    """Tell whether a later statement of one time revises an earlier one; rounding does not."""
    changed = figure_change(old.stated.figure, new.stated.figure)[0] == "restated"
    return changed and are_comparable(old, new)


def by_time(observations: Sequence[Observation]) -> list[list[Observation]]:
    """Return the statements about each time, the oldest edition first, in the order of time."""
    found: dict[Hashable, list[Observation]] = defaultdict(list)
    for one in observations:
        found[one.time].append(one)
    return sorted(found.values(), key=lambda each: (each[0].when.first, each[0].when.last))


def find_restated(observations: Sequence[Observation]) -> tuple[Restated, ...]:
    """Return the times whose last value differs from the first one that it can be compared with."""
    found = []
    for statements in by_time(observations):
        last = statements[-1]
        first = next(one for one in statements if one is last or are_comparable(one, last))
        if first is not last and is_restated(first, last):
            found.append(Restated(first=first, last=last))
    return tuple(found)


def count_rebased(observations: Sequence[Observation]) -> int:
    """Return how many times stand in several bases, so that their values cannot be compared."""
    return sum(
        any(not are_comparable(one, statements[-1]) for one in statements[:-1])
        for statements in by_time(observations)
    )


def change_between(old: Observation, new: Observation) -> Decimal | None:
    """Return by how much a value changed, in `unit_of_change`; None from 0 in percent."""
    difference = _EXACT.subtract(new.level, old.level)
    if unit_of_change(old) != PERCENT:
        return difference
    if not old.level:
        return None
    return _EXACT.divide(_EXACT.multiply(difference, Decimal(100)), abs(old.level))


PERCENT: Final = "%"
_UNITS: Final = {
    "percent": "point", "percentage point": "point", "basis point": "basis point", "rank": "place",
}  # fmt: skip


def unit_of_change(one: Observation) -> str:
    """Return in what a change is told: percent, but points of a percentage and places of a rank."""
    return _UNITS.get(one.stated.figure.quantity.unit or "", PERCENT)


def write_change(change: Decimal, unit: str) -> str:
    """Return a change with its sign: "+2.6%", "−0.4 points", "+1 place"."""
    places = next((n for n in (1, 2, 3) if abs(change) * 10**n * 2 >= 1), 3)
    text = f"{abs(change):,.{places}f}"
    sign = "+" if change > 0 else "−" if change < 0 else ""
    if unit == PERCENT:
        return f"{sign}{text}%"
    text = text.removesuffix(".0")
    return f"{sign}{text} {unit}" + ("" if text == "1" else "s")
