"""What stands over the columns of a table in a PDF: the names of the columns, level by level.

A name may have several lines, which are one; and a name may stand over several columns, in their
middle or at their first or last one, with the names of each below it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from timeline.decode.pdf_columns import Band, band_of, is_period, reached
from timeline.decode.pdf_lines import PdfLine, PdfPiece

Join = Callable[[Sequence[str]], str]
"""What makes one text of the lines of a cell."""
_CAPTION: Final = re.compile(
    r"(?:Table|Figure|Chart|Box|Exhibit|Annex)\s[A-Z]?\d|Sources?:|Notes?:"
)
_LEADING: Final = 2.2
"""A line of heads is at most so many heights above what is below it."""
_LARGER: Final = 1.12
"""A line that is so much higher than the rows is no head of theirs."""
_ROW: Final = 0.4
"""Pieces whose middles are at most so many heights apart stand in one line of heads."""
_WRAPPED: Final = 1.12
"""The lines of one name are at most so many times as far apart as those of a paragraph."""
_OFF: Final = 0.6
"""A name stands over the middle of its columns, or at their edge, but for so many heights."""
_MOST: Final = 40
"""In a table of more columns no name over several is looked for."""


@dataclass(frozen=True, slots=True)
class Heads:
    """The names of columns: the first line that is theirs, and the levels from the top."""

    start: int
    levels: tuple[dict[int, str], ...]
    lines: frozenset[int]
    """The lines that hold them; others from `start` on are names of rows."""


def is_caption(line: PdfLine) -> bool:
    """Tell whether a line is the caption of a table, or what stands below one."""
    return _CAPTION.match(line.text) is not None


def find_heads(
    lines: Sequence[PdfLine], row: int, bands: Sequence[Band], leading: float, join: Join
) -> Heads:
    """Return what stands over the columns above the first row of a table.

    `leading` is how many heights the lines of a paragraph are apart.
    """
    over, beside = _above(lines, row, bands)
    pieces = [piece for number in over for piece in lines[number].parts]
    if not pieces:
        return Heads(row, (), frozenset())
    low, high = min(p.bottom for p in pieces), max(p.top for p in pieces)
    corner = [n for n in beside if low < (lines[n].bottom + lines[n].top) / 2 < high]
    apart = [n for n in beside if n not in corner and lines[n].top > low]
    start = max(apart, default=-1) + 1
    own = frozenset(n for n in (*over, *corner) if n >= start)
    if not own:
        return Heads(row, (), frozenset())
    held = [piece for number in sorted(own) for piece in lines[number].parts]
    below = [n for n in beside if n >= start and n not in own]
    return Heads(min((*own, *below)), tuple(_levels(held, bands, max(leading, 1.0), join)), own)


def _above(
    lines: Sequence[PdfLine], row: int, bands: Sequence[Band]
) -> tuple[list[int], list[int]]:
    """Return the lines above a row that stand over its columns, and those in the first alone."""
    over: list[int] = []
    beside: list[int] = []
    size, top = lines[row].pieces[-1].height, lines[row].top
    for number in range(row - 1, -1, -1):
        line = lines[number]
        near = line.page == lines[row].page and line.bottom - top < _LEADING * size
        if (
            not near
            or max(part.height for part in line.parts) > _LARGER * size
            or is_caption(line)
            or not _is_over(line, bands)
        ):
            break
        if all(band_of(part, bands) == 0 for part in line.parts):
            beside.append(number)
        elif line.bottom > lines[row].bottom:
            over.append(number)
        else:
            break
        top = max(top, line.top)
    return over, beside


def _is_over(line: PdfLine, bands: Sequence[Band]) -> bool:
    """Tell whether the pieces of a line stand over columns, none over the names and a value."""
    taken = [reached(part, bands) for part in line.parts]
    firsts = [each[0] for each in taken]
    return all(0 not in each or len(each) == 1 for each in taken) and len(set(firsts)) == len(
        firsts
    )


# ---------------------------------------------------------------- levels


def _levels(
    pieces: Sequence[PdfPiece], bands: Sequence[Band], leading: float, join: Join
) -> list[dict[int, str]]:
    """Return the names by column, those over several columns first, as they stand."""
    rows = _rows(pieces)
    levels: list[dict[int, str]] = []
    names: dict[int, list[str]] = {}
    for number, row in enumerate(rows):
        spread = _spread(row, rows[number + 1 :], bands, leading)
        if spread is None:
            for piece in row:
                names.setdefault(band_of(piece, bands), []).append(piece.text)
            continue
        level: dict[int, str] = {}
        for piece, over in zip(row, spread, strict=True):
            if len(over) == 1 and not is_period(piece.text):
                names.setdefault(over[0], []).append(piece.text)
            else:
                level |= dict.fromkeys(over, piece.text)
        levels.append(level)
    own = {band: join(texts) for band, texts in names.items()}
    return [*levels, own] if own else levels


def _rows(pieces: Sequence[PdfPiece]) -> list[list[PdfPiece]]:
    """Return pieces by the line in which they stand, from the top, each from the left."""
    rows: list[list[PdfPiece]] = []
    for piece in sorted(pieces, key=lambda p: -_middle(p)):
        if rows and _middle(rows[-1][0]) - _middle(piece) <= _ROW * piece.height:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda p: p.left) for row in rows]


def _middle(piece: PdfPiece) -> float:
    return (piece.bottom + piece.top) / 2


def _spread(
    row: Sequence[PdfPiece],
    below: Sequence[Sequence[PdfPiece]],
    bands: Sequence[Band],
    leading: float,
) -> list[range] | None:
    """Return the columns of each name of a line, None where none is over several."""
    valued = [piece for piece in row if band_of(piece, bands) > 0]
    under = [piece for line in below for piece in line if band_of(piece, bands) > 0]
    named = {band for piece in under for band in reached(piece, bands)}
    if not valued or len(bands) > _MOST or len(valued) >= len(bands) - 1:
        return None
    wide = any(len(reached(piece, bands)) > 1 for piece in valued)
    if not wide and len(named) < len(bands) - 1:
        return None
    names = _names_below(under, bands)
    found = _best(valued, bands, names) if wide or _certain(valued, under, leading) else None
    if found is None and wide:
        found = [range(over[0], over[-1] + 1) for over in (reached(p, bands) for p in valued)]
    if found is None or all(len(over) == 1 for over in found):
        return None
    first = [range(1) for piece in row if band_of(piece, bands) == 0]
    return [*first, *found]


def _names_below(
    under: Sequence[PdfPiece], bands: Sequence[Band]
) -> Mapping[int, tuple[PdfPiece, ...]]:
    """Return what stands over each column by itself, below names over several."""
    names: dict[int, tuple[PdfPiece, ...]] = {}
    for piece in under:
        over = reached(piece, bands)
        if len(over) == 1:
            names[over[0]] = (*names.get(over[0], ()), piece)
    return names


def _certain(row: Sequence[PdfPiece], under: Sequence[PdfPiece], leading: float) -> bool:
    """Tell whether names are surely none that go on below: years, or over names that come again.

    Where they stand close over the names below, these can be their other lines.
    """
    if all(is_period(piece.text) for piece in row):
        return True
    counted = Counter(piece.text for piece in under)
    again = sum(count for count in counted.values() if count > 1)
    near = max((_middle(piece) for piece in under), default=0.0)
    apart = min(map(_middle, row)) - near > _WRAPPED * leading * row[0].height
    return 2 * again > len(under) or apart


def _best(
    row: Sequence[PdfPiece], bands: Sequence[Band], names: Mapping[int, tuple[PdfPiece, ...]]
) -> list[range] | None:
    """Return over which columns the names of a line stand, by their middles or by one edge.

    The columns of one name have different `names` of their own.
    """
    off = _OFF * row[0].height
    reach = tuple(
        Band(
            min((band.left, *(name.left for name in names.get(number, ())))),
            max((band.right, *(name.right for name in names.get(number, ())))),
        )
        for number, band in enumerate(bands)
    )
    said = {number: " ".join(name.text for name in own) for number, own in names.items()}
    found = [
        each
        for way in (_off_middle, _off_first, _off_right)
        if (each := _parted(row, reach, said, way, off)) is not None
    ]
    if not found:
        return None
    return min(found, key=lambda each: (each[0][0], round(each[0][1]), each[0][2]))[1]


Away = tuple[float, float]
"""How far a name is at least from its place over columns, and how far it is about."""


def _off_middle(piece: PdfPiece, over: range, bands: Sequence[Band]) -> Away:
    """Return how far a name is from the middle of columns, whose cells may be wider than these."""
    first, last = bands[over[0]], bands[over[-1]]
    before = bands[over[0] - 1].right
    after = bands[over[-1] + 1].left if over[-1] + 1 < len(bands) else last.right
    middle = (piece.left + piece.right) / 2
    low, high = (before + last.right) / 2, (first.left + after) / 2
    return max(0.0, low - middle, middle - high), abs(middle - (first.left + last.right) / 2)


def _off_first(piece: PdfPiece, over: range, bands: Sequence[Band]) -> Away:
    """Return how far a name is from an edge of the first of its columns, as a cell of it stands."""
    first = bands[over[0]]
    away = min(abs(piece.left - first.left), abs(piece.right - first.right))
    return away, away


def _off_right(piece: PdfPiece, over: range, bands: Sequence[Band]) -> Away:
    away = abs(piece.right - bands[over[-1]].right)
    return away, away


Cost = tuple[int, float, float]
"""How many columns no name stands over, and how far all names are from their places."""


def _parted(
    row: Sequence[PdfPiece],
    bands: Sequence[Band],
    said: Mapping[int, str],
    way: Callable[[PdfPiece, range, Sequence[Band]], Away],
    off: float,
) -> tuple[Cost, list[range]] | None:
    """Return columns side by side for each name, None where one is too far from any."""

    @cache
    def best(name: int, first: int) -> tuple[Cost, tuple[range, ...]] | None:
        if name == len(row):
            return (len(bands) - first, 0.0, 0.0), ()
        held = reached(row[name], bands)
        found = None
        for start in range(first, held[0] + 1):
            for end in range(held[-1], len(bands)):
                over = range(start, end + 1)
                named = [said[band] for band in over if band in said]
                if len(set(named)) < len(named):
                    break
                least, about = way(row[name], over, bands)
                rest = best(name + 1, end + 1) if least <= off else None
                if rest is None:
                    continue
                left_out, far, farther = rest[0]
                cost = (left_out + start - first, far + least, farther + about)
                if found is None or cost < found[0]:
                    found = (cost, (over, *rest[1]))
        return found

    result = best(0, 1)
    return None if result is None else (result[0], list(result[1]))
