"""Rows of a table that name the rows below them and hold nothing else: "Exports", then empty cells.

A row without its values looks the same. So a row is a group only where several rows are like it,
where the names below come again under another one, or where it is printed as a head.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from timeline.decode.elements import Element, Line

_BOLD: Final = frozenset({"b", "strong", "th"})
_FEWEST: Final = 2
"""So many groups a table has that are told by their empty cells alone."""


def find_group_rows(rows: Sequence[Element], line: Line) -> frozenset[int]:
    """Return the rows of a table that name a group, by the identity of their elements."""
    empty = [_is_named_alone(row, line) for row in rows]
    if len(rows) < _FEWEST or not any(empty[1:]):
        return frozenset()
    found = [
        at
        for at, (one, other) in enumerate(pairwise(empty))
        if at and one and not other and _values(rows[at + 1])
    ]
    names = Counter(
        line(cells[0]) for row, alone in zip(rows, empty, strict=True)
        if not alone and (cells := _cells(row))
    )  # fmt: skip
    again = any(count > 1 and name for name, count in names.items())
    sure = again or len(found) >= _FEWEST
    return frozenset(id(rows[at]) for at in found if sure or _is_head(rows[at]))


def _cells(row: Element) -> list[Element]:
    return [e for e in row.content if isinstance(e, Element) and e.tag in ("td", "th")]


def _is_named_alone(row: Element, line: Line) -> bool:
    """Tell whether a row has a name in its first cell and nothing in the others."""
    first, *others = _cells(row) or [row]
    if row.parent is None or row.parent.tag == "thead" or not others or first.grids:
        return False
    named = bool(line(first)) and not line(first)[0].isdigit()
    return named and not any(cell.chars or cell.grids for cell in others)


def _values(row: Element) -> bool:
    """Tell whether a row has anything behind its name."""
    return any(cell.chars for cell in _cells(row)[1:])


def _is_head(row: Element) -> bool:
    first = _cells(row)[0]
    inside = {element.tag for element in first.elements() if element.chars == first.chars}
    return bool({first.tag, *inside} & _BOLD) and len(_cells(row)) > 1
