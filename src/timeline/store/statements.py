"""Questions about events, happenings and figures, as `queries` has them about editions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Generator, Iterable, Iterator, Sequence
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    Text,
    and_,
    bindparam,
    cast,
    func,
    or_,
    select,
)

from timeline.edition_order import Days
from timeline.label_search import Search
from timeline.model import StatedFigure, Statement, Wording
from timeline.store import rows, tables
from timeline.store.queries import DATED_FIRST, IMPRINT, stream, within
from timeline.store.searching import best_figures, can_hold
from timeline.values import OPEN_FUTURE, OPEN_PAST, day_text

_edition: Final = tables.edition.c
_event: Final = tables.event.c
_figure: Final = tables.figure.c
_happening: Final = tables.happening.c
_passage: Final = tables.passage.c
_EVENT: Final = tables.recorded(tables.event)
_FIGURE: Final = tables.recorded(tables.figure)
_OF_EVENT: Final = tuple(column.name for column in _EVENT)
_OF_FIGURE: Final = tuple(column.name for column in _FIGURE)


# ---------------------------------------------------------------- events


def blocks_of(connection: Connection, publication: str, label: str) -> tuple[str, ...]:
    """Return the blocks that an edition's events are in, sorted."""
    found = select(_event.block).where(within(tables.event, publication, label)).distinct()
    return tuple(connection.execute(found.order_by(_event.block)).scalars())


def all_blocks(connection: Connection, publication: str) -> tuple[str, ...]:
    """Return the blocks that the events of a publication are in, sorted."""
    found = select(_event.block).where(_event.publication == publication).distinct()
    return tuple(connection.execute(found.order_by(_event.block)).scalars())


def events_of_blocks(
    connection: Connection, publication: str, blocks: Collection[str] | None = None
) -> tuple[Statement, ...]:
    """Return what all editions of a publication state in these blocks, or in all of them.

    By edition in the order of the list of editions, then as the text has them.
    """
    stated = select_events().where(_event.publication == publication)
    statement = stated.order_by(*DATED_FIRST, _event.number)
    found: list[Statement] = []
    for some in [None] if blocks is None else rows.portions(blocks):
        chosen = statement if some is None else statement.where(_event.block.in_(some))
        found += stated_events(connection, chosen)
    return tuple(found)


def statements_at(
    connection: Connection, publication: str, places: Iterable[tuple[str, int]]
) -> dict[tuple[str, int], Statement]:
    """Return what editions state of some events, by label and number."""
    numbers: dict[str, list[int]] = {}
    for label, number in places:
        numbers.setdefault(label, []).append(number)
    found: dict[tuple[str, int], Statement] = {}
    for label, of in numbers.items():
        for some in rows.portions(of):
            asked = {"publication": publication, "label": label, "numbers": some}
            for row in stream(connection, _EVENTS_OF_NUMBERS, asked):
                stated = _statement(row)
                found[label, stated.number] = stated
    return found


def select_events() -> Select[Any]:
    """Return the question whose rows `stated_events` reads, without a condition or an order."""
    return (
        select(_event.number, _passage.text, _passage.path, *IMPRINT, *_EVENT)
        .join_from(tables.event, tables.edition)
        .outerjoin(tables.passage, _states(tables.event))
    )


def stated_events(connection: Connection, statement: Select[Any]) -> Iterator[Statement]:
    """Yield the events of a question that `select_events` began."""
    return map(_statement, stream(connection, statement))


def _statement(row: Sequence[Any]) -> Statement:
    number, sentence, path, *rest = row
    rows.require_texts(sentence)
    return Statement(
        imprint=rows.imprint_of(*rest[: len(IMPRINT)]),
        event=rows.stored_event(dict(zip(_OF_EVENT, rest[len(IMPRINT) :], strict=True))),
        sentence=sentence,
        section=() if path is None else rows.list_of(path),
        number=number,
    )


def published(connection: Connection, publication: str) -> dict[str, Days]:
    """Return the first and last day on which each edition may have been published, by label."""
    found = connection.execute(_PUBLISHED, {"publication": publication})
    return {
        label: None if first is None or last is None else (first, last)
        for label, first, last in found.all()
    }


