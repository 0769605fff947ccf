"""A list of pages -> store, again and again, and what changed in each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline.edition.metadata import StatedMetadata
from timeline.edition.outcome import KNOWN, REFUSED, REPLACED, SIGHTED, STORED, Outcome
from timeline.errors import DatabaseBusyError, MissingExtraError, NetworkError, RefusedError
from timeline.ingestion import web as pages
from timeline.ingestion.ahead import Ahead, decode_ahead
from timeline.ingestion.capture_tasks import CaptureTask
from timeline.ingestion.database import LazyDatabase
from timeline.ingestion.hiring import hire_workers
from timeline.ingestion.web import FetchedPage, FetchPolicy, Note, Web
from timeline.model import Delta
from timeline.sources.watchlist import Watched, watchlist
from timeline.workflow import compare

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from timeline.ingestion.worker_pool import Workers


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
    jobs: int = 1,
    wait: float | None = None,
    dask: str | None = None,
    executor: Executor | None = None,
    note: Note = lambda _: None,
    planned: Callable[[int], None] = lambda _: None,
) -> Iterator[Seen]:
    """Fetch each page of a list once, store it, and yield what became of it.

    `planned` receives the number of pages before the first is fetched. `wait` is how many seconds a
    database that another program has locked is waited for, five by default. With `jobs` processes,
    a Dask cluster (`dask`) or an `executor`, as for `ingest`, pages are decoded and read while the
    next are fetched.

    Raises UsageError and RefusedError for the list, MissingExtraError, DatabaseError.
    """
    watched = watchlist(listed)
    planned(len(watched))
    with (
        pages.open_web(policy or FetchPolicy(), note) as web,
        hire_workers(jobs, dask, executor) as workers,
    ):
        run = _Round(database, web, wait, workers)
        for (page, fetched), ahead in _fetch_ahead(run, watched):
            yield _ingest(run, page, fetched, ahead)


@dataclass(frozen=True, slots=True)
class _Round:
    """What holds for all pages of one round."""

    database: str
    web: Web
    wait: float | None
    workers: Workers | None

    def open(self) -> LazyDatabase:
        """Return the database; between the pages it is open for what else is asked of it."""
        return LazyDatabase(self.database, wait=self.wait)


def _fetch_ahead(
    run: _Round, watched: Iterable[Watched]
) -> Iterator[tuple[tuple[Watched, FetchedPage | None], Ahead]]:
    """Yield each page, fetched already where workers decode and read it meanwhile."""

    def fetch(page: Watched) -> tuple[Watched, FetchedPage | None]:
        if run.workers is None:
            return page, None
        with run.open() as opened:
            return page, pages.fetch_page(run.web, opened, page.url, _given(page))

    def task_of(found: tuple[Watched, FetchedPage | None]) -> CaptureTask | None:
        if found[1] is None:
            return None
        with run.open() as opened:
            return pages.task_of_page(found[1], opened)

    return decode_ahead(map(fetch, watched), task_of, run.workers, at_a_time=1)


def _given(page: Watched) -> StatedMetadata:
    return StatedMetadata(publication=page.publication)


def _ingest(run: _Round, page: Watched, fetched: FetchedPage | None, ahead: Ahead) -> Seen:
    try:
        with run.open() as opened:
            outcome = pages.ingest_page(
                run.web,
                opened,
                page.url,
                _given(page),
                replacing=False,
                fetched=fetched,
                ahead=ahead,
            )
    except (RefusedError, NetworkError, MissingExtraError, DatabaseBusyError) as error:
        return Seen(Outcome(where=page.url, action=REFUSED, error=error))
    if outcome.action not in (STORED, REPLACED):
        return Seen(outcome)
    changed = next(compare.log(run.database, page.publication, limit=1), None)
    newest = changed is not None and changed.after.imprint == outcome.imprint
    return Seen(outcome, changed if newest else None)
