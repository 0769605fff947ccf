"""Find places where labels stand free: rows of a strip, and boxes around the points of a chart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


class LabelRows:
    """Rows of equal height in which no two boxes touch; a box is a pair of px, left and right."""

    def __init__(self, count: int, left: float, right: float) -> None:
        self._edges = left, right
        self._rows: list[list[tuple[float, float]]] = [[] for _ in range(count)]

    def place(self, *choices: tuple[float, float]) -> tuple[int, int] | None:
        """Take the first row where a choice is free, and return the row and which choice it was.

        A choice that leaves the edges is none. None where no row has room.
        """
        inside = [
            (number, box)
            for number, box in enumerate(choices)
            if self._edges[0] <= box[0] and box[1] <= self._edges[1]
        ]
        for at, row in enumerate(self._rows):
            for number, box in inside:
                if all(box[1] <= start or end <= box[0] for start, end in row):
                    row.append(box)
                    return at, number
        return None

    @property
    def used(self) -> int:
        """The number of rows up to the last one that has a box."""
        return max((at for at, row in enumerate(self._rows, 1) if row), default=0)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in px; `top` is less than `bottom`."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Tell whether two boxes overlap."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def within(self, other: Box) -> bool:
        """Tell whether the other box holds all of this one."""
        return (
            other.left <= self.left
            and self.right <= other.right
            and other.top <= self.top
            and self.bottom <= other.bottom
        )


class FreeSpace:
    """A rectangle with boxes that are taken, in which labels look for a free place."""

    def __init__(self, bounds: Box, taken: Iterable[Box] = ()) -> None:
        self._bounds = bounds
        self._taken = list(taken)

    def take(self, *choices: Box) -> Box | None:
        """Take the first choice that lies within the rectangle and meets nothing taken."""
        for box in choices:
            if box.within(self._bounds) and not any(box.meets(other) for other in self._taken):
                self._taken.append(box)
                return box
        return None