def wordings(
    connection: Connection, publication: str, blocks: Collection[str] | None = None
) -> tuple[Wording, ...]:
    """Return in which words events of these blocks, or of all, are told, and where.

    The database groups them: what all editions repeat costs little here. Sentences are looked up
    for blocks with several titles alone: they tell whether two titles are of one happening.
    """
    found: list[Wording] = []
    for some in [None] if blocks is None else rows.portions(blocks):
        asked = _WORDINGS if some is None else _WORDINGS_OF_BLOCKS
        told = connection.execute(asked, {"publication": publication, "blocks": some}).all()
        titles = Counter(block for block, _ in {(block, title) for block, title, *_ in told})
        several = {block for block, count in titles.items() if count > 1}
        sentences = _sentences(connection, publication, several)
        for *stated, labels, numbers in told:
            rows.require_texts(*stated, labels, numbers)
            block, title, edtf, salience = stated
            said = tuple(zip(labels.split(","), map(int, numbers.split(",")), strict=True))
            sentence = sentences.get(tuple(stated))
            found.append(Wording(block, title, rows.period_of(edtf), said, salience, sentence))
    return tuple(found)


def _sentences(
    connection: Connection, publication: str, blocks: Collection[str]
) -> dict[tuple[str | None, ...], str | None]:
    """Return the first sentence, by its letters, that states each wording of some blocks."""
    found: dict[tuple[str | None, ...], str | None] = {}
    for some in rows.portions(blocks):
        asked = {"publication": publication, "blocks": some}
        for *told, sentence in connection.execute(_SENTENCES_OF_BLOCKS, asked):
            rows.require_texts(sentence)
            found[tuple(told)] = sentence
    return found


def _states(table: Table) -> ColumnElement[bool]:
    return and_(
        _passage.publication == table.c.publication,
        _passage.edition == table.c.edition,
        _passage.number == table.c.passage,
    )


_EVENTS_OF_NUMBERS: Final = select_events().where(
    _event.publication == bindparam("publication"),
    _event.edition == bindparam("label"),
    _event.number.in_(bindparam("numbers", expanding=True)),
)
_PUBLISHED: Final = select(_edition.label, _edition.published_first, _edition.published_last).where(
    _edition.publication == bindparam("publication")
)
_TOLD: Final = (_event.block, _event.title, _event.edtf, _event.salience)
_OF_BLOCKS: Final = _event.block.in_(bindparam("blocks", expanding=True))
_WORDINGS: Final = (
    select(
        *_TOLD,
        func.aggregate_strings(_event.edition, ","),
        func.aggregate_strings(cast(_event.number, Text), ","),
    )
    .where(_event.publication == bindparam("publication"))
    .group_by(*_TOLD)
)
"""Both lists of a wording are in one order, that in which its rows are read."""
_WORDINGS_OF_BLOCKS: Final = _WORDINGS.where(_OF_BLOCKS)
_SENTENCES_OF_BLOCKS: Final = (
    select(*_TOLD, func.min(_passage.text))
    .join_from(tables.event, tables.passage, _states(tables.event))
    .where(_event.publication == bindparam("publication"), _OF_BLOCKS)
    .group_by(*_TOLD)
)


def stored_happenings(connection: Connection, publication: str) -> dict[str, rows.Row]:
    """Return the rows of the happenings of a publication, whatever they hold, by their keys."""
    found = select(tables.happening).where(_happening.publication == publication)
    return {row.key: tuple(row) for row in connection.execute(found)}


# ---------------------------------------------------------------- what there is


_TABLES: Final = {"figures": (tables.figure, "period"), "events": (tables.happening, "edtf")}


def occurring(
    connection: Connection, about: str, name: str, publication: str | None
) -> dict[str, int]:
    """Count the figures, or events, by a column, the most frequent first."""
    table, _ = _TABLES[about]
    column, count = table.c[name], func.count()
    found = select(column, count).group_by(column).order_by(count.desc(), column)
    if publication is not None:
        found = found.where(table.c.publication == publication)
    return {row[0]: row[1] for row in connection.execute(found)}


def extent(connection: Connection, about: str, publication: str | None) -> tuple[str, str] | None:
    """Return the earliest beginning and the latest end of what has a date, as EDTF texts."""
    table, when = _TABLES[about]
    first, last = table.c[f"{when}_first"], table.c[f"{when}_last"]
    found = select(func.min(first), func.max(last)).where(first > OPEN_PAST, last < OPEN_FUTURE)
    if publication is not None:
        found = found.where(table.c.publication == publication)
    start, end = connection.execute(found).one()
    return None if start is None else (day_text(start), day_text(end))


# ---------------------------------------------------------------- figures


