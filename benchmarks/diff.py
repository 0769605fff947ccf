"""Compare two editions of 300 figures and 300 passages, 10 % changed, here and by DeepDiff.

DeepDiff compares the same records with `ignore_order`. Prints the seconds of the
fastest run of both and their ratio, and the seconds in which 2,000 figures and 2,000 passages are
linked that have all changed. Run: python -m benchmarks.diff
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from deepdiff import DeepDiff

from benchmarks.table import Line, tell
from timeline.delta import content_of, diff
from timeline.linking import link
from timeline.model import Figure, Imprint, Passage, Quote, Snapshot, Span
from timeline.values import Period, Quantity

ITEMS, CHANGED, MANY = 300, 30, 2_000
FLOOR, LIMIT = 50, 2.0


def _passage(text: str) -> Passage:
    return Passage(Quote(Span(0, len(text)), text), "sentence")


def editions(items: int, changed: int) -> tuple[Snapshot, Snapshot]:
    """Return two editions of random words; the later restates and rewords some items."""
    dice = random.Random(1)
    vocabulary = [f"word{number}" for number in range(3_000)]

    def words(count: int) -> str:
        return " ".join(dice.choices(vocabulary, k=count))

    figures = [
        Figure(
            quantity=Quantity(value=Decimal(dice.randrange(10**9)), unit="USD"),
            measure=words(4),
            kind="level",
            period=Period.of(2021),
        )
        for _ in range(items)
    ]
    passages = [_passage(words(18)) for _ in range(items)]
    before = Snapshot(
        imprint=Imprint(publication="bench", label="2021"),
        doc="2021",
        sha256="",
        figures=tuple(figures),
        passages=tuple(passages),
    )
    for place in dice.sample(range(items), changed):
        quantity = replace(figures[place].quantity, value=Decimal(dice.randrange(10**9)))
        figures[place] = replace(figures[place], quantity=quantity, period=Period.of(2022))
        passages[place] = _passage(f"{passages[place].quote.text} {words(3)}")
    after = replace(
        before,
        imprint=Imprint(publication="bench", label="2022"),
        figures=tuple(figures),
        passages=tuple(passages),
    )
    return before, after


def best(task: Callable[[], object], times: int) -> float:
    """Return the seconds of the processor of the fastest run."""
    seconds = []
    for _ in range(times):
        start = time.process_time()
        task()
        seconds.append(time.process_time() - start)
    return min(seconds)


def main() -> None:
    """Print the times and whether they are as asked for."""
    before, after = editions(ITEMS, CHANGED)
    here = best(lambda: diff(before, after, link(before, after)), times=15)
    old, new = content_of(before), content_of(after)
    peer = best(lambda: DeepDiff(old, new, ignore_order=True), times=3)
    what = f"compare two editions of {ITEMS} figures and passages"
    tell(Line(what, here, "s", "DeepDiff ignore_order", peer, least=FLOOR))
    many = editions(MANY, MANY)
    linked = best(lambda: link(*many), times=3)
    tell(Line(f"link {MANY:,} figures and passages, all changed", linked, "s", most=LIMIT))


if __name__ == "__main__":
    main()
