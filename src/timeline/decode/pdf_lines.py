"""A line of a page of PDF, as the process that reads a file hands it to the one that asked."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PdfLine:
    """A line of a page, which counts from 1; lengths in points, from the bottom left.

    `pieces` are its parts, each with its left and right, where wide gaps part it. `drawn` is the
    line of a table as its columns stand, empty for any other. `turned` marks one that does not run
    from left to right.
    """

    text: str
    page: int
    left: float
    right: float
    bottom: float
    top: float
    pieces: tuple[tuple[float, float, str], ...] = ()
    drawn: str = ""
    turned: bool = False

    @property
    def height(self) -> float:
        return self.top - self.bottom
