"""The rows of a table in a PDF: which lines are those of one cell, and which name a group of rows.

A line with values is a row. What stands beside it in its columns, above or below, is of its cells:
names of several lines, with the values at their top, in their middle or at their foot. A line in
the column of names that belongs to no row is the name of those below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Final

from timeline.decode.columns import is_value
from timeline.decode.pdf_columns import Band, band_of, overlap
from timeline.decode.pdf_heads import Join
from timeline.decode.pdf_lines import PdfLine, PdfPiece
from timeline.decode.row_parts import is_part

_BESIDE: Final = 0.75
"""What is at most so many heights from the middle of a row stands beside it."""
_WRAPPED: Final = 1.4
"""The lines of one cell are at most so many heights apart."""
_ALIKE: Final = 1.03
_APART: Final = 1.06
"""The lines of one cell are at most so many times as far apart as the closest, rows at least."""
_FILLED: Final = 0.8
"""A line that another goes on with fills so much of its column."""
_SAME_SIZE: Final = 0.15
_OPEN: Final = re.compile(
    r"(?:[,;/&–-]|\b(?:and|or|of|the|in|for|to|with|by|on|from|at|a|an|per))$"
)
_SMALL: Final = re.compile(r"[a-z(]")


@dataclass(slots=True)
class _Row:
    """A row as far as it has been put together: its middle, and the pieces of its cells."""

    middle: float
    cells: dict[int, list[PdfPiece]] = field(default_factory=dict)

    def add(self, piece: PdfPiece, band: int) -> None:
        self.cells.setdefault(band, []).append(piece)

    def name(self) -> list[PdfPiece]:
        """Return the lines of its name, from the top."""
        return sorted(self.cells.get(0, ()), key=lambda p: -p.top)


def find_end(lines: Sequence[PdfLine], last: int, bands: Sequence[Band]) -> int:
    """Return the line behind those that go on with cells of the last row."""
    row = lines[last]
    size, end = row.pieces[-1].height, last + 1
    low = {band_of(part, bands): part for part in row.parts}
    while end < len(lines):
        line = lines[end]
        part = line.parts[0]
        band = band_of(part, bands)
        before = low.get(band)
        if (
            line.pieces
            or line.page != row.page
            or sum(overlap(part, each) > 0 for each in bands) > 1
            or overlap(part, bands[band]) <= 0
            or abs(part.height - size) > _SAME_SIZE * size
        ):
            break
        middle = _middle(row.pieces[-1])
        beside = abs(_middle(part) - middle) <= _BESIDE * size
        below = before is not None and 0 < before.bottom - part.bottom <= _WRAPPED * size
        if not beside and not (below and _SMALL.match(part.text)):
            break
        low[band] = part
        end += 1
    return end


def rows(
    lines: Sequence[PdfLine],
    loose: Sequence[PdfPiece],
    bands: Sequence[Band],
    leading: float,
    join: Join,
) -> Iterator[Mapping[int, str]]:
    """Yield the cells of each row by column, and the names of groups, which stand alone.

    `loose` is what stands in the columns and in no row; `leading` is how many heights the lines of
    a paragraph are apart.
    """
    found = [_row(line, bands) for line in lines]
    found += _single(loose, found, bands)
    found.sort(key=lambda row: -row.middle)
    placed = {id(piece) for row in found for cell in row.cells.values() for piece in cell}
    names: list[PdfPiece] = []
    for piece in loose:
        if id(piece) in placed:
            continue
        row = min(found, key=lambda row: abs(row.middle - _middle(piece)))
        band = band_of(piece, bands)
        if band or abs(row.middle - _middle(piece)) <= _BESIDE * piece.height:
            row.add(piece, band)
        else:
            names.append(piece)
    groups = _with_names(found, names, _spacing(found, names, bands[1].left, leading))
    for number, above in enumerate(groups):
        for name in above:
            yield {0: join([piece.text for piece in name])}
        if number < len(found):
            yield {
                band: join([piece.text for piece in sorted(cell, key=lambda p: -p.top)])
                for band, cell in sorted(found[number].cells.items())
            }


def _row(line: PdfLine, bands: Sequence[Band]) -> _Row:
    row = _Row(median(_middle(piece) for piece in line.parts[1:]))
    for piece in line.parts:
        row.add(piece, band_of(piece, bands))
    return row


def _single(
    loose: Sequence[PdfPiece], found: Sequence[_Row], bands: Sequence[Band]
) -> Iterator[_Row]:
    """Yield rows of one value, whose names stand in lines of their own."""
    for piece in loose:
        band = band_of(piece, bands)
        others = [p for row in found for p in row.cells.get(band, ())]
        of_values = 2 * sum(is_value(p.text) for p in others) > len(others)
        if band and is_value(piece.text) and of_values:
            row = _Row(_middle(piece))
            row.add(piece, band)
            yield row


def _middle(piece: PdfPiece) -> float:
    return (piece.bottom + piece.top) / 2


# ---------------------------------------------------------------- names of rows and groups


@dataclass(frozen=True, slots=True)
class _Spacing:
    """How the lines of the column of names stand: which of them are of one name.

    `closest` is how far lines of one cell are apart, None where rows are no further apart than
    these; `edge` is where the next column begins; `wraps` says that some name surely has several
    lines.
    """

    closest: float | None
    edge: float
    wraps: bool

    def is_one(self, one: PdfPiece, other: PdfPiece) -> bool:
        """Tell whether two lines, one below the other, are of one name."""
        step = one.bottom - other.bottom
        if is_part(other.text) or step > _WRAPPED * one.height:
            return False
        if self.closest is not None:
            return step <= _ALIKE * self.closest
        if _leads_on(one, other):
            return True
        if not self.wraps:
            return False
        word = other.text.split()[0]
        letter = (one.right - one.left) / max(len(one.text), 1)
        filled = one.right - one.left >= _FILLED * (self.edge - one.left)
        return filled and one.right + (len(word) + 1) * letter > self.edge


def _with_names(
    found: Sequence[_Row], names: Sequence[PdfPiece], spacing: _Spacing
) -> list[list[list[PdfPiece]]]:
    """Add to each row the other lines of its name; return the groups above each row and the end."""
    groups: list[list[list[PdfPiece]]] = []
    for number in range(len(found) + 1):
        above = found[number - 1] if number else None
        below = found[number] if number < len(found) else None
        between = sorted(
            (
                piece
                for piece in names
                if (above is None or _middle(piece) < above.middle)
                and (below is None or _middle(piece) > below.middle)
            ),
            key=lambda p: -p.top,
        )
        _take_above(above, between, spacing)
        _take_below(below, between, spacing)
        whole: list[list[PdfPiece]] = []
        for piece in between:
            if whole and spacing.is_one(whole[-1][-1], piece):
                whole[-1].append(piece)
            else:
                whole.append([piece])
        groups.append(whole)
    return groups


def _take_above(row: _Row | None, between: list[PdfPiece], spacing: _Spacing) -> None:
    """Add to a row the lines below it that go on with its name."""
    while row and between and (name := row.name()) and spacing.is_one(name[-1], between[0]):
        row.add(between.pop(0), 0)


def _take_below(row: _Row | None, between: list[PdfPiece], spacing: _Spacing) -> None:
    """Add to a row the lines above it with which its name begins."""
    while row and between and (name := row.name()) and spacing.is_one(between[-1], name[0]):
        row.add(between.pop(), 0)


def _spacing(
    found: Sequence[_Row], names: Sequence[PdfPiece], edge: float, leading: float
) -> _Spacing:
    """Return how the lines of names stand in a table."""
    own = {id(piece) for row in found for piece in row.name()}
    lines = sorted((*(p for row in found for p in row.name()), *names), key=lambda p: -p.top)
    pairs = list(pairwise(lines))
    steps = [one.bottom - other.bottom for one, other in pairs]
    rows = [
        step
        for (one, other), step in zip(pairs, steps, strict=True)
        if id(one) in own and id(other) in own
    ]
    usual = leading * lines[0].height if lines and leading else 0.0
    closest = min((*steps, usual) if usual else steps, default=0.0)
    apart = min(rows, default=max(steps, default=0.0))
    return _Spacing(
        closest=closest if apart > _APART * closest else None,
        edge=edge,
        wraps=any(_leads_on(one, other) for one, other in pairs if not is_part(other.text)),
    )


def _leads_on(one: PdfPiece, other: PdfPiece) -> bool:
    """Tell whether the words of a line go on in the next, whatever the space between."""
    return _SMALL.match(other.text) is not None or _OPEN.search(one.text) is not None
