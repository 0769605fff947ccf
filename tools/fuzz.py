"""Read texts that nobody wrote, for some minutes: nothing raises, every result quotes its place.

Texts are the cases of the tests, cut, joined and mutated, and heaps of characters of any alphabet.
Run: make fuzz, or FUZZ_SECONDS=600 FUZZ_SEED=7 make fuzz. A text that fails is printed with the
seed and written to a file, and the exit status is 1.
"""

from __future__ import annotations

import os
import random
import sys
import time
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from timeline.decode.plain import document
from timeline.model import Imprint, Quote
from timeline.reading.extract import read
from timeline.records import snapshot_record
from timeline.values import Period
from timeline.workflow.explain import explain

TESTS: Final = Path(__file__).resolve().parent.parent / "tests"
PUBLISHED: Final = (None, "2020", "2023-08", "[2023-07..2023-09]", "-0044-03-15", "1990-01-01")
JOINTS: Final = (
    " ",
    " ",
    "",
    "\n",
    "\n\n",
    ", ",
    "; ",
    " and ",
    "\u00a0",
    " (",
    ") ",
    ": ",
    "\n- ",
    "\n# ",
)
MARKS: Final = ".,;:()[]$€£%°–—-/'’\"“” \u00a0\u202f\n\t#*|0123456789ABab٣½ⅷ\u200bß漢\ud7ff"
SLOW: Final = 5.0
"""Seconds that no text of this length may take."""


def material() -> list[str]:
    """Return the pieces that texts are made of: the cells of the cases, and lines of the sheets."""
    pieces: list[str] = []
    for path in sorted((TESTS / "cases").glob("*.tsv")):
        for line in path.read_text("utf-8").splitlines():
            if not line.startswith("#"):
                pieces.extend(cell for cell in line.split("\t") if " " in cell)
    for path in sorted((TESTS / "sheets").glob("*.txt")):
        pieces.extend(line for line in path.read_text("utf-8").splitlines() if line.strip())
    return pieces


def made(pieces: Sequence[str], random_: random.Random) -> str:
    """Return a text made of pieces: joined, cut anywhere, with characters put in, out and about."""
    if random_.random() < 0.1:
        letters = [*MARKS, *(chr(random_.randrange(32, 0xD7FF)) for _ in range(len(MARKS)))]
        return "".join(random_.choices(letters, k=random_.randrange(400)))
    parts = []
    for _ in range(random_.randrange(1, 9)):
        piece = random_.choice(pieces)
        if random_.random() < 0.4:
            low, high = sorted(random_.randrange(len(piece) + 1) for _ in range(2))
            piece = piece[low:high]
        parts += [piece, random_.choice(JOINTS)]
    text = list("".join(parts))
    for _ in range(random_.randrange(6)):
        at = random_.randrange(len(text) + 1)
        match random_.randrange(3):
            case 0:
                text.insert(at, random_.choice(MARKS))
            case 1 if at < len(text):
                del text[at]
            case _ if at < len(text):
                text[at] = text[at].swapcase()
    return "".join(text)


def faults(text: str, published: str | None) -> list[str]:
    """Return what is wrong with the reading of a text; an exception is for the caller."""
    imprint = Imprint(
        publication="fuzz", label="fuzz",
        published=None if published is None else Period.parse(published),
    )  # fmt: skip
    started = time.process_time()
    decoded = document(text)
    snapshot = read(decoded, imprint, doc="fuzz", sha256="")
    taken = time.process_time() - started
    snapshot_record(snapshot)
    explain(decoded, imprint)
    quotes: list[Quote | None] = [date.quote for date in snapshot.dates]
    quotes += [passage.quote for passage in snapshot.passages]
    quotes += [figure.quote for figure in snapshot.figures]
    quotes += [event.quote for event in snapshot.events]
    found = [f"{q} is not the text there" for q in quotes if q and q.span.of(text) != q.text]
    if taken > SLOW:
        found.append(f"{taken:.1f} s for {len(text)} characters")
    return found


def run(seconds: float, seed: int) -> int:
    """Read made texts for so long; print what failed and return the exit status."""
    random_ = random.Random(seed)
    pieces = material()
    print(f"seed {seed}, {seconds:.0f} s, {len(pieces)} pieces")
    end, count = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        text, published = made(pieces, random_), random_.choice(PUBLISHED)
        try:
            wrong = faults(text, published)
        except Exception:  # noqa: BLE001  that is what is looked for
            wrong = [traceback.format_exc()]
        if wrong:
            path = Path(f"fuzz-{seed}-{count}.txt")
            path.write_text(text, "utf-8", newline="")
            print(
                f"text {count}, published {published}, written to {path}: {text!r}",
                *wrong,
                sep="\n",
            )
            return 1
        count += 1
    print(f"{count} texts read")
    return 0


if __name__ == "__main__":
    sys.exit(
        run(
            float(os.environ.get("FUZZ_SECONDS", "120")),
            int(os.environ.get("FUZZ_SEED") or random.SystemRandom().randrange(10**6)),
        )
    )
