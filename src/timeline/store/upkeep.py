"""Print the whole store in a canonical form, and find what is not as it was read."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterator
from contextlib import suppress
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Table, and_, exists, select
from sqlalchemy.exc import DBAPIError

from timeline.model import Quote
from timeline.store import queries, rows, tables
from timeline.store.tables import capture, edition, happening, metadata, quarantine
from timeline.values import decimal_key, parse_decimal

_LISTS = frozenset(
    {
        "actors",
        "rules",
        "path",
        "labels",
        "section",
        "notes",
        "edition_notes",
        "diagnostics",
        "claims",
    }
)


def dump(connection: Connection) -> Iterator[str]:
    """Yield each row of each table as one line of canonical JSON, by table and key.

    Two stores that hold the same give the same lines, on either database: no derived column, no
    clock, and nothing of where the bytes were found.
    """
    for table in (each for each in metadata.sorted_tables if not each.info.get("transient")):
        columns = [column for column in table.c if not column.info.get("derived")]
        statement = select(*columns).order_by(*table.primary_key)
        options = statement.execution_options(yield_per=1_000)
        with connection.execute(options) as result:
            for row in result.mappings():
                plain = {name: _plain(name, value) for name, value in row.items()}
                yield rows.json_text({"table": table.name, **plain})


@rows.reading
def _plain(name: str, value: Any) -> Any:
    if isinstance(value, bytes):
        return rows.unpacked(value) if name == "text" else json.loads(rows.unpacked(value) or "")
    return json.loads(value) if name in _LISTS and value is not None else value


def labels(connection: Connection) -> list[tuple[str, str]]:
    """Return publication and label of each edition that has both, whatever else its row holds."""
    found = select(edition.c.publication, edition.c.label).order_by(*edition.primary_key)
    return [
        (publication, label)
        for publication, label in connection.execute(found)
        if isinstance(publication, str) and isinstance(label, str)
    ]


def _nameless(connection: Connection) -> Iterator[str]:
    """Yield a line for each edition whose publication or label is no text."""
    found = select(edition.c.publication, edition.c.label).order_by(*edition.primary_key)
    for row in connection.execute(found):
        for name, value in row._asdict().items():
            if not isinstance(value, str):
                yield f"edition {row.publication!r}@{row.label!r}: its {name} is not text"


def read_anything(connection: Connection) -> None:
    """Let texts that are no UTF-8 be read, to be told of."""
    if connection.dialect.name == "sqlite":
        driver: Any = connection.connection.driver_connection
        driver.text_factory = lambda data: data.decode(errors="surrogateescape")


def unlike_tables(connection: Connection) -> Iterator[str]:
    """Yield a line for the first table that lacks what this program asks of it."""
    for table in metadata.sorted_tables:
        try:
            connection.execute(select(table).limit(0))
        except DBAPIError as error:
            name = getattr(error.orig, "sqlite_errorname", None)
            state = getattr(error.orig, "sqlstate", None) or ""
            if name != "SQLITE_ERROR" and not state.startswith("42"):
                raise
            said = " ".join(str(error.orig).split())
            yield f"{table.name}: is not as this program makes it ({said})"
            return


def verify(connection: Connection, *, quick: bool = False) -> Iterator[str]:
    """Yield a line for each thing that is wrong in itself; nothing when all is well.

    The bytes of each capture have their hash, and, unless the look is `quick`, each quote stands
    in its edition's text.
    """
    yield from _damage(connection)
    yield from _orphans(connection)
    yield from _nameless(connection)
    for publication, label in labels(connection):
        yield from _captures(connection, publication, label)
        if quick:
            continue
        try:
            yield from _quotes(connection, publication, label)
        except rows.UNREADABLE as error:
            yield f"{publication}@{label}: cannot be read back ({' '.join(str(error).split())})"
    yield from _set_aside(connection)


def _damage(connection: Connection) -> Iterator[str]:
    """Yield a line for each thing that the database itself finds wrong with its file."""
    if connection.dialect.name == "sqlite":
        for (found,) in connection.exec_driver_sql("PRAGMA integrity_check"):
            if found != "ok":
                yield f"database: {found}"


def _orphans(connection: Connection) -> Iterator[str]:
    """Yield a line for the rows that refer to what is not there, and for what holds nothing."""
    for table in metadata.sorted_tables:
        for key in table.foreign_key_constraints:
            whole = key.referred_table
            parent = whole.alias()
            pairs = [(each.parent, parent.c[each.column.name]) for each in key.elements]
            there = exists().where(*(own == other for own, other in pairs))
            found = select(*(own for own, _ in pairs)).where(~there).distinct()
            for row in connection.execute(found):
                named = "@".join(map(str, row[:2]))
                yield f"{named}: {table.name} has rows of it, but the {whole.name} is not there"
    slug = tables.publication.c.slug
    empty = select(slug).where(~exists().where(edition.c.publication == slug))
    for name in connection.execute(empty).scalars():
        yield f"{name}: no edition of this publication is there"


def _captures(connection: Connection, publication: str, label: str) -> Iterator[str]:
    """Yield a line for each capture of an edition whose bytes are not those of its hash."""
    found = select(capture.c.sha256, capture.c.data).where(
        capture.c.publication == publication, capture.c.edition == label
    )
    hashes = set()
    for sha256, data in connection.execute(found.order_by(capture.c.sha256)):
        hashes.add(sha256)
        if _hash(data) != sha256:
            named = f"{publication}@{label}: the bytes of capture {sha256[:12]}"
            yield f"{named} are not those that were read"
    read_from = select(edition.c.sha256).where(
        edition.c.publication == publication, edition.c.label == label
    )
    if connection.execute(read_from).scalar() not in hashes:
        yield f"{publication}@{label}: the capture that it was read from is missing"


def _set_aside(connection: Connection) -> Iterator[str]:
    """Yield a line for each capture that was kept aside whose bytes are not those of its hash."""
    found = select(quarantine).order_by(*quarantine.primary_key)
    for row in connection.execute(found.execution_options(yield_per=10)):
        if _hash(row.data) != row.sha256:
            where = f"{row.publication}: {row.origin} of {row.at}"
            yield f"{where}, quarantined: the bytes are not those that were read"


def _hash(data: Any) -> str | None:
    """Return the hash of packed bytes, None where they are not whole or something follows them."""
    unpack = zlib.decompressobj()
    try:
        whole = unpack.decompress(data)
    except (zlib.error, TypeError):
        return None
    return hashlib.sha256(whole).hexdigest() if unpack.eof and not unpack.unused_data else None


def _quotes(connection: Connection, publication: str, label: str) -> Iterator[str]:
    """Yield a line for each quote that is not in the text of an edition.

    Raises what `queries.unchecked_snapshot` does.
    """
    text = queries.text(connection, publication, label)
    stated = queries.unchecked_snapshot(connection, publication, label)
    found: tuple[tuple[str, Quote | None], ...] = (
        *(("passage", item.quote) for item in stated.passages),
        *(("date", item.quote) for item in stated.dates),
        *(("figure", item.quote) for item in stated.figures),
        *(("event", item.quote) for item in stated.events),
    )
    for what, quote in found:
        if text is not None and quote is not None and quote.span.of(text) != quote.text:
            place = f"[{quote.span.start}, {quote.span.end})"
            yield f"{publication}@{label}: the quote of a {what} at {place} is not in the text"
    places = (*(item.passage for item in stated.figures), *(item.passage for item in stated.events))
    for number in places:
        if number is not None and not 0 <= number < len(stated.passages):
            yield f"{publication}@{label}: passage {number} is missing"


# ---------------------------------------------------------------- what a column should hold


def name_of_document(connection: Connection, publication: str, label: str) -> str:
    """Return the name of the document that an edition was read from."""
    of = and_(edition.c.publication == publication, edition.c.label == label)
    name: str = connection.execute(select(edition.c.doc).where(of)).scalar_one()
    return name


def copies(connection: Connection, slug: str, label: str, name: str) -> Iterator[Any]:
    """Yield what other rows repeat of a column of an edition: happenings, and who dates it."""
    column = happening.c.get(f"edition_{name}")
    if column is not None:
        of = and_(happening.c.publication == slug, happening.c.edition == label)
        yield from connection.execute(select(column).where(of).distinct()).scalars().all()
    if name == "published":
        said = select(capture.c.claims).where(
            capture.c.publication == slug, capture.c.edition == label
        )
        for text in connection.execute(said).scalars().all():
            with suppress(*rows.UNREADABLE):
                yield from [edtf for _, edtf, _ in json.loads(text)]


def derived(
    connection: Connection, table: Table, publication: str, label: str
) -> Iterator[tuple[Any, str, Any, Any]]:
    """Yield key, name, value and due value of each derived column that is not as it should be.

    Raises ValueError, TypeError, ArithmeticError where a text that it is derived from is damaged.
    """
    columns = [column for column in table.c if "of" in column.info]
    of = table.c.label if table is edition else table.c.edition
    key = table.c.label if table is edition else table.c.number
    sources = [table.c[column.info["of"]] for column in columns]
    found = (
        select(key, *columns, *(each.label(f"of_{n}") for n, each in enumerate(sources)))
        .where(table.c.publication == publication, of == label)
        .order_by(key)
    )
    approximate = Decimal if connection.dialect.name == "postgresql" else float
    for first, *values in connection.execute(found):
        half = len(columns)
        for column, value, text in zip(columns, values[:half], values[half:], strict=True):
            due = _due(column.name, text, approximate)
            if value != due:
                yield first, column.name, value, due


def _due(name: str, text: Any, approximate: rows.Approximate) -> Any:
    match name:
        case "value_key":
            return decimal_key(parse_decimal(text))
        case "value_number":
            return approximate(parse_decimal(text))
        case "measure_key":
            return text.casefold()
    first, last = rows.days(rows.period_of(text))
    return first if name.endswith("_first") else last
