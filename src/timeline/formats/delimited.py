"""Lists as CSV: RFC 4180, UTF-8, lines end in CR LF, columns as `tables` documents them.

A spreadsheet takes a cell that begins with = + - @ for a formula, so such a text gets a leading
apostrophe, and so does a text that begins with an apostrophe, a tab or a carriage return: taking
one apostrophe away gives the text back, exactly (`unescape`). Columns of numbers never get one.
An empty cell means not stated. Lists are joined by "; ", a semicolon or backslash inside an
entry is written with a backslash before it (`split_list` undoes both).

Read it back with `pandas.read_csv(path, dtype=str, keep_default_na=False)`.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from csv import writer
from functools import lru_cache
from itertools import islice
from typing import Final, TypeVar

from timeline.formats.tables import NUMBERS, Cell, Listing

T = TypeVar("T")

_AT_ONCE: Final = 5_000
RISKY: Final = ("=", "+", "-", "@", "\t", "\r", "'")


def escape(text: str) -> str:
    """Return a text with a leading apostrophe where a spreadsheet would not take it as text."""
    return f"'{text}" if text.startswith(RISKY) else text


def unescape(cell: str) -> str:
    """Return the text that `escape` was given."""
    return cell.removeprefix("'")


@lru_cache(maxsize=4_096)
def join_list(entries: tuple[str, ...]) -> str:
    """Return the entries as one cell: "the council; the ministry"."""
    return "; ".join(re.sub(r"([\\;])", r"\\\1", entry) for entry in entries)


def split_list(cell: str) -> tuple[str, ...]:
    """Return the entries of a cell that `join_list` wrote; none for an empty one."""
    if not cell:
        return ()
    entries = [""]
    for part in re.findall(r"\\.|; |[^\\]", cell, re.DOTALL):
        if part == "; ":
            entries.append("")
        else:
            entries[-1] += part[-1]
    return tuple(entries)


def _number(cell: Cell) -> str:
    return "" if cell is None else str(cell)


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    return escape(join_list(cell) if isinstance(cell, tuple) else str(cell))


def csv(listing: Listing[T], items: Iterable[T]) -> Iterator[str]:
    """Yield a header line and one record an item; a part of the items is held at a time."""
    columns = [
        (column.of, _number if column.kind in NUMBERS else _text) for column in listing.columns
    ]
    yield write_lines([[column.name for column in listing.columns]])
    left = iter(items)
    while some := list(islice(left, _AT_ONCE)):
        cells = ([*map(cell, map(of, some))] for of, cell in columns)
        yield write_lines(zip(*cells, strict=True))


def write_lines(rows: Iterable[Sequence[str | int | None]]) -> str:
    """Return rows of cells as lines of CSV."""
    written = io.StringIO(newline="")
    writer(written, lineterminator="\r\n").writerows(rows)
    return written.getvalue()
