"""The unit that a note beside a table gives to its numbers: "In millions of euros.".

Such a note stands right below its table, or right above it; in either place it states no figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from timeline.lexicon import pattern_of
from timeline.model import Passage
from timeline.reading.figures import figure_words
from timeline.reading.figures.header_units import HeadUnit, unit_said

_LONGEST: Final = 120
"""Characters of a note that says no more than a unit."""
_NOTE: Final = re.compile(
    r"[(\[*_]{0,3}(?:(?:notes?|n\.?b\.?)[:.]?\s)?"
    rf"(?:(?:all\s|the\s)?(?:{pattern_of(figure_words.CELLS)})\s(?:(?:in\s)?(?:the|this)\stable\s)?"
    rf"(?:are\s)?(?:(?:{pattern_of(figure_words.SHOWN)})\s)?)?"
    r"in\s(?P<unit>[^.;:()]{2,40}?)[)\]*_]{0,3}\.?[)\]*_]{0,3}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class TableNotes:
    """The passages that are such notes, and the unit that one gives to each passage of a table."""

    notes: frozenset[int]
    units: dict[int, HeadUnit]


def notes_of(passages: Sequence[Passage]) -> TableNotes:
    """Return the notes beside the tables of a document."""
    notes: set[int] = set()
    units: dict[int, HeadUnit] = {}
    last = 0
    for first, end in _tables(passages):
        above = first - 1
        while above > last and passages[above].kind == "item":
            above -= 1  # the corner, which heads nothing
        last = end
        for at in (end, above):
            unit = _unit_of(passages, at, first)
            if unit is not None and at not in notes:
                notes.add(at)
                units.update(dict.fromkeys(range(first, end), unit))
                break
    return TableNotes(frozenset(notes), units)


def _tables(passages: Sequence[Passage]) -> Iterator[tuple[int, int]]:
    """Yield where each stretch of cells, with their heads, begins and ends."""
    names = {label for passage in passages for label in passage.labels}
    first = None
    for at, passage in enumerate(passages):
        if passage.labels or (names and " ".join(passage.quote.text.split()) in names):
            first = at if first is None else first
        elif first is not None:
            yield first, at
            first = None
    if first is not None:
        yield first, len(passages)


def _unit_of(passages: Sequence[Passage], at: int, table: int) -> HeadUnit | None:
    """Return the unit that a passage gives to a table of its section, None where it is no note."""
    if not 0 <= at < len(passages) or passages[at].path != passages[table].path:
        return None
    text = " ".join(passages[at].quote.text.split())
    note = _NOTE.fullmatch(text) if len(text) <= _LONGEST else None
    return None if note is None else unit_said(note["unit"])
