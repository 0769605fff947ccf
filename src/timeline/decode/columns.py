"""Tables of plain text: columns that stand in line, parted by blanks, tabs, dots or bars.

A row is a line of two cells and more, of which those behind the first are numbers or what stands
for one that is missing. What stands above the first row, in line with its columns, heads them; a
year heads a column too. A line of one cell between rows heads the rows below it, or is the first
line of a name that goes on in the next. What cannot be put into columns is read line by line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from timeline.decode import date_columns, pipes
from timeline.decode.corner_units import corner_heads, measures, says_unit
from timeline.decode.pipes import Cell
from timeline.decode.row_parts import closes, under
from timeline.model import Span

_GAP: Final = re.compile(r"[ \u00a0]*\t[ \u00a0\t]*|[ \u00a0]{2,}|[ \u00a0]?(?:\.[ \u00a0]?){4,}")
_RULE: Final = re.compile(r"[\s=_+|:·—–-]*[=_+|—–-]{2,}[\s=_+|:·—–-]*")
_YEAR: Final = re.compile(
    r"(?:FY ?)?(?:1[89]|20)\d\d(?:[-–/]\d{2,4})?(?: ?[(\[]?[A-Za-z]{1,11}\.?[)\]]?)?"
)
_NUMBER: Final = re.compile(
    r"(?![QHST][1-4]$)"
    r"[(+−–-]?[A-Z]{0,3}[$€£¥₹]?[ \u00a0]?\d[\d.,\u00a0\u202f ]{0,20}[ \u00a0]?%?\)?"
    r"(?:(?<=\d)[ \u00a0](?:thousand|[mbt]r?illion|bn)\b)?"
    r"(?:[a-z*†‡]|[ \u00a0]?[(\[][a-z0-9]{1,4}[)\]])?"
)
_MISSING: Final = re.compile(
    r"\.{1,3}|…|[-–—]{1,3}|\(?n[./]?a\.?\)?|nil|[:*x]|\([a-z]\)", re.IGNORECASE
)
_LONGEST: Final = 60
"""A longer cell behind the first, in characters, is prose."""
_NAME: Final = 120
_ENDS: Final = re.compile(r"[a-z]{2}[.!?;]$")
_BAR: Final = re.compile(r"\s*\|.*\|\s*")


@dataclass(frozen=True, slots=True)
class _Row:
    """The cells of a line, each with where it begins and ends in its line."""

    line: Span
    cells: tuple[tuple[int, int], ...]

    def text(self, source: str, cell: tuple[int, int]) -> str:
        return source[self.line.start + cell[0] : self.line.start + cell[1]]

    def texts(self, source: str) -> list[str]:
        return [self.text(source, cell) for cell in self.cells]


@dataclass(frozen=True, slots=True)
class Columns:
    """A table of a block: its lines from `start` to `end`, and its cells."""

    start: int
    end: int
    cells: tuple[Cell, ...]


def find_columns(text: str, lines: Sequence[Span]) -> Columns | None:
    """Return the table among the lines of a block, None where it holds none."""
    if len(lines) < 2:
        return None
    if sum(_BAR.fullmatch(line.of(text)) is not None for line in lines) > 1:
        return _boxed(text, lines)
    if (parted := _parted(text, lines)) is not None:
        return parted
    rows = [_row(text, line) for line in lines]
    body = [number for number, row in enumerate(rows) if _is_body(row, text)]
    if len(body) < 2:
        return _dated(text, rows)
    start, first = _first_head(rows, body[0], text)
    end = body[-1] + 1
    columns = _columns(rows, body, text)
    if columns is None or not _is_in_line(rows[start:end], body, start, text):
        return None
    return Columns(start, end, tuple(_cells(text, rows[start:end], columns, first - start)))


def _dated(text: str, rows: Sequence[_Row]) -> Columns | None:
    """Return a table of dates and what happens then, whose second cells stand in line."""
    if len(rows) < date_columns.FEWEST or sum(len(row.cells) == 2 for row in rows) < 2:
        return None
    for run in date_columns.find_runs([row.texts(text) for row in rows]):
        held = [rows[number] for number in run]
        if len({row.cells[1][0] for row in held}) > 1:
            continue
        cells: list[Cell] = []
        for row in held:
            date, said = (_span(row, cell) for cell in row.cells)
            named = date_columns.is_row(row.texts(text))
            cells += [(date, ()), (said, (date.of(text),) if named else ())]
        return Columns(run[0], run[-1] + 1, tuple(cells))
    return None


def _boxed(text: str, lines: Sequence[Span]) -> Columns | None:
    """Return a table whose cells are parted by bars, of which the first row is that of heads."""
    drawn = [n for n, line in enumerate(lines) if _BAR.fullmatch(line.of(text))]
    kept = [lines[n] for n in drawn if not _RULE.fullmatch(lines[n].of(text))]
    start, end = drawn[0], drawn[-1] + 1
    others = set(range(start, end)) - set(drawn)
    if len(kept) < 2 or not all(_RULE.fullmatch(lines[n].of(text)) for n in others):
        return None
    while start and _RULE.fullmatch(lines[start - 1].of(text)):
        start -= 1
    while end < len(lines) and _RULE.fullmatch(lines[end].of(text)):
        end += 1
    return Columns(start, end, tuple(pipes.cells(text, [kept[0], kept[0], *kept[1:]])))


def _parted(text: str, lines: Sequence[Span]) -> Columns | None:
    """Return a table whose cells bars part and nothing rules: a row of heads, rows of values."""
    first = next((n for n, line in enumerate(lines) if "|" in line.of(text)), len(lines))
    count = text.count("|", lines[first].start, lines[first].end) if first < len(lines) else 0
    kept = list(takewhile(lambda line: line.of(text).count("|") == count, lines[first:]))
    if len(kept) < 2:
        return None
    heads, *body = ([cell.strip() for cell in line.of(text).split("|")] for line in kept)
    named = all(_YEAR.fullmatch(head) or not is_value(head) for head in heads)
    most = all if len(body) == 1 else any
    valued = all(cells[0] and most(map(is_value, cells[1:])) for cells in body)
    counted = any(map(_NUMBER.fullmatch, body[0][1:])) and not all(
        map(_YEAR.fullmatch, body[0][1:])
    )
    if not (named and valued and counted):
        return None
    cells = tuple(pipes.cells(text, [kept[0], *kept]))
    return Columns(first, first + len(kept), cells)


# ---------------------------------------------------------------- rows


def _row(text: str, line: Span) -> _Row:
    """Return the cells of a line; a rule has none."""
    content = line.of(text)
    if _RULE.fullmatch(content):
        return _Row(line, ())
    cells: list[tuple[int, int]] = []
    start = len(content) - len(content.lstrip())
    for gap in _GAP.finditer(content.rstrip(), start):
        if gap.start() > start:
            cells.append((start, gap.start()))
        start = gap.end()
    end = len(content.rstrip())
    if end > start:
        cells.append((start, end))
    return _Row(line, tuple(cells))


def is_value(cell: str) -> bool:
    """Tell whether a cell is a number, or what stands for one that is missing."""
    return _NUMBER.fullmatch(cell) is not None or _MISSING.fullmatch(cell) is not None


def _is_body(row: _Row, text: str) -> bool:
    """Tell whether a line is a row of values: a name, and numbers of which not all are years."""
    first, *others = row.texts(text) or [""]
    values = [each for each in others if is_value(each)]
    return (
        bool(values)
        and len(first) <= _NAME
        and all(len(each) <= _LONGEST and not _ENDS.search(each) for each in others)
        and not all(map(_YEAR.fullmatch, values))
        and any(_NUMBER.fullmatch(each) for each in values)
    )


def _first_head(rows: Sequence[_Row], body: int, text: str) -> tuple[int, int]:
    """Return which lines begin and follow the heads above the first row, both that row for none.

    Heads are lines of several cells, rules, and units over the columns; below them the name of the
    first row can begin, or a group of rows.
    """

    def is_head(number: int) -> bool:
        texts = rows[number].texts(text)
        is_one = len(texts) == 1 and not _is_over(rows[number], text)
        return not is_one and all(len(each) <= _LONGEST for each in texts)

    end = body
    while end and len(rows[end - 1].cells) == 1 and not is_head(end - 1):
        end -= 1
    above = list(takewhile(is_head, range(end - 1, -1, -1)))
    named = all(len(rows[number].texts(text)[0]) <= _NAME for number in range(end, body))
    if not named or not any(rows[number].cells for number in above):
        above, end = list(takewhile(is_head, range(body - 1, -1, -1))), body
    return (above[-1], end) if above else (body, body)


def _is_over(row: _Row, text: str) -> bool:
    """Tell whether a line is a unit that stands over columns, and not where names begin."""
    said = row.texts(text)[0]
    return row.cells[0][0] > 0 and says_unit(said)


def _is_in_line(rows: Sequence[_Row], body: Sequence[int], start: int, text: str) -> bool:
    """Tell whether every line between the rows is one of a table: a row, a rule or a name."""
    known = {number - start for number in body}
    return all(
        number in known
        or number < body[0] - start
        or len(row.cells) == 0
        or (len(row.cells) == 1 and len(row.texts(text)[0]) <= _NAME)
        for number, row in enumerate(rows)
    )


# ---------------------------------------------------------------- columns


def _columns(rows: Sequence[_Row], body: Sequence[int], text: str) -> list[tuple[int, int]] | None:
    """Return where each column begins and ends in its lines, None where they are not in line.

    Rows with tabs are counted by these.
    """
    tabbed = any("\t" in rows[number].line.of(text) for number in body)
    if tabbed:
        return [] if len({len(rows[number].cells) for number in body}) == 1 else None
    merged: list[tuple[int, int]] = []
    for start, end in sorted(cell for number in body for cell in rows[number].cells):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    for number in body:
        taken = [_column(cell, merged) for cell in rows[number].cells]
        if len(set(taken)) < len(taken):
            return None
    return merged if len(merged) > 1 else None


def _column(cell: tuple[int, int], columns: Sequence[tuple[int, int]]) -> int:
    """Return the column that a cell shares most with, the nearest where it shares with none."""
    return max(
        range(len(columns)),
        key=lambda number: min(cell[1], columns[number][1]) - max(cell[0], columns[number][0]),
    )


def _reached(cell: tuple[int, int], columns: Sequence[tuple[int, int]]) -> list[int]:
    """Return the columns that a head stands over."""
    over = [n for n, (start, end) in enumerate(columns) if cell[0] < end and start < cell[1]]
    return over or [_column(cell, columns)]


def _cells(
    text: str, rows: Sequence[_Row], columns: Sequence[tuple[int, int]], body: int
) -> Iterator[Cell]:
    """Yield the cells of a table with the heads of their row and column."""
    heads: dict[int, tuple[str, ...]] = {}
    group: tuple[str, ...] = ()
    begun, row_above, in_group = "", "", 0
    small = [row.texts(text)[0][0].islower() for row in rows[body:] if len(row.cells) > 1]
    wraps = 2 * sum(small) <= len(
        small
    )  # where most names begin small, a small letter tells nothing
    for number, row in enumerate(rows):
        if number >= body and len(row.cells) == 1:
            name, row_above, in_group = row.texts(text)[0], "", 0
            yield _span(row, row.cells[0]), ()
            goes_on = wraps and _goes_on(rows, number, text)
            begun, group = (name, group) if goes_on else ("", (name,))
            continue
        name_of_row = group
        measured = _unit_of(row, columns, heads, text) if number >= body else ()
        for index, cell in enumerate(row.cells):
            over = _reached(cell, columns) if columns else [index]
            if number < body and len(row.cells) == 1 and columns:
                over = [*range(1, len(columns))]
            if number < body:
                yield _span(row, cell), ()
                for column in over:
                    heads[column] = (*heads.get(column, ()), row.text(text, cell))
            elif (column := _column(cell, columns) if columns else index) == 0:
                yield _span(row, cell), ()
                name = f"{begun} {row.text(text, cell)}".strip()
                row_above, *parts = under(name, row_above)
                name_of_row = (*group, row_above, *parts)
            else:
                said = (*name_of_row, *heads.get(column, ()))
                said = said if measures(heads.get(column, ())) else (*said, *measured)
                yield _span(row, cell), (*said, *corner_heads(heads.get(0, ()), said))
        begun = ""
        group = () if closes(row_above, group, in_group) else group
        in_group += 1


def _unit_of(
    row: _Row, columns: Sequence[tuple[int, int]], heads: dict[int, tuple[str, ...]], text: str
) -> tuple[str, ...]:
    """Return what the column for units says of the numbers of a row, in brackets."""
    placed = ((_column(cell, columns) if columns else n, cell) for n, cell in enumerate(row.cells))
    return tuple(f"({row.text(text, c)})" for n, c in placed if measures(heads.get(n, ())))


def _goes_on(rows: Sequence[_Row], number: int, text: str) -> bool:
    """Tell whether the name of a line goes on in the next row, which begins with a small letter."""
    following = rows[number + 1].texts(text) if number + 1 < len(rows) else []
    return bool(following) and following[0][0].islower()


def _span(row: _Row, cell: tuple[int, int]) -> Span:
    return Span(row.line.start + cell[0], row.line.start + cell[1])
