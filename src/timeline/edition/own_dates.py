"""The date that a text states of itself, for files of which nobody else says when they came out.

A page says that in ways of its own (`timeline.decode.pagedates`). A text has a line for it near its
title or at its end ("Last updated: 15 May 2024"), or a day that closes its title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from timeline.decode import datelines
from timeline.model import Document, Passage
from timeline.values import Period

_HEADING: Final = "heading"
_LINES_ABOVE, _LINES_BELOW, _BESIDE_TITLE = 7, 3, 2
"""So many lines at the top of a text, at its end, and below its title, can hold its date."""
_LONGEST: Final = 120
_STATE: Final = re.compile(r"(?:(?:situation|status|data) )?as (?:of|at):? ", re.IGNORECASE)
_CLOSES_TITLE: Final = re.compile(
    r"(?:[,;:|(–—-]|\b(?:as of|as at|dated|issued|published|updated)(?: on)?:?"
    r"|\b(?:update|report|bulletin|statement|briefing|digest|newsletter)"
    r"(?: (?:no\.? ?)?\d+)? of)\s*$",
    re.IGNORECASE,
)


def find_own_date(document: Document) -> Period | None:
    """Return the latest date on which a text says that it was published or updated.

    Where no line says so, the day that stands alone below its title, or else closes the title, or
    opens the text with a place.
    """
    if led := [*_led(document.passages)]:
        return max(led, key=lambda period: (period.last, period.first))
    title = next((p for p in document.passages if p.kind == _HEADING), None)
    if title is None:
        return _opening(document.passages)
    below = document.passages[document.passages.index(title) + 1 :][:_BESIDE_TITLE]
    alone = (_alone(p.quote.text) for p in below if p.kind != "item")
    day = next((day for day in alone if day is not None), None)
    return day or _closing(title.quote.text) or _opening(document.passages)


def _led(passages: Sequence[Passage]) -> Iterator[Period]:
    """Yield the dates of the lines at the top and at the end that say of what their date is."""
    lines = [p.quote.text for p in passages]
    for text in dict.fromkeys((*islice(lines, _LINES_ABOVE), *lines[-_LINES_BELOW:])):
        if len(text) <= _LONGEST:
            state = _STATE.match(text)
            line = text if state is None else text[state.end() :]
            found = datelines.read(line, [*datelines.dates_of(line)])
            stated = () if found is None else found.stated
            yield from (period for said, period in stated if said or state is not None)


def _alone(text: str) -> Period | None:
    """Return the day of a line that holds nothing else."""
    found = datelines.read(text, [*datelines.dates_of(text)]) if len(text) <= _LONGEST else None
    days = [] if found is None else [period for _, period in found.stated if _is_day(period)]
    return days[0] if len(days) == 1 else None


def _opening(passages: Sequence[Passage]) -> Period | None:
    """Return the day of the dateline that opens a text ("Velden, 3 May 2020 – The council met")."""
    told = [p for p in passages if p.kind not in (_HEADING, "item")]
    opened = [datelines.opening_day(p.quote.text) for p in told[:_LINES_ABOVE]]
    found = [each for each in opened if each is not None]
    return found[0][0] if len(found) == 1 and opened[0] is not None else None


def _closing(title: str) -> Period | None:
    """Return the day that closes a title ("Situation report 7, 14 May 2024")."""
    dates = [*datelines.dates_of(title)]
    if len(dates) != 1:
        return None
    period, start, end = dates[0]
    closes = not title[end:].strip(" .)]") and _CLOSES_TITLE.search(title[:start]) is not None
    return period if closes and _is_day(period) else None


def _is_day(period: Period) -> bool:
    return period.first == period.last
