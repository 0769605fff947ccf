"""Ingest editions of 25,000 characters, linked as they come: is the last one as fast as the first?

The editions are made up: prose with 60 figures and 13 events, a tenth of it new in each edition.
What counts is the time after decoding and reading: deciding, linking and storing.
Run: python -m benchmarks.ingest
"""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeVar

from benchmarks.table import Line, tell
from timeline.edition import extraction
from timeline.workflow import ingest as use_case

T = TypeVar("T")
EDITIONS, CHARACTERS = 240, 25_000
AFTER_READING = 25.0
"""Milliseconds an edition of the processor that are asked for at most."""
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


class Clock:
    """Seconds of the processor since the first edition, and those in which texts are read."""

    def __init__(self) -> None:
        self.stamps: list[tuple[float, float]] = []
        self._reading = 0.0

    def stamp(self) -> None:
        """Note that an edition is done."""
        self.stamps.append((time.process_time(), self._reading))

    def reading(self, read: Callable[..., T]) -> Callable[..., T]:
        """Return a function that does the same and notes what it took."""

        def timed(*arguments: Any, **named: Any) -> T:
            began = time.process_time()
            found = read(*arguments, **named)
            self._reading += time.process_time() - began
            return found

        return timed

    def spent(self, first: int, last: int) -> tuple[float, float]:
        """Return milliseconds an edition, after reading and for reading."""
        (began, before), (ended, after) = self.stamps[first], self.stamps[last]
        whole, reading = ended - began, after - before
        return 1000 * (whole - reading) / (last - first), 1000 * reading / (last - first)


def main() -> None:
    """Print the times and whether they are as asked for."""
    dice = random.Random(1)
    told = [sentence(dice) for _ in range(CHARACTERS // 140)]
    clock = Clock()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "brief"
        folder.mkdir()
        days = [date(1995, 1, 1) + timedelta(days=45 * each) for each in range(EDITIONS)]
        for number, day in enumerate(days):
            text = edition(dice, told, day.year, number)
            (folder / f"{day}.md").write_text(text, encoding="utf-8")
        extraction.read = clock.reading(extraction.read)  # type: ignore[attr-defined]
        decode_file = clock.reading(use_case.decode_file)  # type: ignore[attr-defined]
        use_case.decode_file = decode_file  # type: ignore[attr-defined]
        use_case.ingest(f"{place}/t.db", [str(folder)], report=lambda _: clock.stamp())
    quarter = EDITIONS // 4
    early, _ = clock.spent(0, quarter)
    late, reading = clock.spent(EDITIONS - 1 - quarter, EDITIONS - 1)
    what = f"ingest an edition of {CHARACTERS:,} characters, after reading"
    tell(Line(what, late, "ms", most=AFTER_READING))
    tell(Line("the same in the last quarter of 240", late, "ms", "in the first", early))
    tell(Line("read it", reading, "ms"))


if __name__ == "__main__":
    main()
