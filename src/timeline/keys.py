"""The keys by which people cite the figures and events of an edition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from timeline.model import Event, Figure, Imprint, Quote
from timeline.text import words


def figure_keys(imprint: Imprint, figures: Sequence[Figure]) -> list[str]:
    """Return the keys by which people cite the figures of an edition, in order.

    "us-mexico@2023#figure-120-132" is where the quote stands in the text of the edition; without a
    text it is what is measured, counted where that recurs: "us-mexico@2023#figure-exports-2".
    """
    return _keys(imprint, "figure", ((figure.quote, figure.measure) for figure in figures))


def event_keys(imprint: Imprint, events: Sequence[Event]) -> list[str]:
    """Return the keys by which people cite the events of an edition, in order.

    "us-mexico@2023#event-120-184", as for figures; without a text it is the title.
    """
    return _keys(imprint, "event", ((event.quote, event.title) for event in events))


def _keys(imprint: Imprint, item: str, named: Iterable[tuple[Quote | None, str]]) -> list[str]:
    taken: Counter[str] = Counter()
    found: dict[str, None] = {}
    for quote, name in named:
        if quote is None:
            part = "-".join(words(name)) or "untitled"
        else:
            part = f"{quote.span.start}-{quote.span.end}"
        key = f"{imprint.reference}#{item}-{part}"
        taken[key] += 1
        counted = key if taken[key] == 1 else f"{key}-{taken[key]}"
        while counted in found:  # where another name ends in the same number
            taken[key] += 1
            counted = f"{key}-{taken[key]}"
        found[counted] = None
    return list(found)
