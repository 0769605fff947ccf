"""The list of what one edition states, events and figures: columns as in `tables`."""

from __future__ import annotations

from typing import Final

from timeline.formats import display
from timeline.formats.display import EXACT, PEOPLE, Style
from timeline.formats.tables import (
    DECIMAL,
    EDTF,
    Column,
    Item,
    Listing,
    cited,
    edtf_text,
    evidence,
    fact_of,
    write_headline_amount,
)
from timeline.formats.written_amounts import write_amount
from timeline.model import Statement
from timeline.values import decimal_text


def _date(item: Item) -> str | None:
    if isinstance(item, Statement):
        return edtf_text(item.event.when)
    return edtf_text(item.figure.period or item.figure.as_of)


def item_name(item: Item) -> str:
    """Return the title of an event, the measure of a figure."""
    return item.event.title if isinstance(item, Statement) else item.figure.measure


def item_reading(item: Item, style: Style = PEOPLE) -> str:
    """Return the status of an event, the quantity of a figure in words."""
    return item.event.status if isinstance(item, Statement) else write_amount(item.figure, style)


def item_time(item: Item, style: Style = PEOPLE) -> str | None:
    """Return when an event was, the time a figure is about, in words."""
    if isinstance(item, Statement):
        return display.write_event_date(item.event, style)
    return display.write_reference_time(item.figure, style)


def item_entry(item: Item, style: Style = PEOPLE) -> tuple[str, ...]:
    """Return a headline with what, how much and when, and the lines that cite it."""
    if isinstance(item, Statement):
        date = display.write_event_date(item.event, style)
        said = item.event.status if date is None else f"{item.event.status}, {date}"
    else:
        said = write_headline_amount(item.figure, style)
    return (f"{display.visible(item_name(item))}: {said}", *cited(item, style))


def item_place(item: Item) -> str:
    """Return the first character of a quote and the one after it."""
    quote = fact_of(item).quote
    return "snapshot" if quote is None else f"{quote.span.start}-{quote.span.end}"


ITEM_COLUMNS: Final[tuple[Column[Item], ...]] = (
    Column("publication", "slug of the publication", lambda i: i.imprint.publication),
    Column("edition", "label of the edition", lambda i: i.imprint.label),
    Column("published", "when it was published, EDTF",
           lambda i: edtf_text(i.imprint.published), EDTF),
    Column("item", "event or figure",
           lambda i: "event" if isinstance(i, Statement) else "figure"),
    Column("date", "date of an event, period or as-of date of a figure; EDTF", _date, EDTF),
    Column("status", "status of an event",
           lambda i: i.event.status if isinstance(i, Statement) else None),
    Column("kind", "kind of the event or figure", lambda i: fact_of(i).kind),
    Column("salience", "core or minor, of an event",
           lambda i: i.event.salience if isinstance(i, Statement) else None),
    Column("title", "title of an event, or measure of a figure", item_name),
    Column("measure_from", "where the words of a measure stand: clause, sentence or heading",
           lambda i: None if isinstance(i, Statement) else i.figure.measure_from),
    Column("value", "exact decimal of a figure",
           lambda i: None if isinstance(i, Statement) else decimal_text(i.figure.quantity.value),
           DECIMAL),
    Column("unit", "unit of a figure",
           lambda i: None if isinstance(i, Statement) else i.figure.quantity.unit),
    Column("reading", "status of an event, or quantity of a figure in words, with all its digits",
           lambda i: item_reading(i, EXACT)),
    *evidence(lambda i: i),
)  # fmt: skip


def list_items(style: Style = PEOPLE) -> Listing[Item]:
    """Return the listing of what one edition states, with what is for people in a style."""
    return Listing(
        name="items",
        columns=ITEM_COLUMNS,
        view=(
            Column("item", "", lambda i: "event" if isinstance(i, Statement) else "figure"),
            Column("what", "", item_name, share=3),
            Column("reading", "", lambda i: item_reading(i, style), share=2),
            Column("when", "", lambda i: item_time(i, style), share=1),
            Column("place", "", item_place),
        ),
        entry=lambda i: item_entry(i, style),
        group=lambda i: " > ".join(display.visible(head) for head in i.section) or None,
    )


ITEMS: Final = list_items()
