"""The revision triangle as values: what each edition states of each time, and by how much it moved.

Rows are editions, the oldest first; columns are times. A page makes a table of it.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from timeline.charts.observations import (
    Observation,
    are_comparable,
    by_time,
    change_between,
    is_restated,
    observe,
    unit_of_change,
    write_change,
)
from timeline.charts.units_in_words import write_label, write_unit
from timeline.formats.display import write_issue_date, write_reference_time
from timeline.model import Imprint, Series, StatedFigure

NEWEST: Final = 8
"""The times that a triangle shows: the last ones."""
_LEAST: Final = (1, 3, 10)
"""From these changes on, in percent or points, a cell is hotter."""
_HOTTEST: Final = 5
_FROM_NOTHING: Final = "from 0"


@dataclass(frozen=True, slots=True, kw_only=True)
class TriangleCell:
    """A value as stated: `change` is "+2.6%" against the statement before, None without one.

    `heat` is 0 for a first statement, 1 for an unchanged one, 2 to 5 by the size of the change.
    `other_basis` tells that the statement before has another price year, scope or definition, so
    that there is no change to tell; `basis` is what is printed of it.
    """

    stated: StatedFigure
    value: str
    change: str | None = None
    heat: int = 0
    basis: str | None = None
    other_basis: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TriangleRow:
    """An edition with a cell for each time, None where it states nothing of it."""

    imprint: Imprint
    published: str
    cells: tuple[TriangleCell | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Triangle:
    """The times and the unit in words, and a row for each edition; `earlier` counts other times."""

    times: tuple[str, ...]
    unit: str
    rows: tuple[TriangleRow, ...]
    earlier: int = 0


def revision_triangle(series: Series, *, most: int | None = NEWEST) -> Triangle:
    """Return the triangle of the newest `most` times, None for all.

    Editions that state none of them have no row.
    """
    times = by_time(observe(series))
    quantity = series.newest.figure.quantity
    shown = times if most is None else times[-most:]
    cells: dict[tuple[int, Hashable], TriangleCell] = {}
    imprints: dict[int, Imprint] = {}
    for statements in shown:
        before: Observation | None = None
        for one in statements:
            cells[one.edition, one.time] = _cell(before, one)
            imprints[one.edition] = one.stated.imprint
            before = one
    return Triangle(
        times=tuple(write_reference_time(each[-1].stated.figure) or "" for each in shown),
        unit=write_unit(quantity.unit, "", quantity.per),
        rows=tuple(
            TriangleRow(
                imprint=imprints[edition],
                published=write_issue_date(imprints[edition]),
                cells=tuple(cells.get((edition, each[0].time)) for each in shown),
            )
            for edition in sorted(imprints)
        ),
        earlier=len(times) - len(shown),
    )


def _cell(before: Observation | None, one: Observation) -> TriangleCell:
    value = write_label(one.stated.figure)
    if before is None:
        return TriangleCell(stated=one.stated, value=value, basis=one.basis)
    if not are_comparable(before, one):
        return TriangleCell(stated=one.stated, value=value, basis=one.basis, other_basis=True)
    change = change_between(before, one) if is_restated(before, one) else Decimal(0)
    written = _FROM_NOTHING if change is None else write_change(change, unit_of_change(one))
    return TriangleCell(
        stated=one.stated,
        value=value,
        change=None if change == 0 else written,
        heat=_HOTTEST if change is None else _heat(abs(change)),
        basis=one.basis,
    )


def _heat(change: Decimal) -> int:
    """Return 1 for no change, then 2 to 5 by its size."""
    return 1 + (change > 0) + sum(change >= least for least in _LEAST)
