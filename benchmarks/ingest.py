"""Ingest editions of 25,000 characters, linked as they come: is the last one as fast as the first?

The editions are made up: prose with 60 figures and 13 events, a tenth of it new in each edition.
Prints milliseconds an edition in the first and in the last quarter, their ratio, and the time of
reading alone in the same run. Run: python benchmarks/ingest.py
"""

from __future__ import annotations

import random
import tempfile
import time
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from timeline.decode.plain import document
from timeline.model import Imprint
from timeline.reading.extract import read
from timeline.workflow.ingest import ingest

EDITIONS, CHARACTERS = 240, 25_000
LIMIT = 0.050
"""Seconds an edition, after start-up."""
_WORDS = (
    "the ministry council region border trade water power report office people border rail road "
    "river farm market school court health port service public official local joint annual large "
    "small open shared common early recent remained served reached crossed supported described"
).split()


def edition(dice: random.Random, told: list[str], year: int, number: int) -> str:
    """Return the text of an edition; `told` are its sentences without figures."""
    for place in dice.sample(range(len(told)), len(told) // 10):
        told[place] = sentence(dice)
    stated = [
        f"Exports of sector {chr(97 + each % 26)}{each} reached "
        f"${dice.randrange(100, 999)} million in {year - 1}."
        for each in range(60)
    ]
    events = [
        f"The council of region {chr(65 + each)} was founded on March {each + 1}, {1950 + each}."
        for each in range(12)
    ]
    events.append(f"The two governments met on May {number % 28 + 1}, {year}.")
    lines = [*stated, *events, *told]
    random.Random(2).shuffle(lines)  # the same order in every edition
    blocks = [" ".join(lines[at : at + 6]) for at in range(0, len(lines), 6)]
    return "# The Country in Brief\n\n" + "\n\n".join(blocks)


def sentence(dice: random.Random) -> str:
    return " ".join(dice.choices(_WORDS, k=18)).capitalize() + "."


def main() -> None:
    """Print the times and whether they are as asked for."""
    dice = random.Random(1)
    told = [sentence(dice) for _ in range(CHARACTERS // 140)]
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "brief"
        folder.mkdir()
        days = [date(1995, 1, 1) + timedelta(days=45 * each) for each in range(EDITIONS)]
        texts = [edition(dice, told, day.year, each) for each, day in enumerate(days)]
        for day, text in zip(days, texts, strict=True):
            (folder / f"{day}.md").write_text(text, encoding="utf-8")
        stamps: list[float] = []
        ingest(f"{place}/t.db", [str(folder)], report=lambda _: stamps.append(time.perf_counter()))
    spent = [after - before for before, after in pairwise(stamps)]
    quarter = EDITIONS // 4
    first, last = (sum(part) / len(part) for part in (spent[:quarter], spent[-quarter:]))
    start = time.perf_counter()
    for text in texts[-quarter:]:
        read(document(text), Imprint(publication="brief", label="x"), doc="x", sha256="")
    reading = (time.perf_counter() - start) / quarter
    size = sum(map(len, texts)) // EDITIONS
    print(f"{EDITIONS} editions of {size:,} characters")
    print(f"first quarter {first * 1000:.1f} ms an edition, last {last * 1000:.1f} ms, "
          f"ratio {last / first:.2f}; reading alone {reading * 1000:.1f} ms")  # fmt: skip
    print(f"at most {LIMIT * 1000:.0f} ms is asked for: {'met' if last <= LIMIT else 'missed'}")


if __name__ == "__main__":
    main()
