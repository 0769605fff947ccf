"""Tables whose cells are parted by bars: the cells, each with the heads of row and column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from timeline.decode.corner_units import UNIT_HEADS, corner_heads
from timeline.decode.row_parts import under
from timeline.model import Span

Cell = tuple[Span, tuple[str, ...]]
"""Where the text of a cell stands, and the heads of its row and its column."""


def cells(text: str, lines: Sequence[Span]) -> Iterator[Cell]:
    """Yield the cells of a table in order: its heads, then each row under them."""
    heads: dict[int, str] = {}
    for column, span in _row(text, lines[0]):
        heads[column] = " ".join(span.of(text).split())
        yield span, ()
    row_above = ""
    for line in lines[2:]:
        name: tuple[str, ...] = ()
        row = list(_row(text, line))
        units = [c for c, _ in row if heads.get(c, "").lower() in UNIT_HEADS]
        measured = tuple(f"({span.of(text)})" for c, span in row if c in units)
        for column, span in row:
            if column == 0:
                name = under(" ".join(span.of(text).split()), row_above)
                row_above = name[0]
                yield span, ()
            else:
                above = (*name, *((heads[column],) if column in heads else ()))
                said = (*above, *measured)
                corner = (heads[0],) if 0 in heads else ()
                yield span, above if column in units else (*said, *corner_heads(corner, said))


def _row(text: str, line: Span) -> Iterator[tuple[int, Span]]:
    """Yield the column and the place of each cell of a row that is not empty."""
    content = line.of(text)
    column = 0 if not content.lstrip().startswith("|") else -1
    start = 0
    for part in content.split("|"):
        stripped = part.strip()
        if stripped:
            begin = line.start + start + len(part) - len(part.lstrip())
            yield max(column, 0), Span(begin, begin + len(stripped))
        column += 1
        start += len(part) + 1
