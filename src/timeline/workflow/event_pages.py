"""The list of events for a reader who turns its pages."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.label_search import Search
from timeline.model import EventCount, FoundEvent, Happening
from timeline.store import database as databases
from timeline.store import happening_pages
from timeline.store.happening_pages import ListFilter, PageStart
from timeline.workflow.queries import day_range
from timeline.workflow.references import require_publication


def list_filter(
    *,
    since: str | None = None,
    until: str | None = None,
    publication: str | None = None,
    status: str | None = None,
    kind: str | None = None,
    core: bool = False,
) -> ListFilter:
    """Return what is asked of the list, by the filters of `queries.events`.

    Raises BadValueError for a date.
    """
    first, last = day_range(since, until)
    return ListFilter(
        first=first, last=last, publication=publication, status=status, kind=kind, core=core
    )


def count_events(database: str, asked: ListFilter) -> tuple[EventCount, ...]:
    """Count the happenings of a list by status, core and minor ones apart.

    Raises PublicationNotFoundError, DatabaseError.
    """
    with databases.reading(database) as connection:
        require_publication(connection, asked.publication)
        return happening_pages.count(connection, asked)


def page_starts(database: str, asked: ListFilter, size: int) -> tuple[PageStart, ...]:
    """Return where the pages of a list begin that have `size` happenings. Raises DatabaseError."""
    with databases.reading(database) as connection:
        return happening_pages.starts(connection, asked, size)


def events_of_page(
    database: str, asked: ListFilter, start: PageStart, size: int
) -> tuple[Happening, ...]:
    """Return the happenings of one page of a list. Raises DatabaseError."""
    with databases.reading(database) as connection:
        return happening_pages.page(connection, asked, start, size)


def matching_events(database: str, asked: ListFilter, words: str) -> tuple[FoundEvent, ...]:
    """Return which happenings of a list have words in their title or sentence, the best first.

    Raises PublicationNotFoundError, DatabaseError.
    """
    with databases.reading(database) as connection:
        require_publication(connection, asked.publication)
        return happening_pages.matches(connection, asked, Search(words))


def events_at(database: str, places: Sequence[FoundEvent]) -> tuple[Happening, ...]:
    """Return the happenings that were found, in their order. Raises DatabaseError."""
    with databases.reading(database) as connection:
        return happening_pages.at(connection, places)
