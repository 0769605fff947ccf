"""The cells of a table and the descriptions of a list of terms, each with its heads.

Source: WHATWG HTML, "Forming a table", for the place of cells that span; what heads a cell is told
by `<th>` and `<thead>`, and where a table has none of these, by how its first row and column look.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from timeline.decode import chrome
from timeline.decode.corner_units import corner_heads, measures, says_unit
from timeline.decode.elements import BLOCKS, Element, Line
from timeline.decode.group_rows import find_group_rows
from timeline.decode.row_parts import closes, under
from timeline.decode.shared_names import find_shared_names, may_name

_WIDEST: Final = 1_000
"""No wider cell is taken."""
LONGEST_NAME: Final = 400
"""What is longer, in characters without the blanks, is no name of a row or a column."""
_LONGEST_HEAD: Final = 100
PERIOD: Final = re.compile(
    r"(?:(?:Q[1-4]|[1-4]Q|H[12]|[A-Z][a-z]{2,8}\.?)[ -]?)?(?:FY ?)?(?:1[89]|20)\d\d"
    r"(?:[-–/]\d\d(?:\d\d)?|M\d\d|-?Q[1-4])?(?: ?[(\[]?[A-Za-z]{1,11}\.?[)\]]?)?|[A-Z][a-z]{2}-\d\d"
)
"""What heads a column by its time, with a word on how sure its numbers are."""
_DIGIT: Final = re.compile(r"\d")
_BOLD: Final = frozenset({"b", "strong"})
_COLUMNS_OF_FIELDS: Final = 2
_COLUMNS_OF_A_GRID: Final = 3
"""A table of two columns is a list of fields, whose first row is one of them."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell, a caption or a term, with the heads of its row and of its column."""

    element: Element
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Placed:
    """A cell in its row: its first column, and how many columns and rows it spans."""

    element: Element
    column: int
    width: int
    height: int


def is_data(table: Element) -> bool:
    """Tell whether a table is one of data; one that only places things on the page is not."""
    if table.get("role").lower() in ("presentation", "none"):
        return False
    widest = rows = 0
    for element in table.elements():
        if element.tag in ("th", "caption"):
            return True
        if element.tag in ("table", "h1", "h2", "h3", "h4", "h5", "h6", "pre"):
            return False
        if element.tag == "tr":
            rows += 1
            widest = max(
                widest, sum(isinstance(e, Element) and e.tag == "td" for e in element.content)
            )
    return widest > 1 and rows > 1


def cells(table: Element, line: Line, whole: int) -> Iterator[Cell]:
    """Yield the captions and cells of a table, in order, under the heads of row and column.

    A row that is hidden or struck out is none; `whole` is the number of characters of the page.
    """
    columns: dict[int, tuple[str, ...]] = {}
    spans: dict[int, int] = {}
    names = _Names(find_shared_names([*_rows(table)], line))
    heading, has_heads = True, any(e.tag in ("th", "thead") for e in table.elements())
    groups = find_group_rows([*_rows(table)], line)
    for row in _rows(table):
        if chrome.is_hidden(row) or chrome.is_struck(row, whole):
            continue
        if row.tag == "caption":
            yield Cell(row)
            continue
        covered = any(spans.values())
        placed = list(_placed(row, spans))
        if not covered and (id(row) in groups or _heads_group(row, placed)):
            yield Cell(placed[0].element)
            names.begin_group(line(placed[0].element))
            continue
        heads = names.heads_of_row()
        if heading and _is_head(row, placed, line, has_heads=has_heads):
            _name_columns(columns, placed, line)
            yield from (Cell(cell.element) for cell in placed)
            continue
        heading = False
        yield from _cells_of_row(placed, heads, columns, names, line)
        names.end_row()


def _cells_of_row(
    placed: Sequence[_Placed],
    heads: tuple[str, ...],
    columns: dict[int, tuple[str, ...]],
    names: _Names,
    line: Line,
) -> Iterator[Cell]:
    """Yield the cells of a row of values, with `heads` those that it has from rows above."""
    units, measured = _units(columns, placed, line)
    named = _row_heads(placed) | _periods(columns, placed, line)
    named |= _second_name(placed, named, units, (names.shared, heads), line)
    corner = columns.get(placed[0].column, ()) if placed and placed[0] in named else ()
    for cell in placed:
        if cell not in named:
            own = () if cell in units else measured
            said = (*heads, *columns.get(cell.column, ()), *own)
            yield Cell(cell.element, (*said, *corner_heads(corner, said)))
            continue
        yield Cell(cell.element)
        if (name := line(cell.element)) and len(name) <= _LONGEST_HEAD:
            heads = (*heads, *names.add(name, cell.height))


