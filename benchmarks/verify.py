"""Verify a database of 1,000,000 figures by its seals; reading the same rows stands beside it.

Run: python -m benchmarks.verify [FIGURES]
"""

from __future__ import annotations

import random
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from decimal import Decimal
from typing import Final

from benchmarks.table import Line, seconds_of, tell
from timeline.model import Capture, Figure, Imprint, Quote, Snapshot, Span
from timeline.store import database, writes
from timeline.values import Period, Quantity
from timeline.workflow import upkeep

EDITIONS: Final = 1_000
ASKED: Final = 60.0
"""Seconds for 1,000,000 figures at most."""


def edition(number: int, count: int, dice: random.Random) -> Snapshot:
    """Return an edition that states so many figures."""
    figures = (
        Figure(
            quantity=Quantity(value=Decimal(dice.randrange(10**9)), unit="USD"),
            measure=f"exports of sector {place}",
            kind="level",
            period=Period.of(1950 + place % 70),
            quote=Quote(Span(60 * place, 60 * place + 12), "$100 million"),
            rules=("money",),
        )
        for place in range(count)
    )
    imprint = Imprint(publication="brief", label=str(number))
    return Snapshot(imprint=imprint, doc=str(number), sha256="0" * 64, figures=tuple(figures))


def store(path: str, count: int) -> None:
    """Store editions that state so many figures in all."""
    dice = random.Random(2)
    capture = Capture(data=b"x", sha256="0" * 64, origin="x", media="text/plain")
    with database.writing(path) as connection, connection.begin():
        for number in range(EDITIONS):
            each = edition(number, count // EDITIONS, dice)
            writes.add_edition(connection, each, capture, text="x", text_key="x", blocks=[])


def read(path: str) -> float:
    """Return the seconds of the processor in which `sqlite3` reads all figures."""
    with closing(sqlite3.connect(path)) as connection:
        began = time.process_time()
        for _ in connection.execute("SELECT * FROM figure ORDER BY publication, edition, number"):
            pass
        return time.process_time() - began


def main() -> None:
    """Print the time and whether it is as asked for, and the floor."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as place:
        path = f"{place}/a.db"
        store(path, count)
        floor = read(path)
        found: list[str] = []
        spent = seconds_of(lambda: found.extend(upkeep.verify(path, quick=True)))
    if any("is not as it was stored" in line for line in found):
        raise SystemExit("what was stored is not verified")
    what = f"verify {count:,} figures by their seals"
    tell(Line(what, spent, "s", most=ASKED * count / 1_000_000))
    tell(Line("the same", spent, "s", "read the same rows", floor))


if __name__ == "__main__":
    main()
