"""The panel below a chart: by how much each time was revised since it was first stated.

A revision is mostly a few px on the scale of the values, so that it has a scale of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from timeline.charts.lettering import text_width
from timeline.charts.observations import Restated, change_between, unit_of_change, write_change
from timeline.charts.svg import draw_path, write_text

HEIGHT: Final = 84
_HEADING: Final = 22
_LABEL: Final = 16
_LEAST: Final = 7
"""The px of the smallest arrow: its head."""
_APART: Final = 40
"""The px in which one arrow has a label, the largest."""


def draw_revisions(
    restated: Sequence[Restated],
    top: float,
    edges: tuple[float, float],
    width: int,
    size: int,
    place: Callable[[Restated], float],
) -> str:
    """Return the panel from `top` down, in a drawing of `width` px.

    Its base line lies between two edges; `place` gives the x of a time.
    """
    changes = [
        (change, each)
        for each in restated
        if (change := change_between(each.first, each.last)) is not None and change
    ]
    if not changes:
        return ""
    largest = max(abs(change) for change, _ in changes)
    up, down = any(c > 0 for c, _ in changes), any(c < 0 for c, _ in changes)
    room = (HEIGHT - _HEADING - _LABEL * (up + down)) / (up + down)
    zero = top + _HEADING + (_LABEL + room if up else 0)
    content = write_text(0, top + 12, "Revised since first stated", "quiet")
    content += draw_path("base", "M", edges[0], zero, "H", edges[1])
    arrows = [
        _Arrow(place(each), change, write_change(change, unit_of_change(each.last)))
        for change, each in sorted(changes, key=lambda pair: -abs(pair[0]))
    ]
    labelled = _labelled(arrows, width, size)
    for arrow in arrows:
        tip = zero + arrow.way * max(_LEAST, room * float(abs(arrow.change) / largest))
        content += draw_change(arrow.x, zero, tip)
        if arrow in labelled:
            base = tip - 4 if arrow.way < 0 else tip + 13
            content += write_text(arrow.x, base, arrow.label, "", "middle")
    return content


@dataclass(frozen=True, slots=True)
class _Arrow:
    x: float
    change: Decimal
    label: str

    @property
    def way(self) -> int:
        return -1 if self.change > 0 else 1


def _labelled(arrows: Sequence[_Arrow], width: int, size: int) -> list[_Arrow]:
    """Return the largest arrows that have 40 px for their labels, and no larger one in the way."""
    found: list[_Arrow] = []
    halves = {arrow: text_width(arrow.label, size) / 2 for arrow in arrows}
    for number, arrow in enumerate(arrows):
        half = halves[arrow]
        in_the_way = any(
            other.way == arrow.way and abs(other.x - arrow.x) < half + 5
            for other in arrows[:number]
        )
        apart = all(
            abs(other.x - arrow.x) >= max(_APART, half + halves[other] + 4) for other in found
        )
        inside = half <= arrow.x <= width - half
        if inside and apart and not in_the_way:
            found.append(arrow)
    return found


def draw_change(x: float, start: float, tip: float) -> str:
    """Return an arrow up or down, from one y to another."""
    back = 6 if tip < start else -6
    line = draw_path("revision-line", "M", x, start, "V", tip + back)
    return line + draw_path("revision", "M", x, tip, "l", -4, back, "h", 8, "z")