def figures(
    connection: Connection,
    *,
    first: int | None = None,
    last: int | None = None,
    publication: str | None = None,
    edition: str | None = None,
    kind: str | None = None,
    measure: Search | None = None,
    offset: int = 0,
    limit: int | None = None,
) -> Generator[StatedFigure, None, None]:
    """Yield figures by publication, measure, period, and the edition that states them.

    A range of days, both inclusive, takes figures whose period, or where none is stated whose
    "as of", overlaps it. What fits `measure` comes by rank first, and is read before it is
    yielded. `edition` is a label; it asks for a publication too. `offset` passes over the first.
    """
    statement = _figures(publication, edition, kind, first, last)
    if measure is not None:
        statement = statement.where(*can_hold(measure, *NAMING, _passage.text, _passage.path))
        most = None if limit is None else offset + limit
        found = best_figures(stated_figures(connection, statement), measure, most)
        return (row for at, row in enumerate(found) if at >= offset)
    if offset:
        statement = statement.offset(offset)
    if limit is not None:
        statement = statement.limit(limit)
    return stated_figures(connection, statement)


def count_figures(
    connection: Connection,
    *,
    first: int | None = None,
    last: int | None = None,
    publication: str | None = None,
    edition: str | None = None,
    kind: str | None = None,
) -> int:
    """Count the figures that `figures` yields for the same filters."""
    statement = _figures(publication, edition, kind, first, last)
    rows_of = statement.order_by(None).with_only_columns(_figure.number).subquery()
    found: int = connection.execute(select(func.count()).select_from(rows_of)).scalar_one()
    return found


def figures_of_publication(connection: Connection, publication: str) -> Iterator[StatedFigure]:
    """Yield all figures of a publication, by edition in their order, as the text has them."""
    chosen = select_figures().where(_figure.publication == publication)
    return stated_figures(connection, chosen.order_by(*DATED_FIRST, _figure.number))


NAMING: Final = (
    _figure.measure, _figure.unit_text, _figure.unit, _figure.scope, _figure.subject,
    _figure.counterpart, _figure.whole,
)  # fmt: skip


def titles(
    connection: Connection, publication: str | None, asked: Search | None = None
) -> tuple[tuple[str, str, str], ...]:
    """Return publication, block and title of all events, or of those that can fit, each once."""
    event = tables.event.c
    found = select(event.publication, event.block, event.title).distinct()
    if asked is not None:
        found = found.where(*can_hold(asked, event.title))
    if publication is not None:
        found = found.where(event.publication == publication)
    told = tuple((slug, block, title) for slug, block, title in connection.execute(found))
    for each in told:
        rows.require_texts(*each)
    return told


def measures(
    connection: Connection, publication: str | None = None, asked: Search | None = None
) -> Iterator[tuple[str, tuple[str | None, ...]]]:
    """Yield what is measured, each once: its publication, and the texts that name it.

    With `asked`, only what can fit it.
    """
    statement = select(_figure.publication, *NAMING).distinct()
    if asked is not None:
        statement = statement.where(*can_hold(asked, *NAMING))
    if publication is not None:
        statement = statement.where(_figure.publication == publication)
    for slug, *names in stream(connection, statement):
        rows.require_texts(slug, *names)
        yield slug, tuple(names)


def select_figures() -> Select[Any]:
    """Return the question whose rows `stated_figures` reads, without a condition or an order."""
    return (
        select(_figure.number, _passage.text, _passage.path, *IMPRINT, *_FIGURE)
        .join_from(tables.figure, tables.edition)
        .outerjoin(tables.passage, _states(tables.figure))
    )


def stated_figures(
    connection: Connection, statement: Select[Any]
) -> Generator[StatedFigure, None, None]:
    """Yield the figures of a question that `select_figures` began."""
    for number, sentence, path, *rest in stream(connection, statement):
        rows.require_texts(sentence)
        yield StatedFigure(
            imprint=rows.imprint_of(*rest[: len(IMPRINT)]),
            figure=rows.stored_figure(dict(zip(_OF_FIGURE, rest[len(IMPRINT) :], strict=True))),
            sentence=sentence,
            section=() if path is None else rows.list_of(path),
            number=number,
        )


def _figures(
    publication: str | None,
    label: str | None,
    kind: str | None,
    first: int | None,
    last: int | None,
) -> Select[Any]:
    table = _figure
    statement = select_figures().order_by(
        table.publication, table.measure_key, table.period_first.is_(None),
        table.period_first, *DATED_FIRST, table.start, table.number,
    )  # fmt: skip
    for column, value in (
        (table.publication, publication),
        (table.edition, label),
        (table.kind, kind),
    ):
        if value is not None:
            statement = statement.where(column == value)
    if first is not None or last is not None:
        begin, end = OPEN_PAST if first is None else first, OPEN_FUTURE if last is None else last
        statement = statement.where(_overlap(begin, end))
    return statement


def _overlap(first: int, last: int) -> ColumnElement[bool]:
    table = _figure
    return or_(
        and_(table.period_first <= last, table.period_last >= first),
        and_(table.period_first.is_(None), table.as_of_first <= last, table.as_of_last >= first),
    )
