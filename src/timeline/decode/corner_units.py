"""What the corner of a table says of its numbers: "Item ($ million)" or "2021" over its rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from timeline.lexicon import read_lexicon
from timeline.reading.figures.header_units import head_unit

UNIT_HEADS: Final = frozenset(
    entry["head"] for entry in read_lexicon("decode/data/unit_heads.tsv", ("head",))
)
"""Heads of a column that says in what the numbers of its row are measured."""
_YEAR: Final = re.compile(r"(?:1[89]|20)\d\d")


def corner_heads(corner: Sequence[str], heads: Sequence[str]) -> tuple[str, ...]:
    """Return what the heads over the names of rows say of a unit or a year, as more heads.

    Nothing where the cell's own heads say one, which is nearer. A unit that cannot be read is
    returned too: its numbers are not half read then.
    """
    return (*_corner_unit(corner, heads), *_corner_year(corner, heads))


def measures(heads: Sequence[str]) -> bool:
    """Tell whether a column says in what the numbers of its rows are measured."""
    return bool(heads) and heads[-1].lower() in UNIT_HEADS


def says_unit(head: str) -> bool:
    """Tell whether a head names a unit."""
    return head_unit(head).says


def _corner_unit(corner: Sequence[str], heads: Sequence[str]) -> tuple[str, ...]:
    if any((unit := head_unit(head)).says or unit.refused for head in heads):
        return ()
    for name in reversed(corner):
        unit = head_unit(name)
        if unit.refused:
            return (name,)
        if unit.says:
            return (name.removeprefix(unit.name).strip(" ,:-–—") if unit.name else name,)
    return ()


def _corner_year(corner: Sequence[str], heads: Sequence[str]) -> tuple[str, ...]:
    """Return the year that stands over the names of months."""
    if any(_YEAR.search(head) for head in heads):
        return ()
    return next(((name,) for name in reversed(corner) if _YEAR.fullmatch(name)), ())
