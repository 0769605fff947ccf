"""What an edition costs a worker, what it costs the writer, and what goes between them.

Workers decode and read; one process decides, links and stores. From the two follows how many
workers keep one writer busy: from there on more of them are of no use.
Run: python -m benchmarks.spread
"""

from __future__ import annotations

import random
import tempfile
from concurrent.futures import Executor, Future
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Costs:
    """Milliseconds of the processor for one edition, and the bytes that go between processes."""

    alone: float
    worker: float
    writer: float
    packing: float
    bytes: float

    @property
    def busy(self) -> float:
        """How many workers keep one writer busy."""
        return self.worker / (self.writer + self.packing / 2)


def main() -> None:
    """Print the costs."""
    with tempfile.TemporaryDirectory() as place:
        folder, archive = _written(Path(place))
        files, pages = (_costs(source, f"{place}/{source.name}") for source in (folder, archive))
    tell(Line(f"a worker, for an edition of {CHARACTERS:,} characters", files.worker, "ms"))
    _tell_of_writer("the writer, for the same", files)
    tell(Line("packing and unpacking it, on both sides", files.packing, "ms"))
    tell(Line("what goes between them", files.bytes / 1024, "KiB"))
    tell(Line("workers that keep one writer busy", files.busy, ""))
    tell(Line("a worker, for the same as an archived page without a date", pages.worker, "ms"))
    _tell_of_writer("the writer, for that page", pages)
    tell(Line("packing and unpacking that page, on both sides", pages.packing, "ms"))
    tell(Line("workers that keep one writer of such pages busy", pages.busy, ""))


def _tell_of_writer(what: str, costs: Costs) -> None:
    tell(Line(what, costs.writer, "ms", floor="one process that does all", beside=costs.alone))


def _written(place: Path) -> tuple[Path, Path]:
    """Write the same editions as a folder of files and as the pages of a web archive file."""
    dice = random.Random(1)
    told = [sentence(dice) for _ in range(CHARACTERS // 140)]
    folder, archive = place / "brief", place / "brief.warc"
    folder.mkdir()
    with archive.open("wb") as out:
        for number in range(EDITIONS):
            day = date(1995, 1, 1) + timedelta(days=45 * number)
            text = edition(dice, told, day.year, number)
            (folder / f"{day}.md").write_text(text, encoding="utf-8")
            out.write(_record(day, text))
    return folder, archive


def _record(day: date, text: str) -> bytes:
    """Return a text as a page of a web archive file."""
    title, *blocks = text.removeprefix("# ").split("\n\n")
    paragraphs = "".join(f"<p>{block}</p>" for block in blocks)
    page = f"<title>{title}</title><article><h1>{title}</h1>{paragraphs}</article>"
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}"
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://www.example.org/brief\r\n"
        f"WARC-Record-ID: <urn:day:{day}>\r\nWARC-Date: {day}T10:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n"
    )
    return f"{head}\r\n{answer}\r\n\r\n".encode()


def _costs(source: Path, databases: str) -> Costs:
    counting = Counting()
    alone = seconds_of(lambda: ingest(f"{databases}.1.db", [str(source)]))
    whole = seconds_of(
        lambda: ingest(f"{databases}.2.db", [str(source)], executor=counting, jobs=1)
    )
    each = 1000 / EDITIONS
    return Costs(
        alone=each * alone,
        worker=each * counting.seconds,
        writer=each * (whole - counting.seconds - counting.packing),
        packing=each * counting.packing,
        bytes=counting.bytes / EDITIONS,
    )


if __name__ == "__main__":
    main()
