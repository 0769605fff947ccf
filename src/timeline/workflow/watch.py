"""A list of pages -> store, again and again, and what changed in each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from timeline.edition.metadata import StatedMetadata
from timeline.edition.outcome import KNOWN, REFUSED, REPLACED, SIGHTED, STORED, Outcome
from timeline.errors import DatabaseBusyError, MissingExtraError, NetworkError, RefusedError
from timeline.ingestion import web as pages
from timeline.ingestion.database import LazyDatabase
from timeline.ingestion.web import FetchPolicy, Note, Web
from timeline.model import Delta
from timeline.sources.watchlist import watchlist
from timeline.workflow import compare


@dataclass(frozen=True, slots=True)
class Seen:
    """What became of a page, and what changed in it; None where nothing came before."""

    outcome: Outcome
    delta: Delta | None = None

    @property
    def silent(self) -> bool:
        """Tell whether the page is as it was."""
        return self.outcome.action in (SIGHTED, KNOWN)


def watch(
    database: str,
    listed: str,
    *,
    policy: FetchPolicy | None = None,
    wait: float | None = None,
    note: Note = lambda _: None,
    planned: Callable[[int], None] = lambda _: None,
) -> Iterator[Seen]:
    """Fetch each page of a list once, store it, and yield what became of it.

    `planned` receives the number of pages before the first is fetched. `wait` is how many seconds a
    database that another program has locked is waited for, five by default.

    Raises UsageError and RefusedError for the list, MissingExtraError, DatabaseError.
    """
    watched = watchlist(listed)
    planned(len(watched))
    with pages.open_web(policy or FetchPolicy(), note) as web:
        for page in watched:
            yield _ingest(database, web, page.publication, page.url, wait)


def _ingest(database: str, web: Web, publication: str, url: str, wait: float | None) -> Seen:
    given = StatedMetadata(publication=publication)
    try:
        with LazyDatabase(database, wait=wait) as opened:
            outcome = pages.ingest_page(web, opened, url, given, replacing=False)
    except (RefusedError, NetworkError, MissingExtraError, DatabaseBusyError) as error:
        return Seen(Outcome(where=url, action=REFUSED, error=error))
    if outcome.action not in (STORED, REPLACED):
        return Seen(outcome)
    changed = next(compare.log(database, publication, limit=1), None)
    newest = changed is not None and changed.after.imprint == outcome.imprint
    return Seen(outcome, changed if newest else None)
