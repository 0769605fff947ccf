"""Tables of Markdown: where one begins in a block of lines, and its cells with their heads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from timeline.decode.corner_units import UNIT_HEADS, corner_heads
from timeline.model import Span

_RULE: Final = re.compile(r"\s*+\|?+(?:\s*+:?+-++:?+\s*+\|)*+(?:\s*+:?+-++:?+)?+\s*+")
Cell = tuple[Span, tuple[str, ...]]
"""Where the text of a cell stands, and the heads of its row and its column."""


def begins(text: str, lines: Sequence[Span]) -> int | None:
    """Return which line of a block is the first of a table, None where it holds none."""
    for index in range(1, len(lines)):
        line = lines[index].of(text)
        if "|" in line and "-" in line and _RULE.fullmatch(line):
            return index - 1 if "|" in lines[index - 1].of(text) else None
    return None


def cells(text: str, lines: Sequence[Span]) -> Iterator[Cell]:
    """Yield the cells of a table in order: its heads, then each row under them."""
    heads: dict[int, str] = {}
    for column, span in _row(text, lines[0]):
        heads[column] = " ".join(span.of(text).split())
        yield span, ()
    for line in lines[2:]:
        name: tuple[str, ...] = ()
        row = list(_row(text, line))
        units = [c for c, _ in row if heads.get(c, "").lower() in UNIT_HEADS]
        measured = tuple(f"({span.of(text)})" for c, span in row if c in units)
        for column, span in row:
            if column == 0:
                name = (" ".join(span.of(text).split()),)
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
