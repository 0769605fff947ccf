"""The dates of publication that a PDF or a text states at its top.

A line says so in as many words ("Third quarter 2025 · Released 14 November 2025"), or is a day and
nothing more, next to the title; in a text below it, since what stands above may be another's. When
a file was made tells when it was printed, and is not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Final

from timeline.decode import datelines
from timeline.decode.pagedata import plausible, until
from timeline.model import Claim, Passage
from timeline.values import Period
from timeline.vocabulary import HEADING

_BYLINE: Final = "byline"
LINES: Final = 8
"""So many lines at the top can hold the date."""
_BESIDE_TITLE: Final = 3
"""A line that is a day and nothing more is one of these."""
_LONGEST: Final = 120
_BAR: Final = re.compile(r"\s[|•·–—-]\s")


def claims(passages: Sequence[Passage]) -> tuple[Claim, ...]:
    """Return the dates that the first lines of a document state as those of its publication."""
    found: dict[Claim, None] = {}
    for number, passage in enumerate(islice(passages, LINES)):
        text = " ".join(passage.quote.text.split())
        if len(text) > _LONGEST:
            continue
        for said, period in _stated(text):
            if said == datelines.MODIFIED:
                found |= dict.fromkeys(plausible(Claim(_BYLINE, until(period), text)))
            elif said or (number <= _BESIDE_TITLE and period.first == period.last):
                found |= dict.fromkeys(plausible(Claim(_BYLINE, period, text)))
    return tuple(found)


def claims_of_text(passages: Sequence[Passage]) -> tuple[Claim, ...]:
    """Return the dates that the lines at the top of a text state as those of its publication."""
    found: dict[Claim, None] = {}
    title, in_section = None, False
    for number, passage in enumerate(islice(passages, LINES)):
        text = " ".join(passage.quote.text.split()).strip("*_ ")
        if passage.kind == HEADING:
            in_section = in_section or _heads_one_of_several(passage, passages)
            title = number if title is None else title
            continue
        beside = not in_section and title is not None and number <= title + _BESIDE_TITLE
        if beside and (opened := datelines.opening_day(passage.quote.text)) is not None:
            found |= dict.fromkeys(plausible(Claim(_BYLINE, *opened)))
        for said, period in _stated(text) if len(text) <= _LONGEST else ():
            if said == datelines.PUBLISHED or (beside and not said and period.first == period.last):
                found |= dict.fromkeys(plausible(Claim(_BYLINE, period, text)))
    return tuple(found)


def _heads_one_of_several(heading: Passage, passages: Sequence[Passage]) -> bool:
    """Tell whether a heading is that of a section, which others follow below the same title."""
    alike = [p for p in passages if p.kind == HEADING and p.path == heading.path]
    return bool(heading.path) and len(alike) > 1


def settled(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """Return passages, of which a day at the top that looks like a heading heads nothing.

    Several such days are those of a chronology, a day above all else may be its title, and one in
    a section dates what stands in that.
    """
    days = [n for n, p in enumerate(passages) if p.kind == HEADING and _is_day(p.quote.text)]
    if len(days) != 1 or not 0 < days[0] < LINES:
        return tuple(passages)
    name = " ".join(passages[days[0]].quote.text.split())
    rest = [replace(p, path=tuple(each for each in p.path if each != name)) for p in passages]
    rest[days[0]] = replace(rest[days[0]], kind="sentence")
    in_section = any(_heads_one_of_several(p, rest) for p in rest[: days[0]] if p.kind == HEADING)
    return tuple(passages if in_section else rest)


def _is_day(line: str) -> bool:
    """Tell whether a line holds a day of its text and nothing more."""
    stated = _stated(" ".join(line.split()).strip("*_ "))
    return any(said or period.first == period.last for said, period in stated)


def _stated(text: str) -> Iterator[tuple[str, Period]]:
    """Yield what a line says of its dates, or each part of it between bars by itself."""
    for part in (text, *(_BAR.split(text) if _BAR.search(text) else ())):
        found = datelines.read(part, list(datelines.dates_of(part)))
        if found is not None:
            yield from found.stated
