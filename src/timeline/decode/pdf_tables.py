"""The lines of the pages of a PDF -> the same, with the rows of their tables drawn.

A table is found by its rows of values: lines of several pieces that stand in columns, one below the
other. What else stands in these columns belongs to it: heads above the first row (`pdf_heads`), the
other lines of a cell (`pdf_rows`), the name of a group of rows. Each row is then one line of text,
whose columns stand as `columns` reads them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import dropwhile, pairwise, takewhile
from statistics import median
from typing import Final

from timeline.decode import pdf_cards, pdf_dated, pdf_heads, pdf_rows
from timeline.decode.pdf_columns import Band, find_bands, is_row, overlap
from timeline.decode.pdf_heads import Join
from timeline.decode.pdf_lines import PdfLine

_LEADING: Final = 2.6
"""The lines of a table are at most so many heights apart."""
_OTHER_SIZE: Final = 0.12
"""A line whose height differs by this part of it is of another size."""
_SAME_PLACE: Final = 8.0
"""Points by which the columns of a table may move from one page to the next."""
_FEWEST: Final = 2
_MOST: Final = 150
"""The part of a table on one page has at most so many lines."""
_PROSE: Final = 40
"""Characters that a line of a paragraph has at least."""
_HEADS: Final = 3
"""So many lines of heads can stand at the foot of the page before their rows."""
_NAMED: Final = 8
"""A name has at most so many lines."""


@dataclass(frozen=True, slots=True)
class _Table:
    """The lines `start` to `end` of a page: the columns, and the cells of each row by column."""

    start: int
    end: int
    bands: tuple[Band, ...]
    heads: tuple[Mapping[int, str], ...]
    rows: tuple[Mapping[int, str], ...]
    source: tuple[PdfLine, ...]
    line: PdfLine


def with_tables(pages: Sequence[Sequence[PdfLine]], join: Join) -> list[PdfLine]:
    """Return the lines of all pages in order, with the rows of tables drawn.

    `join` makes one text of the lines of a cell. Where a table goes on overleaf, or in the next
    column, without its heads, the rows there are drawn with those before.
    """
    found: list[PdfLine | list[_Table]] = []
    leading = _leading(pages)
    together, moved = _with_their_rows(pages)
    for lines in together:
        place = 0
        for table in _tables(lines, leading, join):
            found += lines[place : table.start]
            last = found[-1] if found else None
            if isinstance(last, list) and _goes_on(last[-1], table):
                last.append(table)
            else:
                found.append([table])
            place = table.end
        found += lines[place:]
    drawn: list[PdfLine] = []
    for number, part in enumerate(found, start=1):
        if isinstance(part, PdfLine):
            drawn.append(part)
        elif sum(len(table.rows) for table in part) < _FEWEST:
            drawn += part[0].source
        else:
            drawn += _drawn(part, number)
    drawn = [*pdf_cards.with_cards([*pdf_dated.with_dated_rows(drawn, join)], join)]
    return [moved.get(line, line) for line in drawn]


def _with_their_rows(
    pages: Sequence[Sequence[PdfLine]],
) -> tuple[list[list[PdfLine]], dict[PdfLine, PdfLine]]:
    """Return the lines of the pages, heads at the foot of one above the rows that begin the next.

    With them the lines that were moved, as they stand on their own page.
    """
    together = [list(lines) for lines in pages]
    moved: dict[PdfLine, PdfLine] = {}
    for lines, following in pairwise(together):
        heads = [*takewhile(_may_be_head, reversed(lines))][:_HEADS]
        begins = [*dropwhile(_may_be_head, following[: _HEADS + 1])][:1]
        if not heads or not any(map(is_row, begins)):
            continue
        up = following[0].top - heads[0].bottom
        for head in heads:
            placed = _raised(head, up, following[0].page)
            moved[placed] = head
            following.insert(0, placed)
        del lines[len(lines) - len(heads) :]
    return together, moved


def _may_be_head(line: PdfLine) -> bool:
    """Tell whether a line of several pieces can name columns."""
    return len(line.pieces) > 1 and not is_row(line) and not pdf_heads.is_caption(line)


def _raised(line: PdfLine, up: float, page: int) -> PdfLine:
    """Return a line so many points higher, on another page."""
    pieces = tuple(replace(p, bottom=p.bottom + up, top=p.top + up) for p in line.pieces)
    return replace(line, page=page, bottom=line.bottom + up, top=line.top + up, pieces=pieces)


def _leading(pages: Sequence[Sequence[PdfLine]]) -> float:
    """Return how many heights the lines of a paragraph are apart, 0 where there are none."""
    steps = [
        (line.bottom - below.bottom) / line.height
        for lines in pages
        for line, below in pairwise(lines)
        if abs(line.left - below.left) < 1
        and line.height > 0
        and abs(line.height - below.height) < 1
        and len(below.text) >= _PROSE
        and not (line.pieces or below.pieces)
        and 0 < line.bottom - below.bottom < 2 * line.height
    ]
    return median(steps) if steps else 0.0


def _goes_on(table: _Table, further: _Table) -> bool:
    """Tell whether a table without heads has the columns of one that ends before it, elsewhere."""
    along = further.bands[0].left - table.bands[0].left
    return (
        not further.heads
        and _is_elsewhere(table.line, further.line)
        and len(further.bands) == len(table.bands)
        and all(
            min(abs(one.left + along - other.left), abs(one.right + along - other.right))
            <= _SAME_PLACE
            for one, other in zip(table.bands, further.bands, strict=True)
        )
    )


def _is_elsewhere(line: PdfLine, further: PdfLine) -> bool:
    """Tell whether a line is on another page than one before it, or higher up in a column."""
    return further.page != line.page or further.bottom > line.top


# ---------------------------------------------------------------- finding


def _tables(lines: Sequence[PdfLine], leading: float, join: Join) -> Iterator[_Table]:
    """Yield the tables among the lines of a page; `leading` is that of paragraphs, in heights."""
    place = 0
    valued = [is_row(line) for line in lines]
    for first in range(len(lines)):
        if first < place or not valued[first]:
            continue
        rows = _in_columns(lines, _near_rows(lines, first, valued))
        bands = _bands(lines, rows)
        while bands is not None and (end := _unfit(lines, rows, bands)) is not None:
            rows = [number for number in rows if number < end]
            bands = _bands(lines, rows)
        if bands is None or len(rows) < (1 if _is_at_edge(lines, first) else _FEWEST):
            continue
        heads = pdf_heads.find_heads(lines[place:], first - place, bands, leading, join)
        start = place + heads.start
        end = pdf_rows.find_end(lines, rows[-1], bands)
        above = [n for n in range(start, first) if n - place not in heads.lines]
        loose = [*above, *(n for n in range(first, end) if n not in rows)]
        pieces = [piece for number in loose for piece in lines[number].parts]
        cells = pdf_rows.rows([lines[n] for n in rows], pieces, bands, leading, join)
        source = tuple(lines[start:end])
        yield _Table(start, end, bands, heads.levels, tuple(cells), source, lines[first])
        place = end


def _bands(lines: Sequence[PdfLine], rows: Sequence[int]) -> tuple[Band, ...] | None:
    """Return the columns of rows, with the names that stand beside them in lines of their own."""
    between = [lines[n] for n in range(rows[0], rows[-1]) if n not in rows]
    beside = [*_named_beside(lines, rows[0]), *between]
    return find_bands([lines[number] for number in rows], beside)


def _is_at_edge(lines: Sequence[PdfLine], number: int) -> bool:
    """Tell whether a line begins or ends its page or its column."""
    begins = not number or _is_elsewhere(lines[number - 1], lines[number])
    return begins or number + 1 == len(lines) or _is_elsewhere(lines[number], lines[number + 1])


def _named_beside(lines: Sequence[PdfLine], row: int) -> list[PdfLine]:
    """Return the lines before a row that stand beside it, as a name that is drawn before does."""
    return [
        line
        for line in lines[max(0, row - _NAMED) : row]
        if line.page == lines[row].page
        and line.right <= lines[row].left
        and line.bottom < lines[row].top
    ]


def _in_columns(lines: Sequence[PdfLine], rows: Sequence[int]) -> list[int]:
    """Return the first rows of some as far as their cells stand in columns; one row does."""
    fit, unfit = 1, len(rows) + 1
    while unfit - fit > 1:
        count = (fit + unfit) // 2
        if find_bands([lines[number] for number in rows[:count]], ()) is None:
            unfit = count
        else:
            fit = count
    return [*rows[:fit]]


def _near_rows(lines: Sequence[PdfLine], first: int, valued: Sequence[bool]) -> list[int]:
    """Return the rows of values from one on, as long as lines of their size follow closely."""
    rows = [first]
    size = lines[first].pieces[-1].height
    low = min(line.bottom for line in (lines[first], *_named_beside(lines, first)))
    for number in range(first + 1, min(first + _MOST, len(lines))):
        line = lines[number]
        if (
            line.page != lines[first].page
            or low - line.bottom > _LEADING * size
            or line.bottom >= lines[first].top
            or abs(line.parts[-1].height - size) > _OTHER_SIZE * size
            or pdf_heads.is_caption(line)
            or (not valued[number] and _crosses(line, lines[first]))
        ):
            break
        low = min(low, line.bottom)
        if valued[number]:
            rows.append(number)
    return rows


def _crosses(line: PdfLine, row: PdfLine) -> bool:
    """Tell whether a piece of a line reaches over two cells of a row."""
    cells = [Band(cell.left, cell.right) for cell in row.parts]
    return any(sum(overlap(part, cell) > 0 for cell in cells) > 1 for part in line.parts)


def _unfit(lines: Sequence[PdfLine], rows: Sequence[int], bands: Sequence[Band]) -> int | None:
    """Return the first line between rows that is not in their columns, None if all are."""
    for number in range(rows[0], rows[-1]):
        if number not in rows and any(
            sum(overlap(part, band) > 0 for band in bands) > 1 for part in lines[number].parts
        ):
            return number
    return None


# ---------------------------------------------------------------- drawing


def _drawn(tables: Sequence[_Table], number: int) -> Iterator[PdfLine]:
    """Yield the rows of a table, of one part or more, its columns in line."""
    heads = tables[0].heads
    rows = [row for table in tables for row in table.rows]
    count = len(tables[0].bands)
    widths = [
        max((len(row[band]) for row in (*heads, *rows) if band in row and len(row) > 1), default=0)
        for band in range(count)
    ]
    for place, table in enumerate(tables):
        for row in (*(() if place else heads), *table.rows):
            cells = [
                row.get(band, "").rjust(width) if band else row.get(band, "").ljust(width)
                for band, width in enumerate(widths)
            ]
            drawn = "  ".join(cells).rstrip()
            yield replace(table.line, text=drawn.strip(), pieces=(), drawn=drawn, table=number)
