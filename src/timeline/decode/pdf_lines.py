"""A line of a page of PDF, as the process that reads a file hands it to the one that asked."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PdfPiece:
    """A part of a line between two wide gaps; lengths in points, from the bottom left."""

    text: str
    left: float
    right: float
    bottom: float
    top: float

    @property
    def height(self) -> float:
        return self.top - self.bottom


@dataclass(frozen=True, slots=True)
class PdfLine:
    """A line of a page, which counts from 1; lengths in points, from the bottom left.

    `pieces` are its parts where wide gaps part it, and none for a line that is whole. `mark` is how
    many characters at its beginning stand above the line. `drawn` is the row of a table as its
    columns stand, empty for any other line, and `table` the number of that table. `turned` marks a
    line that does not run from left to right.
    """

    text: str
    page: int
    left: float
    right: float
    bottom: float
    top: float
    pieces: tuple[PdfPiece, ...] = ()
    mark: int = 0
    drawn: str = ""
    table: int = 0
    turned: bool = False

    @property
    def height(self) -> float:
        return self.top - self.bottom

    @property
    def parts(self) -> tuple[PdfPiece, ...]:
        """The pieces of the line, itself where it is whole."""
        return self.pieces or (PdfPiece(self.text, self.left, self.right, self.bottom, self.top),)
