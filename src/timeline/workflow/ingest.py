"""Editions -> store: files, folders, web archive files, pages, and files of version control.

A file goes one way, in `_ingest_file`: it is captured, decoded, what becomes of it is decided, it
is extracted where that is needed, and applied.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from timeline.edition import metadata, strangers
from timeline.edition.apply import decide_edition, store_edition
from timeline.edition.decide import Decision, is_told_as_known
from timeline.edition.incoming import IncomingEdition
from timeline.edition.metadata import StatedMetadata
from timeline.edition.outcome import REFUSED, SKIPPED, Outcome
from timeline.errors import (
    BadValueError,
    DatabaseBusyError,
    MissingExtraError,
    MissingFileError,
    NetworkError,
    RefusedError,
    StrangerError,
)
from timeline.ingestion import warc as archives
from timeline.ingestion import web as pages
from timeline.ingestion.ahead import Ahead, decode_ahead
from timeline.ingestion.collecting import collecting_seldom
from timeline.ingestion.database import LazyDatabase
from timeline.ingestion.files import decode_file, decode_files
from timeline.ingestion.hiring import hire_workers
from timeline.ingestion.web import FetchedPage, FetchPolicy, Web
from timeline.sources import files, warc
from timeline.sources.files import FoundPlaces, Place
from timeline.sources.urls import checked, is_url
from timeline.store import queries, sightings
from timeline.store.turns import NOTHING

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from timeline.edition.extraction import Extractions
    from timeline.ingestion.capture_tasks import CaptureTask
    from timeline.ingestion.worker_pool import Workers
    from timeline.store.database import Connection

Report = Callable[[Outcome], None]


def ingest(
    database: str,
    paths: Iterable[str],
    *,
    publication: str | None = None,
    published: str | None = None,
    label: str | None = None,
    title: str | None = None,
    replace: bool = False,
    url_prefixes: Sequence[str] = (),
    policy: FetchPolicy | None = None,
    git: str | None = None,
    jobs: int = 1,
    wait: float | None = None,
    dask: str | None = None,
    executor: Executor | None = None,
    report: Report = lambda _: None,
    planned: Callable[[int], None] = lambda _: None,
) -> tuple[Outcome, ...]:
    """Read editions into a database: files, folders, web archives, URLs, files in Git.

    `published` is EDTF; what you do not state comes from the folder's `editions.json` and from
    the names. From web archive files (WARC), only pages whose URL starts with one of
    `url_prefixes` are read, by default all; successive captures with the same text form one
    edition. With `git`, a repository, the paths are files in it, and their commits are captures.
    URLs are fetched as `policy` says. `wait` is how many seconds a database that another program
    has locked is waited for, five by default. All are decoded and read by `jobs` processes, by
    the Dask cluster whose scheduler has the address `dask`, or by an `executor` of the caller's,
    who has as many workers as `jobs` says.

    Each edition is stored separately: if one is refused, the others are stored all the same, and
    its outcome contains the error. `planned` receives the number of inputs, `report` each outcome.
    Raises UsageError for invalid values, MissingExtraError, DatabaseError, ClusterError.
    """
    given = metadata.parse_stated(publication, published, label, title)
    outcomes: list[Outcome] = []
    with (
        collecting_seldom(),
        LazyDatabase(database, wait=wait) as opened,
        hire_workers(jobs, dask, executor) as workers,
    ):
        run = _Run(opened, given, policy or FetchPolicy(), workers, replacing=replace)
        found = (
            _ingest_paths(run, [*paths], url_prefixes, planned)
            if git is None
            else _ingest_commits(run, git, paths)
        )
        for outcome in found:
            outcomes.append(outcome)
            report(outcome)
    return tuple(outcomes)


@dataclass(frozen=True, slots=True)
class _Run:
    """What holds for all inputs of one call.

    `listed` are the folders, each with a publication, of which a listed file is stored.
    """

    database: LazyDatabase
    given: StatedMetadata
    policy: FetchPolicy
    workers: Workers | None
    replacing: bool
    listed: set[tuple[str, str]] = field(default_factory=set)


# ---------------------------------------------------------------- one file


def _ingest_file(run: _Run, place: Place, ahead: Ahead = None) -> Outcome:
    """Take a file all the way into the store, or say why it is refused.

    `ahead` is what a worker made of it before its turn.
    """
    extractions = run.database.new_extractions()
    try:
        edition = ahead or decode_file(place, files.read(place), run.given)
        if not isinstance(edition, IncomingEdition):
            raise edition
        extractions.foresee(edition)
        if edition.snapshot is None:
            decision = _decide_file(run, place, edition, extractions)
            if not is_told_as_known(decision):
                extractions.extract(edition)
        outcome = _apply_file(run, place, edition, extractions)
    except (RefusedError, MissingFileError, MissingExtraError, DatabaseBusyError) as error:
        return Outcome(where=place.path, action=REFUSED, error=error)
    if place.listed is not None:
        run.listed.add(_listing(edition))
    return outcome


def _decide_file(
    run: _Run, place: Place, edition: IncomingEdition, extractions: Extractions
) -> Decision:
    """Return what is to become of a file by what is stored. Raises RefusedError."""

    def decide(connection: Connection, extractions: Extractions) -> Decision:
        _require_no_stranger(connection, extractions, run, place, edition)
        return decide_edition(connection, edition, replacing=run.replacing)

    return run.database.transact(decide, extractions, writes=edition.stated.publication)


def _apply_file(
    run: _Run, place: Place, edition: IncomingEdition, extractions: Extractions
) -> Outcome:
    """Store a file as is decided by what is stored now: others may have written since."""

    def apply(connection: Connection, extractions: Extractions) -> Outcome:
        _require_no_stranger(connection, extractions, run, place, edition)
        return store_edition(connection, extractions, edition, replacing=run.replacing)

    return run.database.transact(apply, extractions, writes=edition.stated.publication)


def _require_no_stranger(
    connection: Connection,
    extractions: Extractions,
    run: _Run,
    place: Place,
    edition: IncomingEdition,
) -> None:
    """Raise StrangerError for a file that has nothing in common with its publication.

    What a folder lists beside an edition of the publication is no stranger to it.
    """
    if run.policy.force:
        return
    folder, publication = _listing(edition)
    beside = sightings.has_file_in(connection, publication, folder)
    listed = place.listed is not None and ((folder, publication) in run.listed or beside)
    if not listed:
        elsewhere = not beside and edition.stated.chosen is not None
        strangers.require_none(connection, extractions, edition, elsewhere=elsewhere)


def _listing(edition: IncomingEdition) -> tuple[str, str]:
    """Return the folder and the publication of a file."""
    return strangers.folder_of(edition.capture), edition.stated.publication


# ---------------------------------------------------------------- all inputs


def _ingest_paths(
    run: _Run,
    arguments: Sequence[str],
    url_prefixes: Sequence[str],
    planned: Callable[[int], None],
) -> Iterator[Outcome]:
    urls = [checked(argument) for argument in arguments if is_url(argument)]
    places: list[Place] = []
    for argument in arguments:
        if not is_url(argument):
            found, outcomes = _expand(argument)
            places += found.places
            yield from outcomes
    _require_one_labelled(run.given.label, places, urls)
    planned(len(places) + len(urls))
    for archived, group in groupby(places, lambda place: warc.is_archive(place.path)):
        if not archived:
            yield from _ingest_files(run, [*group])
            continue
        for place in group:
            yield from archives.ingest(
                place.path,
                url_prefixes,
                run.given,
                run.database,
                replacing=run.replacing,
                force=run.policy.force,
                workers=run.workers,
            )
    if urls:
        yield from _ingest_pages(run, urls)


def _require_one_labelled(label: str | None, places: Sequence[Place], urls: Sequence[str]) -> None:
    """Raise BadValueError for a label of several inputs, or of captures."""
    if label is None:
        return
    if len(places) > 1:
        raise BadValueError(
            "--label", label, f"allowed for {len(places)} files at once. Name one file."
        )
    if urls or any(warc.is_archive(place.path) for place in places):
        raise BadValueError(
            "--label", label, "allowed for captures, which are named after their days"
        )


def _ingest_files(run: _Run, places: Sequence[Place]) -> Iterator[Outcome]:
    """Store files; one that is a stranger to what is stored is looked at again after the others.

    So it makes no difference in which order the editions of a publication stand in a folder that
    changed its title, and then its words.
    """
    strange: list[tuple[Place, Outcome]] = []
    stored = False
    for place, ahead in _decode_ahead(run, places):
        outcome = _ingest_file(run, place, ahead)
        if isinstance(outcome.error, StrangerError) and place.path != files.STANDARD_INPUT:
            strange.append((place, outcome))
            continue
        stored = stored or bool(strange and outcome.error is None)
        yield outcome
    while strange:
        left: list[tuple[Place, Outcome]] = []
        for place, outcome in strange:
            again = _ingest_file(run, place) if stored else outcome
            if stored and isinstance(again.error, StrangerError):
                left.append((place, again))
            else:
                yield again
        stored = stored and len(left) < len(strange)
        strange = left


def _decode_ahead(run: _Run, places: Sequence[Place]) -> Iterator[tuple[Place, Ahead]]:
    """Yield each file with what workers made of it; standard input cannot be read twice."""

    def is_stored(sha256: str) -> bool:
        with suppress(DatabaseBusyError):
            if run.database.exists():
                with run.database.transaction(NOTHING) as connection:
                    return bool(queries.stored_hashes(connection, [sha256]))
        return False

    alone = any(place.path == files.STANDARD_INPUT for place in places)
    return decode_files(places, run.given, None if alone else run.workers, is_stored)


def _ingest_pages(run: _Run, urls: Iterable[str]) -> Iterator[Outcome]:
    with pages.open_web(run.policy) as web:
        for (url, fetched), ahead in _fetch_ahead(run, web, urls):
            try:
                yield pages.ingest_page(
                    web,
                    run.database,
                    url,
                    run.given,
                    replacing=run.replacing,
                    fetched=fetched,
                    ahead=ahead,
                )
            except (RefusedError, NetworkError, MissingExtraError, DatabaseBusyError) as error:
                yield Outcome(where=url, action=REFUSED, error=error)


def _fetch_ahead(
    run: _Run, web: Web, urls: Iterable[str]
) -> Iterator[tuple[tuple[str, FetchedPage | None], Ahead]]:
    """Yield each page, fetched already where workers decode and read what others are fetched."""

    def fetch(url: str) -> tuple[str, FetchedPage | None]:
        if run.workers is None:
            return url, None
        return url, pages.fetch_page(web, run.database, url, run.given)

    def task_of(page: tuple[str, FetchedPage | None]) -> CaptureTask | None:
        return None if page[1] is None else pages.task_of_page(page[1], run.database)

    return decode_ahead(map(fetch, urls), task_of, run.workers, at_a_time=1)


def _ingest_commits(run: _Run, repository: str, paths: Iterable[str]) -> Iterator[Outcome]:
    from timeline.ingestion import git as commits

    label = run.given.label
    if label is not None:
        raise BadValueError(
            "--label", label, "allowed for commits, which are named after their days"
        )
    for path in paths:
        try:
            yield from commits.ingest(
                repository,
                path,
                run.given,
                run.database,
                replacing=run.replacing,
                force=run.policy.force,
                workers=run.workers,
            )
        except DatabaseBusyError as error:
            yield Outcome(where=path, action=REFUSED, error=error)


def _expand(argument: str) -> tuple[FoundPlaces, list[Outcome]]:
    """Return the files of an argument, and what is to be told of those that are left aside."""
    try:
        found = files.documents(argument, archives=True)
    except (RefusedError, MissingFileError, MissingExtraError) as error:
        return FoundPlaces(), [Outcome(where=argument, action=REFUSED, error=error)]
    return found, [
        *(Outcome(where=path, action=SKIPPED) for path in found.skipped),
        *(Outcome(where=argument, action=REFUSED, error=problem) for problem in found.problems),
    ]
