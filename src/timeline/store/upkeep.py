"""Print the whole store in a canonical form, and verify that it still holds what was read."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, select

from timeline.model import Quote
from timeline.store import queries, rows
from timeline.store.tables import capture, edition, metadata

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


def _plain(name: str, value: Any) -> Any:
    if isinstance(value, bytes):
        return rows.unpacked(value) if name == "text" else json.loads(rows.unpacked(value) or "")
    return json.loads(value) if name in _LISTS and value is not None else value


def verify(connection: Connection) -> Iterator[str]:
    """Yield a line for each thing that is not as it was stored; nothing when all is well.

    The bytes of each capture have their hash, and each quote stands in its edition's text.
    """
    if connection.dialect.name == "sqlite":
        for (found,) in connection.exec_driver_sql("PRAGMA integrity_check"):
            if found != "ok":
                yield f"database: {found}"
        for table, *_ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
            yield f"{table}: a row refers to an edition that is not there"
    for summary in queries.editions(connection):
        imprint = summary.imprint
        yield from _captures(connection, imprint.publication, imprint.label)
        yield from _quotes(connection, imprint.publication, imprint.label)


def _captures(connection: Connection, publication: str, label: str) -> Iterator[str]:
    found = select(capture.c.sha256, capture.c.data).where(
        capture.c.publication == publication, capture.c.edition == label
    )
    hashes = set()
    for sha256, data in connection.execute(found.order_by(capture.c.sha256)):
        hashes.add(sha256)
        try:
            whole = hashlib.sha256(zlib.decompress(data)).hexdigest() == sha256
        except zlib.error:
            whole = False
        if not whole:
            yield f"{publication}@{label}: the bytes of capture {sha256[:12]} are not those read"
    read_from = select(edition.c.sha256).where(
        edition.c.publication == publication, edition.c.label == label
    )
    if connection.execute(read_from).scalar() not in hashes:
        yield f"{publication}@{label}: the capture that it was read from is missing"


def _quotes(connection: Connection, publication: str, label: str) -> Iterator[str]:
    try:
        text = queries.text(connection, publication, label)
        stated = queries.snapshot(connection, publication, label)
    except (zlib.error, ValueError) as error:
        yield f"{publication}@{label}: cannot be read back ({error})"
        return
    quotes: tuple[tuple[str, Quote | None], ...] = (
        *(("passage", item.quote) for item in stated.passages),
        *(("date", item.quote) for item in stated.dates),
        *(("figure", item.quote) for item in stated.figures),
        *(("event", item.quote) for item in stated.events),
    )
    for what, quote in quotes:
        if text is not None and quote is not None and quote.span.of(text) != quote.text:
            place = f"[{quote.span.start}, {quote.span.end})"
            yield f"{publication}@{label}: the quote of a {what} at {place} is not in the text"
    places = (*(item.passage for item in stated.figures), *(item.passage for item in stated.events))
    for number in places:
        if number is not None and not 0 <= number < len(stated.passages):
            yield f"{publication}@{label}: passage {number} is missing"
