"""Seal the rows of an edition, so that a value that is changed by other means is found.

For each edition and each table that holds a part of it there is a seal: how many rows, and of
each column a digest over them. It is made of what is written, never of what is read back, so that
it does not follow a change that came in between. A column that is derived from another one of its
row is not sealed: it can be made again. Nor are the bytes of a capture, whose hash is.

The digest of a column is a sum over batches of rows, so that a row that comes or goes changes it
without a look at the others.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    and_,
    select,
    update,
)

from timeline.store import rows, tables
from timeline.store.bulk import add_rows

PARTS: Final = (
    tables.edition, tables.capture, tables.sighting, tables.extraction, tables.passage,
    tables.figure, tables.event,
)  # fmt: skip
"""The tables that hold what an edition states and what is known of it."""
_ITEMS: Final = frozenset({"passage", "figure", "event"})
_AT_ONCE: Final = 1_000
"""Rows of items in one batch; of all else each row is one."""
_SIZE: Final = 1 << 64
_seal: Final = tables.seal.c


@dataclass(frozen=True, slots=True)
class Stored:
    """A seal: how many rows there were, and the digest of each column over them."""

    number: int
    digests: Mapping[str, str]


@cache
def sealed(table: Table) -> tuple[str, ...]:
    """Return the names of the columns of a part that are sealed: its key first."""
    left_out = set() if table is tables.edition else {"publication", "edition"}
    names = [c.name for c in table.c if "of" not in c.info and c.name not in left_out]
    return tuple(name for name in names if (table.name, name) != ("capture", "data"))


@cache
def _layout(table: Table) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return where the sealed columns stand in a whole row, and where the key among them."""
    names = [column.name for column in table.c]
    key = {c.name for c in table.primary_key} - {"publication", "edition", "label"}
    places = tuple(names.index(name) for name in sealed(table))
    return places, tuple(place for place, name in enumerate(sealed(table)) if name in key)


class Seal:
    """Sums up rows of one part of an edition."""

    def __init__(self, table: Table) -> None:
        self.names = sealed(table)
        self.number = 0
        self._sums = [0] * len(self.names)
        self._places, self._key = _layout(table)
        self._at_once = _AT_ONCE if table.name in _ITEMS else 1

    def through(self, whole: Iterable[rows.Row]) -> Iterator[rows.Row]:
        """Add whole rows of the table while they go by."""
        for batch in batches(whole, self._at_once):
            columns = list(zip(*batch, strict=True))
            self._add([columns[place] for place in self._places], len(batch), 1)
            yield from batch

    def add(self, chosen: Iterable[Sequence[Any]], sign: int = 1) -> Seal:
        """Add, or with -1 take out, rows of the sealed columns alone."""
        for batch in batches(chosen, self._at_once):
            self._add(list(zip(*batch, strict=True)), sign * len(batch), sign)
        return self

    def stored(self) -> Stored:
        """Return the seal as it is kept."""
        digests = {
            name: f"{total % _SIZE:016x}"
            for name, total in zip(self.names, self._sums, strict=True)
        }
        return Stored(self.number, digests)

    def _add(self, columns: Sequence[Sequence[Any]], number: int, sign: int) -> None:
        self.number += number
        key = _json([columns[place][0] for place in self._key])
        for place, values in enumerate(columns):
            digest = hashlib.sha256(key + _json(values)).digest()
            self._sums[place] += sign * int.from_bytes(digest[:8])


def batches(items: Iterable[Any], size: int) -> Iterator[tuple[Any, ...]]:
    """Yield items, so many at a time."""
    left = iter(items)
    while batch := tuple(islice(left, size)):
        yield batch


def _json(values: Sequence[Any]) -> bytes:
    return _ENCODER.encode(values).encode()


def _told(value: Any) -> str:
    """Return bytes as their hash; what no driver gives for a column that is whole, as it is."""
    return hashlib.sha256(value).hexdigest() if isinstance(value, bytes) else repr(value)


_ENCODER: Final = json.JSONEncoder(separators=(",", ":"), default=_told)


# ---------------------------------------------------------------- in the store


