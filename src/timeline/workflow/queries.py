"""Questions to the store.

What gives an iterator opens the database at the first step and closes it after the last.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from itertools import islice
from typing import TYPE_CHECKING, Any

from timeline.edition.given_dates import period_given
from timeline.errors import BadValueError
from timeline.label_search import Search
from timeline.model import (
    EditionSummary,
    Happening,
    Imprint,
    Snapshot,
    StatedDate,
    StatedFigure,
    Statement,
)
from timeline.store import database as databases
from timeline.store import happening_lists, queries, statements
from timeline.store.searching import best_happenings
from timeline.vocabulary import CLAIMANTS, MINOR
from timeline.workflow.references import find, require_publication

if TYPE_CHECKING:
    from timeline.store.database import Connection
    from timeline.store.queries import EditionCapture
    from timeline.values import Period
    from timeline.workflow.as_of import AsOf


def events(
    database: str,
    *,
    since: str | None = None,
    until: str | None = None,
    publication: str | None = None,
    edition: str | None = None,
    status: str | None = None,
    kind: str | None = None,
    search: str | None = None,
    exact_label: bool = False,
    as_of: str | None = None,
    in_print: str | None = None,
    core: bool = False,
    offset: int = 0,
    limit: int | None = None,
) -> Generator[Happening, None, None]:
    """Yield past and planned happenings in chronological order, each as its newest edition has it.

    `since` and `until` are EDTF: from the first day of the one to the last day of the other. A
    happening whose date overlaps that range is included; those that recur or have no date come
    last. `search` is one or more words of a title or its sentence, in any order and with any
    endings: the titles that fit best come first. With `exact_label` it is a whole title. `as_of`
    asks what was known on a day, from all editions published by then; `in_print` asks only the
    edition that was in print on that day. Minor ones are among them, unless only the `core` is
    asked for; the first `offset` are passed over.

    Raises UsageError for an unknown publication or edition, DatabaseError for the database.
    """
    first, last = day_range(since, until)
    seen_from = _vantage(as_of, in_print)
    words = None if search is None else Search(search, exact=exact_label)
    with databases.reading(database) as connection:
        publication, label = _named(connection, publication, edition)
        if seen_from is not None:
            asked: Iterable[Happening] = (
                happening
                for happening in seen_from.chronology(connection, publication, first, last)
                if status in (None, happening.newest.event.status)
                and kind in (None, happening.newest.event.kind)
                and (label is None or label in happening.editions)
                and not (core and happening.newest.event.salience == MINOR)
            )
            found = best_happenings(asked, words) if words else asked
            yield from islice(found, offset, None if limit is None else offset + limit)
            return
        yield from happening_lists.happenings(
            connection,
            first=first,
            last=last,
            publication=publication,
            edition=label,
            status=status,
            kind=kind,
            search=words,
            core=core,
            offset=offset,
            limit=limit,
        )


def event_columns(
    database: str,
    names: Sequence[str],
    *,
    since: str | None = None,
    until: str | None = None,
    publication: str | None = None,
    edition: str | None = None,
    status: str | None = None,
    kind: str | None = None,
    limit: int | None = None,
) -> Iterator[dict[str, Sequence[Any]]]:
    """Yield some stored columns of what `events` yields for the same filters, in batches."""
    first, last = day_range(since, until)
    with databases.reading(database) as connection:
        publication, label = _named(connection, publication, edition)
        yield from happening_lists.happening_columns(
            connection,
            names,
            first=first,
            last=last,
            publication=publication,
            edition=label,
            status=status,
            kind=kind,
            limit=limit,
        )


def figures(
    database: str,
    *,
    since: str | None = None,
    until: str | None = None,
    publication: str | None = None,
    edition: str | None = None,
    kind: str | None = None,
    measure: str | None = None,
    exact_label: bool = False,
    as_of: str | None = None,
    in_print: str | None = None,
    offset: int = 0,
    limit: int | None = None,
) -> Generator[StatedFigure, None, None]:
    """Yield the figures that editions state, sorted by measure and period.

    `measure` is one or more words of what names a figure, in any order and with any endings; the
    measures that fit best come first. With `exact_label` it is a whole measure. `since` and `until`
    select figures whose period or "as of" date overlaps that range. `as_of` and `in_print` work
    as for `events`, and so do `offset` and the exceptions.
    """
    first, last = day_range(since, until)
    seen_from = _vantage(as_of, in_print)
    with databases.reading(database) as connection:
        publication, label = _named(connection, publication, edition)
        seen: set[Imprint] | None = None
        if seen_from is not None:
            of = seen_from.editions(connection, publication)
            seen = {imprint for imprints in of.values() for imprint in imprints}
        rows = statements.figures(
            connection,
            first=first,
            last=last,
            publication=publication,
            edition=label,
            kind=kind,
            measure=None if measure is None else Search(measure, exact=exact_label),
            offset=offset if seen is None else 0,
            limit=limit if seen is None else None,
        )
        with closing(rows):  # before the connection that they are read through
            if seen is None:
                yield from rows
                return
            known = (row for row in rows if row.imprint in seen)
            yield from islice(known, offset, None if limit is None else offset + limit)


def count_figures(
    database: str,
    *,
    since: str | None = None,
    until: str | None = None,
    publication: str | None = None,
    edition: str | None = None,
    kind: str | None = None,
) -> int:
    """Count the figures that `figures` yields for the same filters; it raises the same."""
    first, last = day_range(since, until)
    with databases.reading(database) as connection:
        publication, label = _named(connection, publication, edition)
        return statements.count_figures(
            connection, first=first, last=last, publication=publication, edition=label, kind=kind
        )


def _named(
    connection: Connection, publication: str | None, edition: str | None
) -> tuple[str | None, str | None]:
    """Return the publication and the label of what is asked for, None for what nobody named.

    Raises UsageError for a publication or an edition that is not stored.
    """
    require_publication(connection, publication)
    if edition is None:
        return publication, None
    imprint = find(connection, edition, publication)
    return imprint.publication, imprint.label


def _vantage(as_of: str | None, in_print: str | None) -> AsOf | None:
    if as_of is None and in_print is None:
        return None
    from timeline.workflow import as_of as known  # late: most questions are of what is known now

    return known.vantage(as_of, in_print)


def day_range(since: str | None, until: str | None) -> tuple[int | None, int | None]:
    """Return the first day of one date and the last of the other, both inclusive.

    Raises BadValueError for what is no date, and where the second ends before the first begins.
    """
    start, end = period_given("--from", since), period_given("--to", until)
    if start is not None and end is not None and start.first > end.last:
        raise BadValueError("--to", end.edtf, f"on or after --from {start.edtf}")
    return None if start is None else start.first, None if end is None else end.last


def publications(database: str) -> tuple[str, ...]:
    """Return the publications that have a stored edition, sorted. Raises DatabaseError."""
    with databases.reading(database) as connection:
        return queries.publications(connection)


def editions(
    database: str, *, publication: str | None = None, limit: int | None = None
) -> tuple[EditionSummary, ...]:
    """Return the stored editions, sorted by publication and date.

    Undated ones come last, but for those whose labels tell their place.
    """
    with databases.reading(database) as connection:
        require_publication(connection, publication)
        return queries.editions(connection, publication)[:limit]


def seen_editions(
    database: str,
    *,
    publication: str | None = None,
    edition: str | None = None,
    as_of: str | None = None,
    in_print: str | None = None,
) -> tuple[Imprint, ...]:
    """Return the editions that are seen from a day, or one of them, sorted as `editions` are.

    Raises UsageError for an unknown publication or edition, DatabaseError.
    """
    seen_from = _vantage(as_of, in_print)
    with databases.reading(database) as connection:
        publication, label = _named(connection, publication, edition)
        if seen_from is None:
            found = [*queries.imprints(connection, publication)]
        else:
            of = seen_from.editions(connection, publication)
            found = [imprint for imprints in of.values() for imprint in imprints]
    return tuple(each for each in found if label in (None, each.label))


def show(
    database: str, edition: str, *, limit: int | None = None
) -> tuple[StatedFigure | Statement, ...]:
    """Return the figures and events of one edition in the order of its text.

    If the edition has no text, events come first. Raises UsageError if it is not stored.
    """
    return items(snapshot(database, edition), limit=limit)


def items(stated: Snapshot, *, limit: int | None = None) -> tuple[StatedFigure | Statement, ...]:
    """Return the figures and events of a snapshot in the order of its text."""
    found: list[tuple[int, StatedFigure | Statement]] = []
    for event in stated.events:
        statement = Statement(
            imprint=stated.imprint,
            event=event,
            sentence=stated.sentence(event),
            section=stated.section(event),
        )
        found.append((-1 if event.quote is None else event.quote.span.start, statement))
    for figure in stated.figures:
        row = StatedFigure(
            imprint=stated.imprint,
            figure=figure,
            sentence=stated.sentence(figure),
            section=stated.section(figure),
        )
        found.append((-1 if figure.quote is None else figure.quote.span.start, row))
    return tuple(item for _, item in sorted(found, key=lambda pair: pair[0]))[:limit]


def snapshot(database: str, edition: str) -> Snapshot:
    """Return everything that a stored edition states. Raises UsageError if it is not stored."""
    with databases.reading(database) as connection:
        imprint = find(connection, edition)
        return queries.snapshot(connection, imprint.publication, imprint.label)


def dates(database: str, edition: str, *, limit: int | None = None) -> tuple[StatedDate, ...]:
    """Return who states which date of publication of an edition, the surest claimant first.

    What its text allows closes the list. Raises UsageError for an edition that is not stored.
    """
    with databases.reading(database) as connection:
        imprint = find(connection, edition)
        captures = list(queries.captures(connection, imprint.publication, label=imprint.label))
        days = queries.written(connection, imprint.publication, imprint.label)
    return stated_dates(imprint, captures, days)[:limit]


def stated_dates(
    imprint: Imprint, captures: Iterable[EditionCapture], written: Period | None
) -> tuple[StatedDate, ...]:
    """Return who states which date of publication, the surest claimant first, the text last."""
    found = [
        StatedDate(
            imprint=imprint,
            by=claim.by,
            published=claim.published,
            words=claim.text,
            believed=claim.published == imprint.published,
            source=capture.origin,
        )
        for capture in captures
        for claim in capture.claims
    ]
    found.sort(key=lambda each: (CLAIMANTS.index(each.by), not each.believed))
    if written is not None:
        found.append(StatedDate(imprint=imprint, by="text", published=written))
    return tuple(found)


def counts(database: str) -> dict[str, int]:
    """Count what the database holds."""
    with databases.reading(database) as connection:
        return queries.counts(connection)
