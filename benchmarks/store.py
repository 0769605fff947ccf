"""Store 1,000,000 figures and as many happenings, list a few, and export all; floors beside them.

The figures are those of 1,000 editions; the floor is `sqlite3.executemany` of the same rows into
the same table. The list is timed as a whole command, beside the import of SQLAlchemy, and the
export beside the rows of the same question through the `csv` module.
Run: python benchmarks/store.py [ROWS]
"""

from __future__ import annotations

import csv
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Final

from timeline.model import (
    Capture,
    Event,
    Figure,
    Happening,
    Imprint,
    Quote,
    Snapshot,
    Span,
    Statement,
)
from timeline.store import database, rows, tables, writes
from timeline.values import Period, Quantity, day_text

EDITIONS = 1_000
STORED, LISTED, EXPORTED = 3.0, 2.0, 2.0
"""Times the floor that are asked for at most."""
PROGRAM = [sys.executable, "-c", "from timeline.cli import main; main()"]
MEETING = "The council met in the capital."


def figures(dice: random.Random, count: int) -> tuple[Figure, ...]:
    return tuple(
        Figure(
            quantity=Quantity(value=Decimal(dice.randrange(10**9)), unit="USD"),
            measure=f"exports of sector {number}",
            kind="level",
            period=Period.of(1950 + number % 70),
            quote=Quote(Span(60 * number, 60 * number + 12), "$100 million"),
            passage=number,
            rules=("money",),
        )
        for number in range(count)
    )


def happenings(imprint: Imprint, count: int) -> Iterator[Happening]:
    dice = random.Random(1)
    for number in range(count):
        edtf = day_text(dice.randrange(690_000, 740_000))  # 1890 to 2027
        event = Event(
            title=f"Council {number} Met in the Capital of Region {number % 977}",
            status="occurred",
            when=Period.parse(edtf),
            kind="meeting",
            actors=("council",),
            quote=Quote(Span(number, number + 7), "council"),
            passage=0,
            rules=("clause",),
        )
        yield Happening(
            key=f"{edtf}:council-{number}",
            block=edtf,
            newest=Statement(imprint=imprint, event=event, sentence=MEETING, number=number),
            stated_in=(imprint.label,),
            when=event.when,
            dated=imprint.label,
        )


def stored(path: str, editions: list[Snapshot]) -> float:
    """Return the seconds in which editions are stored."""
    capture = Capture(data=b"x", sha256="0" * 64, origin="x", media="text/plain")
    with database.writing(path) as connection, connection.begin():
        began = time.perf_counter()
        for each in editions:
            writes.add_edition(connection, each, capture, text="x", text_key="x", blocks=[])
    return time.perf_counter() - began


def executed(path: str, editions: list[Snapshot]) -> float:
    """Return the seconds in which `sqlite3` stores the rows of their figures."""
    made = [row for each in editions for row in rows.figure_rows(each.imprint, each.figures, float)]
    with database.writing(path):
        pass
    marks = ", ".join("?" * len(tables.figure.c))
    with closing(sqlite3.connect(path)) as connection:
        began = time.perf_counter()
        connection.executemany(f"INSERT INTO figure VALUES ({marks})", made)  # noqa: S608
        connection.commit()
    return time.perf_counter() - began


_APART: Final = """
import resource, subprocess, sys, time
began = time.perf_counter()
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
"""
"""A small process that starts another: what a large one starts is counted as large as that."""


def ran(*command: str) -> tuple[float, int]:
    """Return the seconds that a command takes, and its most memory in MiB."""
    done = subprocess.run(  # noqa: S603  the programs are those below
        [sys.executable, "-c", _APART, *command], check=True, capture_output=True, text=True
    )
    seconds, memory = done.stdout.split()
    return float(seconds), int(memory)


def rows_as_csv(path: str) -> float:
    """Return the seconds in which the rows of the chronology pass through the `csv` module."""
    order = "edtf_first, edtf_last, publication, title, key"
    with closing(sqlite3.connect(path)) as connection, Path(os.devnull).open("w") as file:
        began = time.perf_counter()
        found = connection.execute(f"SELECT * FROM happening ORDER BY {order}")  # noqa: S608
        csv.writer(file).writerows(found)
    return time.perf_counter() - began


def told(what: str, seconds: float, floor: float, most: float) -> None:
    """Print a time beside its floor."""
    met = "met" if seconds <= most * floor else "missed"
    print(f"{what}: {seconds:.2f} s, {seconds / floor:.1f} times {floor:.2f} s; "
          f"at most {most:.0f} is asked for: {met}")  # fmt: skip


def fastest(measure: Callable[[], float], times: int) -> float:
    return min(measure() for _ in range(times))


def main() -> None:
    """Print the times and whether they are as asked for."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    dice = random.Random(2)
    editions = [
        Snapshot(
            imprint=Imprint(publication="brief", label=str(number)),
            doc=str(number),
            sha256="0" * 64,
            figures=figures(dice, count // EDITIONS),
        )
        for number in range(EDITIONS)
    ]
    with tempfile.TemporaryDirectory() as place:
        spent = stored(f"{place}/a.db", editions)
        told(f"{count:,} figures stored", spent, executed(f"{place}/b.db", editions), STORED)
        path = f"{place}/c.db"
        stored(path, editions[:1])
        with database.writing(path) as connection, connection.begin():
            made = happenings(editions[0].imprint, count)
            writes.replace_happenings(connection, "brief", [], made)
        listing = [*PROGRAM, "--db", path, "events", "--from", "2020", "--limit", "100"]
        importing = [sys.executable, "-c", "import sqlalchemy"]
        floor = fastest(lambda: ran(*importing)[0], 5)
        told("100 of them listed", fastest(lambda: ran(*listing)[0], 5), floor, LISTED)
        spent, memory = ran(*PROGRAM, "--db", path, "export", "-o", f"{place}/a.csv")
        told(f"{count:,} happenings exported", spent, rows_as_csv(path), EXPORTED)
        print(f"the export took {memory} MiB at most")


if __name__ == "__main__":
    main()
