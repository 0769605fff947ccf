"""Leave the minor events out of a list for people, and count them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING

from timeline.formats import FOR_PEOPLE
from timeline.vocabulary import MINOR

if TYPE_CHECKING:
    from collections.abc import Generator

    from timeline.model import Happening


def lists_minor(form: str, status: str | None, *, everything: bool) -> bool:
    """Tell whether a list of events holds the minor ones too.

    Formats for programs do, and so does a list of what recurs, which is minor altogether.
    """
    return everything or form not in FOR_PEOPLE or status == "recurring"


class CoreEvents:
    """Happenings without the minor ones; of the others the first `limit`, or all.

    To be read once. `left_out` counts the minor ones that were passed over so far.
    """

    def __init__(self, happenings: Generator[Happening, None, None], limit: int | None) -> None:
        self._happenings = happenings
        self._limit = limit
        self._shown = 0
        self.left_out = 0

    def __iter__(self) -> Iterator[Happening]:
        with closing(self._happenings):
            for happening in self._happenings:
                if happening.newest.event.salience == MINOR:
                    self.left_out += 1
                    continue
                self._shown += 1
                yield happening
                if self._shown == self._limit:
                    return

    def closing_line(self) -> Iterator[str]:
        """Yield, when all are read, the line that says how many were left out, if any were."""
        if self.left_out:
            events, them = ("event", "it") if self.left_out == 1 else ("events", "them")
            gap = "\n" if self._shown else ""
            yield f"{gap}{self.left_out} minor {events} not shown; --all shows {them}.\n"
