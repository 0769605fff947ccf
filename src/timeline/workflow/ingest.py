"""Editions -> store: files, folders, web archive files, pages, and files of version control.

A file goes one way, in `_ingest_file`: it is captured, decoded, what becomes of it is decided, it
is extracted where that is needed, and applied.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from itertools import groupby, repeat
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
from timeline.ingestion.collecting import collecting_seldom
from timeline.ingestion.database import LazyDatabase
from timeline.ingestion.files import Refusal, decode_file, decode_files
from timeline.ingestion.web import FetchPolicy
from timeline.sources import files, warc
from timeline.sources.files import FoundPlaces, Place
from timeline.sources.urls import checked, is_url
from timeline.store import queries, sightings
from timeline.store.turns import NOTHING

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from timeline.edition.extraction import Extractions
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
    has locked is waited for, five by default. Files are decoded and read by `jobs` processes, by
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
        _hire_workers(jobs, dask, executor) as workers,
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


def _ingest_file(
    run: _Run, place: Place, decoded: IncomingEdition | Refusal | None = None
) -> Outcome:
    """Take a file all the way into the store, or say why it is refused.

    `decoded` is what another process made of it, which may have extracted it too.
    """
    extractions = run.database.new_extractions()
    try:
        edition = decoded
        if edition is None:
            capture = files.read(place)
            edition = decode_file(place, capture, run.given)
        if not isinstance(edition, IncomingEdition):
            return Outcome(where=place.path, action=REFUSED, error=edition)
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
    for place, decoded in zip(places, _decoded_elsewhere(run, places), strict=True):
        outcome = _ingest_file(run, place, decoded)
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


def _decoded_elsewhere(
    run: _Run, places: Sequence[Place]
) -> Iterable[IncomingEdition | Refusal | None]:
    """Yield what workers make of files, where there are any; else None for each."""

    def stored(hashes: Collection[str]) -> Collection[str]:
        if not run.database.exists():
            return ()
        with run.database.transaction(NOTHING) as connection:
            return queries.stored_hashes(connection, hashes)

    if run.workers is None or any(place.path == files.STANDARD_INPUT for place in places):
        return repeat(None, len(places))
    return decode_files(places, run.given, run.workers, stored)


def _hire_workers(
    jobs: int, dask: str | None, executor: Executor | None
) -> AbstractContextManager[Workers | None]:
    """Return those who are to decode and read; None where this process does that itself."""
    if dask is not None:
        from timeline.ingestion.cluster import join_cluster

        return join_cluster(dask)
    if executor is None and jobs == 1:
        return nullcontext()
    from timeline.ingestion.worker_pool import Workers, start_processes

    return start_processes(jobs) if executor is None else nullcontext(Workers(executor, jobs))


def _ingest_pages(run: _Run, urls: Iterable[str]) -> Iterator[Outcome]:
    with pages.open_web(run.policy) as web:
        for url in urls:
            try:
                yield pages.ingest_page(web, run.database, url, run.given, replacing=run.replacing)
            except (RefusedError, NetworkError, MissingExtraError, DatabaseBusyError) as error:
                yield Outcome(where=url, action=REFUSED, error=error)


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
