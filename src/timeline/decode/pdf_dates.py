"""The dates of publication that a PDF states at the top of its first page.

A line says so in as many words ("Third quarter 2025 · Released 14 November 2025"), or is a day and
nothing more, next to the title. When the file was made tells when it was printed, and is not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from timeline.decode import datelines
from timeline.decode.pagedata import plausible, until
from timeline.model import Claim, Passage
from timeline.values import Period

_BYLINE: Final = "byline"
_LINES: Final = 8
"""So many lines at the top can hold the date."""
_BESIDE_TITLE: Final = 3
"""A line that is a day and nothing more is one of these."""
_LONGEST: Final = 120
_BAR: Final = re.compile(r"\s[|•·–—-]\s")


def claims(passages: Sequence[Passage]) -> tuple[Claim, ...]:
    """Return the dates that the first lines of a document state as those of its publication."""
    found: dict[Claim, None] = {}
    for number, passage in enumerate(islice(passages, _LINES)):
        text = " ".join(passage.quote.text.split())
        if len(text) > _LONGEST:
            continue
        for said, period in _stated(text):
            if said == datelines.MODIFIED:
                found |= dict.fromkeys(plausible(Claim(_BYLINE, until(period), text)))
            elif said or (number <= _BESIDE_TITLE and period.first == period.last):
                found |= dict.fromkeys(plausible(Claim(_BYLINE, period, text)))
    return tuple(found)


def _stated(text: str) -> Iterator[tuple[str, Period]]:
    """Yield what a line says of its dates, or each part of it between bars by itself."""
    for part in (text, *(_BAR.split(text) if _BAR.search(text) else ())):
        found = datelines.read(part, list(datelines.dates_of(part)))
        if found is not None:
            yield from found.stated
