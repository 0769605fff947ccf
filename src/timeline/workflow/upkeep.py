"""Print the whole database in a canonical form, and verify it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from timeline import series
from timeline.linking import link
from timeline.model import Link
from timeline.sources import files
from timeline.store import database as databases
from timeline.store import fetches, links, queries, statements
from timeline.store import upkeep as stored
from timeline.workflow import derived

if TYPE_CHECKING:
    from sqlalchemy import Connection


def dump(database: str) -> Iterator[str]:
    """Yield each row as a line of canonical JSON; equal content gives equal lines anywhere."""
    with databases.reading(database) as connection:
        yield from stored.dump(connection)


def verify(database: str) -> Iterator[str]:
    """Yield a line for each thing that is not as it was stored, or as the editions make it."""
    with databases.reading(database) as connection:
        yield from stored.verify(connection)
        for publication in sorted({e.imprint.publication for e in queries.editions(connection)}):
            yield from _links(connection, publication)
            yield from _chronology(connection, publication)


def upgrade(database: str) -> None:
    """Bring the tables to this program's revision, and make anew what follows from the editions.

    An SQLite file is created where none is. Raises DatabaseError.
    """
    databases.upgrade(database)
    with databases.writing(database) as connection, connection.begin():
        derived.rebuild(connection)


def quarantine(database: str, folder: str | None = None) -> Iterator[str]:
    """Yield a line for each capture that was kept aside: publication, address, time, reason.

    With a folder, the bytes are written there, and the line ends with the path. Raises
    OutputError, DatabaseError.
    """
    with databases.reading(database) as connection:
        for each in fetches.quarantined(connection):
            capture = each.capture
            line = f"{each.publication}: {capture.origin} of {capture.at}: {each.reason}"
            if folder is not None:
                ending = ".pdf" if capture.media.startswith("application/pdf") else ".html"
                name = f"{each.publication}-{(capture.at or '').replace(':', '')}{ending}"
                line += f" -> {files.write(folder, name, capture.data)}"
            yield line


def _links(connection: Connection, publication: str) -> Iterator[str]:
    """Yield a line for each pair of neighbours whose links are not what linking them gives."""
    figures = links.links(connection, publication, links.FIGURE)
    events = links.links(connection, publication, links.EVENT)
    joined = set(links.linked_events(connection, publication))
    wanted = [*links.missing((), links.dated(connection, publication))]
    for pair in sorted({*wanted, *figures}):
        named = f"{publication}: the links of {pair[0]} and {pair[1]}"
        if pair not in figures:
            yield f"{named} are missing"
        elif pair not in wanted:
            yield f"{named} are of no neighbours"
        else:
            old, new = (queries.snapshot(connection, publication, label) for label in pair)
            made = link(old, new)
            joining = [e for e in events[pair] if _ends(pair, e) in joined]
            expected = [e for e in made.events if series.joins(old, new, e)]
            if (figures[pair], events[pair], joining) != (made.figures, made.events, expected):
                yield f"{named} are not what the editions state"


def _ends(pair: links.Neighbours, joining: Link) -> series.Linked:
    return (pair[0], joining.before), (pair[1], joining.after)


def _chronology(connection: Connection, publication: str) -> Iterator[str]:
    """Yield a line for each happening that is not what the editions of a publication make."""
    made = {item.key: item for item in derived.happenings(connection, publication)}
    kept = {item.key: item for item in statements.happenings(connection, publication=publication)}
    for key in sorted(made.keys() | kept.keys()):
        if made.get(key) != kept.get(key):
            yield f"{publication}: the happening {key!r} is not what the editions state"
