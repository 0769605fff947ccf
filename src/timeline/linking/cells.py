"""Tell apart the cells of tables: a number in a cell is what its heads and its table say.

Two cells that hold like numbers are strangers where the names of their rows have no word in common.
Where two headings differ, one table under both has rows in common: a "Total" is one of any table.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import Indel

from timeline.alignment import stems
from timeline.model import Passage
from timeline.text import normal, words

_TELLING_DIGITS: Final = 3
"""Digits from which on an equal number tells that a row has got another name."""
_ALIKE_HEADINGS: Final = 0.6
_DIGIT: Final = re.compile(r"\d")


class _Tables:
    """What names the cells of an edition, and the rows that stand under one heading."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = passages
        self._rows: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for passage in passages:
            if is_cell(passage):
                self._rows[passage.path].add(row_of(passage))

    def cell(self, place: int | None) -> Passage | None:
        """Return the passage at a place, None where it is no cell."""
        passage = None if place is None else self._passages[place]
        return passage if passage is not None and is_cell(passage) else None

    def rows(self, cell: Passage) -> set[str]:
        return self._rows[cell.path]


def is_cell(passage: Passage) -> bool:
    """Tell whether a passage is a cell of a table, or the value of a field in a list."""
    return passage.kind == "item" and bool(passage.labels)


def is_table_cell(passage: Passage) -> bool:
    """Tell whether a passage is a cell with the heads of its row and of its column."""
    return is_cell(passage) and len(passage.labels) > 1


def row_of(cell: Passage) -> str:
    """Return the head of the row of a cell, as far as it is known."""
    return normal(cell.labels[0])


def section(passage: Passage) -> tuple[str, ...]:
    """Return the words of the heading that a passage stands below, none without one."""
    return words(passage.path[-1]) if passage.path else ()


@lru_cache(maxsize=4_096)
def alike_sections(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Tell whether two headings are alike enough to be one, in two editions."""
    return first == second or Indel.normalized_similarity(first, second) >= _ALIKE_HEADINGS


def tell_strangers(
    before: Sequence[Passage], after: Sequence[Passage]
) -> Callable[[tuple[int | None, int | None]], bool]:
    """Return what tells whether two passages, by their places, are cells of two things."""
    old, new = _Tables(before), _Tables(after)

    def are_strangers(pair: tuple[int | None, int | None]) -> bool:
        one, other = old.cell(pair[0]), new.cell(pair[1])
        if one is None or other is None:
            return False
        if _tells(one, other):
            return False
        names = _name(one), _name(other)
        if all(names) and names[0].isdisjoint(names[1]):
            return True
        if alike_sections(section(one), section(other)):
            return False
        rows = old.rows(one), new.rows(other)
        shared = rows[0] & rows[1]
        return len(shared) < 2 and not (len(rows[0]) == len(rows[1]) == 1 and len(names[0]) > 1)

    return are_strangers


def _tells(one: Passage, other: Passage) -> bool:
    """Tell whether two cells hold one number of so many digits that few others are equal."""
    digits = len(_DIGIT.findall(one.quote.text.rstrip("0").lstrip("0.,")))
    return digits >= _TELLING_DIGITS and normal(one.quote.text) == normal(other.quote.text)


def _name(cell: Passage) -> frozenset[str]:
    """Return the words that name the row of a cell, and are no numbers; its last head is above."""
    found = frozenset[str]().union(*map(stems, cell.labels[:-1] or cell.labels))
    return frozenset(word for word in found if not word.isdecimal())
