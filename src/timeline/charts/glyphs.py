"""The shapes of the statuses, which tell them apart without any colour.

A filled disc occurred, a hollow lozenge is scheduled, a half filled one postponed, a cross
cancelled; a triangle after the label is a plan whose date has passed.
"""

from __future__ import annotations

from typing import Final

from timeline.charts.svg import draw_path, element

REACH: Final = 6
"""The px from the middle of a glyph to its farthest point."""


def draw_glyph(status: str, x: float, y: float) -> str:
    """Return the shape of a status around a point."""
    lozenge = ("M", x, y - 6, "l", 6, 6, "l", -6, 6, "l", -6, -6, "z")
    match status:
        case "scheduled":
            return draw_path("hollow scheduled", *lozenge)
        case "postponed":
            half = ("M", x, y - 6, "l", -6, 6, "l", 6, 6, "z")
            return draw_path("hollow postponed", *lozenge) + draw_path("filled postponed", *half)
        case "cancelled":
            cross = ("M", x - 4, y - 4, "l", 8, 8, "m", 0, -8, "l", -8, 8)
            return draw_path("stroke cancelled", *cross)
    return element("circle", class_=f"filled {status}", cx=x, cy=y, r=4.5)


def draw_overdue(x: float, y: float) -> str:
    """Return the triangle of an overdue plan, 10 px wide from `x` on."""
    return draw_path("filled overdue", "M", x, y + 4, "l", 5, -9, "l", 5, 9, "z")


def draw_whisker(left: float, right: float, y: float) -> str:
    """Return the line over the days on which something may have happened."""
    return draw_path("whisker", "M", left, y, "H", right, "M", left, y - 4, "v", 8,
                     "M", right, y - 4, "v", 8)  # fmt: skip


def draw_arrow(x: float, y: float, towards: int, class_: str) -> str:
    """Return the head of an arrow along time, its point at `x`; `towards` is -1 for the past."""
    return draw_path(class_, "M", x, y, "l", -8 * towards, -5, "v", 10, "z")
