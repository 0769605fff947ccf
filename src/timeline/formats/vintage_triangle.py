"""Series of figures as a revision triangle: a row an edition, a column a reference period.

It is the table that economists read down: one column shows how the value of one period was revised.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from timeline.formats import delimited
from timeline.formats.tables import DECIMAL, EDTF, LIST, Column, Listing, edtf_text
from timeline.model import Imprint, Series, StatedFigure
from timeline.values import Period, decimal_text

_NO_PERIOD: Final = "no period"
_NO_MARKS: Final = str.maketrans("", "", "~?%")
"""A column of editions of which some say "about" and some do not is named without it."""


@dataclass(frozen=True, slots=True)
class VintageRow:
    """What one edition states of a series, by the first and last day of the period."""

    series: Series
    imprint: Imprint
    cells: dict[tuple[int, int] | None, StatedFigure]


def write(found: Sequence[Series]) -> Iterator[str]:
    """Yield the triangles of series as one CSV; a period that a series does not state is empty."""
    rows = [row for series in found for row in _rows(series)]
    periods: dict[tuple[int, int] | None, str] = {}
    for row in rows:
        for days, member in row.cells.items():
            when = _when(member)
            name = _NO_PERIOD if when is None else when.edtf
            if periods.setdefault(days, name) != name:
                periods[days] = name.translate(_NO_MARKS)
    order = sorted(periods, key=lambda days: (days is None, days or (0, 0)))
    return delimited.csv(_listing({days: periods[days] for days in order}), rows)


def _when(member: StatedFigure) -> Period | None:
    return member.figure.period or member.figure.as_of


def _rows(series: Series) -> list[VintageRow]:
    """Return a row for each edition that states a series, the oldest first."""
    rows: dict[str, VintageRow] = {}
    for member in series.members:
        when = _when(member)
        row = rows.setdefault(member.imprint.label, VintageRow(series, member.imprint, {}))
        row.cells[None if when is None else (when.first, when.last)] = member
    return list(rows.values())


def _listing(periods: dict[tuple[int, int] | None, str]) -> Listing[VintageRow]:
    def cell(days: tuple[int, int] | None) -> Callable[[VintageRow], str | None]:
        def of(row: VintageRow) -> str | None:
            member = row.cells.get(days)
            return None if member is None else decimal_text(member.figure.quantity.value)

        return of

    fixed: tuple[Column[Any], ...] = (
        Column("series", "key of the series", lambda r: r.series.key),
        Column("measure", "what is measured", lambda r: r.series.newest.figure.measure),
        Column("unit", "canonical unit", lambda r: r.series.newest.figure.quantity.unit),
        Column("edition", "the edition that states it", lambda r: r.imprint.reference),
        Column("published", "when it was published", lambda r: edtf_text(r.imprint.published),
               EDTF),
        Column("source", "where the edition comes from", lambda r: r.imprint.source),
        Column("quotes", "the words that state the values, in the order of the text",
               lambda r: tuple(m.figure.quote.text for m in r.cells.values() if m.figure.quote),
               LIST),
    )  # fmt: skip
    stated = (Column(name, "as stated", cell(days), DECIMAL) for days, name in periods.items())
    return Listing("editions", (*fixed, *stated), view=(), entry=lambda r: (r.imprint.label,))
