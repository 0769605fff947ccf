"""Tables of Pandoc without bars: a line of dashes, parted by blanks, shows the columns.

A simple table has a row for each line; in a multiline table blank lines part the rows, and lines
of dashes all across stand above and below. A table without heads begins and ends with its dashes.

Source: the Pandoc User's Guide, "Tables", for simple_tables and multiline_tables.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby, pairwise
from typing import Final

_DASHES: Final = re.compile(r" *-{2,}(?: +-{2,})+ *")
_ACROSS: Final = re.compile(r" *-{3,} *")
_GROUP: Final = re.compile(r"-+")
_MOST_HEADS: Final = 10
"""Lines of heads at most."""
_BEYOND: Final = 3
"""So many characters may a head stand out beyond the last dashes; what is longer is prose."""
_Gap = tuple[int, int]
"""Where the blanks between two columns begin and end, as the dashes show them."""


@dataclass(frozen=True, slots=True)
class DashTable:
    """The rows of a table, the first of them its heads if it has any, and how many lines it has."""

    rows: list[list[str]]
    has_heads: bool
    lines: int


def may_begin(first: str, second: str) -> bool:
    """Tell whether a table can begin with a line, by the one below it."""
    if _DASHES.fullmatch(first) or _ACROSS.fullmatch(first):
        return bool(second.strip())
    return _DASHES.fullmatch(second) is not None


def read_dash_table(lines: Iterator[str]) -> DashTable | None:
    """Return the table that begins with the first of some lines, None where none does.

    No more lines are asked for than the table has, up to the dashes that should end it.
    """
    heads: list[str] = []
    opening = next(lines, "")
    closing = _is_rule
    if _ACROSS.fullmatch(opening):
        closing = _is_across
        heads, dashes = _heads(lines)
        count = len(heads) + 2
    elif _is_rule(opening):
        dashes, count = opening, 1
    else:
        heads, dashes, count = [opening], next(lines, ""), 2
        closing = _ends_simple
    if not _DASHES.fullmatch(dashes) or any(len(line) > len(dashes) + _BEYOND for line in heads):
        return None
    body, last = _body(lines, closing)
    if last is None and closing is not _ends_simple:
        return None
    rows = _rows(dashes, heads, body)
    if rows is None or max(sum(map(bool, row)) for row in rows) < 2:
        return None
    ended = last is not None and _is_rule(last)
    return DashTable(rows, bool(heads), count + len(body) + ended)


def _is_rule(line: str) -> bool:
    return _DASHES.fullmatch(line) is not None or _is_across(line)


def _is_across(line: str) -> bool:
    return _ACROSS.fullmatch(line) is not None


def _ends_simple(line: str) -> bool:
    return not line.strip() or _is_rule(line)


def _heads(lines: Iterator[str]) -> tuple[list[str], str]:
    """Return the lines of heads below a line of dashes, and the one that ends them."""
    heads: list[str] = []
    for line in lines:
        if not line.strip() or _is_rule(line) or len(heads) == _MOST_HEADS:
            return heads, line if heads else ""
        heads.append(line)
    return heads, ""


def _body(lines: Iterator[str], closing: Callable[[str], bool]) -> tuple[list[str], str | None]:
    """Return the lines of a table up to the one that ends it, and that; None where none does."""
    body: list[str] = []
    for line in lines:
        if closing(line):
            return body, line
        body.append(line)
    return body, None


def _rows(dashes: str, heads: Sequence[str], body: Sequence[str]) -> list[list[str]] | None:
    """Return the rows of a table, None where a word stands across two columns or no row is left."""
    groups = [group.span() for group in _GROUP.finditer(dashes)]
    gaps = [(left[1], right[0]) for left, right in pairwise(groups)]
    filled = [list(block) for is_filled, block in groupby(body, _has_text) if is_filled]
    parted = not all(map(_has_text, body))
    blocks = filled if parted else [[line] for line in body]
    if not blocks:
        return None
    rows: list[list[str]] = []
    for block in chain([list(heads)] if heads else [], blocks):
        cells = [_cells(line, gaps) for line in block]
        kept = [each for each in cells if each is not None]
        if len(kept) < len(cells):
            return None
        rows.append([_joined(column) for column in zip(*kept, strict=True)])
    return rows


def _has_text(line: str) -> bool:
    return bool(line.strip())


def _joined(parts: Iterable[str]) -> str:
    return " ".join(filter(None, parts))


def _cells(line: str, gaps: Sequence[_Gap]) -> list[str] | None:
    """Return the texts of a line in its columns, None where no blank parts two of them."""
    cells: list[str] = []
    begin = 0
    for low, high in gaps:
        place = next((at for at in range(high, low - 1, -1) if _is_parted(line, at)), None)
        if place is None:
            return None
        cells.append(line[begin:place].strip())
        begin = place
    return [*cells, line[begin:].strip()]


def _is_parted(line: str, at: int) -> bool:
    """Tell whether a place in a line is the end or the begin of a word, and not within one."""
    return not (line[at - 1 : at].strip() and line[at : at + 1].strip())