@dataclass(slots=True)
class _Names:
    """The names around the rows of a table, from its top on: of a group, of rows that reach down.

    `shared` are those that do not tell rows apart, `rows` is how many the group has so far.
    """

    shared: frozenset[str]
    group: tuple[str, ...] = ()
    row_above: str = ""
    rows: int = 0
    reaching: list[tuple[str, int]] = field(default_factory=list)

    def begin_group(self, name: str) -> None:
        self.group, self.row_above, self.rows = _named_group(name), "", 0

    def heads_of_row(self) -> tuple[str, ...]:
        """Return the names that the next row has from those above it."""
        heads = (*self.group, *(name for name, _ in self.reaching))
        self.reaching = [(name, left - 1) for name, left in self.reaching if left > 1]
        return heads

    def add(self, name: str, height: int) -> tuple[str, ...]:
        """Take a name of a row that reaches over so many; return it, under the row it is of."""
        self.row_above, *parts = under(name, self.row_above)
        if height > 1:
            self.reaching.append((name, height - 1))
        return (self.row_above, *parts)

    def end_row(self) -> None:
        if closes(self.row_above, self.group, self.rows):
            self.group = ()
        self.rows += 1


def _named_group(name: str) -> tuple[str, ...]:
    return (name,) if name and len(name) <= _LONGEST_HEAD else ()


def _units(
    columns: dict[int, tuple[str, ...]], placed: Sequence[_Placed], line: Line
) -> tuple[frozenset[_Placed], tuple[str, ...]]:
    """Return the cells of a row that say in what it is measured, and what they say, in brackets."""
    units = [c for c in placed if c.column and measures(columns.get(c.column, ()))]
    said = tuple(f"({unit})" for cell in units if (unit := line(cell.element)))
    return frozenset(units), said


def _name_columns(
    columns: dict[int, tuple[str, ...]], placed: Sequence[_Placed], line: Line
) -> None:
    """Add the names in a row of heads to those of the columns that they stand over."""
    for cell in placed:
        if name := line(cell.element):
            for column in range(cell.column, cell.column + cell.width):
                columns[column] = (*columns.get(column, ()), name)


def _heads_group(row: Element, placed: Sequence[_Placed]) -> bool:
    """Tell whether a row holds one cell over all columns: the rows below it belong to its name."""
    if row.parent is None or row.parent.tag == "thead":
        return False
    return len(placed) == 1 and placed[0].width > 1 and not placed[0].element.grids


def _is_head(row: Element, placed: list[_Placed], line: Line, *, has_heads: bool) -> bool:
    """Tell whether a row at the top of a table heads its columns."""
    if row.parent is not None and row.parent.tag == "thead":
        return True
    if has_heads:
        filled = placed[1:] if placed and not placed[0].element.chars else placed
        return len(placed) > 1 and all(cell.element.tag == "th" for cell in filled)
    names = [line(cell.element) for cell in placed]
    named = all(
        not _DIGIT.search(name) or PERIOD.fullmatch(name) or says_unit(name) for name in names
    )
    looks = len(placed) >= _COLUMNS_OF_A_GRID or all(_is_bold(cell.element) for cell in placed)
    return named and looks and max(map(len, names), default=0) <= _LONGEST_HEAD


def _is_bold(cell: Element) -> bool:
    return any(e.tag in _BOLD and e.chars == cell.chars for e in cell.elements())


def _row_heads(placed: Sequence[_Placed]) -> frozenset[_Placed]:
    """Return the cells that head their row: each `<th>`, or the first one where there is none."""
    heads = frozenset(cell for cell in placed if cell.element.tag == "th")
    if heads or len(placed) < _COLUMNS_OF_FIELDS or placed[0].column:
        return heads
    return frozenset(placed[:1])


