"""The columns of every list, defined once for CSV, JSON, Markdown and the terminal.

`columns` of a `Listing` are the data: fixed names in a fixed order, documented here, the same in
CSV and JSON. `view` is what a terminal has room for, in words. In every list `source` is where
the edition comes from, and `origin` tells what stands behind the row: "text" (`quote`, `start`
and `end` lead to the characters) or "snapshot file" (a source, but no text to point into), in a
view "snapshot" for short. `attributed_to` is whom a figure's own sentence names, `source` in the
extraction contract.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, Generic, TypeVar

from timeline.formats import display
from timeline.formats.display import PEOPLE, Style
from timeline.formats.written_amounts import write_amount
from timeline.model import EditionSummary, Event, Figure, Happening, StatedFigure, Statement
from timeline.values import OPEN_FUTURE, OPEN_PAST, Period, day_text, decimal_text

T = TypeVar("T")

Cell = str | int | tuple[str, ...] | None
Item = StatedFigure | Statement
"""What `timeline show` lists: a figure or an event of one edition."""

TEXT, DECIMAL, INTEGER, LIST = "text", "decimal", "integer", "list"
DAY, EDTF = "day", "edtf"
NUMBERS: Final = frozenset({DECIMAL, INTEGER})
"""Kinds of column whose cells are numbers in CSV and so never get a leading apostrophe."""


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """A column: its name, what it means, how an item fills it; None means not stated.

    `kind` is text, decimal (exact digits, a string in JSON), integer, list, day (ISO 8601) or
    edtf (a date of any precision). A column with a `share` may be wrapped in a terminal's table:
    it gets that share of the room.
    """

    name: str
    about: str
    of: Callable[[T], Cell]
    kind: str = TEXT
    share: int = 0


@dataclass(frozen=True, slots=True)
class Listing(Generic[T]):
    """A kind of list: its data columns, its view for people, and how one entry reads as text.

    `entry` gives a headline and the lines below it; `group` the heading under which neighbours
    stand together, None for no heading. Only for a screen are `chapter`, a finer heading, and
    `sort`, the word whose sign stands before the group.
    """

    name: str
    columns: tuple[Column[T], ...]
    view: tuple[Column[T], ...]
    entry: Callable[[T], tuple[str, ...]]
    group: Callable[[T], str | None] = lambda _: None
    chapter: Callable[[T], str | None] = lambda _: None
    sort: Callable[[T], str | None] = lambda _: None


# ---------------------------------------------------------------- what the columns share


def edtf_text(period: Period | None) -> str | None:
    """Return the EDTF text of a period, None where there is none."""
    return None if period is None else period.edtf


def _first(period: Period | None) -> str | None:
    return None if period is None or period.first == OPEN_PAST else day_text(period.first)


def _last(period: Period | None) -> str | None:
    return None if period is None or period.last == OPEN_FUTURE else day_text(period.last)


def _quote(item: Event | Figure) -> str | None:
    return None if item.quote is None else item.quote.text


def _start(item: Event | Figure) -> int | None:
    return None if item.quote is None else item.quote.span.start


def _end(item: Event | Figure) -> int | None:
    return None if item.quote is None else item.quote.span.end


def origin(item: Event | Figure) -> str:
    """Tell what stands behind a fact: "text" or "snapshot file"."""
    return "snapshot file" if item.quote is None else "text"


def _short(item: Event | Figure) -> str:
    return "snapshot" if item.quote is None else "text"


def fact_of(item: Item) -> Event | Figure:
    """Return the event or figure of an item."""
    return item.event if isinstance(item, Statement) else item.figure


def _statement_columns() -> tuple[Column[Item], ...]:
    return (
        Column("quote", "the exact characters of the document", lambda i: _quote(fact_of(i))),
        Column("sentence", "the sentence, item or cell that holds them", lambda i: i.sentence),
        Column("section", "the headings above, outermost first", lambda i: i.section, LIST),
        Column(
            "start", "first character of the quote, from 0", lambda i: _start(fact_of(i)), INTEGER
        ),
        Column("end", "the character after the quote", lambda i: _end(fact_of(i)), INTEGER),
        Column("source", "where the edition comes from", lambda i: i.imprint.source),
        Column("origin", "text, or snapshot file (without a span)", lambda i: origin(fact_of(i))),
        Column("rules", "the rules that found it", lambda i: fact_of(i).rules, LIST),
    )


def evidence(of: Callable[[T], Item]) -> tuple[Column[T], ...]:
    """Return the columns that lead from a row back to the text."""

    def through(column: Column[Item]) -> Column[T]:
        return Column(column.name, column.about, lambda row: column.of(of(row)), column.kind)

    return tuple(through(column) for column in _statement_columns())


def cited(item: Item, style: Style = PEOPLE) -> tuple[str, ...]:
    """Return the lines that show where a fact stands: the sentence, then edition and span."""
    fact, imprint = fact_of(item), item.imprint
    where = display.cite_edition(imprint, style)
    if fact.quote is None:
        source = "" if imprint.source is None else f": {display.visible(imprint.source)}"
        return (f"[{where}; snapshot file{source}]",)
    span = f"characters {fact.quote.span.start} to {fact.quote.span.end}"
    sentence = fact.quote.text if item.sentence is None else item.sentence
    return (f'"{display.visible(sentence)}"', f"[{where}; {span}]")


# ---------------------------------------------------------------- happenings

HAPPENING_COLUMNS: Final[tuple[Column[Happening], ...]] = (
    Column("publication", "slug of the publication", lambda h: h.newest.imprint.publication),
    Column("edtf", "date, EDTF; empty if it only recurs", lambda h: edtf_text(h.when), EDTF),
    Column("first_day", "first possible day; empty if open", lambda h: _first(h.when), DAY),
    Column("last_day", "last possible day; empty if open", lambda h: _last(h.when), DAY),
    Column("precision", "day, month, season, quarter, year, decade, century or interval",
           lambda h: None if h.when is None else h.when.precision),
    Column("status", "occurred, scheduled, ongoing, recurring, postponed or cancelled",
           lambda h: h.newest.event.status),
    Column("kind", "what it is about: meeting, treaty, …", lambda h: h.newest.event.kind),
    Column("salience", "core, or minor: recurring, running on, or mentioned only in passing",
           lambda h: h.newest.event.salience),
    Column("title", "what happened", lambda h: h.newest.event.title),
    Column("actors", "who did it", lambda h: h.newest.event.actors, LIST),
    Column("recurrence", "ISO 8601 duration; 3/P1Y means three times a year",
           lambda h: h.newest.event.recurrence),
    Column("bounds", "the period within which it recurs, EDTF",
           lambda h: edtf_text(h.newest.event.bounds), EDTF),
    Column("edition", "label of the newest edition that states it",
           lambda h: h.newest.imprint.label),
    Column("published", "when that edition was published, EDTF",
           lambda h: edtf_text(h.newest.imprint.published), EDTF),
    Column("editions", "number of editions that state it", lambda h: len(h.editions), INTEGER),
    Column("statements", "how often they state it", lambda h: len(h.stated_in), INTEGER),
    Column("first_edition", "the oldest of them", lambda h: h.editions[0]),
    Column("last_edition", "the newest of them", lambda h: h.editions[-1]),
    *evidence(lambda h: h.newest),
    Column("dated_by", "label of the edition whose date is used: one that states it more exactly",
           lambda h: h.dated),
    Column("key", "key for 'timeline history'", lambda h: h.key),
)  # fmt: skip


def _happening_entry(happening: Happening, style: Style) -> tuple[str, ...]:
    event = happening.newest.event
    date = _happened(happening, style) or "no date"
    count = len(happening.editions)
    others = (
        f"stated by {count} editions, {happening.editions[0]} to {happening.editions[-1]}"
        if count > 1
        else "stated by 1 edition"
    )
    if len(happening.stated_in) > count:
        others += f", {len(happening.stated_in)} times in all"
    if happening.when != event.when:
        others += f"; date from {happening.newest.imprint.publication}@{happening.dated}"
    headline = f"{date}  {event.status}  {display.visible(event.title)}"
    return (headline, *cited(happening.newest, style), others)


def _happened(happening: Happening, style: Style) -> str | None:
    return display.write_event_date(replace(happening.newest.event, when=happening.when), style)


def _stated_by(happening: Happening) -> str:
    """Return the newest edition, and how many others state the happening too."""
    others = len(happening.editions) - 1
    return happening.newest.imprint.reference + (f" +{others}" if others else "")


def _year_begun(happening: Happening, since: Period | None) -> str | None:
    """Return the first year of a date, within what was asked for: that orders the list."""
    if happening.when is None:
        return None
    first = max(happening.when.first, OPEN_PAST if since is None else since.first)
    return "No first day stated" if first == OPEN_PAST else display.write_year(first)


def list_happenings(style: Style = PEOPLE, since: Period | None = None) -> Listing[Happening]:
    """Return the listing of happenings, with what is for people in a style.

    `since` is the first day asked for: what began before it stands under its year.
    """
    return Listing(
        name="happenings",
        columns=HAPPENING_COLUMNS,
        view=(
            Column("when", "", lambda h: _happened(h, style), share=1),
            Column("status", "", lambda h: h.newest.event.status),
            Column("what", "", lambda h: h.newest.event.title, share=3),
            Column("edition (+others)", "", _stated_by),
            Column("origin", "", lambda h: _short(h.newest.event)),
        ),
        entry=lambda h: _happening_entry(h, style),
        group=lambda h: None if h.when else "Recurring, or without a date of its own",
        chapter=lambda h: _year_begun(h, since),
    )


HAPPENINGS: Final = list_happenings()

# ---------------------------------------------------------------- figures


def _number(text: str) -> Callable[[StatedFigure], str | None]:
    def of(row: StatedFigure) -> str | None:
        number = getattr(row.figure.quantity, text)
        return None if number is None else decimal_text(number)

    return of


def _itself(row: StatedFigure) -> Item:
    return row


FIGURE_COLUMNS: Final[tuple[Column[StatedFigure], ...]] = (
    Column("publication", "slug of the publication", lambda f: f.imprint.publication),
    Column("edition", "label of the edition that states it", lambda f: f.imprint.label),
    Column("published", "when the edition was published, EDTF",
           lambda f: edtf_text(f.imprint.published), EDTF),
    Column("measure", "what is measured", lambda f: f.figure.measure),
    Column("measure_from", "where its words stand: clause, sentence or heading",
           lambda f: f.figure.measure_from),
    Column("value", "exact decimal; $263 billion is 263000000000",
           _number("value"), DECIMAL),
    Column("value_high", "the end of a range", _number("value_high"), DECIMAL),
    Column("low", "lower end of a stated uncertainty", _number("low"), DECIMAL),
    Column("high", "upper end of a stated uncertainty", _number("high"), DECIMAL),
    Column("step", "printed precision; 1000000000 for $263 billion", _number("step"), DECIMAL),
    Column("unit", "canonical and singular; ISO 4217 for money", lambda f: f.figure.quantity.unit),
    Column("unit_text", "the counted noun as printed, singular", lambda f: f.figure.unit_text),
    Column("per", "per what: unit of time or item of a rate", lambda f: f.figure.quantity.per),
    Column("qualifier", "exact, approximately, more than, …",
           lambda f: f.figure.quantity.qualifier),
    Column("direction", "direction of a change: up or down", lambda f: f.figure.direction),
    Column("base", "what a change starts from", lambda f: f.figure.base),
    Column("kind", "level, count, share, rank, change, duration or rate", lambda f: f.figure.kind),
    Column("scope", "words that distinguish the measure, such as goods only",
           lambda f: f.figure.scope),
    Column("whole", "what a share is of", lambda f: f.figure.whole),
    Column("subject", "whose figure it is", lambda f: f.figure.subject),
    Column("counterpart", "the other party, such as a trading partner",
           lambda f: f.figure.counterpart),
    Column("period", "the time it refers to, EDTF", lambda f: edtf_text(f.figure.period), EDTF),
    Column("period_text", "the words of the period, where EDTF does not say all",
           lambda f: f.figure.period_text),
    Column("first_day", "first possible day of the period", lambda f: _first(f.figure.period), DAY),
    Column("last_day", "last possible day of the period", lambda f: _last(f.figure.period), DAY),
    Column("as_of", "the day on which it holds, EDTF",
           lambda f: edtf_text(f.figure.as_of), EDTF),
    Column("attributed_to", "the source that its sentence names", lambda f: f.figure.source),
    Column("passage", "number of the passage in the edition, from 0",
           lambda f: f.figure.passage, INTEGER),
    *evidence(_itself),
)  # fmt: skip


def write_dated_amount(figure: Figure, style: Style = PEOPLE) -> str:
    """Return how much and when: "$863 billion (2022)"."""
    time, quantity = display.write_reference_time(figure, style), write_amount(figure, style)
    return quantity if time is None else f"{quantity} ({time})"


def write_headline_amount(figure: Figure, style: Style) -> str:
    """Return the same in a text of its own, where the exact style has a comma."""
    time = display.write_reference_time(figure, style)
    if time is None or not style.exact:
        return write_dated_amount(figure, style)
    return f"{write_amount(figure, style)}, {time}"


def _figure_entry(row: StatedFigure, style: Style) -> tuple[str, ...]:
    said = write_headline_amount(row.figure, style)
    return (f"{display.visible(row.figure.measure)}: {said}", *cited(row, style))


def list_figures(style: Style = PEOPLE) -> Listing[StatedFigure]:
    """Return the listing of figures, with what is for people in a style."""
    return Listing(
        name="figures",
        columns=FIGURE_COLUMNS,
        view=(
            Column("measure", "", lambda f: f.figure.measure, share=3),
            Column("value", "", lambda f: write_amount(f.figure, style), share=2),
            Column("period", "", lambda f: display.write_reference_time(f.figure, style), share=1),
            Column("edition", "", lambda f: f.imprint.reference),
            Column("origin", "", lambda f: _short(f.figure)),
        ),
        entry=lambda f: _figure_entry(f, style),
    )


FIGURES: Final = list_figures()

# ---------------------------------------------------------------- editions

EDITION_COLUMNS: Final[tuple[Column[EditionSummary], ...]] = (
    Column("publication", "slug of the publication", lambda e: e.imprint.publication),
    Column("edition", "its label", lambda e: e.imprint.label),
    Column("published", "when it was published, EDTF",
           lambda e: edtf_text(e.imprint.published), EDTF),
    Column("first_day", "first possible day of publication",
           lambda e: _first(e.imprint.published), DAY),
    Column("last_day", "last possible day of publication",
           lambda e: _last(e.imprint.published), DAY),
    Column("written", "when its text must have been written, EDTF",
           lambda e: edtf_text(e.written), EDTF),
    Column("coverage", "complete, or partial", lambda e: e.imprint.coverage),
    Column("title", "its title", lambda e: e.imprint.title),
    Column("figures", "number of figures", lambda e: e.figures, INTEGER),
    Column("events", "number of events", lambda e: e.events, INTEGER),
    Column("captures", "number of stored captures", lambda e: e.captures, INTEGER),
    Column("diagnostics", "number of diagnostics", lambda e: len(e.diagnostics), INTEGER),
    Column("source", "where it comes from", lambda e: e.imprint.source),
    Column("origin", "text, or snapshot file (without spans)", lambda e: _edition_origin(e)),
    Column("notes", "further details, as key=JSON",
           lambda e: tuple(f"{key}={value}" for key, value in e.imprint.notes), LIST),
)  # fmt: skip


def _edition_origin(edition: EditionSummary) -> str:
    return "text" if edition.has_text else "snapshot file"


def _edition_entry(edition: EditionSummary, style: Style) -> tuple[str, ...]:
    imprint = edition.imprint
    title = "" if imprint.title is None else f"  {display.visible(imprint.title)}"
    stated = f"{edition.figures} figures, {edition.events} events, {imprint.coverage}"
    source = "" if imprint.source is None else f": {display.visible(imprint.source)}"
    return (
        f"{imprint.reference}  {display.write_issue_date(imprint, style)}{title}",
        f"{stated}; {_edition_origin(edition)}{source}",
        *(f"{note.code}: {display.visible(note.message)}" for note in edition.diagnostics),
    )


def list_editions(style: Style = PEOPLE) -> Listing[EditionSummary]:
    """Return the listing of editions, with what is for people in a style."""
    return Listing(
        name="editions",
        columns=EDITION_COLUMNS,
        view=(
            Column("edition", "", lambda e: e.imprint.reference),
            Column("published", "", lambda e: display.write_issue_date(e.imprint, style), share=1),
            Column("coverage", "", lambda e: e.imprint.coverage),
            Column("figures", "", lambda e: e.figures, INTEGER),
            Column("events", "", lambda e: e.events, INTEGER),
            Column("origin", "", lambda e: "text" if e.has_text else "snapshot"),
            Column("title", "", lambda e: e.imprint.title, share=2),
        ),
        entry=lambda e: _edition_entry(e, style),
    )


EDITIONS: Final = list_editions()
