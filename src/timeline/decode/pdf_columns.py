"""The columns of a table in a PDF, and what a piece of a line is in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from timeline.decode.columns import is_value
from timeline.decode.grids import PERIOD
from timeline.decode.pdf_lines import PdfLine, PdfPiece

_QUARTER: Final = re.compile(r"[QH][1-4]")
_DIGIT: Final = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Band:
    """Where a column stands on its page, in points from the left."""

    left: float
    right: float


def is_period(text: str) -> bool:
    """Tell whether a piece names a year or a quarter, as the heads of columns do."""
    return PERIOD.fullmatch(text) is not None or _QUARTER.fullmatch(text) is not None


def is_row(line: PdfLine) -> bool:
    """Tell whether a line is a row of values, of which not all are years, as those of heads are."""
    values = [piece.text for piece in line.pieces[1:] if is_value(piece.text)]
    return any(map(_DIGIT.search, values)) and not all(map(is_period, values))


def overlap(piece: PdfPiece, band: Band) -> float:
    """Return how much of a piece stands in a column, negative for how far it is from it."""
    return min(piece.right, band.right) - max(piece.left, band.left)


def band_of(piece: PdfPiece, bands: Sequence[Band]) -> int:
    """Return the column in which most of a piece stands, the nearest where it is in none."""
    return max(range(len(bands)), key=lambda number: overlap(piece, bands[number]))


def reached(piece: PdfPiece, bands: Sequence[Band]) -> list[int]:
    """Return the columns in which a piece stands, the nearest where it is in none."""
    over = [number for number, band in enumerate(bands) if overlap(piece, band) > 0]
    return over or [band_of(piece, bands)]


def find_bands(rows: Sequence[PdfLine], others: Sequence[PdfLine]) -> tuple[Band, ...] | None:
    """Return the columns of rows, None where two cells of a row are in one.

    Where the names of rows stand in lines of their own, among the `others`, these are the first.
    """
    merged: list[Band] = []
    for piece in sorted((p for row in rows for p in row.parts), key=lambda p: p.left):
        if merged and piece.left < merged[-1].right:
            merged[-1] = Band(merged[-1].left, max(piece.right, merged[-1].right))
        else:
            merged.append(Band(piece.left, piece.right))
    for row in rows:
        taken = [band_of(piece, merged) for piece in row.parts]
        if len(set(taken)) < len(taken):
            return None
    firsts = [row.parts[0] for row in rows if band_of(row.parts[0], merged) == 0]
    before = [line for line in others if not line.pieces and line.right <= merged[0].left]
    if before and all(is_value(piece.text) for piece in firsts):
        names = Band(min(line.left for line in before), max(line.right for line in before))
        merged.insert(0, names)
    return tuple(merged) if len(merged) > 1 else None
