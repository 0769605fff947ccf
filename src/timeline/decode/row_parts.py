"""Rows of a table that are a part of the row above them: "of which electric"."""

from __future__ import annotations

import re
from typing import Final

_PART: Final = re.compile(r"(?:of which|of whom|thereof)\b", re.IGNORECASE)


def is_part(name: str) -> bool:
    """Tell whether a name is that of a part of the row above."""
    return _PART.match(name) is not None


def under(name: str, row_above: str) -> tuple[str, ...]:
    """Return the name of a row, under that of the one above where it is a part of it."""
    return (row_above, name) if row_above and is_part(name) else (name,)


def closes(name: str, group: tuple[str, ...], rows: int) -> bool:
    """Tell whether a row is the total of the group above it, which ends with it: "Total revenue".

    `rows` is how many rows of the group stand before: a total in front of them ends nothing.
    """
    total = _TOTAL.match(name)
    return bool(group and rows and total) and group[-1].lower() in name.lower()


_TOTAL: Final = re.compile(r"(?:sub-?)?total\b", re.IGNORECASE)