def chosen(
    connection: Connection, table: Table, publication: str, label: str
) -> Iterator[Sequence[Any]]:
    """Yield the sealed columns of the rows that an edition has in a table, by their key."""
    edition = table.c.label if table is tables.edition else table.c.edition
    of = and_(table.c.publication == publication, edition == label)
    found = _asked(table).where(of).order_by(*table.primary_key)
    yield from connection.execute(found.execution_options(yield_per=_AT_ONCE))


def rows_of(
    connection: Connection, table: Table, of: ColumnElement[bool]
) -> Sequence[Sequence[Any]]:
    """Return the sealed columns of some rows of a table."""
    return connection.execute(_asked(table).where(of)).all()


def _asked(table: Table) -> Select[Any]:
    return select(*(table.c[name] for name in sealed(table)))


def seals(connection: Connection, publication: str, label: str) -> dict[str, Stored]:
    """Return the seals of an edition by the names of the tables.

    Raises ValueError for one that is no JSON object.
    """
    found = select(_seal.part, _seal.number, _seal.digests).where(_is(publication, label))
    kept = {}
    for part, number, digests in connection.execute(found):
        kept[part] = Stored(number, dict(json.loads(digests)))
    return kept


def keep(connection: Connection, publication: str, label: str, made: Mapping[Table, Seal]) -> None:
    """Store the seals of an edition that has none."""
    stored = ((table.name, seal.stored()) for table, seal in made.items())
    add_rows(
        connection,
        tables.seal,
        (
            (publication, label, part, each.number, rows.json_text(each.digests))
            for part, each in stored
        ),
    )


def add(connection: Connection, table: Table, new: Sequence[Mapping[str, Any]]) -> None:
    """Bring a seal up to date with rows of one edition that were stored just now."""
    publication, label = new[0]["publication"], new[0]["edition"]
    come = [tuple(row[name] for name in sealed(table)) for row in new]
    change(connection, publication, label, table, come=come)


def change(
    connection: Connection,
    publication: str,
    label: str,
    table: Table,
    *,
    gone: Iterable[Sequence[Any]] = (),
    come: Iterable[Sequence[Any]] = (),
) -> None:
    """Bring a seal up to date: `gone` and `come` are the sealed columns of rows.

    A seal that was broken stays so, and one that is missing is left to be found.
    """
    of = and_(_is(publication, label), _seal.part == table.name)
    row = connection.execute(select(_seal.number, _seal.digests).where(of)).first()
    if row is None:
        return
    made = Seal(table).add(gone, -1).add(come)
    try:
        old = {name: int(digest, 16) for name, digest in json.loads(row.digests).items()}
    except (ValueError, TypeError, AttributeError):
        return
    digests = {
        name: f"{(old[name] + int(digest, 16)) % _SIZE:016x}"
        for name, digest in made.stored().digests.items()
        if name in old
    }
    connection.execute(
        update(tables.seal)
        .where(of)
        .values(number=row.number + made.number, digests=rows.json_text(digests))
    )


def add_missing(connection: Connection) -> None:
    """Seal what has no seal as it is: what was stored before there were any.

    A seal that lacks a column gets it: the tables have got it just now, with nothing in it.
    """
    edition = tables.edition.c
    without = ~select(_seal.part).where(_is(edition.publication, edition.label)).exists()
    labels = connection.execute(select(edition.publication, edition.label).where(without)).all()
    for publication, label in labels:
        made = {
            table: Seal(table).add(chosen(connection, table, publication, label)) for table in PARTS
        }
        keep(connection, publication, label, made)
    _add_columns(connection)


def _add_columns(connection: Connection) -> None:
    for table in PARTS:
        kept = select(_seal.publication, _seal.edition, _seal.number, _seal.digests)
        for row in connection.execute(kept.where(_seal.part == table.name)).all():
            digests = json.loads(row.digests)
            lacking = [name for name in sealed(table) if name not in digests]
            if not lacking:
                continue
            key = row.publication, row.edition
            there = Seal(table).add(chosen(connection, table, *key)).stored()
            digests |= {name: there.digests[name] for name in lacking}
            of = and_(_is(*key), _seal.part == table.name)
            connection.execute(
                update(tables.seal).where(of).values(digests=rows.json_text(digests))
            )


def _is(publication: Any, label: Any) -> Any:
    return and_(_seal.publication == publication, _seal.edition == label)
