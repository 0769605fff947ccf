"""All that editions state and changed, for the formats that hold several lists in one file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from timeline.formats import deltacsv, tables
from timeline.formats.deltarows import rows
from timeline.formats.tables import Listing
from timeline.model import Delta, Happening, StatedFigure


@dataclass(frozen=True, slots=True)
class Book:
    """Events, figures and what each edition changed; each is read once, and only if needed."""

    happenings: Iterable[Happening]
    figures: Iterable[StatedFigure]
    deltas: Iterable[Delta]

    def sheets(self) -> Iterator[tuple[str, Listing[Any], Iterable[Any]]]:
        """Yield the lists with their names and their columns."""
        yield "events", tables.HAPPENINGS, self.happenings
        yield "figures", tables.FIGURES, self.figures
        yield "changes", deltacsv.ROWS, (row for delta in self.deltas for row in rows(delta))
