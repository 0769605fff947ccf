"""The rows of a delta: which of them are printed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from timeline.model import NOT_COVERED, UNCHANGED, Change, PassageChange

QUIET: Final = frozenset({UNCHANGED, NOT_COVERED})
"""The changes that are only counted unless they are asked for."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows are printed beside the changes of the document: quiet ones, noise."""

    quiet: bool = False
    noise: bool = False

    def shows(self, row: Change[Any] | PassageChange) -> bool:
        """Tell whether a row is printed; all rows are counted."""
        if isinstance(row, PassageChange) and row.noise is not None:
            return self.noise
        return self.quiet or row.change not in QUIET


CHANGES: Final = Wanted()
EVERYTHING: Final = Wanted(quiet=True, noise=True)
