"""Questions to the store: one statement each, a total order, values of the model out.

What can be long is yielded while it is read, so that memory does not grow with the answer; such a
question is put at the first step of the iteration. Nothing here writes.
"""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    Text,
    and_,
    cast,
    func,
    literal_column,
    or_,
    select,
)

from timeline.model import (
    Capture,
    Claim,
    EditionSummary,
    Happening,
    Imprint,
    Snapshot,
    StatedFigure,
    Statement,
    Wording,
)
from timeline.store import rows, tables
from timeline.store.tables import LASTING, LASTING_DAYS
from timeline.values import OPEN_FUTURE, OPEN_PAST, Period

_AT_ONCE: Final = 1_000  # rows fetched from the driver
_capture: Final = tables.capture.c
_edition: Final = tables.edition.c
_event: Final = tables.event.c
_extraction: Final = tables.extraction.c
_figure: Final = tables.figure.c
_happening: Final = tables.happening.c
_passage: Final = tables.passage.c
_IMPRINT: Final = (
    _edition.publication,
    _edition.label,
    _edition.published,
    _edition.title,
    _edition.source,
    _edition.coverage,
    _edition.notes,
)
_DATED_FIRST: Final = (
    _edition.published_first.is_(None),
    _edition.published_first,
    _edition.published_last,
    _edition.label,
)
_EVENT: Final = tables.recorded(tables.event)
_FIGURE: Final = tables.recorded(tables.figure)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredCapture:
    """A capture without its bytes; `imprint` is that of the edition it is a sighting of."""

    imprint: Imprint
    sha256: str
    origin: str
    media: str
    text_key: str
    claims: tuple[Claim, ...] = ()


def _stream(connection: Connection, statement: Select[Any]) -> Iterator[Any]:
    with connection.execute(statement.execution_options(yield_per=_AT_ONCE)) as result:
        yield from result


def _within(table: Table, publication: str, label: str) -> ColumnElement[bool]:
    return and_(table.c.publication == publication, table.c.edition == label)


# ---------------------------------------------------------------- editions


def editions(connection: Connection, publication: str | None = None) -> tuple[EditionSummary, ...]:
    """Return the editions of one publication or of all, by publication.

    In a publication the dated ones come first, by first and last possible day and label.
    """

    def held(table: Table) -> Any:
        of = and_(
            table.c.publication == _edition.publication,
            table.c.edition == _edition.label,
        )
        return select(func.count()).where(of).correlate(tables.edition).scalar_subquery()

    counted = [held(table) for table in (tables.figure, tables.event, tables.capture)]
    statement = select(
        *_IMPRINT,
        _edition.written,
        _edition.diagnostics,
        _edition.text.is_not(None),
        *counted,
    ).order_by(_edition.publication, *_DATED_FIRST)
    if publication is not None:
        statement = statement.where(_edition.publication == publication)
    return tuple(_summary(row) for row in _stream(connection, statement))


def _summary(row: Any) -> EditionSummary:
    *imprint, written, diagnostics, has_text, figures_held, events_held, captures_held = row
    return EditionSummary(
        imprint=rows.imprint_of(*imprint),
        written=rows.period_of(written),
        figures=figures_held,
        events=events_held,
        captures=captures_held,
        has_text=bool(has_text),
        diagnostics=rows.diagnostics_of(diagnostics),
    )


def snapshot(connection: Connection, publication: str, label: str) -> Snapshot:
    """Return all that a stored edition states."""
    stated: Any = connection.execute(
        select(
            *_IMPRINT, _edition.doc, _edition.sha256, _edition.written,
            _edition.dates, _edition.diagnostics,
        ).where(_edition.publication == publication, _edition.label == label)
    ).one()  # fmt: skip
    *imprint, doc, sha256, written, dates, diagnostics = stated

    def items(table: Table) -> Iterator[dict[str, Any]]:
        found = (
            select(*tables.recorded(table))
            .where(_within(table, publication, label))
            .order_by(table.c.number)
        )
        return (row._asdict() for row in connection.execute(found))

    return Snapshot(
        imprint=rows.imprint_of(*imprint),
        doc=doc,
        sha256=sha256,
        written=rows.period_of(written),
        dates=rows.dates_of(dates),
        figures=tuple(rows.stored_figure(record) for record in items(tables.figure)),
        events=tuple(rows.stored_event(record) for record in items(tables.event)),
        passages=tuple(rows.passage_of(record) for record in items(tables.passage)),
        diagnostics=rows.diagnostics_of(diagnostics),
    )


