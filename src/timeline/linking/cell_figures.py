"""Tell apart the figures of tables, by their rows and periods, and those of sentences from them."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Final

from timeline.alignment import Pair, stems
from timeline.linking import topics
from timeline.linking.cells import is_table_cell, section, tell_strangers
from timeline.model import Figure, Passage, Snapshot

Days = tuple[int, int]
_AS_PRINTED: Final = topics.Aliases({})


def tell_strange_figures(before: Snapshot, after: Snapshot) -> Callable[[Pair], bool]:
    """Return what tells whether two figures, one of them at least of a table, are two things.

    Where two editions of a table have a period in common, what one of them states for another
    period has no partner. A sentence tells of a row only where it names it.
    """
    strangers = tell_strangers(before.passages, after.passages)
    periods = _periods(before), _periods(after)

    def are_strange(pair: Pair) -> bool:
        old, new = before.figures[pair[0]], after.figures[pair[1]]
        one, other = _passage(before, old), _passage(after, new)
        if one is None or other is None:
            return False
        cells = is_table_cell(one), is_table_cell(other)
        if cells == (True, True):
            return strangers((old.passage, new.passage)) or _slides(old, one, new, other)
        if True in cells and old.quantity.value != new.quantity.value:
            return _is_of_no_row(one, other) if cells[0] else _is_of_no_row(other, one)
        return strangers((old.passage, new.passage))

    def _slides(old: Figure, one: Passage, new: Figure, other: Passage) -> bool:
        days = _days(old), _days(new)
        if None in days or days[0] == days[1]:
            return False
        return bool(
            periods[0].get(_named(old, one), set()) & periods[1].get(_named(new, other), set())
        )

    return are_strange


def _passage(snapshot: Snapshot, figure: Figure) -> Passage | None:
    return None if figure.passage is None else snapshot.passages[figure.passage]


def _days(figure: Figure) -> Days | None:
    when = figure.period or figure.as_of
    return None if when is None else (when.first, when.last)


def _named(figure: Figure, cell: Passage) -> Hashable:
    """Return what the figures of one row of a table have in common."""
    return stems(figure.measure), figure.kind, section(cell)[:1]


def _periods(snapshot: Snapshot) -> dict[Hashable, set[Days]]:
    """Return the periods for which the rows of the tables of an edition state something."""
    found: dict[Hashable, set[Days]] = {}
    for figure in snapshot.figures:
        cell, days = _passage(snapshot, figure), _days(figure)
        if cell is not None and days is not None and is_table_cell(cell):
            found.setdefault(_named(figure, cell), set()).add(days)
    return found


def _is_of_no_row(cell: Passage, told: Passage) -> bool:
    """Tell whether a sentence says nothing of the row that a cell stands in."""
    row = topics.topic(" ".join(cell.labels[:-1]), _AS_PRINTED)
    named = frozenset(word for word in row if not word.isdecimal())
    around = stems(" ".join((told.quote.text, *told.path[1:], *told.labels)))
    return bool(named) and named.isdisjoint(around)
