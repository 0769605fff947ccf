"""Store 1,000,000 figures, list a few of as many happenings, and export all; floors beside them.

The figures are those of 1,000 editions; the floor is `sqlite3.executemany` of all the rows that
they became, of the index of words too, into the same tables. The list is timed as a whole command,
beside the import of SQLAlchemy, and the export beside the rows of the same question through the
`csv` module.
Run: python -m benchmarks.store [ROWS]
"""

from __future__ import annotations

import csv
import os
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from typing import Final

from benchmarks.made import editions, happenings
from benchmarks.table import Line, Ran, run_apart, seconds_of, tell
from timeline.model import Capture, Snapshot
from timeline.store import database, writes

EDITIONS: Final = 1_000
STORED, LISTED, EXPORTED = 3.0, 2.0, 2.0
"""Times the floor that are asked for at most."""
CAPTURE: Final = Capture(data=b"x", sha256="0" * 64, origin="x", media="text/plain")
PROGRAM: Final = (sys.executable, "-c", "from timeline.cli import main; main()")
ORDER: Final = "edtf_first, edtf_last, publication, title, key"
_WRITTEN: Final = ("figure", "search_entry", "search_place")


def store(path: str, found: Iterable[Snapshot]) -> float:
    """Return the seconds of the processor in which editions are stored, in one transaction."""
    spent = 0.0
    with database.writing(path) as connection, connection.begin():
        for each in found:
            spent += seconds_of(
                lambda each=each: writes.add_edition(  # type: ignore[misc]
                    connection, each, CAPTURE, text="x", text_key="x", blocks=[]
                )
            )
    return spent


def insert_rows(path: str, stored: str) -> float:
    """Return the seconds in which `sqlite3` alone stores the rows that stand in another file."""
    with database.writing(path):
        pass
    spent = 0.0
    with closing(sqlite3.connect(path)) as new, closing(sqlite3.connect(stored)) as old:
        for table in _WRITTEN:
            found = old.execute(f"SELECT * FROM {table}")  # noqa: S608
            insertion = f"INSERT INTO {table} VALUES ({', '.join('?' * len(found.description))})"  # noqa: S608
            while rows := found.fetchmany(100_000):
                spent += seconds_of(lambda rows=rows: new.executemany(insertion, rows))  # type: ignore[misc]  # noqa: B023
        spent += seconds_of(new.commit)
    return spent


def rows_as_csv(path: str) -> float:
    """Return the seconds in which the rows of the chronology pass through the `csv` module."""
    with closing(sqlite3.connect(path)) as connection, Path(os.devnull).open("w") as file:
        question = f"SELECT * FROM happening ORDER BY {ORDER}"  # noqa: S608
        return seconds_of(lambda: csv.writer(file).writerows(connection.execute(question)))


def fill(path: str, count: int) -> None:
    """Make a database of so many happenings."""
    (only,) = editions(1, 0)
    store(path, [only])
    with database.writing(path) as connection, connection.begin():
        publication = only.imprint.publication
        writes.replace_happenings(connection, publication, [], happenings(only.imprint, count))


def export(path: str, output: str) -> Ran:
    """Return what the export of the chronology as CSV takes, a whole command."""
    return run_apart(*PROGRAM, "--db", path, "export", "-o", output)


def fastest(measure: Callable[[], float], times: int = 5) -> float:
    """Return the least of some measurements."""
    return min(measure() for _ in range(times))


def main() -> None:
    """Print the times beside their floors."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as place:
        stored = f"{place}/a.db"
        ours = store(stored, editions(EDITIONS, count // EDITIONS))
        floor = insert_rows(f"{place}/b.db", stored)
        what = f"store {count:,} figures"
        tell(Line(what, ours, "s", "executemany of the same rows", floor, most=STORED))
        path = f"{place}/c.db"
        fill(path, count)
        listing = (*PROGRAM, "--db", path, "events", "--from", "2020", "--limit", "100")
        ours = fastest(lambda: run_apart(*listing).seconds)
        floor = fastest(lambda: run_apart(sys.executable, "-c", "import sqlalchemy").seconds)
        tell(Line("events --from 2020 --limit 100", ours, "s", "import sqlalchemy", floor, LISTED))
        ran = export(path, f"{place}/a.csv")
        what, floor = f"export {count:,} happenings as CSV", rows_as_csv(path)
        tell(Line(what, ran.seconds, "s", "rows through csv", floor, most=EXPORTED))


if __name__ == "__main__":
    main()
