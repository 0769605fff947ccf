"""Print the whole database in a canonical form, and verify it."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.edition import derived
from timeline.sources import files
from timeline.store import database as databases
from timeline.store import fetches
from timeline.store import upkeep as stored
from timeline.workflow import verifying


def dump(database: str) -> Iterator[str]:
    """Yield each row as a line of canonical JSON; equal content gives equal lines anywhere."""
    with databases.reading(database) as connection:
        yield from stored.dump(connection)


def verify(database: str, *, quick: bool = False) -> Iterator[str]:
    """Yield a line for each thing that is not as it was stored, or as the editions make it.

    A `quick` look leaves out what follows from the editions.
    """
    with databases.reading(database) as connection:
        yield from verifying.verify(connection, quick=quick)


def upgrade(database: str) -> None:
    """Bring the tables to this program's revision, and make anew what follows from the editions.

    An SQLite file is created where none is. Raises DatabaseError.
    """
    databases.upgrade(database, derive=derived.rebuild)
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
