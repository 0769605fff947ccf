"""The rows of a delta: which of them are printed, and each with the two editions it compares."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from timeline.model import (
    NOT_COVERED,
    UNCHANGED,
    Change,
    Delta,
    Event,
    Figure,
    Passage,
    PassageChange,
    Revision,
    Snapshot,
)

AnyChange = Change[Figure] | Change[Event] | PassageChange

QUIET: Final = frozenset({UNCHANGED, NOT_COVERED})
"""The changes that are only counted unless they are asked for."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows are printed beside the changes of the document: quiet ones, noise.

    `only` are the subjects, and `changes` the names of changes, to which the delta was narrowed;
    none for all.
    """

    quiet: bool = False
    noise: bool = False
    only: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()

    def asks(self, subject: str) -> bool:
        """Tell whether figures, events or passages were asked for."""
        return not self.only or subject.lower() in self.only

    def shows(self, row: Change[Any] | PassageChange) -> bool:
        """Tell whether a row is printed; all rows are counted."""
        if isinstance(row, PassageChange) and row.noise is not None:
            return self.noise
        return self.quiet or row.change not in QUIET


CHANGES: Final = Wanted()
EVERYTHING: Final = Wanted(quiet=True, noise=True)


@dataclass(frozen=True, slots=True)
class Side:
    """What one edition has of a row: one figure or event, some passages, or nothing."""

    snapshot: Snapshot
    items: tuple[Figure | Event | Passage, ...]


@dataclass(frozen=True, slots=True)
class DeltaRow:
    """One row of a delta; `about` is figure, event or passage, or revision, which it then has."""

    about: str
    change: AnyChange
    before: Side
    after: Side
    revision: Revision | None = None

    @property
    def noise(self) -> str | None:
        """Name the kind of noise that the row is, None for a change of the document."""
        return self.change.noise if isinstance(self.change, PassageChange) else None


def rows(delta: Delta, wanted: Wanted = CHANGES) -> Iterator[DeltaRow]:
    """Yield the rows that are printed: figures, events, passages, each in the order of the text."""
    groups: tuple[tuple[str, tuple[AnyChange, ...]], ...] = (
        ("figure", delta.figures),
        ("event", delta.events),
        ("passage", delta.passages),
    )
    for about, changes in groups:
        for change in filter(wanted.shows, changes):
            before = Side(delta.before, _items(change.before))
            yield DeltaRow(about, change, before, Side(delta.after, _items(change.after)))


def _items(
    side: Figure | Event | tuple[Passage, ...] | None,
) -> tuple[Figure | Event | Passage, ...]:
    if side is None:
        return ()
    return side if isinstance(side, tuple) else (side,)
