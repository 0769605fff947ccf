"""A delta as CSV: one row a change, then one a revision, as `timeline.formats.delimited` writes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from timeline.formats import delimited, word_diff
from timeline.formats.deltarows import CHANGES, DeltaRow, Side, Wanted, rows
from timeline.formats.display import write_event_date
from timeline.formats.tables import (
    DECIMAL,
    EDTF,
    INTEGER,
    LIST,
    TEXT,
    Cell,
    Column,
    Listing,
    write_dated_amount,
)
from timeline.model import Change, Delta, Event, Figure, Passage, PassageChange
from timeline.records import revision_record
from timeline.values import Period, Quantity, decimal_text


def write(deltas: Iterable[Delta], wanted: Wanted = CHANGES) -> Iterator[str]:
    """Yield a header line and one record a row, of one delta or of several."""
    return delimited.csv(ROWS, (row for delta in deltas for row in _rows(delta, wanted)))


def _rows(delta: Delta, wanted: Wanted) -> Iterator[DeltaRow]:
    yield from rows(delta, wanted)
    for revision in delta.revisions:
        told = revision_record(revision)
        before = _with_value(revision.before, told["before"], told["unit"])
        after = _with_value(revision.after, told["after"], told["unit"])
        yield DeltaRow(
            about="revision",
            change=Change(change="restated", before=before, after=after),
            before=Side(delta.before, (before,)),
            after=Side(delta.after, (after,)),
            revision=revision,
        )


def _with_value(figure: Figure, value: str, unit: str) -> Figure:
    """Return a figure with the value that a revision compares, in the unit of both sides."""
    quantity = figure.quantity
    if unit == quantity.unit and value == decimal_text(quantity.value):
        return figure
    compared = replace(quantity, value=Decimal(value), unit=unit, value_high=None)
    return replace(figure, quantity=compared)


def _sides(
    name: str, about: str, of: Callable[[Side], Cell], kind: str = TEXT
) -> Iterator[Column[DeltaRow]]:
    """Yield a column for the earlier edition and one for the later; both empty: not stated."""
    yield Column(f"before_{name}", f"{about}; earlier edition", lambda row: of(row.before), kind)
    yield Column(f"after_{name}", f"{about}; later edition", lambda row: of(row.after), kind)


# ---------------------------------------------------------------- of the whole row


def _flags(row: DeltaRow) -> Cell:
    return () if isinstance(row.change, PassageChange) else row.change.flags


def _what(row: DeltaRow) -> Cell:
    for item in (*row.after.items, *row.before.items):
        match item:
            case Figure():
                return item.measure
            case Event():
                return item.title
    return None


def _fields(row: DeltaRow) -> Cell:
    if isinstance(row.change, PassageChange):
        return ()
    return tuple(name for name, _, _ in row.change.fields)


def _words(row: DeltaRow) -> Cell:
    if not isinstance(row.change, PassageChange) or not row.change.words:
        return None
    return word_diff.plain(row.change)


def _score(row: DeltaRow) -> Cell:
    return None if isinstance(row.change, PassageChange) else row.change.score


def _reason(row: DeltaRow) -> Cell:
    return None if isinstance(row.change, PassageChange) else row.change.reason


def _basis(side: int) -> Callable[[DeltaRow], Cell]:
    """Return what fills a cell from the basis of a revision: 0 is the earlier edition."""

    def cell(row: DeltaRow) -> Cell:
        basis = None if row.revision is None else row.revision.basis
        return None if basis is None else basis[side]

    return cell


# ---------------------------------------------------------------- of one side


def _published(side: Side) -> Cell:
    return _edtf(side.snapshot.imprint.published)


def _edtf(period: Period | None) -> str | None:
    return None if period is None else period.edtf


def _quantity(of: Callable[[Quantity], Cell]) -> Callable[[Side], Cell]:
    """Return what fills a cell from the quantity of a figure; events and passages have none."""

    def cell(side: Side) -> Cell:
        match side.items:
            case (Figure() as figure,):
                return of(figure.quantity)
        return None

    return cell


def _high(quantity: Quantity) -> Cell:
    return None if quantity.value_high is None else decimal_text(quantity.value_high)


def _period(side: Side) -> Cell:
    match side.items:
        case (Figure() as figure,):
            return _edtf(figure.period or figure.as_of)
        case (Event() as event,):
            return _edtf(event.when)
    return None


def _status(side: Side) -> Cell:
    match side.items:
        case (Event() as event,):
            return event.status
    return None


def _quote(side: Side) -> Cell:
    match side.items:
        case (Figure() | Event() as item,):
            return None if item.quote is None else item.quote.text
    return None


def _text(side: Side) -> Cell:
    match side.items:
        case (Figure() | Event() as item,):
            return side.snapshot.sentence(item)
    texts = [item.quote.text for item in side.items if item.quote is not None]
    return "\n".join(texts) if texts else None


def _section(side: Side) -> Cell:
    match side.items:
        case (Figure() | Event() as item,):
            return side.snapshot.section(item)
        case (Passage() as passage, *_):
            return passage.path
    return ()


def _start(side: Side) -> Cell:
    spans = [item.quote.span for item in side.items if item.quote is not None]
    return spans[0].start if spans else None


def _end(side: Side) -> Cell:
    spans = [item.quote.span for item in side.items if item.quote is not None]
    return spans[-1].end if spans else None


def _reading(side: Side) -> Cell:
    """Return what people read of a side: an amount, a status with its date, or a text."""
    match side.items:
        case (Figure() as figure,):
            return write_dated_amount(figure)
        case (Event() as event,):
            date = write_event_date(event)
            return event.status if date is None else f"{event.status}, {date}"
    return _text(side)


# ---------------------------------------------------------------- the columns

ROWS: Final[Listing[DeltaRow]] = Listing(
    name="changes",
    columns=(
        *_sides("edition", "name of the edition", lambda s: s.snapshot.imprint.reference),
        *_sides("published", "when the edition was published, EDTF", _published, EDTF),
        Column("about", "figure, event or passage; revision: what both editions state of one "
               "series for one period with different values", lambda row: row.about),
        Column("change", "what happened to it: updated, added, reworded, …",
               lambda row: row.change.change),
        Column("flags", "further marks of the change", _flags, LIST),
        Column("noise", "chrome or typography; empty if the document changed",
               lambda row: row.noise),
        Column("what", "measure of a figure or title of an event, from the later edition", _what),
        *_sides("value", "exact decimal of a figure", _quantity(lambda q: decimal_text(q.value)),
                DECIMAL),
        *_sides("value_high", "the end of a range", _quantity(_high), DECIMAL),
        *_sides("unit", "unit of a figure", _quantity(lambda q: q.unit)),
        *_sides("per", "per what: unit of time or item of a rate", _quantity(lambda q: q.per)),
        *_sides("qualifier", "exact, approximately, more than, …",
                _quantity(lambda q: q.qualifier)),
        *_sides("period", "period or as-of date of a figure, date of an event; EDTF", _period,
                EDTF),
        *_sides("status", "status of an event", _status),
        Column("words", "the words of a passage, with [-old-] and {+new+} ones marked", _words),
        *_sides("text", "the sentence that states it; for a passage, its text, one line each",
                _text),
        *_sides("quote", "the exact characters that state it", _quote),
        *_sides("section", "the headings above, outermost first", _section, LIST),
        *_sides("start", "first character of quote or passage, from 0", _start, INTEGER),
        *_sides("end", "the character after the last", _end, INTEGER),
        Column("fields", "names of the fields that differ", _fields, LIST),
        Column("score", "how certain it is that both are the same, 0 to 100", _score, INTEGER),
        Column("reason", "why both are considered the same", _reason),
        Column("series", "key of the series of a revision",
               lambda row: None if row.revision is None else row.revision.series),
        Column("before_basis", "price year or definition of a revision, as printed; earlier "
               "edition", _basis(0)),
        Column("after_basis", "price year or definition of a revision, as printed; later edition",
               _basis(1)),
    ),
    view=(
        Column("change", "", lambda row: row.change.change),
        Column("about", "", lambda row: row.about),
        Column("what", "", _what, share=2),
        Column("before", "", lambda row: _reading(row.before), share=2),
        Column("after", "", lambda row: _reading(row.after), share=2),
    ),
    entry=lambda row: (row.change.change,),
    group=lambda row: " -> ".join(
        side.snapshot.imprint.reference for side in (row.before, row.after)
    ),
)  # fmt: skip
