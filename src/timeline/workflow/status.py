"""A store -> what is overdue, stale or contradictory in it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from timeline import chronology
from timeline.edition.given_dates import period_given
from timeline.edition_order import place_editions
from timeline.errors import UndatedError
from timeline.model import COMPLETE, Finding, Happening, Imprint
from timeline.store import database as databases
from timeline.store import happening_lists, queries, statements
from timeline.workflow.as_of import AsOf, happenings_of, vantage
from timeline.workflow.history import followed
from timeline.workflow.references import find, require_publication

if TYPE_CHECKING:
    from timeline.store.database import Connection

_ALL: Final = (chronology.OVERDUE, chronology.STALE, chronology.CONTRADICTION)


def status(
    database: str,
    *,
    publication: str | None = None,
    edition: str | None = None,
    as_of: str | None = None,
    today: str | None = None,
    only: Collection[str] = (),
) -> tuple[Finding, ...]:
    """Return overdue plans, then stale figures and contradictions of the newest editions.

    Sorted by publication. `edition` asks what was to be found when it was the newest, `as_of` what
    was on a day, from all editions published by then. `today` is EDTF, of which the first day
    counts; by default it is the day after `as_of`, and without one today in UTC. A plan of which no
    later edition could have told is overdue only on a day that was asked for. `only` names overdue,
    stale or contradiction. A partial edition does not replace what earlier ones state. Of editions
    without a place in the order, only the plans count. A publication with one that has a place has
    nothing to compare: what is stale or contradictory in it is looked for where `only` names that.

    Raises UsageError for an unknown publication or edition, DatabaseError.
    """
    seen_from = vantage(as_of, None)
    day = _judged(today, seen_from)
    found: list[Finding] = []
    with databases.reading(database) as connection:
        for imprints in _seen(connection, publication, edition, seen_from):
            placed = [*place_editions(imprints)]
            known = None if edition is None and as_of is None else [i.label for i in placed]
            if chronology.OVERDUE in (only or _ALL):
                asked = today is not None or as_of is not None
                planned = _planned(connection, imprints[0].publication, known, day)
                found += chronology.overdue(planned, placed, day, asked=asked)
            if len(placed) > 1 or only:
                found += _of_newest(connection, placed, known, only or _ALL)
    return tuple(found)


def _judged(today: str | None, seen_from: AsOf | None) -> int:
    """Return the day before which a plan has to end: that of today, or after what is seen."""
    given = period_given("--today", today)
    if given is not None:
        return given.first
    if seen_from is not None:
        return seen_from.day + 1
    return datetime.now(UTC).date().toordinal()


def placed_editions(
    database: str,
    publication: str | None = None,
    *,
    edition: str | None = None,
    as_of: str | None = None,
) -> dict[str, int]:
    """Count the editions in order that are looked at, by publication. Raises what `status` does."""
    seen_from = vantage(as_of, None)
    with databases.reading(database) as connection:
        return {
            imprints[0].publication: len(place_editions(imprints))
            for imprints in _seen(connection, publication, edition, seen_from)
        }


def _seen(
    connection: Connection, publication: str | None, edition: str | None, seen_from: AsOf | None
) -> Iterator[list[Imprint]]:
    """Yield the editions of each publication that are looked at, in their order."""
    require_publication(connection, publication)
    newest = None if edition is None else find(connection, edition, publication)
    stored = queries.imprints(connection, newest.publication if newest else publication)
    if newest is not None and newest not in place_editions(stored):
        raise UndatedError(newest.reference)
    for _, of in groupby(stored, key=attrgetter("publication")):
        imprints = [*of]
        if newest is not None:
            imprints = imprints[: imprints.index(newest) + 1]
        if seen_from is not None:
            imprints = [imprint for imprint in imprints if seen_from.sees(imprint)]
        if imprints:
            yield imprints


def _planned(
    connection: Connection, publication: str, labels: list[str] | None, day: int
) -> list[Happening]:
    """Return the plans that ended before a day, and among other happenings what became of them.

    In the order of time, as all editions tell them or as some do.
    """
    if labels is not None:
        return chronology.ordered(happenings_of(connection, publication, labels))
    plans = [*happening_lists.ended(connection, publication, chronology.PLANNED, day)]
    if not plans:
        return []
    stated = [each.newest.event.when for each in plans]
    stretches = _joined(chronology.days_of_reports(when) for when in stated if when is not None)
    told = chronology.PLANNED | chronology.TOLD
    reports = happening_lists.near(connection, publication, told, stretches)
    return chronology.ordered({each.key: each for each in (*plans, *reports)}.values())


def _joined(stretches: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return stretches of days, those as one that overlap."""
    found: list[tuple[int, int]] = []
    for first, last in sorted(stretches):
        if found and first <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], last)
        else:
            found.append((first, last))
    return found


def _of_newest(
    connection: Connection,
    placed: Sequence[Imprint],
    labels: list[str] | None,
    only: Collection[str],
) -> Iterator[Finding]:
    """Yield the stale figures, then the contradictions, of the newest of some editions in order."""
    current = _current(placed)
    if chronology.STALE in only and current:
        followed_series = followed(connection, current[0].publication, labels)
        for imprint in current:
            yield from chronology.stale(followed_series, imprint)
    if chronology.CONTRADICTION in only:
        for imprint in current:
            stated = statements.figures(
                connection, publication=imprint.publication, edition=imprint.label
            )
            yield from chronology.contradictions(sorted(stated, key=lambda row: row.number))


def _current(placed: Sequence[Imprint]) -> Sequence[Imprint]:
    """Return the newest edition, and from the newest one that covers all where that is partial."""
    complete = [at for at, imprint in enumerate(placed) if imprint.coverage == COMPLETE]
    return placed[complete[-1] :] if complete else placed[-1:]
