"""Keep the index of words: the entries of an edition, and where they stand.

Whoever stores, moves or removes an edition calls this in the same transaction (`writes`). The
places of an edition go, and are renamed, with it; an entry that no edition states any more goes
with the last of them. Boilerplate is not indexed.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Final, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    bindparam,
    delete,
    exists,
    func,
    select,
    text,
)
from sqlalchemy.exc import DBAPIError

from timeline.fulltext import join_words
from timeline.label_search import figure_texts
from timeline.model import BOILERPLATE, Event, Figure, Snapshot
from timeline.store import queries, rows, tables
from timeline.store.bulk import add_rows
from timeline.store.index_tables import entry, place
from timeline.text import normal
from timeline.values import decimal_text
from timeline.vocabulary import SEARCHED

_ROOM: Final = 1 << 40
"""How many entries of one kind there can be."""


class Indexed(NamedTuple):
    """An item of an edition to be found: its kind and number, its key, and the texts of its words.

    Items of a publication that have the same key are one entry.
    """

    kind: str
    number: int
    key: int
    texts: tuple[str, ...]


def ids_of(kind: str) -> tuple[int, int]:
    """Return the first and the last number that an entry of a kind can have."""
    first = SEARCHED.index(kind) * _ROOM
    return first + 1, first + _ROOM - 1


def mark_of(publication: str) -> str:
    """Return the word that all entries of a publication have."""
    return "@" + hashlib.sha256(publication.encode(errors="surrogatepass")).hexdigest()[:12]


def add(connection: Connection, snapshot: Snapshot) -> None:
    """Index what an edition states that was stored just now."""
    publication, label = snapshot.imprint.publication, snapshot.imprint.label
    items = [*items_of(snapshot)]
    ids = _ids_of_keys(connection, publication, {item.key for item in items})
    new = _new_entries(connection, publication, items, ids)
    add_rows(connection, entry, new, indexed=True)
    places = sorted((ids[each.key], each.number) for each in items if each.key in ids)
    add_rows(connection, place, ((publication, label, *each) for each in places))


def _new_entries(
    connection: Connection, publication: str, items: Iterable[Indexed], ids: dict[int, int]
) -> list[rows.Row]:
    """Return the rows of what is not indexed yet and has words, and put their numbers into `ids`.

    They are in the order of their numbers, in which FTS5 takes them best.
    """
    mark, new, seen = mark_of(publication), dict[str, dict[int, str]](), {*ids}
    for item in items:
        if item.key in seen:
            continue
        seen.add(item.key)
        own = join_words(item.texts)
        if own:
            new.setdefault(item.kind, {})[item.key] = " ".join((mark, *own))
    found: list[rows.Row] = []
    for kind, entries in new.items():
        ids |= dict(zip(entries, _new_ids(connection, kind, len(entries)), strict=True))
        found += ((publication, key, ids[key], words) for key, words in entries.items())
    return sorted(found, key=itemgetter(2))


def remove(connection: Connection, publication: str, label: str) -> None:
    """Take an edition out of the index, before it is removed or leaves its publication."""
    own = and_(place.c.publication == publication, place.c.edition == label)
    held = set(connection.execute(select(place.c.entry).where(own)).scalars())
    connection.execute(delete(place).where(own))
    stated = exists().where(place.c.entry == entry.c.id)
    for some in rows.portions(held):
        connection.execute(delete(entry).where(entry.c.id.in_(some), ~stated))


def rebuild(connection: Connection) -> None:
    """Make the whole index anew."""
    connection.execute(delete(place))
    connection.execute(delete(entry))
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("INSERT INTO search_words(search_words) VALUES ('delete-all')")
    add_missing(connection)


def add_missing(connection: Connection) -> None:
    """Index the editions that are not: those that were stored before there was an index.

    An edition that cannot be read back is left to `timeline db verify`.
    """
    columns = tables.edition.c
    held = exists().where(
        place.c.publication == columns.publication, place.c.edition == columns.label
    )
    asked = select(columns.publication, columns.label).where(~held)
    for key in connection.execute(asked.order_by(columns.publication, *queries.DATED_FIRST)).all():
        try:
            snapshot = queries.unchecked_snapshot(connection, *key)
        except rows.UNREADABLE:
            continue
        add(connection, snapshot)


def is_as_stated(connection: Connection, publication: str, label: str) -> bool:
    """Tell whether the index has of an edition what it states, and no more."""
    mark = mark_of(publication)
    due: dict[tuple[str, int], tuple[int, str]] = {}
    for item in items_of(queries.unchecked_snapshot(connection, publication, label)):
        found = join_words(item.texts)
        if found:
            due[item.kind, item.number] = item.key, " ".join((mark, *found))
    asked = (
        select(place.c.entry, place.c.number, entry.c.key, entry.c.words)
        .outerjoin_from(place, entry, _is_of_place())
        .where(place.c.publication == publication, place.c.edition == label)
    )
    there = {
        (kind_of(of), number): (key, words) for of, number, key, words in connection.execute(asked)
    }
    return there == due


def is_searchable(connection: Connection) -> bool:
    """Tell whether what SQLite searches holds the words of each entry, and no more.

    PostgreSQL makes its own from them. The list of words is a table of the connection's own.
    """
    if connection.dialect.name != "sqlite":
        return True
    own = connection.execution_options(stream_results=True)
    own.exec_driver_sql("PRAGMA query_only = 0")
    try:
        own.exec_driver_sql(_LISTED_WORDS)
        listed = sum(map(hash, map(tuple, own.exec_driver_sql("SELECT term, doc FROM listed"))))
    except DBAPIError:
        return False
    finally:
        own.exec_driver_sql("PRAGMA query_only = 1")
    due = 0
    for number, words in own.execute(select(entry.c.id, entry.c.words)):
        due += sum(hash((word, number)) for word in {*_WORD.findall(str(words))})
    return listed == due


def has_leftovers(connection: Connection, publication: str) -> bool:
    """Tell whether a publication has entries that none of its editions states."""
    stated = exists().where(place.c.entry == entry.c.id)
    asked = select(entry.c.id).where(entry.c.publication == publication, ~stated).limit(1)
    return connection.execute(asked).first() is not None


def kind_of(number: int) -> str:
    """Return the kind of the entry of a number; nothing for one that no entry can have."""
    place_of = number // _ROOM
    return SEARCHED[place_of] if 0 <= place_of < len(SEARCHED) else ""


def _is_of_place() -> ColumnElement[bool]:
    return and_(entry.c.publication == place.c.publication, entry.c.id == place.c.entry)


# ---------------------------------------------------------------- what an edition states


def items_of(snapshot: Snapshot) -> Iterator[Indexed]:
    """Yield what is indexed of an edition, whether or not it has words."""
    for number, figure in enumerate(snapshot.figures):
        normal_names, texts = _names_of(figure_texts(figure))
        key = _hashed("figure", *normal_names, *_told_of(figure))
        yield Indexed("figure", number, key, texts)
    for number, event in enumerate(snapshot.events):
        yield Indexed("event", number, _hashed("event", *_told(event)), (event.title,))
    for number, passage in enumerate(snapshot.passages):
        if passage.kind != BOILERPLATE:
            text = passage.quote.text
            yield Indexed("passage", number, _key_of_passage(text), (text,))


def distinct(names: Iterable[str | None]) -> tuple[str, ...]:
    """Return the texts that name something, each once."""
    return tuple(dict.fromkeys(filter(None, names)))


@lru_cache(maxsize=65_536)
def _names_of(texts: tuple[str | None, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return names in normal form, and each once; those of a figure recur in the next edition."""
    return tuple(normal(text) if text else "" for text in texts), distinct(texts)


