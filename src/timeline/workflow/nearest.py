"""The name that somebody may have meant."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

_ALIKE: Final = 65
"""From which likeness, 0 to 100, a name is worth suggesting: one slip in a short word."""


def nearest(name: str, names: Iterable[str]) -> str | None:
    """Return the name most like another, None where none is much like it."""
    from rapidfuzz import fuzz, process  # late: only after a mistake

    found = process.extractOne(name, sorted(names), scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return None if found is None else str(found[0])
