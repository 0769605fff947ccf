"""The keys by which people cite the figures of an edition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from timeline.model import Figure, Imprint
from timeline.text import words


def figure_keys(imprint: Imprint, figures: Sequence[Figure]) -> list[str]:
    """Return the keys by which people cite the figures of an edition, in order.

    "us-mexico@2023#figure-120-132" is where the quote stands in the text of the edition; without a
    text it is what is measured, counted where that recurs: "us-mexico@2023#figure-exports-2".
    """
    taken: Counter[str] = Counter()
    found = []
    for figure in figures:
        if figure.quote is None:
            part = "-".join(words(figure.measure)) or "untitled"
        else:
            part = f"{figure.quote.span.start}-{figure.quote.span.end}"
        taken[part] += 1
        again = f"-{taken[part]}" if taken[part] > 1 else ""
        found.append(f"{imprint.reference}#figure-{part}{again}")
    return found
