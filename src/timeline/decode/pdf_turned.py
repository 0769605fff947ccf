"""Lines of a page of PDF that are turned: heads of columns are read, all else across it is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from timeline.decode.pdf_lines import PdfLine, PdfPiece

_IN_LINE: Final = 3.0
"""Points by which heads that stand on one line begin apart."""
_BESIDE: Final = 1.5
"""A head stands over a cell, or so many of its heights beside it."""
_ABOVE: Final = 2.5
"""Heads stand at most so many heights above the first row."""
_FEWEST: Final = 2


def upright(page: Sequence[PdfLine]) -> list[PdfLine]:
    """Return the lines of a page but those that are turned, as stamps are and words over the page.

    A page that is turned as a whole is read as it is. Turned heads are a line above their rows.
    """
    turned = [line for line in page if line.turned]
    if 2 * sum(len(line.text) for line in turned) > sum(len(line.text) for line in page):
        return [*page]
    lines = [line for line in page if not line.turned]
    heads = _heads([piece for line in turned for piece in line.parts])
    for number, row in enumerate(lines):
        if heads and all(any(_is_over(h, cell) for cell in row.pieces[1:]) for h in heads):
            size = row.pieces[-1].height
            if 0 <= heads[0].bottom - row.top <= _ABOVE * size:
                return [*lines[:number], _line(heads, row.page, size), *lines[number:]]
    return lines


def was_read(line: PdfLine, kept: Sequence[PdfLine]) -> bool:
    """Tell whether a turned line is among the heads of the lines that are kept."""
    names = {piece.text for each in kept for piece in each.pieces}
    return line.turned and all(part.text in names for part in line.parts)


def _heads(pieces: Sequence[PdfPiece]) -> list[PdfPiece]:
    """Return turned pieces that begin on one line, from the left; none where some do not."""
    beside = sorted(pieces, key=lambda piece: piece.left)
    lows = [piece.bottom for piece in beside]
    if len(beside) < _FEWEST or max(lows) - min(lows) > _IN_LINE:
        return []
    return beside


def _is_over(head: PdfPiece, cell: PdfPiece) -> bool:
    near = _BESIDE * (head.right - head.left)
    return head.left < cell.right + near and head.right > cell.left - near


def _line(heads: Sequence[PdfPiece], page: int, size: float) -> PdfLine:
    """Return turned heads as one line, as high as those of the rows.

    A head that an older PDFium gives no width is as wide as the line is high.
    """
    low = min(head.bottom for head in heads)
    pieces = tuple(
        replace(head, left=min(head.left, head.right - size), bottom=low, top=low + size)
        for head in heads
    )
    text = " ".join(head.text for head in heads)
    return PdfLine(text, page, pieces[0].left, heads[-1].right, low, low + size, pieces)
