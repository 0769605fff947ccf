"""Search 1,000,000 passages for words, and store them with and without the index of words.

The passages are those of 40 publications of 25 editions, each of which words one passage in ten
anew. Their words are as frequent as words are: the n-th has a share of about 1 / n. A search
is timed in a process that has searched before. What the index costs is measured in one run, by
storing the first editions with it and without, and by the pages of the file.
Run: python benchmarks/search.py [PASSAGES] [DATABASE]
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from statistics import median
from typing import Final
from unittest.mock import patch

from timeline.model import Capture, Imprint, Passage, Quote, Snapshot, Span
from timeline.store import database, word_index, writes
from timeline.values import Period
from timeline.workflow.search import search

PUBLICATIONS, EDITIONS = 40, 25
LONGEST = 0.150
"""Seconds that a search may take."""
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


def store(path: str, editions: Iterator[Snapshot] | list[Snapshot]) -> float:
    """Return the seconds in which editions are stored, each in a transaction."""
    capture = Capture(data=b"x", sha256="0" * 64, origin="x", media="text/plain")
    spent = 0.0
    with database.writing(path) as connection:
        for each in editions:
            text = "\n".join(passage.quote.text for passage in each.passages)
            began = time.perf_counter()
            with connection.begin():
                writes.add_edition(connection, each, capture, text=text, text_key="x", blocks=[])
            spent += time.perf_counter() - began
    return spent


def size_of(path: str) -> int:
    """Return the bytes of a database."""
    with database.reading(path) as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        return int(pages) * int(connection.exec_driver_sql("PRAGMA page_size").scalar_one())


def cost(folder: str) -> None:
    """Print what the index costs, in time and room, for 100 editions of 1,000 passages."""
    some = [each for each, _ in zip(snapshots(1_000_000), range(100), strict=False)]
    with patch.object(word_index, "add"):
        without = store(f"{folder}/without.db", some)
    indexed = store(f"{folder}/with.db", some)
    met = "met" if indexed <= DEARER * without else "missed"
    print(f"store {len(some)} editions: {indexed:.2f} s, {indexed / without:.2f} times {without:.2f}"
          f" s without the index; at most {DEARER} is asked for: {met}")  # fmt: skip
    small, large = size_of(f"{folder}/without.db"), size_of(f"{folder}/with.db")
    print(f"size: {large >> 20} MiB, {large / small:.2f} times {small >> 20} MiB without the index")


def timed(path: str, text: str, publication: str | None = None) -> None:
    """Print how long a search takes, and what it finds."""
    spent = []
    for _ in range(7):
        began = time.perf_counter()
        found = search(path, text, publication=publication)
        spent.append(time.perf_counter() - began)
    met = "met" if median(spent) <= LONGEST else "missed"
    of = "" if publication is None else f" of {publication}"
    print(f"search {text!r}{of}: {sum(found.totals.values())} hits in {median(spent) * 1000:.0f} ms; "
          f"at most {LONGEST * 1000:.0f} ms are asked for: {met}")  # fmt: skip


def main() -> None:
    """Print the times and whether they are as asked for."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        path = sys.argv[2] if len(sys.argv) > 2 else f"{folder}/timeline.db"
        cost(folder)
        if "://" in path or not Path(path).exists():
            if "://" in path:
                database.upgrade(path)
            print(f"store {count} passages: {store(path, snapshots(count)):.0f} s")
        dice = random.Random(3)
        row = sentence(dice).split()[2:4]
        with database.reading(path):
            pass
        for text in (WORDS[0], WORDS[9], WORDS[200], WORDS[20_000], f"{WORDS[0]} {WORDS[1]}",
                     f"{WORDS[3]} {WORDS[50]} {WORDS[300]}", f'"{WORDS[0]} {WORDS[1]}"',
                     f'"{" ".join(row)}"', "nowhere"):  # fmt: skip
            timed(path, text)
        timed(path, WORDS[0], "publication-7")
        timed(path, f"{WORDS[0]} {WORDS[9]}", "publication-7")


if __name__ == "__main__":
    main()
