"""Two editions -> what changed; each is a stored edition, a snapshot file or a document."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from operator import itemgetter
from pathlib import Path
from typing import Any, Final, TypeVar

from timeline.delta import diff as delta_of
from timeline.delta import with_returned
from timeline.edition.given_dates import period_given
from timeline.edition_order import place_editions
from timeline.errors import (
    BadValueError,
    DatabaseMissingError,
    EditionNotFoundError,
    MissingFileError,
    NeitherEditionNorFileError,
)
from timeline.label_search import Search, figure_texts
from timeline.linking import link
from timeline.model import Change, Delta, Event, Figure, Passage, PassageChange, Revision, Snapshot
from timeline.sources import files
from timeline.workflow.compared_files import assign_dates, is_document, read_file
from timeline.workflow.remembering import Remember, ask_anew

R = TypeVar("R", Change[Any], PassageChange)


_ENDINGS: Final = frozenset({".json", *files.MEDIA} - {""})


def diff(database: str, before: str, after: str, *, published: Sequence[str] = ()) -> Delta:
    """Return what changed from one edition to another.

    Each is the name of a stored edition, or the path of a snapshot file (.json) or of a text,
    Markdown or HTML document; a path that exists comes first, and two paths need no database.
    `published` are the dates of the documents, EDTF or "unknown"; without them each has the date
    that `extract` knows, or the one that its text states of itself.

    Raises UsageError, RefusedError, DatabaseError.
    """
    if before == after == files.STANDARD_INPUT:
        raise BadValueError(
            "AFTER", after, "possible twice: standard input can be read only once. Name a file."
        )
    documents = _is_file(before) and is_document(before), _is_file(after) and is_document(after)
    dates = assign_dates(documents, published)
    old, new = _snapshot(database, before, dates[0]), _snapshot(database, after, dates[1])
    return delta_of(old, new, link(old, new))


@dataclass(frozen=True, slots=True)
class RowSearch:
    """Words that rows of a delta have to fit, and words of the headings above; None for any."""

    find: Search | None = None
    section: Search | None = None

    def __bool__(self) -> bool:
        return self.find is not None or self.section is not None


def search_rows(find: str | None, section: str | None, *, exact_label: bool = False) -> RowSearch:
    """Return what a user asks for; with `exact_label`, `find` is a whole measure or title."""
    return RowSearch(
        None if find is None else Search(find, exact=exact_label),
        None if section is None else Search(section),
    )


def narrowed(
    delta: Delta,
    only: Collection[str] = (),
    changes: Collection[str] = (),
    words: RowSearch = RowSearch(),
) -> Delta:
    """Return the rows about some subjects and with some changes; where none is named, with all.

    Words have to fit on either side, the best first: a measure or title and its sentence, or the
    text of a passage; those of a section, the headings above it.
    """

    def kept(subject: str, rows: tuple[R, ...]) -> tuple[R, ...]:
        if only and subject not in only:
            return ()
        found = [row for row in rows if not changes or row.change in changes]
        if (path := words.section) is not None:
            found = [row for row in found if path.best(_headings(delta, row)) is not None]
        if words.find is None:
            return tuple(found)
        graded = [(words.find.best(_texts(delta, row)), row) for row in found]
        fitting = [(grade, row) for grade, row in graded if grade is not None]
        return tuple(row for _, row in sorted(fitting, key=itemgetter(0)))

    return replace(
        delta,
        figures=kept("figures", delta.figures),
        events=kept("events", delta.events),
        passages=kept("passages", delta.passages),
        revisions=_revisions(delta, only, changes, words),
    )


def has_rows(delta: Delta) -> bool:
    """Tell whether anything is left, changed or not."""
    return bool(delta.figures or delta.events or delta.passages)


def labels(delta: Delta) -> set[str]:
    """Return what the figures and events of two editions are called."""
    measures = {each.measure for side in (delta.before, delta.after) for each in side.figures}
    return measures | {each.title for side in (delta.before, delta.after) for each in side.events}


def _texts(delta: Delta, row: Change[Any] | PassageChange) -> Iterator[tuple[str | None, ...]]:
    """Yield, for either side of a row, what it is called and the texts around that."""
    for side, items in _sides(delta, row):
        for item in items:
            match item:
                case Figure():
                    yield (*figure_texts(item), side.sentence(item))
                case Event():
                    yield item.title, side.sentence(item)
                case Passage():
                    yield item.quote.text, *item.labels


def _headings(delta: Delta, row: Change[Any] | PassageChange) -> Iterator[tuple[str]]:
    for side, items in _sides(delta, row):
        for item in items:
            path = item.path if isinstance(item, Passage) else side.section(item)
            yield (" > ".join(path),)


def _sides(
    delta: Delta, row: Change[Any] | PassageChange
) -> Iterator[tuple[Snapshot, tuple[Figure | Event | Passage, ...]]]:
    for side, items in ((delta.before, row.before), (delta.after, row.after)):
        if items is not None:
            yield side, items if isinstance(items, tuple) else (items,)


def _revisions(
    delta: Delta, only: Collection[str], changes: Collection[str], words: RowSearch
) -> tuple[Revision, ...]:
    """Return the revisions, which are about figures, and say that those were restated.

    They stand under no heading, so that none fits the words of one.
    """
    asked = (not only or "figures" in only) and (not changes or "restated" in changes)
    if not asked or words.section is not None:
        return ()
    find = words.find
    if find is None:
        return delta.revisions
    return tuple(
        each
        for each in delta.revisions
        if find.best([figure_texts(each.before), figure_texts(each.after)]) is not None
    )


def log(
    database: str, publication: str, *, since: str | None = None, limit: int | None = None
) -> Iterator[Delta]:
    """Yield what each edition of a publication changed, the newest first.

    Each is compared with the edition before it; the first, and those without a place, with none.
    With `since`, an EDTF date, only editions that can have been published on or after its first
    day. What only an earlier edition than the one before stated has returned.

    Raises UsageError for a publication that is not stored, DatabaseError.
    """
    return compare_neighbours(database, publication, ask_anew, since=since, limit=limit)


def compare_neighbours(
    database: str,
    publication: str,
    remember: Remember,
    *,
    since: str | None = None,
    limit: int | None = None,
) -> Iterator[Delta]:
    """Yield what `log` does; comparisons that `remember` knows are not made again."""
    # late: two documents are compared without a database
    from timeline.store import database as databases
    from timeline.store import queries
    from timeline.workflow.history import taken_up_again
    from timeline.workflow.references import require_publication

    start = period_given("--since", since)
    with databases.reading(database) as connection:
        require_publication(connection, publication)
        imprints = queries.imprints(connection, publication)
        pairs = [*pairwise(place_editions(imprints))][::-1]
        if start is not None:
            pairs = [p for p in pairs if p[1].published and p[1].published.last >= start.first]
        returned = taken_up_again(connection, publication, remember) if pairs else {}
        last: dict[str, Snapshot] = {}

        def compared(before: str, after: str) -> Delta:
            new = last.pop(after, None) or queries.snapshot(connection, publication, after)
            last.clear()
            old = last[before] = queries.snapshot(connection, publication, before)
            return delta_of(old, new, link(old, new))

        for before, after in pairs[:limit]:
            delta = remember(
                _named(before.reference, after.reference),
                partial(compared, before.label, after.label),
                _rows,
            )
            yield with_returned(delta, *returned.get(after.label, ((), ())))


def compare_stored(database: str, before: str, after: str, remember: Remember) -> Delta:
    """Return what changed from one stored edition to another, by their references.

    Raises UsageError for an edition that is not stored, DatabaseError.
    """
    from timeline.workflow import queries  # late: two documents are compared without a database

    def compared() -> Delta:
        old, new = (queries.snapshot(database, name) for name in (before, after))
        return delta_of(old, new, link(old, new))

    return remember(_named(before, after), compared, _rows)


def _named(before: str, after: str) -> tuple[str, ...]:
    """Return the question of what changed between two stored editions, by their references."""
    return "delta", before, after


def _rows(delta: Delta) -> int:
    """Count the rows of a delta, changed or not."""
    return len(delta.figures) + len(delta.events) + len(delta.passages)


def _is_file(name: str) -> bool:
    return name == files.STANDARD_INPUT or os.path.isfile(name)  # noqa: PTH113  may be too long


def _snapshot(database: str, name: str, published: str | None) -> Snapshot:
    if _is_file(name):
        return read_file(name, published)
    if _is_path(name):
        if not os.path.isdir(name):  # noqa: PTH112
            raise MissingFileError(name)
        raise BadValueError(
            "BEFORE or AFTER", name, "a file but a folder. Name a file in the folder."
        )
    from timeline.store.database import describe  # late: two documents need no database
    from timeline.workflow import queries

    try:
        return queries.snapshot(database, name)
    except (DatabaseMissingError, EditionNotFoundError) as error:
        if "@" in name:
            raise
        stored = isinstance(error, EditionNotFoundError)
        near = error.nearest if isinstance(error, EditionNotFoundError) else None
        raise NeitherEditionNorFileError(name, describe(database), near, stored=stored) from None


def _is_path(name: str) -> bool:
    """Tell whether a name cannot be meant for a stored edition; a bare one can, of a folder too."""
    ending = Path(name).suffix.lower()
    return "/" in name or name.startswith(".") or ("@" not in name and ending in _ENDINGS)
