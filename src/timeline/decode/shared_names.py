"""Names of rows that do not tell them apart: "East" beside "Alder", and once more beside "Birch".

There the words in the next cell name the row as well.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from timeline.decode.elements import Element, Line

_DIGIT: Final = re.compile(r"\d")
_LETTERS: Final = re.compile(r"[^\W\d_]{2}")


def find_shared_names(rows: Sequence[Element], line: Line) -> frozenset[str]:
    """Return what stands at the beginning of several rows, or of one row for several."""
    names: Counter[str] = Counter()
    for row in rows:
        first = next((e for e in row.content if isinstance(e, Element) and e.tag in _CELLS), None)
        if first is not None and row.tag == "tr" and (name := line(first)):
            names[name] += 2 if first.get("rowspan").strip() not in ("", "1") else 1
    return frozenset(name for name, count in names.items() if count > 1)


def may_name(name: str) -> bool:
    """Tell whether what a cell says can name its row: words without a number."""
    return _LETTERS.search(name) is not None and _DIGIT.search(name) is None


_CELLS: Final = frozenset({"td", "th"})
