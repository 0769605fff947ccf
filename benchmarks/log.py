"""Ask what each of 1,000 editions changed, and follow their series.

The editions are made up: of 1,000 characters, with ten figures of other values in each.
Run: python -m benchmarks.log [EDITIONS]
"""

from __future__ import annotations

import random
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

from benchmarks.ingest import sentence
from benchmarks.store import PROGRAM
from benchmarks.table import Line, run_apart, seconds_of, tell
from timeline.store import database
from timeline.workflow.history import followed
from timeline.workflow.ingest import ingest

LOGGED, SERIES = 10.0, 10
"""Seconds that are asked for at most; how many series there are."""


def write_editions(folder: Path, count: int) -> None:
    """Write the files of so many editions."""
    dice = random.Random(1)
    folder.mkdir()
    prose = " ".join(sentence(dice) for _ in range(4))
    for number in range(count):
        day = date(1990, 1, 1) + timedelta(days=7 * number)
        stated = "\n\n".join(
            f"Exports of sector {chr(97 + each)} reached ${dice.randrange(100, 999)} million in "
            f"{day.year - 1}."
            for each in range(SERIES)
        )
        text = f"# The Country in Brief\n\n{stated}\n\n{prose}\n"
        (folder / f"{day}.md").write_text(text, encoding="utf-8")


def main() -> None:
    """Print the times and whether they are as asked for."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    with tempfile.TemporaryDirectory() as place:
        path = f"{place}/t.db"
        write_editions(Path(place) / "brief", count)
        ingest(path, [f"{place}/brief"])
        ran = run_apart(*PROGRAM, "--db", path, "log", "brief", "--format", "jsonl")
        tell(Line(f"log of {count:,} editions", ran.seconds, "s", most=LOGGED))
        with database.reading(path) as connection:
            spent = seconds_of(lambda: followed(connection, "brief"))
        tell(
            Line(f"follow the series of {count:,} editions, {SERIES * count:,} figures", spent, "s")
        )


if __name__ == "__main__":
    main()
