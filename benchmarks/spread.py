"""What an edition costs a worker, what it costs the writer, and what goes between them.

Workers decode and read; one process decides, links and stores. From the two follows how many
workers keep one writer busy: from there on more of them are of no use.
Run: python -m benchmarks.spread
"""

from __future__ import annotations

import random
import tempfile
from concurrent.futures import Executor, Future
from datetime import date, timedelta
from multiprocessing.reduction import ForkingPickler
from pathlib import Path
from typing import Any

from benchmarks.ingest import CHARACTERS, edition, sentence
from benchmarks.table import Line, seconds_of, tell
from timeline.workflow.ingest import ingest

EDITIONS = 80


class Counting(Executor):
    """Does the work at once, in this process, and counts what would go to a worker and back."""

    def __init__(self) -> None:
        self.seconds = self.packing = 0.0
        self.bytes = 0

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Do it."""
        future: Future[Any] = Future()
        self.seconds += seconds_of(lambda: future.set_result(fn(*args, **kwargs)))
        for each in (args, future.result()):
            packed: list[Any] = []
            self.packing += seconds_of(lambda each=each, to=packed: self._pack(each, to))  # type: ignore[misc]
            self.packing += seconds_of(lambda of=packed: ForkingPickler.loads(of[0]))  # type: ignore[misc]
            self.bytes += len(packed[0])
        return future

    @staticmethod
    def _pack(each: object, packed: list[Any]) -> None:
        packed.append(ForkingPickler.dumps(each))


def main() -> None:
    """Print the costs."""
    dice = random.Random(1)
    told = [sentence(dice) for _ in range(CHARACTERS // 140)]
    counting = Counting()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "brief"
        folder.mkdir()
        for number in range(EDITIONS):
            day = date(1995, 1, 1) + timedelta(days=45 * number)
            text = edition(dice, told, day.year, number)
            (folder / f"{day}.md").write_text(text, encoding="utf-8")
        whole = seconds_of(
            lambda: ingest(f"{place}/t.db", [str(folder)], executor=counting, jobs=1)
        )
    worker = 1000 * counting.seconds / EDITIONS
    writer = 1000 * (whole - counting.seconds - counting.packing) / EDITIONS
    packing = 1000 * counting.packing / EDITIONS
    tell(Line(f"a worker, for an edition of {CHARACTERS:,} characters", worker, "ms"))
    tell(Line("the writer, for the same", writer, "ms"))
    tell(Line("packing and unpacking it, on both sides", packing, "ms"))
    tell(Line("what goes between them", counting.bytes / EDITIONS / 1024, "KiB"))
    tell(Line("workers that keep one writer busy", worker / (writer + packing / 2), ""))


if __name__ == "__main__":
    main()
