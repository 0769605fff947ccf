"""What is overdue, stale or contradictory, remembered for the pages that show it."""

from __future__ import annotations

from collections.abc import Mapping

from timeline.chronology import OVERDUE
from timeline.model import Finding, StatedFigure, Statement
from timeline.values import day_text
from timeline.web.memory import remembered
from timeline.workflow import status

Place = tuple[str, str, int]
"""Publication, label of the edition and number of the event in it."""


def place(item: Statement | StatedFigure) -> Place:
    """Return where an item is stated."""
    return item.imprint.publication, item.imprint.label, item.number


def overdue(database: str, today: int) -> Mapping[Place, Finding]:
    """Return the overdue plans of all publications by where they were stated last, oldest first."""

    def found() -> dict[Place, Finding]:
        late = status.status(database, today=day_text(today), only=(OVERDUE,))
        return {place(each.items[0]): each for each in sorted(late, key=due)}

    return remembered(database, ("overdue", today), found, len)


def due(finding: Finding) -> int:
    """Return the last day of a plan that was found, a day number."""
    item = finding.items[0]
    when = item.event.when if isinstance(item, Statement) else None
    return 0 if when is None else when.last
