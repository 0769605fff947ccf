"""The history of figures and events through all editions, and the revision triangle."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from timeline.changes import label_in
from timeline.edition_order import place_editions
from timeline.formats import display
from timeline.formats.display import PEOPLE, Style
from timeline.formats.items import ITEM_COLUMNS, item_entry, item_place, item_reading, item_time
from timeline.formats.tables import (
    DECIMAL,
    EDTF,
    LIST,
    Column,
    Item,
    Listing,
    write_dated_amount,
)
from timeline.formats.written_amounts import write_amount
from timeline.model import Imprint, Series, StatedFigure, Vintage
from timeline.values import OPEN_PAST, decimal_text


def _through(column: Column[Item]) -> Column[Vintage]:
    return Column(column.name, column.about, lambda v: column.of(v.item), column.kind)


def _entry(vintage: Vintage, style: Style) -> tuple[str, ...]:
    headline, *below = item_entry(vintage.item, style)
    return (f"{vintage.change}  {headline}", *below, *map(display.visible, vintage.related))


def _key(vintage: Vintage) -> str | None:
    item = vintage.item
    return item.key if isinstance(item, StatedFigure) else None


def histories(sparks: Mapping[str, str] | None = None, style: Style = PEOPLE) -> Listing[Vintage]:
    """Return the listing of vintages; `sparks` are drawings by the key of a series."""

    def heading(vintage: Vintage) -> str:
        drawn = (sparks or {}).get(vintage.key)
        name = f"{display.visible(vintage.name)}  [{display.visible(vintage.key)}]"
        return f"{name}\n{drawn}" if drawn else name

    return Listing(
        name="statements",
        columns=(
            Column("series", "key of the series or happening", lambda v: v.key),
            Column("change", "what changed since the previous edition; first: no earlier edition "
                   "states it; undated: its edition has no date", lambda v: v.change),
            *map(_through, ITEM_COLUMNS),
            Column("related", "series of another scope or unit, as change: key",
                   lambda v: v.related, LIST),
            Column("cite", "key of this figure in this edition", _key),
        ),
        view=(
            Column("edition", "", lambda v: v.item.imprint.label),
            Column("published", "",
                   lambda v: display.write_issue_date(v.item.imprint, style), share=1),
            Column("reading", "", lambda v: item_reading(v.item, style), share=3),
            Column("when", "", lambda v: item_time(v.item, style), share=1),
            Column("change", "", lambda v: v.change),
            Column("place", "", lambda v: item_place(v.item)),
        ),
        entry=lambda v: _entry(v, style),
        group=heading,
    )  # fmt: skip


HISTORY: Final = histories()

# ---------------------------------------------------------------- the revision triangle


_FIXED: Final = frozenset({"series", "measure", "unit", "period"})
"""The columns of a triangle beside those of editions, which a label can be, too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryRow:
    """What the editions state of one series for one period, by the reference of the edition."""

    series: Series
    period: str | None
    shown: str | None
    cells: Mapping[str, StatedFigure]


def triangle(
    found: Sequence[Series], style: Style = PEOPLE
) -> tuple[Listing[HistoryRow], list[HistoryRow]]:
    """Return a listing with a column for each edition, and its rows: periods, oldest first."""
    editions: dict[Imprint, None] = {}
    rows = []
    for series in found:
        periods: dict[tuple[int, int], dict[str, StatedFigure]] = {}
        for member in series.members:
            when = member.figure.period or member.figure.as_of
            place = (OPEN_PAST, OPEN_PAST) if when is None else (when.first, when.last)
            periods.setdefault(place, {})[member.imprint.reference] = member
            editions.setdefault(member.imprint)
        rows += [_row(series, cells, style) for _, cells in sorted(periods.items())]
    several = len({imprint.publication for imprint in editions}) > 1
    order = [imprint.reference for imprint in dict.fromkeys((*place_editions(editions), *editions))]
    names = {r: r.partition("@")[2] for r in order}
    if several or not _FIXED.isdisjoint(names.values()):
        names = {r: r for r in order}
    return _triangle(names, style), rows


def _row(series: Series, cells: Mapping[str, StatedFigure], style: Style) -> HistoryRow:
    figure = next(iter(cells.values())).figure
    when = figure.period or figure.as_of
    return HistoryRow(
        series=series,
        period=None if when is None else when.edtf,
        shown=display.write_reference_time(figure, style),
        cells=cells,
    )


def _triangle(names: Mapping[str, str], style: Style) -> Listing[HistoryRow]:
    def cell(reference: str) -> Callable[[HistoryRow], str | None]:
        def of(row: HistoryRow) -> str | None:
            member = row.cells.get(reference)
            return None if member is None else decimal_text(member.figure.quantity.value)

        return of

    def shown(reference: str) -> Callable[[HistoryRow], str | None]:
        def of(row: HistoryRow) -> str | None:
            member = row.cells.get(reference)
            return None if member is None else write_amount(member.figure, style, unit=False)

        return of

    return Listing(
        name="periods",
        columns=(
            Column("series", "key of the series", lambda r: r.series.key),
            Column("measure", "what is measured", _label),
            Column("unit", "", lambda r: r.series.newest.figure.quantity.unit),
            Column("period", "the time it refers to, EDTF", lambda r: r.period, EDTF),
            *(Column(name, "as this edition states it", cell(reference), DECIMAL)
              for reference, name in names.items()),
        ),
        view=(
            Column("period", "", lambda r: r.shown or "not stated", share=1),
            *(Column(name, "", shown(reference), DECIMAL) for reference, name in names.items()),
        ),
        entry=lambda r: (
            r.shown or "period not stated",
            *(f"{names[reference]}: {write_amount(member.figure, style)}"
              for reference, member in r.cells.items()),
        ),
        group=_titled,
    )  # fmt: skip


def _label(row: HistoryRow) -> str:
    """Return what was measured, as the last edition calls it that states a value of this time."""
    (*_, last) = row.cells.values()
    return label_in(last.figure, row.series.newest.figure)


def _titled(row: HistoryRow) -> str:
    figure = row.series.newest.figure
    unit = "" if figure.quantity.unit is None else f", {figure.quantity.unit}"
    per = "" if figure.quantity.per is None else f" per {figure.quantity.per}"
    return display.visible(f"{_label(row)}{unit}{per}  [{row.series.key}]")


# ---------------------------------------------------------------- a drawing

_BARS: Final = "▁▂▃▄▅▆▇█"
_DRAWN: Final = 3
"""The fewest values that are drawn."""


def spark(series: Series, style: Style = PEOPLE) -> str:
    """Return a bar for each edition, of its newest period, and the last value.

    The lowest value has the lowest bar; between them the bars are linear. Nothing for fewer than
    three values, which words say better, or for two units.
    """
    newest: dict[str, StatedFigure] = {}
    for member in series.members:
        when = member.figure.period or member.figure.as_of
        before = newest.get(member.imprint.label)
        other = None if before is None else before.figure.period or before.figure.as_of
        if before is None or (when and other and when.last > other.last):
            newest[member.imprint.label] = member
    figures = [member.figure for member in newest.values()]
    units = {(figure.quantity.unit, figure.quantity.per) for figure in figures}
    if len(figures) < _DRAWN or len(units) > 1:
        return ""
    values = [figure.quantity.value for figure in figures]
    low, high = min(values), max(values)
    top, span = len(_BARS) - 1, high - low
    bars = "".join(_BARS[int((value - low) * top / span) if span else 0] for value in values)
    return f"{bars} {write_dated_amount(figures[-1], style)}"
