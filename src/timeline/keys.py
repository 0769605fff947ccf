"""The keys by which people cite the figures and events of an edition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from timeline.model import Event, Figure, Imprint, Quote
from timeline.text import words

NamedPlace = tuple[int | None, int | None, str]
"""Where the quote of an item begins and ends, None without a text; and what the item is called."""


def figure_keys(imprint: Imprint, figures: Sequence[Figure]) -> list[str]:
    """Return the keys by which people cite the figures of an edition, in order.

    "us-mexico@2023#figure-120-132" is where the quote stands in the text of the edition; without a
    text it is what is measured, counted where that recurs: "us-mexico@2023#figure-exports-2".
    """
    places = (_place(figure.quote, figure.measure) for figure in figures)
    return place_keys(imprint.reference, "figure", places)


def event_keys(imprint: Imprint, events: Sequence[Event]) -> list[str]:
    """Return the keys by which people cite the events of an edition, in order.

    "us-mexico@2023#event-120-184", as for figures; without a text it is the title.
    """
    places = (_place(event.quote, event.title) for event in events)
    return place_keys(imprint.reference, "event", places)


def place_keys(reference: str, item: str, places: Iterable[NamedPlace]) -> list[str]:
    """Return the keys of the items of an edition, in their order; `item` is figure or event.

    What stands elsewhere, and has another name, does not matter to the key of an item.
    """
    taken: Counter[str] = Counter()
    found: dict[str, None] = {}
    for start, end, name in places:
        part = f"{start}-{end}" if start is not None else "-".join(words(name)) or "untitled"
        key = f"{reference}#{item}-{part}"
        taken[key] += 1
        counted = key if taken[key] == 1 else f"{key}-{taken[key]}"
        while counted in found:  # where another name ends in the same number
            taken[key] += 1
            counted = f"{key}-{taken[key]}"
        found[counted] = None
    return list(found)


def _place(quote: Quote | None, name: str) -> NamedPlace:
    return (None, None, name) if quote is None else (quote.span.start, quote.span.end, name)
