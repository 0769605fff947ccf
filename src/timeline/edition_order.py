"""The order of the editions of a publication: by their dates, and by a label where that tells.

Nobody may know when an edition was published, and yet its label say where it belongs: "2021"
between "2020" and "2022". That holds where the labels of the dated editions are in the order of
their dates, so that labels are seen to tell it.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby, pairwise
from typing import Final

from timeline.model import Imprint

Days = tuple[int, int] | None
"""The first and last day on which an edition may have been published, None for an undated one."""
_FEWEST: Final = 2
"""Dated editions, without which no order of labels is seen, unless all are quarters or halves."""
_PART_OF_YEAR: Final = re.compile(r"(?:19|20)\d\d-?(?:q[1-4]|h[12])")


def place_labels(published: Mapping[str, Days]) -> tuple[str, ...]:
    """Return the labels of the editions of a publication that have a place, the oldest first.

    Dated ones stand by their first and last possible day, then by their label; undated ones by the
    numbers in their labels, where these are of the form of the others and tell it.
    """
    dated = sorted((days, label) for label, days in published.items() if days is not None)
    placed = [label for _, label in dated]
    undated = sorted(published.keys() - {*placed}, key=lambda label: (_numbers(label), label))
    are_parts = all(map(_PART_OF_YEAR.fullmatch, published))
    if not undated or not (are_parts or len(placed) >= _FEWEST) or not _tell_order(placed):
        return tuple(placed)
    words = _words((placed or undated)[0])
    numbers = [_numbers(label) for label in placed]
    for label in undated:
        own = _numbers(label)
        if own and _words(label) == words and not _is_vague(own, numbers):
            at = bisect(numbers, own)
            placed.insert(at, label)
            numbers.insert(at, own)
    return tuple(placed)


def place_editions(imprints: Iterable[Imprint]) -> tuple[Imprint, ...]:
    """Return the editions that have a place, by publication, the oldest first."""
    found: list[Imprint] = []
    ordered = sorted(imprints, key=lambda each: each.publication)
    for _, group in groupby(ordered, key=lambda each: each.publication):
        of = {each.label: each for each in group}
        found += (of[label] for label in place_labels({k: _days(v) for k, v in of.items()}))
    return tuple(found)


def _days(imprint: Imprint) -> Days:
    return None if imprint.published is None else (imprint.published.first, imprint.published.last)


def _tell_order(labels: Sequence[str]) -> bool:
    """Tell whether labels of dated editions have numbers that grow, and are else of one form."""
    if not all(map(_numbers, labels)) or len({*map(_words, labels)}) > 1:
        return False
    return all(_numbers(one) <= _numbers(other) for one, other in pairwise(labels))


def _is_vague(own: tuple[int, ...], others: Iterable[tuple[int, ...]]) -> bool:
    """Tell whether one of two labels says less than the other: "2020" beside "2020-09"."""
    return any(own[: len(each)] == each[: len(own)] for each in others)


def _numbers(label: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", label)))


def _words(label: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[a-z]+", label))
