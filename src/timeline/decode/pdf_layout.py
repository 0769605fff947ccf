"""The lines of a page of PDF -> the same in the order of reading.

A file may draw two columns row by row: then each line holds one of the left and one of the right.
Where most lines of a page are parted at one place, and both sides hold prose, the left is read
before the right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from timeline.decode import raised
from timeline.decode.columns import is_value
from timeline.decode.pdf_lines import PdfLine

_STEP: Final = 8.0
"""Points within which lines begin at the same place."""
_FEWEST: Final = 4
"""So many lines at least make two columns."""
_PROSE: Final = 20
"""Characters: the lines of a column of prose are longer than its cells."""
_TOUCHES: Final = 0.3
"""What begins within so many heights behind a line goes on with it."""
_BLANK: Final = 0.12
"""A gap of so many heights is a blank."""
_SMALLER: Final = 0.8
"""A raised mark is at most so high, as part of the line that it stands over."""


def in_order(page: Sequence[PdfLine]) -> list[PdfLine]:
    """Return the lines of a page as they are read."""
    lines = _merged(page)
    gutter = _gutter(lines)
    return lines if gutter is None else list(_parted(lines, gutter))


def _merged(page: Sequence[PdfLine]) -> list[PdfLine]:
    """Return lines with those put together that the file draws beside each other."""
    lines: list[PdfLine] = []
    for line in page:
        before = lines[-1] if lines else None
        if before is None:
            lines.append(line)
        elif (mark := _mark_behind(before, line)) is not None:
            lines[-1] = _with_mark(before, line, mark)
        elif (
            abs(before.bottom - line.bottom) < 0.2 * before.height
            and abs(before.height - line.height) < 0.2 * before.height
            and line.left > before.right + before.height
        ):
            pieces = (*before.parts, *line.parts)
            text = f"{before.text} {line.text}"
            lines[-1] = replace(before, text=text, right=line.right, pieces=pieces)
        else:
            lines.append(line)
    return lines


def _mark_behind(before: PdfLine, line: PdfLine) -> int | None:
    """Return how many characters are raised at the beginning of what goes on with a line.

    PDFium ends a line at a raised mark. None is for a line that does not go on with another.
    """
    beside = before.bottom - 0.2 * before.height < line.bottom < before.top
    near = -_TOUCHES * before.height < line.left - before.right < _TOUCHES * before.height
    if before.page != line.page or before.turned or line.turned or not (beside and near):
        return None
    small = line.height <= _SMALLER * before.height
    if small and line.bottom > before.bottom + 0.1 * before.height:
        return len(line.text)
    return line.mark if abs(before.bottom - line.bottom) < 0.2 * before.height else None


def _with_mark(before: PdfLine, line: PdfLine, mark: int) -> PdfLine:
    """Return a line with what goes on behind it, without the mark of a note between them."""
    *ahead, last = before.parts
    first, *rest = line.parts
    if mark:
        raw = f"{last.text}{raised.BEGIN}{first.text[:mark]}{raised.END}{first.text[mark:]}"
        text = raised.settled(raw)
    else:
        apart = line.left - before.right > _BLANK * before.height
        text = f"{last.text}{' ' if apart else ''}{first.text}"
    parts = (*ahead, replace(last, text=text.rstrip(), right=first.right), *rest)
    return replace(
        before,
        text=" ".join(part.text for part in parts),
        right=line.right,
        pieces=parts if len(parts) > 1 else (),
    )


# ---------------------------------------------------------------- two columns


def _gutter(lines: Sequence[PdfLine]) -> float | None:
    """Return where the right one of two columns of prose begins, None where there are none."""
    two = [line for line in lines if len(line.pieces) == 2]
    if len(two) < max(_FEWEST, len(lines) / 3):
        return None
    places = Counter(round(line.pieces[1].left / _STEP) for line in two)
    place, count = places.most_common(1)[0]
    sides = [piece.text for line in two for piece in line.pieces]
    prose = sum(len(side) >= _PROSE and not is_value(side) for side in sides)
    if count < 0.8 * len(two) or prose < 0.7 * len(sides):
        return None
    begins = (line.pieces[1].left for line in two)
    return min(left for left in begins if round(left / _STEP) == place)


def _parted(lines: Sequence[PdfLine], gutter: float) -> Iterator[PdfLine]:
    """Yield the left column before the right, between lines that reach over both."""
    right: list[PdfLine] = []
    for line in lines:
        if len(line.pieces) == 2 and line.pieces[1].left >= gutter - _STEP:
            one, other = line.pieces
            yield replace(line, text=one.text, left=one.left, right=one.right, pieces=())
            right.append(
                replace(line, text=other.text, left=other.left, right=other.right, pieces=())
            )
        elif line.left >= gutter - _STEP:
            right.append(line)
        elif line.right > gutter:
            yield from right
            right = []
            yield line
        else:
            yield line
    yield from right
