"""Tables of dates: rows of a date and of what happens then, with no numbers in columns.

"12 January 2026   Call opens" is a row under "Date   Milestone"; so is a line of a PDF whose two
pieces stand in two columns.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby
from typing import Final

from timeline.decode import datelines

FEWEST: Final = 3
"""So many rows one below the other make a table."""
_LONGEST: Final = 32
_YEAR: Final = re.compile(r"(?:1[89]|20)\d\d")
_WORDS: Final = re.compile(r"[^\W\d_]{3}.*\s.*[^\W\d_]{2}")
TWO: Final = 2


def is_row(cells: Sequence[str]) -> bool:
    """Tell whether cells are a date and what happens then."""
    return len(cells) == TWO and _WORDS.search(cells[1]) is not None and _is_date(cells[0])


@lru_cache(maxsize=4_096)
def _is_date(text: str) -> bool:
    """Tell whether a text is a year, a month or a day and nothing more."""
    if len(text) > _LONGEST or not any(map(str.isdigit, text)):
        return False
    if _YEAR.fullmatch(text):
        return True
    found = list(datelines.dates_of(text))
    return len(found) == 1 and (found[0][1], found[0][2]) == (0, len(text))


def find_runs(rows: Sequence[Sequence[str]]) -> list[range]:
    """Return where rows of dates stand one below the other, with the row of heads above them."""
    runs: list[range] = []
    place = 0
    for dated, group in groupby(map(is_row, rows)):
        count = sum(1 for _ in group)
        if dated and count >= FEWEST:
            headed = place and len(rows[place - 1]) == TWO
            runs.append(range(place - bool(headed), place + count))
        place += count
    return runs