def _told_of(figure: Figure) -> Iterator[str]:
    """Yield what two figures of the same names have in common that state the same."""
    quantity = figure.quantity
    for value in (quantity.value, quantity.value_high):
        yield "" if value is None else decimal_text(value)
    for period in (figure.period, figure.as_of):
        yield "" if period is None else period.edtf
    yield from (figure.kind, quantity.qualifier, quantity.per or "", figure.direction or "")


def _told(event: Event) -> Iterator[str]:
    yield normal(event.title)
    yield "" if event.when is None else event.when.edtf
    yield event.status


@lru_cache(maxsize=65_536)
def _key_of_passage(text: str) -> int:
    """Return the key of a passage; most of an edition stood in the one before."""
    return _hashed("passage", normal(text))


def _hashed(*parts: str) -> int:
    joined = "\0".join(parts).encode(errors="surrogatepass")
    return int.from_bytes(hashlib.sha256(joined).digest()[:8], signed=True)


# ---------------------------------------------------------------- the tables


def _ids_of_keys(connection: Connection, publication: str, keys: set[int]) -> dict[int, int]:
    """Return the numbers of the entries that are there, by their keys.

    The driver is asked: SQLAlchemy takes as long for some hundred keys as the database does.
    """
    found: dict[int, int] = {}
    mark = "%s" if connection.dialect.name == "postgresql" else "?"
    for some in rows.portions(keys):
        marks = ", ".join([mark] * len(some))
        asked = f"{_IDS_OF_KEYS.format(mark)} ({marks})"
        found.update(map(tuple, connection.exec_driver_sql(asked, (publication, *some)).all()))
    return found


def _new_ids(connection: Connection, kind: str, count: int) -> Sequence[int]:
    """Return so many numbers that no entry has, in order; on PostgreSQL others write meanwhile."""
    if connection.dialect.name == "postgresql":
        asked = {"sequence": f"search_entry_{kind}", "count": count}
        return connection.execute(_FROM_SEQUENCE, asked).scalars().all()
    first, last = ids_of(kind)
    newest: int | None = connection.execute(_NEWEST_ID, {"first": first, "last": last}).scalar()
    begin = first if newest is None else newest + 1
    return range(begin, begin + count)


_LISTED_WORDS: Final = (
    "CREATE VIRTUAL TABLE temp.listed USING fts5vocab('main', 'search_words', 'instance')"
)
_WORD: Final = re.compile(r"[A-Za-z0-9.,%@\x80-\U0010ffff]+")
"""A word as the index splits them (migration 0007)."""
_IDS_OF_KEYS: Final = "SELECT key, id FROM search_entry WHERE publication = {} AND key IN"
_NEWEST_ID: Final = select(func.max(entry.c.id)).where(
    entry.c.id.between(bindparam("first"), bindparam("last"))
)
_FROM_SEQUENCE: Final = text(
    "SELECT nextval(CAST(:sequence AS regclass)) FROM generate_series(1, :count)"
)
