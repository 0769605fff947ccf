"""A store -> what is overdue, stale or contradictory in it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, datetime

from timeline import chronology
from timeline.edition.metadata import period_given
from timeline.model import COMPLETE, Finding, Imprint
from timeline.store import database as databases
from timeline.store import queries, statements
from timeline.workflow.history import followed
from timeline.workflow.references import require_publication


def status(
    database: str,
    *,
    publication: str | None = None,
    today: str | None = None,
    only: Collection[str] = (),
) -> tuple[Finding, ...]:
    """Return overdue plans, then stale figures and contradictions of the newest editions.

    Sorted by publication. `today` is EDTF, of which the first day counts; by default it is today
    in UTC. `only` names overdue, stale or contradiction. A partial edition does not replace what
    earlier ones state. Of undated editions, only the plans count.

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
                planned = chronology.ordered(statements.happenings(connection, publication=slug))
                found += chronology.overdue(planned, imprints, day.first)
            current = _current(dated)
            if chronology.STALE in wanted:
                series = followed(connection, slug) if current else ()
                for imprint in current:
                    found += chronology.stale(series, imprint)
            if chronology.CONTRADICTION in wanted:
                for imprint in current:
                    stated = statements.figures(connection, publication=slug, edition=imprint.label)
                    found += chronology.contradictions(sorted(stated, key=lambda row: row.number))
    return tuple(found)


def single(database: str, publication: str | None = None) -> tuple[str, ...]:
    """Return the publications that have fewer than two dated editions: nothing to compare.

    Raises DatabaseError.
    """
    dated: dict[str, int] = {}
    with databases.reading(database) as connection:
        for item in queries.editions(connection, publication):
            slug = item.imprint.publication
            dated[slug] = dated.get(slug, 0) + (item.imprint.published is not None)
    return tuple(slug for slug, number in dated.items() if number < 2)


def _current(dated: Sequence[Imprint]) -> Sequence[Imprint]:
    """Return the newest edition, and from the newest one that covers all where that is partial."""
    complete = [at for at, imprint in enumerate(dated) if imprint.coverage == COMPLETE]
    return dated[complete[-1] :] if complete else dated[-1:]