def read_from(connection: Connection, publication: str, label: str) -> tuple[Imprint, str]:
    """Return what is said of a stored edition, and the hash of the bytes it was read from."""
    row: Any = connection.execute(
        select(*_IMPRINT, _edition.sha256).where(
            _edition.publication == publication, _edition.label == label
        )
    ).one()
    return rows.imprint_of(*row[:-1]), row[-1]


def text(connection: Connection, publication: str, label: str) -> str | None:
    """Return the decoded text of a stored edition, None where it was loaded without one."""
    return rows.unpacked(
        connection.execute(
            select(_edition.text).where(
                _edition.publication == publication, _edition.label == label
            )
        ).scalar()
    )


def rules_version(connection: Connection, publication: str, label: str) -> str | None:
    """Return the version of the rules that found an edition's items, None where a file did."""
    version: str | None = connection.execute(
        select(_extraction.rules_version).where(_within(tables.extraction, publication, label))
    ).scalar()
    return version


def captures(
    connection: Connection,
    publication: str | None = None,
    *,
    sha256: str | None = None,
    text_key: str | None = None,
    label: str | None = None,
) -> Iterator[StoredCapture]:
    """Yield the captures of one publication or of all, by publication, edition and hash.

    Where a hash, a key or a label is given, those alone that have one of them.
    """
    statement = (
        select(
            *_IMPRINT,
            _capture.sha256,
            _capture.origin,
            _capture.media,
            _capture.text_key,
            _capture.claims,
        )
        .join_from(tables.capture, tables.edition)
        .order_by(_capture.publication, _capture.edition, _capture.sha256)
    )
    if publication is not None:
        statement = statement.where(_capture.publication == publication)
    asked = (
        (_capture.sha256, sha256), (_capture.text_key, text_key), (_capture.edition, label)
    )  # fmt: skip
    if any(value is not None for _, value in asked):
        statement = statement.where(
            or_(*(column == value for column, value in asked if value is not None))
        )
    for *imprint, digest, origin, media, key, claims in _stream(connection, statement):
        yield StoredCapture(
            imprint=rows.imprint_of(*imprint),
            sha256=digest,
            origin=origin,
            media=media,
            text_key=key,
            claims=rows.claims_of(claims),
        )


def written(connection: Connection, publication: str, label: str) -> Period | None:
    """Return the days within which an edition's text must have been written, None where unknown."""
    return rows.period_of(
        connection.execute(
            select(_edition.written).where(
                _edition.publication == publication, _edition.label == label
            )
        ).scalar_one()
    )


def stored_hashes(connection: Connection, hashes: Collection[str]) -> set[str]:
    """Return which of these hashes are those of captures of any publication."""
    found: set[str] = set()
    for some in rows.portions(hashes):
        found.update(
            connection.execute(
                select(_capture.sha256).where(_capture.sha256.in_(some)).distinct()
            ).scalars()
        )
    return found


def capture_bytes(connection: Connection, publication: str, label: str) -> tuple[Capture, ...]:
    """Return an edition's captures with their bytes: the one it was read from, then by hash."""
    read_from = (
        select(_edition.sha256)
        .where(_edition.publication == publication, _edition.label == label)
        .scalar_subquery()
    )
    found = connection.execute(
        select(
            _capture.data,
            _capture.sha256,
            _capture.origin,
            _capture.media,
        )
        .where(_within(tables.capture, publication, label))
        .order_by(_capture.sha256 != read_from, _capture.sha256)
    )
    return tuple(
        Capture(data=zlib.decompress(data), sha256=sha256, origin=origin, media=media)
        for data, sha256, origin, media in found
    )


# ---------------------------------------------------------------- events


def blocks_of(connection: Connection, publication: str, label: str) -> tuple[str, ...]:
    """Return the blocks that an edition's events are in, sorted."""
    found = select(_event.block).where(_within(tables.event, publication, label)).distinct()
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
    statement = _stated_events(publication).order_by(*_DATED_FIRST, _event.number)
    found: list[Statement] = []
    for some in [None] if blocks is None else rows.portions(blocks):
        chosen = statement if some is None else statement.where(_event.block.in_(some))
        found += map(_statement, _stream(connection, chosen))
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
            chosen = _stated_events(publication).where(
                _event.edition == label, _event.number.in_(some)
            )
            for stated in map(_statement, connection.execute(chosen)):
                found[label, stated.number] = stated
    return found


