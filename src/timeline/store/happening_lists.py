"""The list of happenings, in the order of time, read off the indexes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from types import NoneType
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Select,
    and_,
    func,
    literal_column,
    or_,
    select,
)

from timeline.label_search import Search
from timeline.model import Happening
from timeline.store import rows, tables
from timeline.store.queries import stream, stream_batches
from timeline.store.searching import best_happenings, can_hold
from timeline.store.tables import LASTING, LASTING_DAYS
from timeline.values import OPEN_FUTURE, OPEN_PAST
from timeline.vocabulary import MINOR

_happening: Final = tables.happening.c
_LISTS: Final = frozenset({"actors", "rules", "section"})
_OF_HAPPENING: Final = tuple(column.name for column in tables.happening.c)


def happenings(
    connection: Connection,
    *,
    first: int | None = None,
    last: int | None = None,
    publication: str | None = None,
    edition: str | None = None,
    status: str | None = None,
    kind: str | None = None,
    search: Search | None = None,
    core: bool = False,
    offset: int = 0,
    limit: int | None = None,
) -> Iterator[Happening]:
    """Yield what happened or is to happen in a range of days, both inclusive.

    What overlaps the range counts, and stands by its start clipped to the range, then by its end,
    publication, title and key. What recurs or has no date of its own closes the list, whatever
    the range, unless the stretch within which it recurs lies outside. What fits `search`, in its
    title or the sentence of the newest edition, comes by grade first, and is read before it is
    yielded. `edition` is the label of one that states it; it asks for a publication too. `core`
    leaves out the minor ones; the first `offset` are passed over.
    """
    table = _happening
    chosen = select(tables.happening).where(*asked_of(publication, edition, status, kind, core))
    if search is not None:
        chosen = chosen.where(*can_hold(search, table.title, table.sentence))
        found = _listed(connection, chosen, first, last, 0, None)
        most = None if limit is None else offset + limit
        yield from islice(best_happenings(found, search, most), offset, None)
        return
    yield from _listed(connection, chosen, first, last, offset, limit)


def happening_columns(
    connection: Connection,
    names: Sequence[str],
    *,
    first: int | None = None,
    last: int | None = None,
    publication: str | None = None,
    edition: str | None = None,
    status: str | None = None,
    kind: str | None = None,
    limit: int | None = None,
) -> Iterator[dict[str, Sequence[Any]]]:
    """Yield some columns of the happenings that `happenings` lists, some rows at a time.

    What lists texts is a tuple of them. Raises DamagedError where a value is not of its kind.
    """
    columns = [_happening[name] for name in names]
    chosen = select(*columns).where(*asked_of(publication, edition, status, kind, core=False))
    for batch in _listed_batches(connection, chosen, first, last, 0, limit):
        values = zip(*batch, strict=True)
        yield {each.name: _whole(each, of) for each, of in zip(columns, values, strict=True)}


def _whole(column: ColumnElement[Any], values: Sequence[Any]) -> Sequence[Any]:
    """Return the values of a column, lists read. Raises DamagedError."""
    kinds = {int, NoneType} if isinstance(column.type, Integer) else {str, NoneType}
    if wrong := set(map(type, values)) - kinds:
        raise rows.DamagedError(f"{column.key} holds {wrong.pop().__name__}")
    if column.key == "editions":
        return [*map(_labels_of, values)]
    return [*map(rows.list_of, values)] if column.key in _LISTS else values


@lru_cache(maxsize=4_096)
def _labels_of(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def asked_of(
    publication: str | None, edition: str | None, status: str | None, kind: str | None, core: bool
) -> Iterator[ColumnElement[bool]]:
    """Yield the conditions of the filters of `happenings`."""
    table = _happening
    for column, value in (
        (table.publication, publication),
        (table.status, status),
        (table.kind, kind),
    ):
        if value is not None:
            yield column == value
    if edition is not None:
        yield table.editions.contains(rows.labels_text([edition]), autoescape=True)
    if core:
        yield or_(table.salience.is_(None), table.salience != MINOR)


def _listed(
    connection: Connection,
    chosen: Select[Any],
    first: int | None,
    last: int | None,
    offset: int,
    limit: int | None,
) -> Iterator[Happening]:
    for batch in _listed_batches(connection, chosen, first, last, offset, limit):
        yield from map(happening_of, batch)


def happening_of(row: Sequence[Any]) -> Happening:
    """Return the happening of a whole row."""
    return rows.happening_of(dict(zip(_OF_HAPPENING, row, strict=True)))


def _listed_batches(
    connection: Connection,
    chosen: Select[Any],
    first: int | None,
    last: int | None,
    offset: int,
    limit: int | None,
) -> Iterator[Sequence[Any]]:
    """Yield the rows of a list, some at a time."""
    left, over = limit, offset
    for _, part in parts(chosen, first, last):
        some = part.offset(over) if over else part
        for batch in stream_batches(connection, some if left is None else some.limit(left)):
            yield batch
            left, over = None if left is None else left - len(batch), 0
        if left == 0:
            return
        if over:  # all of the part was passed over
            over -= _count(connection, part)


def _count(connection: Connection, chosen: Select[Any]) -> int:
    rows_of = chosen.order_by(None).with_only_columns(literal_column("1")).subquery()
    found: int = connection.execute(select(func.count()).select_from(rows_of)).scalar_one()
    return found


def happenings_of_key(
    connection: Connection, key: str, publication: str | None = None
) -> Iterator[Happening]:
    """Yield the happenings with a key, of one publication or of all."""
    chosen = select(tables.happening).where(_happening.key == key)
    if publication is not None:
        chosen = chosen.where(_happening.publication == publication)
    return map(happening_of, stream(connection, chosen.order_by(_happening.publication)))


def ended(
    connection: Connection, publication: str, statuses: Collection[str], day: int
) -> Iterator[Happening]:
    """Yield the happenings of a publication with one of some statuses that end before a day."""
    asked = _happening.status.in_(sorted(statuses)), _happening.edtf_last < day
    return _of_publication(connection, publication, *asked)


def near(
    connection: Connection,
    publication: str,
    statuses: Collection[str],
    stretches: Iterable[tuple[int, int]],
) -> Iterator[Happening]:
    """Yield the happenings of a publication with one of some statuses that overlap a stretch.

    A stretch is its first and last day. Where the newest edition has a coarser date than another,
    that may overlap one: such happenings are yielded whatever their date.
    """
    table = _happening
    coarser = table.newest_edtf.is_distinct_from(table.edtf)
    overlap = (and_(table.edtf_first <= b, table.edtf_last >= a) for a, b in stretches)
    asked = table.status.in_(sorted(statuses)), or_(coarser, *overlap)
    return _of_publication(connection, publication, *asked)


def _of_publication(
    connection: Connection, publication: str, *asked: ColumnElement[bool]
) -> Iterator[Happening]:
    chosen = select(tables.happening).where(_happening.publication == publication, *asked)
    return map(happening_of, stream(connection, chosen))


Part = tuple[ColumnElement[int], Select[Any]]
"""A part of the list, and the day by which it is sorted first."""


def parts(chosen: Select[Any], first: int | None, last: int | None) -> Iterator[Part]:
    """Yield the parts of the list of happenings: each is read off an index, already in order.

    Under way when the range begins; beginning within it; and the closing group, without a day.
    """
    table = _happening
    name = (table.publication, table.title, table.key)
    begin = OPEN_PAST if first is None else first
    end = OPEN_FUTURE if last is None else last
    if first is not None:
        near = and_(table.edtf_first > first - LASTING_DAYS - 1, table.edtf_first <= first)
        long = and_(literal_column(LASTING), table.edtf_first <= first)
        under_way = chosen.where(or_(near, long), table.edtf_last >= first)
        yield table.edtf_last, under_way.order_by(table.edtf_last, *name)
    after = table.edtf_first >= begin if first is None else table.edtf_first > begin
    within = chosen.where(after, table.edtf_first <= end)
    yield table.edtf_first, within.order_by(table.edtf_first, table.edtf_last, *name)
    inside = and_(table.bounds_first <= end, table.bounds_last >= begin)
    undated = and_(table.edtf_first.is_(None), table.edtf_last.is_(None))
    closing = chosen.where(undated, or_(table.bounds_first.is_(None), inside))
    yield table.edtf_first, closing.order_by(*name)