def _second_name(
    placed: Sequence[_Placed],
    named: frozenset[_Placed],
    units: frozenset[_Placed],
    known: tuple[frozenset[str], Sequence[str]],
    line: Line,
) -> frozenset[_Placed]:
    """Return the cell behind a name that several rows share, if it names the row with it.

    `known` are the names that rows share, and those that reach down to this row.
    """
    shared, above = known
    at = next((n for n, cell in enumerate(placed) if cell not in named), len(placed))
    before = line(placed[at - 1].element) if at else next(iter(above[-1:]), "")
    if at > 1 or at + 1 >= len(placed) or before not in shared or placed[at] in units:
        return frozenset()
    name = line(placed[at].element)
    values = any(_DIGIT.search(line(cell.element)) for cell in placed[at + 1 :])
    fits = values and may_name(name) and len(name) <= _LONGEST_HEAD
    return frozenset(placed[at : at + 1]) if fits else frozenset()


_OF_PERIODS: Final = frozenset({"year", "fiscal year", "financial year", "period", "quarter"})


def _periods(
    columns: dict[int, tuple[str, ...]], placed: Sequence[_Placed], line: Line
) -> frozenset[_Placed]:
    """Return the cells of a column of periods, where a number beside them is of that period."""
    found = frozenset(
        cell
        for cell in placed
        if columns.get(cell.column, ("",))[-1].lower() in _OF_PERIODS
        and PERIOD.fullmatch(line(cell.element))
    )
    others = (cell for cell in placed if cell not in found and cell.column)
    return found if any(_DIGIT.search(line(cell.element)) for cell in others) else frozenset()


def _rows(table: Element) -> Iterator[Element]:
    for item in table.content:
        if isinstance(item, Element):
            if item.tag in ("tr", "caption"):
                yield item
            elif item.tag in ("thead", "tbody", "tfoot"):
                yield from _rows(item)


def _placed(row: Element, spans: dict[int, int]) -> Iterator[_Placed]:
    """Yield the cells of a row; `spans` holds for each column how many rows it is taken for."""
    column = 0
    reaching: dict[int, int] = {}
    for cell in row.content:
        if not isinstance(cell, Element) or cell.tag not in ("td", "th"):
            continue
        while spans.get(column, 0):
            column += 1
        width, height = _number(cell, "colspan"), _number(cell, "rowspan")
        if not chrome.is_hidden(cell):
            yield _Placed(cell, column, width, height)
        if height > 1:
            reaching.update(dict.fromkeys(range(column, column + width), height))
        column += width
    for each in [key for key, left in spans.items() if left]:
        spans[each] -= 1
    for each, height in reaching.items():
        spans[each] = height - 1


def _number(cell: Element, name: str) -> int:
    text = cell.get(name).strip()
    return min(int(text), _WIDEST) if re.fullmatch(r"[1-9]\d{0,3}", text, re.ASCII) else 1


# ---------------------------------------------------------------- lists of terms


def descriptions(terms: Element, line: Line) -> Iterator[Cell]:
    """Yield the terms and descriptions of a `<dl>`, each description under the terms above it."""
    labels: tuple[str, ...] = ()
    described = True
    for item in _terms(terms):
        if item.tag == "dt":
            labels = (line(item),) if described else (*labels, line(item))
            described = False
            yield Cell(item)
        elif item.tag == "dd":
            described = True
            yield Cell(item, tuple(label for label in labels if label))
        else:
            yield Cell(item)


def _terms(terms: Element) -> Iterator[Element]:
    """Yield the terms and descriptions, and what stands between them, in an element of its own."""
    loose: list[Element | str] = []
    for item in terms.content:
        if isinstance(item, str) or item.tag not in BLOCKS:
            loose.append(item)
            continue
        yield from _gathered(loose, terms)
        loose = []
        if item.tag in ("dt", "dd", "table"):
            yield item
        elif not chrome.is_hidden(item):
            yield from _terms(item)
    yield from _gathered(loose, terms)


def _gathered(loose: list[Element | str], terms: Element) -> Iterator[Element]:
    """Yield an element that holds what stands loose within a list, if that is any text."""
    chars = sum(len(item.strip()) if isinstance(item, str) else item.chars for item in loose)
    if chars:
        yield Element("p", {}, terms, content=loose, chars=chars)
