"""A store -> what is overdue, stale or contradictory in it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime

from timeline import chronology
from timeline.model import Finding
from timeline.store import database as databases
from timeline.store import queries
from timeline.workflow.history import followed
from timeline.workflow.imprints import period_given
from timeline.workflow.references import require_publication


def status(
    database: str,
    *,
    publication: str | None = None,
    today: str | None = None,
    only: Collection[str] = (),
) -> tuple[Finding, ...]:
    """Return the plans that are overdue, then the figures of the newest editions that are stale,
    then the contradictions in them, by publication.

    `today` is EDTF, its first day counts; without it, the day it is in UTC. `only` names overdue,
    stale or contradiction. Undated editions are of no time: only their plans count.

    Raises UsageError for an unknown publication, DatabaseError.
    """
    day = period_given("--today", today or datetime.now(UTC).date().isoformat())
    wanted = set(only) or {chronology.OVERDUE, chronology.STALE, chronology.CONTRADICTION}
    found: list[Finding] = []
    with databases.reading(database) as connection:
        require_publication(connection, publication)
        stored = queries.editions(connection, publication)
        for slug in dict.fromkeys(item.imprint.publication for item in stored):
            imprints = [i.imprint for i in stored if i.imprint.publication == slug]
            dated = [imprint for imprint in imprints if imprint.published is not None]
            if chronology.OVERDUE in wanted and day is not None:
                planned = chronology.ordered(queries.happenings(connection, publication=slug))
                found += chronology.overdue(planned, imprints, day.first)
            if dated and chronology.STALE in wanted:
                found += chronology.stale(followed(connection, slug), dated[-1])
            if dated and chronology.CONTRADICTION in wanted:
                label = dated[-1].label
                stated = queries.figures(connection, publication=slug, edition=label)
                in_order = sorted(stated, key=lambda row: row.number)
                found += chronology.contradictions(in_order)
    return tuple(found)
