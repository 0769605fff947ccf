"""Link the rows of a table with the sentences that tell of them in the other edition.

A publisher turns a table into a list of sentences, or back, below the same heading. The head of a
row is what such a sentence names; where the table has several periods, the sentence tells of its
own, else of the latest one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from timeline.alignment import Pair
from timeline.linking import topics
from timeline.linking.cells import alike_sections, is_table_cell, section
from timeline.linking.pairing import Matcher
from timeline.linking.prose_figures import DWARFED
from timeline.linking.topics import Words
from timeline.measurement import dimension, in_base
from timeline.model import Figure, Passage, Snapshot

_REASON: Final = "row of a table and its sentence"
_SCORE: Final = 70
Days = tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class _Stated:
    """A figure of a cell or of a sentence: `words` name the row, or all that is measured.

    `column` are the words of the head of its column, none for a sentence.
    """

    place: int
    words: Words
    column: Words
    section: tuple[str, ...]
    figure: Figure

    @property
    def days(self) -> Days:
        when = self.figure.period or self.figure.as_of
        return None if when is None else (when.first, when.last)


def link_rows(matcher: Matcher, before: Snapshot, after: Snapshot) -> None:
    """Link what is left of cells on one side with what is left of sentences on the other."""
    old_cells, old_told = _stated(before, matcher.first)
    new_cells, new_told = _stated(after, matcher.second)
    for cell, told in _pairs(old_cells, new_told):
        matcher.link((cell, told), _SCORE, _REASON)
    for cell, told in _pairs(new_cells, old_told):
        matcher.link((told, cell), _SCORE, _REASON)


def _stated(snapshot: Snapshot, left: Mapping[int, None]) -> tuple[list[_Stated], list[_Stated]]:
    cells, told = [], []
    for place in left:
        figure = snapshot.figures[place]
        if figure.passage is None:
            continue
        passage = snapshot.passages[figure.passage]
        if is_table_cell(passage):
            column = topics.topic(passage.labels[-1], topics.KNOWN_TO_ALL)
            cells.append(_Stated(place, _row(passage), column, section(passage), figure))
        elif not passage.labels:
            words = topics.topic(figure.measure, topics.KNOWN_TO_ALL)
            told.append(_Stated(place, words, frozenset(), section(passage), figure))
    return cells, told


def _row(cell: Passage) -> Words:
    return topics.topic(" ".join(cell.labels[:-1]), topics.KNOWN_TO_ALL)


def _pairs(cells: list[_Stated], told: list[_Stated]) -> Iterator[Pair]:
    """Yield the places of cells and of what tells of their rows, of one row alone each."""
    rows: dict[tuple[Words, tuple[str, ...]], list[_Stated]] = defaultdict(list)
    for cell in cells:
        if cell.words:
            rows[cell.words, cell.section].append(cell)
    for (words, under), row in rows.items():
        found = [
            each
            for each in told
            if words <= each.words
            and alike_sections(under, each.section)
            and not any(words < other <= each.words for other, _ in rows)
        ]
        taken: set[int] = set()
        for each in found:
            fitting = [cell for cell in row if _can_be(cell.figure, each.figure)]
            named = [cell for cell in fitting if cell.column & each.words] or fitting
            of_day = [cell for cell in named if each.days is not None and cell.days == each.days]
            chosen = of_day or [cell for cell in named if cell.days == _latest(named)]
            if len(chosen) == 1 and taken.isdisjoint(cell.place for cell in named):
                # what the sentence goes on to tell of this column is what was before
                taken.update(cell.place for cell in named)
                yield chosen[0].place, each.place


def _latest(cells: list[_Stated]) -> Days:
    return max((cell.days for cell in cells if cell.days is not None), default=None)


def _can_be(one: Figure, other: Figure) -> bool:
    """Tell whether two figures are of one dimension, rate and kind, and not of far other size."""
    quantities = one.quantity, other.quantity
    alike = [(dimension(q.unit), q.per) for q in quantities]
    if alike[0] != alike[1] or one.kind != other.kind:
        return False
    low, high = sorted(abs(in_base(q.value, q.unit)[0]) for q in quantities)
    return high <= DWARFED * low