def _stated_events(publication: str) -> Select[Any]:
    return (
        select(_event.number, _passage.text, _passage.path, *_IMPRINT, *_EVENT)
        .join_from(tables.event, tables.edition)
        .outerjoin(tables.passage, _states(tables.event))
        .where(_event.publication == publication)
    )


def _statement(row: Sequence[Any]) -> Statement:
    number, sentence, path, *rest = row
    return Statement(
        imprint=rows.imprint_of(*rest[: len(_IMPRINT)]),
        event=rows.stored_event(_record(_EVENT, rest[len(_IMPRINT) :])),
        sentence=sentence,
        section=() if path is None else rows.list_of(path),
        number=number,
    )


def published(connection: Connection, publication: str) -> dict[str, tuple[int, int] | None]:
    """Return the first and last day on which each edition may have been published, by label."""
    found = select(_edition.label, _edition.published_first, _edition.published_last).where(
        _edition.publication == publication
    )
    return {
        label: None if first is None or last is None else (first, last)
        for label, first, last in connection.execute(found)
    }


def wordings(
    connection: Connection, publication: str, blocks: Collection[str] | None = None
) -> tuple[Wording, ...]:
    """Return in which words events of these blocks, or of all, are told, and where.

    The database groups them: what all editions repeat costs little here.
    """
    place = _event.edition + " " + cast(_event.number, Text)
    asked = (
        select(_event.block, _event.title, _event.edtf, func.aggregate_strings(place, ","))
        .where(_event.publication == publication)
        .group_by(_event.block, _event.title, _event.edtf)
    )
    found = []
    for some in [None] if blocks is None else rows.portions(blocks):
        chosen = asked if some is None else asked.where(_event.block.in_(some))
        for block, title, edtf, places in connection.execute(chosen):
            of = (each.split(" ") for each in places.split(","))
            said = tuple((label, int(number)) for label, number in of)
            found.append(Wording(block, title, rows.period_of(edtf), said))
    return tuple(found)


def _states(table: Table) -> ColumnElement[bool]:
    return and_(
        _passage.publication == table.c.publication,
        _passage.edition == table.c.edition,
        _passage.number == table.c.passage,
    )


def _record(columns: Collection[Any], values: Collection[Any]) -> dict[str, Any]:
    return dict(zip((column.name for column in columns), values, strict=True))


def happenings(
    connection: Connection,
    *,
    first: int | None = None,
    last: int | None = None,
    publication: str | None = None,
    edition: str | None = None,
    status: str | None = None,
    kind: str | None = None,
    limit: int | None = None,
) -> Iterator[Happening]:
    """Yield what happened or is to happen in a range of days, both inclusive.

    What overlaps the range counts, and stands by its start clipped to the range, then by its end,
    publication, title and key. What recurs or has no date of its own closes the list, whatever
    the range, unless the stretch within which it recurs lies outside. `edition` is the label of
    one that states it; it asks for a publication too.
    """
    table = _happening
    chosen = select(tables.happening)
    for column, value in (
        (table.publication, publication),
        (table.status, status),
        (table.kind, kind),
    ):
        if value is not None:
            chosen = chosen.where(column == value)
    if edition is not None:
        chosen = chosen.where(table.editions.contains(rows.labels_text([edition]), autoescape=True))
    left = limit
    for part in _parts(chosen, first, last):
        for row in _stream(connection, part if left is None else part.limit(left)):
            yield rows.happening_of(row._asdict())
            left = None if left is None else left - 1
        if left == 0:
            return


def _parts(chosen: Select[Any], first: int | None, last: int | None) -> Iterator[Select[Any]]:
    """Yield the parts of the list of happenings: each is read off an index, already in order.

    Under way when the range begins; beginning within it; and the closing group.
    """
    table = _happening
    name = (table.publication, table.title, table.key)
    begin = OPEN_PAST if first is None else first
    end = OPEN_FUTURE if last is None else last
    if first is not None:
        near = and_(table.edtf_first > first - LASTING_DAYS - 1, table.edtf_first <= first)
        long = and_(literal_column(LASTING), table.edtf_first <= first)
        under_way = chosen.where(or_(near, long), table.edtf_last >= first)
        yield under_way.order_by(table.edtf_last, *name)
    after = table.edtf_first >= begin if first is None else table.edtf_first > begin
    within = chosen.where(after, table.edtf_first <= end)
    yield within.order_by(table.edtf_first, table.edtf_last, *name)
    inside = and_(table.bounds_first <= end, table.bounds_last >= begin)
    undated = and_(table.edtf_first.is_(None), table.edtf_last.is_(None))
    closing = chosen.where(undated, or_(table.bounds_first.is_(None), inside))
    yield closing.order_by(*name)


