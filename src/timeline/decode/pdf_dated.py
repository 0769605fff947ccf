"""Tables of dates in a PDF: lines of a date and what happens then, drawn as rows in two columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from timeline.decode import date_columns
from timeline.decode.pdf_heads import Join
from timeline.decode.pdf_lines import PdfLine

_SAME_PLACE: Final = 3.0
"""Points by which the cells of a column may begin apart."""
_WRAPPED: Final = 1.5
"""The lines of one cell are at most so many heights apart."""
Row = list[PdfLine]
"""The lines of a row: that of the date, and those with which its second cell goes on."""


def with_dated_rows(lines: Sequence[PdfLine], join: Join) -> Iterator[PdfLine]:
    """Yield the lines in order, the rows of tables of dates drawn."""
    place = 0
    while place < len(lines):
        rows = _rows(lines, place)
        if len(rows) < date_columns.FEWEST:
            yield lines[place]
            place += 1
            continue
        yield from _drawn(rows, -1 - place, join)
        place += sum(map(len, rows))


def _rows(lines: Sequence[PdfLine], start: int) -> list[Row]:
    """Return the rows of dates from a line on, none where it is none."""
    rows: list[Row] = []
    for place in range(start, len(lines)):
        line = lines[place]
        if line.drawn or line.page != lines[start].page:
            break
        if _is_row(line) and (not rows or _is_below(rows[0][0], line)):
            rows.append([line])
        elif rows and _goes_on(rows[-1], line):
            rows[-1].append(line)
        else:
            break
    return rows


def _is_row(line: PdfLine) -> bool:
    return date_columns.is_row([piece.text for piece in line.pieces])


def _is_below(first: PdfLine, line: PdfLine) -> bool:
    """Tell whether the two cells of a line stand below those of another."""
    return line.bottom < first.bottom and all(
        abs(one.left - other.left) <= _SAME_PLACE
        for one, other in zip(first.pieces, line.pieces, strict=True)
    )


def _goes_on(row: Row, line: PdfLine) -> bool:
    """Tell whether a line goes on with the second cell of a row."""
    apart = row[-1].bottom - line.bottom
    return (
        not line.pieces
        and abs(line.left - row[0].pieces[1].left) <= _SAME_PLACE
        and 0 < apart <= _WRAPPED * line.height
    )


def _drawn(rows: Sequence[Row], number: int, join: Join) -> Iterator[PdfLine]:
    cells = [
        (row[0].pieces[0].text, join([row[0].pieces[1].text, *(line.text for line in row[1:])]))
        for row in rows
    ]
    width = max(len(date) for date, _ in cells)
    for row, (date, said) in zip(rows, cells, strict=True):
        drawn = f"{date.ljust(width)}  {said}"
        yield replace(row[0], text=drawn, pieces=(), drawn=drawn, table=number)
