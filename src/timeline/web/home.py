"""The first page: what changed last, the publications, and what is overdue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from timeline.edition_order import place_editions
from timeline.formats.deltarows import DeltaRow, rows
from timeline.formats.jsonlists import array
from timeline.formats.tables import EDITIONS
from timeline.model import Delta, EditionSummary, Finding, Imprint
from timeline.web import findings
from timeline.web.memory import remember_for, remembered, remembered_editions
from timeline.web.page import File, Page, Question
from timeline.workflow import compare

_NEWS: Final = 5
_MOST_OVERDUE: Final = 5
_WEIGHT: Final = (
    "restated", "rescoped", "unit-changed", "corrected", "updated", "changed", "occurred",
    "cancelled", "rescheduled", "added", "returned", "dropped",
)  # fmt: skip
"""What is told first of a delta."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """A publication with its editions in their order; the last of those placed is `newest`."""

    publication: str
    editions: tuple[EditionSummary, ...]
    overdue: int

    @property
    def newest(self) -> EditionSummary:
        """The newest edition that has a place in the order, else the last of the list."""
        return self.editions[len(self.placed) - 1]

    @property
    def placed(self) -> tuple[Imprint, ...]:
        """The editions that have a place in the order, with which the list begins."""
        return place_editions(each.imprint for each in self.editions)

    @property
    def title(self) -> str:
        """What the newest edition calls itself, else the slug."""
        return self.newest.imprint.title or self.publication


@dataclass(frozen=True, slots=True)
class News:
    """What the edition published last changed: its most telling rows."""

    before: Imprint
    after: Imprint
    rows: tuple[DeltaRow, ...]
    count: int


def build(asked: Question) -> Page:
    """Return the first page."""
    listed = remembered_editions(asked.database, asked.within)
    late = tuple(
        each
        for (publication, *_), each in findings.overdue(asked.database, asked.today).items()
        if asked.within in (None, publication)
    )
    shelves = shelve(listed, late)
    return Page(
        template="home.html",
        title="timeline",
        values={
            "shelves": shelves,
            "editions": len(listed),
            "news": remembered(
                asked.database, ("news", asked.within), lambda: _news(asked.database, shelves)
            ),
            "late": late,
            "shown_late": late[:_MOST_OVERDUE],
        },
        files={"json": File("application/json", lambda: array(EDITIONS, listed))},
        command="timeline editions",
    )


def shelve(editions: Sequence[EditionSummary], late: Sequence[Finding]) -> tuple[Shelf, ...]:
    """Return the publications of a list of editions, the one published last first."""
    by_slug: dict[str, list[EditionSummary]] = {}
    for each in editions:
        by_slug.setdefault(each.imprint.publication, []).append(each)
    counts = [item.items[0].imprint.publication for item in late]
    shelves = [Shelf(slug, tuple(of), counts.count(slug)) for slug, of in by_slug.items()]
    return tuple(sorted(shelves, key=lambda shelf: (-_last_day(shelf), shelf.publication)))


def _last_day(shelf: Shelf) -> int:
    days = (each.published.last for each in shelf.placed if each.published is not None)
    return max(days, default=-10_000_000)


def _news(database: str, shelves: Sequence[Shelf]) -> News | None:
    """Return what changed last, None where no publication has two editions in order."""
    for shelf in shelves:
        if len(shelf.placed) > 1:
            before, after = shelf.placed[-2:]
            return _told(
                compare.compare_stored(
                    database, before.reference, after.reference, remember_for(database)
                )
            )
    return None


def _told(delta: Delta) -> News:
    found = [row for row in rows(delta) if row.about != "passage"]
    found.sort(key=lambda row: _rank(row.change.change))
    return News(delta.before.imprint, delta.after.imprint, tuple(found[:_NEWS]), len(found))


def _rank(change: str) -> int:
    return _WEIGHT.index(change) if change in _WEIGHT else len(_WEIGHT)