# ---------------------------------------------------------------- figures


def figures(
    connection: Connection,
    *,
    first: int | None = None,
    last: int | None = None,
    publication: str | None = None,
    edition: str | None = None,
    kind: str | None = None,
    measure: str | None = None,
    limit: int | None = None,
) -> Iterator[StatedFigure]:
    """Yield figures by publication, measure, period, and the edition that states them.

    A range of days, both inclusive, takes figures whose period, or where none is stated whose
    "as of", overlaps it. Every word of `measure` has to occur in the measure, whatever its case.
    `edition` is a label; it asks for a publication too.
    """
    statement = _figures(publication, edition, kind, measure)
    if first is not None or last is not None:
        statement = statement.where(
            _overlap(OPEN_PAST if first is None else first, OPEN_FUTURE if last is None else last)
        )
    if limit is not None:
        statement = statement.limit(limit)
    return _stated_figures(connection, statement)


def figures_of_publication(connection: Connection, publication: str) -> Iterator[StatedFigure]:
    """Yield all figures of a publication, by edition in their order, as the text has them."""
    statement = (
        select(_figure.number, _passage.text, _passage.path, *_IMPRINT, *_FIGURE)
        .join_from(tables.figure, tables.edition)
        .outerjoin(tables.passage, _states(tables.figure))
        .where(_figure.publication == publication)
        .order_by(*_DATED_FIRST, _figure.number)
    )
    return _stated_figures(connection, statement)


_NAMING: Final = (
    _figure.measure, _figure.unit_text, _figure.unit, _figure.scope, _figure.subject,
    _figure.counterpart, _figure.whole,
)  # fmt: skip


def titles(connection: Connection, publication: str | None) -> tuple[tuple[str, str, str], ...]:
    """Return publication, block and title of all events, each once."""
    event = tables.event.c
    found = select(event.publication, event.block, event.title).distinct()
    if publication is not None:
        found = found.where(event.publication == publication)
    return tuple((slug, block, title) for slug, block, title in connection.execute(found))


def measures(
    connection: Connection, publication: str | None = None
) -> Iterator[tuple[str, tuple[str | None, ...]]]:
    """Yield what is measured, each once: its publication, and the texts that name it."""
    statement = select(_figure.publication, *_NAMING).distinct()
    if publication is not None:
        statement = statement.where(_figure.publication == publication)
    for slug, *names in _stream(connection, statement):
        yield slug, tuple(names)


def _stated_figures(connection: Connection, statement: Select[Any]) -> Iterator[StatedFigure]:
    for number, sentence, path, *rest in _stream(connection, statement):
        yield StatedFigure(
            imprint=rows.imprint_of(*rest[: len(_IMPRINT)]),
            figure=rows.stored_figure(_record(_FIGURE, rest[len(_IMPRINT) :])),
            sentence=sentence,
            section=() if path is None else rows.list_of(path),
            number=number,
        )


def _figures(
    publication: str | None, label: str | None, kind: str | None, measure: str | None
) -> Select[Any]:
    table = _figure
    statement = (
        select(table.number, _passage.text, _passage.path, *_IMPRINT, *_FIGURE)
        .join_from(tables.figure, tables.edition)
        .outerjoin(tables.passage, _states(tables.figure))
        .order_by(
            table.publication, table.measure_key, table.period_first.is_(None),
            table.period_first, *_DATED_FIRST, table.start, table.number,
        )
    )  # fmt: skip
    for column, value in (
        (table.publication, publication),
        (table.edition, label),
        (table.kind, kind),
    ):
        if value is not None:
            statement = statement.where(column == value)
    for word in (measure or "").casefold().split():
        statement = statement.where(table.measure_key.contains(word, autoescape=True))
    return statement


def _overlap(first: int, last: int) -> ColumnElement[bool]:
    table = _figure
    return or_(
        and_(table.period_first <= last, table.period_last >= first),
        and_(table.period_first.is_(None), table.as_of_first <= last, table.as_of_last >= first),
    )


def counts(connection: Connection) -> dict[str, int]:
    """Count what the store holds."""
    counted = {
        "publications": tables.publication,
        "editions": tables.edition,
        "figures": tables.figure,
        "events": tables.event,
        "happenings": tables.happening,
    }
    return {
        name: connection.execute(select(func.count()).select_from(table)).scalar_one()
        for name, table in counted.items()
    }
