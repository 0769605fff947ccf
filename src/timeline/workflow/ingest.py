"""Editions -> store: files, folders, web archive files, and files of version control."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from timeline.edition import metadata, strangers
from timeline.edition.apply import put
from timeline.edition.extracted import Reading
from timeline.edition.metadata import Options
from timeline.edition.outcome import REFUSED, SKIPPED, Outcome
from timeline.errors import (
    BadValueError,
    MissingExtraError,
    MissingFileError,
    NetworkError,
    RefusedError,
    StrangerError,
)
from timeline.ingestion import warc as archives
from timeline.ingestion import web as pages
from timeline.ingestion.database import LazyDatabase
from timeline.ingestion.files import Refusal, readings
from timeline.ingestion.web import Manners
from timeline.sources import files, warc
from timeline.sources.files import Found, Place
from timeline.sources.urls import checked, is_url
from timeline.store import queries

if TYPE_CHECKING:
    pass

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
    manners: Manners | None = None,
    git: str | None = None,
    jobs: int = 1,
    report: Report = lambda _: None,
    planned: Callable[[int], None] = lambda _: None,
) -> tuple[Outcome, ...]:
    """Read editions into a database: files, folders, web archives, URLs, files in Git.

    `published` is EDTF; what you do not state comes from the folder's `editions.json` and from
    the names. From web archive files (WARC), only pages whose URL starts with one of
    `url_prefixes` are read, by default all; successive captures with the same text form one
    edition. With `git`, a repository, the paths are files in it, and their commits are captures.
    URLs are fetched as `manners` says. `jobs` is the number of worker processes.

    Each edition is stored separately: if one is refused, the others are stored all the same, and
    its outcome contains the error. `planned` receives the number of inputs, `report` each outcome
    as soon as it is known.

    Raises UsageError for invalid values, MissingExtraError, DatabaseError.
    """
    given = metadata.options(publication, published, label, title)
    how = manners or Manners()
    outcomes: list[Outcome] = []

    def tell(outcome: Outcome) -> None:
        outcomes.append(outcome)
        report(outcome)

    if git is not None:
        writer = LazyDatabase(database)
        _commits(writer, git, paths, given, replacing=replace, force=how.force, tell=tell)
        return tuple(outcomes)
    arguments = list(paths)
    urls = [checked(argument) for argument in arguments if is_url(argument)]
    found = [_expand(argument, tell) for argument in arguments if not is_url(argument)]
    places = [place for each in found for place in each.places]
    if label is not None and len(places) > 1:
        raise BadValueError(
            "--label", label, f"allowed for {len(places)} files at once. Name one file."
        )
    if label is not None and (urls or any(warc.is_archive(place.path) for place in places)):
        raise BadValueError(
            "--label", label, "allowed for captures, which are named after their days"
        )
    with LazyDatabase(database) as writer:
        planned(len(places) + len(urls))
        for archived, group in groupby(places, lambda place: warc.is_archive(place.path)):
            some = [*group]
            if not archived:
                for outcome in _files(
                    some, given, writer, jobs=jobs, replacing=replace, force=how.force
                ):
                    tell(outcome)
            for place in some if archived else ():
                for outcome in archives.ingest(
                    place.path, url_prefixes, given, writer, replacing=replace, force=how.force
                ):
                    tell(outcome)
        if urls:
            for outcome in _pages(urls, given, writer, how, replacing=replace):
                tell(outcome)
    return tuple(outcomes)


def _pages(
    urls: Iterable[str], given: Options, writer: LazyDatabase, manners: Manners, *, replacing: bool
) -> Iterator[Outcome]:
    with pages.web(manners) as reached:
        for url in urls:
            try:
                yield pages.take(reached, writer, url, given, replacing=replacing)
            except (RefusedError, NetworkError) as error:
                yield Outcome(where=url, action=REFUSED, error=error)


def _commits(
    writer: LazyDatabase,
    repository: str,
    paths: Iterable[str],
    given: Options,
    *,
    replacing: bool,
    force: bool,
    tell: Report,
) -> None:
    from timeline.ingestion import git as commits

    if given.label is not None:
        raise BadValueError(
            "--label", given.label, "allowed for commits, which are named after their days"
        )
    with writer:
        for path in paths:
            for outcome in commits.ingest(
                repository, path, given, writer, replacing=replacing, force=force
            ):
                tell(outcome)


def _files(
    places: Sequence[Place],
    given: Options,
    writer: LazyDatabase,
    *,
    jobs: int,
    replacing: bool,
    force: bool,
) -> Iterator[Outcome]:
    """Store files; one that is a stranger to what is stored is looked at again after the others.

    So it makes no difference in which order the editions of a publication stand in a folder that
    changed its title, and then its words.
    """

    def known(hashes: Collection[str]) -> Collection[str]:
        if not writer.exists():
            return ()
        with writer.transaction() as connection:
            return queries.stored_hashes(connection, hashes)

    strange: list[tuple[Place, Outcome]] = []
    listed: set[tuple[str, str]] = set()
    stored = False
    for place, reading in zip(places, readings(places, given, jobs, known), strict=True):
        outcome = _file(place, reading, writer, listed, replacing=replacing, force=force)
        if isinstance(outcome.error, StrangerError) and place.path != files.STANDARD_INPUT:
            strange.append((place, outcome))
            continue
        stored = stored or bool(strange and outcome.error is None)
        yield outcome
    while strange:
        left: list[tuple[Place, Outcome]] = []
        for place, outcome in strange:
            if not stored:
                yield outcome
                continue
            (reading,) = readings([place], given, 1, known)
            again = _file(place, reading, writer, listed, replacing=replacing, force=force)
            if isinstance(again.error, StrangerError):
                left.append((place, again))
            else:
                yield again
        stored = stored and len(left) < len(strange)
        strange = left


def _file(
    place: Place,
    reading: Reading | Refusal,
    writer: LazyDatabase,
    listed: set[tuple[str, str]],
    *,
    replacing: bool,
    force: bool,
) -> Outcome:
    """Store a file; what a folder lists beside an edition of the publication is no stranger to it.

    `listed` are the folders, each with a publication, of which a listed file is stored.
    """
    if not isinstance(reading, Reading):
        return Outcome(where=place.path, action=REFUSED, error=reading)
    publication, folder = reading.stated.publication, strangers.folder_of(reading.capture)
    try:
        with writer.transaction() as connection:
            if (
                not force
                and reading.document is not None
                and not (
                    place.listed is not None
                    and (
                        (folder, publication) in listed
                        or strangers.has_editions_of(connection, publication, folder)
                    )
                )
            ):
                strangers.require_none(
                    connection,
                    place.path,
                    publication,
                    reading.stated.title,
                    reading.document,
                    lambda: reading.snapshot,
                )
            outcome = put(connection, reading, replacing=replacing)
    except RefusedError as error:
        return Outcome(where=place.path, action=REFUSED, error=error)
    if place.listed is not None:
        listed.add((folder, publication))
    return outcome


def _expand(argument: str, tell: Report) -> Found:
    try:
        found = files.documents(argument, archives=True)
    except (RefusedError, MissingFileError, MissingExtraError) as error:
        tell(Outcome(where=argument, action=REFUSED, error=error))
        return Found()
    for path in found.skipped:
        tell(Outcome(where=path, action=SKIPPED))
    for problem in found.problems:
        tell(Outcome(where=argument, action=REFUSED, error=problem))
    return found
