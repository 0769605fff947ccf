"""Counts that make up the one before a colon: "There are 12 members: seven women and five men"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from timeline.model import Figure

_ALONE: Final = "so many N"
"""The shape of a count that only its noun names."""
_LEADS: Final = re.compile(r"[^.;:()\d]{0,60}?(?:(?:19|20)\d\d)?(?::|\s[–—])\s")
"""What stands between a total and the first of its parts."""
_JOINS: Final = re.compile(r"(?:[^.;:()\d]|\bsuch\b){0,60}(?:,|;|\band)\s")
_FEWEST: Final = 2


def with_totals(text: str, figures: Sequence[Figure]) -> list[Figure]:
    """Return figures of a sentence; parts that make up a total are counted among it.

    Nothing changes where the parts do not add up to the total.
    """
    found = list(figures)
    for at, total in enumerate(found):
        if total.kind != "count" or total.quote is None or not total.measure:
            continue
        parts = _parts(text, found, at)
        if len(parts) < _FEWEST:
            continue
        if sum(part.quantity.value for part in parts) == total.quantity.value:
            for number, part in enumerate(parts, at + 1):
                found[number] = replace(part, measure=f"{part.measure} among {total.measure}")
    return found


def _parts(text: str, figures: Sequence[Figure], at: int) -> list[Figure]:
    """Return the counts behind a total that only their nouns name, one after the other."""
    parts: list[Figure] = []
    end, lead = figures[at].quote, _LEADS
    for part in figures[at + 1 :]:
        exact = part.kind == "count" and part.quantity.value_high is None
        if not exact or part.rules[1] != _ALONE or end is None or part.quote is None:
            break
        if lead.fullmatch(text, end.span.end, part.quote.span.start) is None:
            break
        parts.append(part)
        end, lead = part.quote, _JOINS
    return parts
