"""The unit in the corner of a table: "Item ($ million)" over the names of the rows."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.reading.figures.header_units import head_unit


def corner_unit(corner: Sequence[str], heads: Sequence[str]) -> tuple[str, ...]:
    """Return what the heads over the names of rows say of a unit, as one more head of a cell.

    Nothing where the cell's own heads say one, which is nearer. A unit that cannot be read is
    returned too: its numbers are not half read then.
    """
    if any((unit := head_unit(head)).says or unit.refused for head in heads):
        return ()
    for name in reversed(corner):
        unit = head_unit(name)
        if unit.refused:
            return (name,)
        if unit.says:
            return (name.removeprefix(unit.name).strip(" ,:-–—") if unit.name else name,)
    return ()
