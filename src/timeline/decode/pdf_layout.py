"""The lines of a page of PDF -> the same in the order of reading, with the rows of its tables.

A file may draw two columns row by row: then each line holds one of the left and one of the right.
Where most lines of a page are parted at one place, and both sides hold prose, the left is read
before the right. Lines that are parted otherwise, one below the other, are the rows of a table; how
their columns stand is kept, for `columns` to read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median
from typing import Final

from timeline.decode.pdf_lines import PdfLine

_STEP: Final = 8.0
"""Points within which lines begin at the same place."""
_FEWEST: Final = 4
"""So many lines at least make two columns."""
_PROSE: Final = 20
"""Characters: the lines of a column of prose are longer than its cells."""
_CHARACTER: Final = 0.48
"""The width of a character, about, as part of the height of its line."""
_LEADING: Final = 2.6
"""The rows of a table are at most so many heights apart."""
_VALUE: Final = re.compile(r"[^A-Za-z]*\d[^A-Za-z]*|\.\.|n/?a|[-–—]")


def in_order(page: Sequence[PdfLine]) -> list[PdfLine]:
    """Return the lines of a page as they are read, the rows of tables drawn."""
    lines = _merged(page)
    gutter = _gutter(lines)
    return _with_tables(lines) if gutter is None else list(_parted(lines, gutter))


def _merged(page: Sequence[PdfLine]) -> list[PdfLine]:
    """Return lines with those put together that the file draws beside each other."""
    lines: list[PdfLine] = []
    for line in page:
        before = lines[-1] if lines else None
        if (
            before is not None
            and abs(before.bottom - line.bottom) < 0.2 * before.height
            and abs(before.height - line.height) < 0.2 * before.height
            and line.left > before.right + before.height
        ):
            pieces = (*_pieces(before), *_pieces(line))
            text = f"{before.text} {line.text}"
            lines[-1] = replace(before, text=text, right=line.right, pieces=pieces)
        else:
            lines.append(line)
    return lines


def _pieces(line: PdfLine) -> tuple[tuple[float, float, str], ...]:
    return line.pieces or ((line.left, line.right, line.text),)


# ---------------------------------------------------------------- two columns


def _gutter(lines: Sequence[PdfLine]) -> float | None:
    """Return where the right one of two columns of prose begins, None where there are none."""
    two = [line for line in lines if len(line.pieces) == 2]
    if len(two) < max(_FEWEST, len(lines) / 3):
        return None
    places = Counter(round(line.pieces[1][0] / _STEP) for line in two)
    place, count = places.most_common(1)[0]
    sides = [piece[2] for line in two for piece in line.pieces]
    prose = sum(len(side) >= _PROSE and not _VALUE.fullmatch(side) for side in sides)
    if count < 0.8 * len(two) or prose < 0.7 * len(sides):
        return None
    return min(line.pieces[1][0] for line in two if round(line.pieces[1][0] / _STEP) == place)


def _parted(lines: Sequence[PdfLine], gutter: float) -> Iterator[PdfLine]:
    """Yield the left column before the right, between lines that reach over both."""
    right: list[PdfLine] = []
    for line in lines:
        if len(line.pieces) == 2 and line.pieces[1][0] >= gutter - _STEP:
            (left, end, text), (begin, last, other) = line.pieces
            yield replace(line, text=text, left=left, right=end, pieces=())
            right.append(replace(line, text=other, left=begin, right=last, pieces=()))
        elif line.left >= gutter - _STEP:
            right.append(line)
        elif line.right > gutter:
            yield from right
            right = []
            yield line
        else:
            yield line
    yield from right


# ---------------------------------------------------------------- tables


def _with_tables(lines: Sequence[PdfLine]) -> list[PdfLine]:
    """Return lines with those of tables drawn as they stand."""
    found = list(lines)
    for start, end in _runs(lines):
        run = lines[start:end]
        width = _width(run)
        found[start:end] = [replace(line, drawn=_drawn(line, width)) for line in run]
    return found


def _runs(lines: Sequence[PdfLine]) -> Iterator[tuple[int, int]]:
    """Yield where the lines of each table begin and end: rows, and names between two rows."""
    rows = [number for number, line in enumerate(lines) if line.pieces]
    start: int | None = None
    for before, number in pairwise([*rows, len(lines) + 2]):
        start = before if start is None else start
        near = number - before <= 2 and number < len(lines)
        if near and all(
            0 < one.bottom - other.bottom < _LEADING * one.height and one.page == other.page
            for one, other in pairwise(lines[before : number + 1])
        ):
            continue
        if sum(map(_has_value, lines[start : before + 1])) > 1:
            yield start, before + 1
        start = None


def _has_value(line: PdfLine) -> bool:
    """Tell whether a line is a row with a value behind its name; a justified one is none."""
    return any(_VALUE.fullmatch(text) for _, _, text in line.pieces[1:])


def _width(run: Sequence[PdfLine]) -> float:
    """Return a width of characters in which no cell reaches into the next."""
    widest = _CHARACTER * median(line.height for line in run)
    gaps = (
        (after[0] - piece[0]) / (len(piece[2]) + 2)
        for line in run
        for piece, after in pairwise(line.pieces)
    )
    return max(min((widest, *gaps)), 0.5)


def _drawn(line: PdfLine, width: float) -> str:
    """Return a line with its pieces where they stand, values by their ends."""
    drawn = ""
    for left, right, text in _pieces(line):
        place = round(right / width) - len(text) if _VALUE.fullmatch(text) else round(left / width)
        drawn = f"{drawn}{'  ' if drawn else ''}".ljust(place) + text
    return drawn
