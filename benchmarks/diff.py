"""Compare two editions of 300 figures and 300 passages, 10 % changed, here and by DeepDiff.

DeepDiff compares the same records with `ignore_order`. Prints the seconds of the
fastest run of both and their ratio. Run: python benchmarks/diff.py
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from deepdiff import DeepDiff

from timeline.delta import content_of, diff
from timeline.linking import link
from timeline.model import Figure, Imprint, Passage, Quote, Snapshot, Span
from timeline.values import Period, Quantity

ITEMS, CHANGED = 300, 30
FLOOR = 50


def _passage(text: str) -> Passage:
    return Passage(Quote(Span(0, len(text)), text), "sentence")


def editions(seed: int = 1) -> tuple[Snapshot, Snapshot]:
    """Return two editions of random words; the later restates and rewords a tenth."""
    dice = random.Random(seed)
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
        for _ in range(ITEMS)
    ]
    passages = [_passage(words(18)) for _ in range(ITEMS)]
    before = Snapshot(
        imprint=Imprint(publication="bench", label="2021"),
        doc="2021",
        sha256="",
        figures=tuple(figures),
        passages=tuple(passages),
    )
    for place in dice.sample(range(ITEMS), CHANGED):
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
    """Return the seconds of the fastest run."""
    seconds = []
    for _ in range(times):
        start = time.perf_counter()
        task()
        seconds.append(time.perf_counter() - start)
    return min(seconds)


def main() -> None:
    """Print both times and the ratio, which is to be at least 50."""
    before, after = editions()
    here = best(lambda: diff(before, after, link(before, after)), times=15)
    old, new = content_of(before), content_of(after)
    peer = best(lambda: DeepDiff(old, new, ignore_order=True), times=3)
    print(f"here {here:.4f} s, DeepDiff ignore_order {peer:.4f} s, ratio {peer / here:.0f}")
    print(f"at least {FLOOR} is asked for: {'met' if peer >= FLOOR * here else 'missed'}")


if __name__ == "__main__":
    main()
