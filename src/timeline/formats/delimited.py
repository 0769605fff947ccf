"""Lists as CSV: RFC 4180, UTF-8, lines end in CR LF, columns as `tables` documents them.

A spreadsheet takes a cell that begins with = + - @ for a formula, so such a text gets a leading
apostrophe, and so does a text that begins with an apostrophe, a tab or a carriage return: taking
one apostrophe away gives the text back, exactly (`unescape`). Columns of numbers never get one.
An empty cell means not stated. Lists are joined by "; ", a semicolon or backslash inside an
entry is written with a backslash before it (`split_list` undoes both).

Read it back with `pandas.read_csv(path, dtype=str, keep_default_na=False)`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice
from typing import Final, TypeVar

from timeline.formats.tables import NUMBERS, Cell, Column, Listing

T = TypeVar("T")

_AT_ONCE: Final = 10_000
_RISKY: Final = ("=", "+", "-", "@", "\t", "\r", "'")


def escape(text: str) -> str:
    """Return a text with a leading apostrophe where a spreadsheet would not take it as text."""
    return f"'{text}" if text.startswith(_RISKY) else text


def unescape(cell: str) -> str:
    """Return the text that `escape` was given."""
    return cell.removeprefix("'")


def join_list(entries: Iterable[str]) -> str:
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


def cell_text(column: Column[T], cell: Cell) -> str:
    """Return what stands in the CSV cell of a column."""
    if cell is None:
        return ""
    if column.kind in NUMBERS:
        return str(cell)
    return escape(join_list(cell) if isinstance(cell, tuple) else str(cell))


def csv(listing: Listing[T], items: Iterable[T]) -> str:
    """Return a header line and one record an item; a part of the items is held at a time."""
    import pandas as pd  # late: only export needs it

    names = [column.name for column in listing.columns]
    left = iter(items)
    parts: list[str] = []
    while True:
        rows = [
            [cell_text(column, column.of(item)) for column in listing.columns]
            for item in islice(left, _AT_ONCE)
        ]
        if parts and not rows:
            return "".join(parts)
        frame = pd.DataFrame(rows, columns=names, dtype=object)
        parts.append(frame.to_csv(index=False, header=not parts, lineterminator="\r\n"))
