"""Search 1,000,000 passages for words, and store them with and without the index of words.

The passages are those of 40 publications of 25 editions, each of which words one passage in ten
anew. Their words are as frequent as words are: the n-th has a share of about 1 / n. A search
is timed in a process that has searched before. What the index costs is measured in one run, by
storing the first editions with it and without, and by the pages of the file.
Run: python -m benchmarks.search [PASSAGES] [DATABASE]
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from itertools import accumulate, islice
from pathlib import Path
from statistics import median
from typing import Final

from benchmarks.table import Line, tell
from timeline.edition.derived import RecentSnapshot, refresh
from timeline.model import Capture, Imprint, Passage, Quote, Snapshot, Span
from timeline.store import database, word_index, writes
from timeline.values import Period
from timeline.workflow.search import search

PUBLICATIONS, EDITIONS = 40, 25
LONGEST = 150
"""Milliseconds that a search may take."""
DEARER = 1.3
"""Times the time of storing without an index that are asked for at most."""
SYLLABLES: Final = "ba co du fe gi ho ju ka le mi no pu ra se ti vo wa xe yu za".split()
VOCABULARY: Final = 30_000
_WEIGHTS: Final = [*accumulate(1 / (rank + 10) for rank in range(VOCABULARY))]


def word(rank: int) -> str:
    """Return the word of a rank, from 0, the most frequent."""
    rest, found = rank + 20, ""
    while rest:
        rest, place = divmod(rest, len(SYLLABLES))
        found += SYLLABLES[place]
    return f"{found}n"


WORDS: Final = [word(rank) for rank in range(VOCABULARY)]


def sentence(dice: random.Random) -> str:
    """Return a sentence of about 18 words."""
    chosen = dice.choices(WORDS, cum_weights=_WEIGHTS, k=dice.randrange(8, 30))
    return f"{' '.join(chosen).capitalize()}."


def snapshots(count: int) -> Iterator[Snapshot]:
    """Yield editions that have so many passages together."""
    dice, size = random.Random(1), count // (PUBLICATIONS * EDITIONS)
    for number in range(PUBLICATIONS):
        texts = [sentence(dice) for _ in range(size)]
        for year in range(EDITIONS):
            for place in dice.sample(range(size), size // 10 if year else 0):
                texts[place] = sentence(dice)
            yield Snapshot(
                imprint=Imprint(
                    publication=f"publication-{number}", label=str(2000 + year),
                    published=Period.of(2000 + year),
                ),
                doc="x", sha256="0" * 64, figures=(), events=(), passages=passages(texts),
            )  # fmt: skip


def passages(texts: list[str]) -> tuple[Passage, ...]:
    found, start = [], 0
    for text in texts:
        found.append(Passage(Quote(Span(start, start + len(text)), text), "sentence", ("Head",)))
        start += len(text) + 1
    return tuple(found)


CAPTURE: Final = Capture(data=b"x", sha256="0" * 64, origin="x", media="text/plain")


def fill(path: str, editions: Iterator[Snapshot]) -> None:
    """Store the editions of a publication in one transaction, without a text and without links."""
    with database.writing(path) as connection:
        while some := [*islice(editions, EDITIONS)]:
            with connection.begin():
                for each in some:
                    writes.add_edition(
                        connection, each, CAPTURE, text=None, text_key="x", blocks=[]
                    )


def store(path: str, editions: Iterable[Snapshot], *, indexed: bool = True) -> tuple[float, float]:
    """Return the seconds, by the clock and of the processor, in which editions are stored."""
    clock = processor = 0.0
    recent, add = RecentSnapshot(), word_index.add
    word_index.add = add if indexed else lambda *_: None
    with database.writing(path) as connection:
        for each in editions:
            text = "\n".join(passage.quote.text for passage in each.passages)
            began, busy = time.perf_counter(), time.process_time()
            with connection.begin():
                writes.add_edition(connection, each, CAPTURE, text=text, text_key="x", blocks=[])
                refresh(connection, each.imprint.publication, (), recent, stored=each)
            clock += time.perf_counter() - began
            processor += time.process_time() - busy
    word_index.add = add
    return clock, processor


def size_of(path: str) -> int:
    """Return the bytes of a database."""
    with database.reading(path) as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        return int(pages) * int(connection.exec_driver_sql("PRAGMA page_size").scalar_one())


def cost(folder: str) -> None:
    """Print what the index costs, in time and room, for 50 editions of 1,000 passages."""
    some = [*islice(snapshots(1_000_000), 50)]
    _, without = store(f"{folder}/without.db", some, indexed=False)
    _, indexed = store(f"{folder}/with.db", some)
    what, of = f"store {len(some)} editions with the index of words", "without it"
    tell(Line(what, indexed, "s", of, without, most=DEARER))
    small, large = (size_of(f"{folder}/{name}.db") / 2**20 for name in ("without", "with"))
    tell(Line("their file", large, "MiB", of, small))


def timed(path: str, text: str, publication: str | None = None) -> None:
    """Print how long a search takes, and what it finds."""
    spent = []
    for _ in range(7):
        began, busy = time.perf_counter(), time.process_time()
        found = search(path, text, publication=publication)
        spent.append((time.perf_counter() - began, time.process_time() - busy))
    clock, processor = (median(each) * 1000 for each in zip(*spent, strict=True))
    of = "" if publication is None else f" of {publication}"
    hits = sum(found.totals.values())
    what = f"search {text!r}{of}, {hits:,} hits, {processor:.0f} ms of this process"
    tell(Line(what, clock, "ms", most=LONGEST))


def main() -> None:
    """Print the times and whether they are as asked for."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        path = sys.argv[2] if len(sys.argv) > 2 else f"{folder}/timeline.db"
        if len(sys.argv) < 3:
            cost(folder)
        if not Path(path).exists():
            database.upgrade(path)
            fill(path, snapshots(count))
        dice = random.Random(3)
        row = sentence(dice).split()[2:4]
        for text in (WORDS[0], WORDS[9], WORDS[200], WORDS[20_000], f"{WORDS[0]} {WORDS[1]}",
                     f"{WORDS[3]} {WORDS[50]} {WORDS[300]}", f'"{WORDS[0]} {WORDS[1]}"',
                     f'"{" ".join(row)}"', "nowhere"):  # fmt: skip
            timed(path, text)
        timed(path, WORDS[0], "publication-7")
        timed(path, f"{WORDS[0]} {WORDS[9]}", "publication-7")


if __name__ == "__main__":
    main()
