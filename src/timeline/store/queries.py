"""Questions about editions: one statement each, a total order, values of the model out.

What can be long is yielded while it is read, so that memory does not grow with the answer; such a
question is put at the first step of the iteration. Nothing here writes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, TypeVar

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Select,
    Table,
    and_,
    bindparam,
    func,
    or_,
    select,
)

from timeline.edition_order import place_editions
from timeline.model import Capture, Claim, EditionSummary, Imprint, Snapshot
from timeline.store import rows, tables
from timeline.values import Period

T = TypeVar("T")
_STREAMED: Final = {"yield_per": 1_000}  # rows fetched from the driver
_capture: Final = tables.capture.c
_edition: Final = tables.edition.c
_extraction: Final = tables.extraction.c
_passage: Final = tables.passage.c
IMPRINT: Final = (
    _edition.publication,
    _edition.label,
    _edition.published,
    _edition.title,
    _edition.source,
    _edition.coverage,
    _edition.notes,
)
DATED_FIRST: Final = (
    _edition.published_first.is_(None),
    _edition.published_first,
    _edition.published_last,
    _edition.label,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionCapture:
    """A capture without its bytes; `imprint` is that of the edition it is a sighting of."""

    imprint: Imprint
    sha256: str
    origin: str
    media: str
    text_key: str
    claims: tuple[Claim, ...] = ()


def stream(
    connection: Connection, statement: Select[Any], values: Mapping[str, Any] | None = None
) -> Iterator[Any]:
    """Yield the rows of an answer, some at a time; `values` are those of a prepared question."""
    for batch in stream_batches(connection, statement, values):
        yield from batch


def stream_batches(
    connection: Connection, statement: Select[Any], values: Mapping[str, Any] | None = None
) -> Iterator[Sequence[Any]]:
    """Yield the rows of an answer, lists of some at a time."""
    with connection.execute(statement, values, execution_options=_STREAMED) as result:
        yield from result.partitions()


def within(table: Table, publication: str, label: str) -> ColumnElement[bool]:
    """Ask for what an edition holds."""
    return and_(table.c.publication == publication, table.c.edition == label)


# ---------------------------------------------------------------- editions


def imprints(connection: Connection, publication: str | None = None) -> tuple[Imprint, ...]:
    """Return what is said of the editions of one publication or of all, as `editions` has them.

    Nothing is counted, which takes a look at each row of each edition.
    """
    statement = select(*IMPRINT).order_by(_edition.publication, *DATED_FIRST)
    if publication is not None:
        statement = statement.where(_edition.publication == publication)
    return _in_order([rows.imprint_of(*row) for row in stream(connection, statement)], _itself)


def _itself(imprint: Imprint) -> Imprint:
    return imprint


def _in_order(found: Sequence[T], imprint_of: Callable[[T], Imprint]) -> tuple[T, ...]:
    """Return what is said of editions by publication, those first that have a place in it."""
    order = {each: number for number, each in enumerate(place_editions(map(imprint_of, found)))}
    last = len(order)

    def key(each: T) -> tuple[str, int]:
        imprint = imprint_of(each)
        return imprint.publication, order.get(imprint, last)

    return tuple(sorted(found, key=key))


def publications(connection: Connection) -> tuple[str, ...]:
    """Return the publications that have a stored edition, sorted."""
    found = select(_edition.publication).distinct().order_by(_edition.publication)
    return tuple(connection.execute(found).scalars())


def has_publication(connection: Connection, publication: str) -> bool:
    """Tell whether a publication has a stored edition."""
    found = select(_edition.label).where(_edition.publication == publication).limit(1)
    return connection.execute(found).first() is not None


def editions(connection: Connection, publication: str | None = None) -> tuple[EditionSummary, ...]:
    """Return the editions of one publication or of all, by publication.

    In a publication those come first that have a place in its order (`timeline.edition_order`).
    """

    def held(table: Table) -> Any:
        of = and_(
            table.c.publication == _edition.publication,
            table.c.edition == _edition.label,
        )
        return select(func.count()).where(of).correlate(tables.edition).scalar_subquery()

    counted = [held(table) for table in (tables.figure, tables.event, tables.capture)]
    statement = select(
        *IMPRINT,
        _edition.written,
        _edition.diagnostics,
        _edition.text.is_not(None),
        *counted,
    ).order_by(_edition.publication, *DATED_FIRST)
    if publication is not None:
        statement = statement.where(_edition.publication == publication)
    found = [_summary(row) for row in stream(connection, statement)]
    return _in_order(found, lambda each: each.imprint)


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
    """Return all that a stored edition states. Raises DamagedError where it is not whole."""
    found = unchecked_snapshot(connection, publication, label)
    places = {item.passage for item in found.figures} | {item.passage for item in found.events}
    for number in places:
        if number is not None and not 0 <= number < len(found.passages):
            raise rows.DamagedError(f"passage {number} is missing")
    return found


def unchecked_snapshot(connection: Connection, publication: str, label: str) -> Snapshot:
    """Return all that a stored edition states, also where passages of its items are missing."""
    key = {"publication": publication, "label": label}
    stated: Any = connection.execute(_STATED, key).one()
    *imprint, doc, sha256, written, dates, diagnostics = stated
    rows.require_texts(doc, sha256)

    def items(table: Table) -> Iterator[dict[str, Any]]:
        names, asked = _ITEMS[table]
        return (dict(zip(names, row, strict=True)) for row in connection.execute(asked, key))

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


_KEY: Final[tuple[BindParameter[str], ...]] = (bindparam("publication"), bindparam("label"))
_OF_EDITION: Final = and_(_edition.publication == _KEY[0], _edition.label == _KEY[1])
_STATED: Final = select(
    *IMPRINT, _edition.doc, _edition.sha256, _edition.written, _edition.dates, _edition.diagnostics
).where(_OF_EDITION)
_ITEMS: Final = {
    table: (
        tuple(column.name for column in tables.recorded(table)),
        select(*tables.recorded(table))
        .where(table.c.publication == _KEY[0], table.c.edition == _KEY[1])
        .order_by(table.c.number),
    )
    for table in (tables.figure, tables.event, tables.passage)
}
"""The questions for the items of an edition, with the names of their columns."""


def imprint(connection: Connection, publication: str, label: str) -> Imprint | None:
    """Return what is said of an edition, None where it is not stored."""
    of = and_(_edition.publication == publication, _edition.label == label)
    row = connection.execute(select(*IMPRINT).where(of)).one_or_none()
    return None if row is None else rows.imprint_of(*row)


def read_from(connection: Connection, publication: str, label: str) -> tuple[Imprint, str]:
    """Return what is said of a stored edition, and the hash of the bytes it was read from."""
    key = {"publication": publication, "label": label}
    row: Any = connection.execute(_READ_FROM, key).one()
    return rows.imprint_of(*row[:-1]), row[-1]


_READ_FROM: Final = select(*IMPRINT, _edition.sha256).where(_OF_EDITION)
_TITLES: Final = (
    select(_edition.label, _edition.title)
    .order_by(*DATED_FIRST)
    .where(_edition.publication == _KEY[0])
)
_PASSAGES: Final = select(_passage.edition, _passage.kind, _passage.text).where(
    _passage.publication == _KEY[0]
)
_PASSAGES_OF_EDITION: Final = _PASSAGES.where(_passage.edition == _KEY[1])


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
        select(_extraction.rules_version).where(within(tables.extraction, publication, label))
    ).scalar()
    return version


def captures(
    connection: Connection,
    publication: str | None = None,
    *,
    sha256: str | None = None,
    text_key: str | None = None,
    label: str | None = None,
) -> Iterator[EditionCapture]:
    """Yield the captures of one publication or of all, by publication, edition and hash.

    Where a hash, a key or a label is given, those alone that have one of them.
    """
    named = {"sha256": sha256, "text_key": text_key, "edition": label}
    given = {name: value for name, value in named.items() if value is not None}
    statement = _select_captures(publication is not None, tuple(given))
    values = {"publication": publication, **given}
    for *imprint, digest, origin, media, key, claims in stream(connection, statement, values):
        rows.require_texts(digest, origin, media, key)
        yield EditionCapture(
            imprint=rows.imprint_of(*imprint),
            sha256=digest,
            origin=origin,
            media=media,
            text_key=key,
            claims=rows.claims_of(claims),
        )


@cache
def _select_captures(of_publication: bool, any_of: tuple[str, ...]) -> Select[Any]:
    """Return the question about captures; those that have a value given in one of the columns."""
    statement = (
        select(
            *IMPRINT,
            _capture.sha256,
            _capture.origin,
            _capture.media,
            _capture.text_key,
            _capture.claims,
        )
        .join_from(tables.capture, tables.edition)
        .order_by(_capture.publication, _capture.edition, _capture.sha256)
    )
    if of_publication:
        statement = statement.where(_capture.publication == bindparam("publication"))
    given = [_capture[name] == bindparam(name) for name in any_of]
    return statement.where(or_(*given)) if given else statement


def titles(connection: Connection, publication: str) -> list[tuple[str, str | None]]:
    """Return label and title of each edition of a publication, in the order of the list."""
    found = connection.execute(_TITLES, {"publication": publication})
    titled = [(label, title) for label, title in found.all()]
    for each in titled:
        rows.require_texts(*each)
    return titled


def passages(
    connection: Connection, publication: str, label: str | None = None
) -> Iterator[tuple[str, str, str | None]]:
    """Yield edition, kind and text of all passages of a publication, or of one edition."""
    asked = _PASSAGES if label is None else _PASSAGES_OF_EDITION
    found = stream(connection, asked, {"publication": publication, "label": label})
    for edition, kind, text in found:
        rows.require_texts(edition, kind, text)
        yield edition, kind, text


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


def capture_bytes(
    connection: Connection, publication: str, label: str, *, sha256: str | None = None
) -> tuple[Capture, ...]:
    """Return an edition's captures with their bytes: the one it was read from, then by hash.

    Where a hash is given, the capture that has it alone.
    """
    read_from = (
        select(_edition.sha256)
        .where(_edition.publication == publication, _edition.label == label)
        .scalar_subquery()
    )
    asked = (
        select(
            _capture.data,
            _capture.sha256,
            _capture.origin,
            _capture.media,
        )
        .where(within(tables.capture, publication, label))
        .order_by(_capture.sha256 != read_from, _capture.sha256)
    )
    if sha256 is not None:
        asked = asked.where(_capture.sha256 == sha256)
    return tuple(
        Capture(data=rows.bytes_of(data), sha256=digest, origin=origin, media=media)
        for data, digest, origin, media in connection.execute(asked)
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
