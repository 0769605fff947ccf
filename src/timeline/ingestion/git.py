"""A file under version control -> store: each run of commits of equal text is an edition.

What a first run has stored the next one knows by its commit, so that it costs no reading.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from timeline.edition.metadata import StatedMetadata, slug
from timeline.edition.outcome import KNOWN, REFUSED, SIGHTED, SUMMARY, Outcome
from timeline.errors import DatabaseBusyError, MissingExtraError, RefusedError
from timeline.ingestion.capture import CaptureDestination, SeenCapture, store_capture
from timeline.ingestion.database import LazyDatabase
from timeline.sources import git
from timeline.sources.git import Blobs, History, Version
from timeline.store import sightings
from timeline.store.turns import NOTHING


def ingest(
    repository: str,
    path: str,
    given: StatedMetadata,
    database: LazyDatabase,
    *,
    replacing: bool,
    force: bool,
) -> Iterator[Outcome]:
    """Store the file as each commit left it, and yield what became of it, then a summary.

    What has nothing in common with the publication is refused, unless `force`, until a version of
    the file is one of its editions.

    Raises UsageError where there is no such repository or file, or no git; DatabaseError.
    """
    found = git.history(repository, path)
    publication, chosen, known = _publication(found, path, given, database)
    kin = force or any(found.origin(version) in known for version in found.versions)
    to = CaptureDestination(
        database=database, given=given, publication=publication, chosen=chosen, replacing=replacing
    )
    done: Counter[str] = Counter()
    left: Counter[str] = Counter()
    with git.blobs(repository, found) as blobs:
        for version in found.versions:
            if found.origin(version) in known:
                done[KNOWN] += 1
                continue
            outcome = _store_version(blobs, version, path, replace(to, force=kin))
            if isinstance(outcome, str):
                left[outcome] += 1
            else:
                kin = kin or outcome.error is None
                done[outcome.action] += 1
                yield outcome
    yield Outcome(where=path, action=SUMMARY, note=_summary(found, done, left))


def _store_version(
    blobs: Blobs, version: Version, path: str, to: CaptureDestination
) -> Outcome | str:
    """Store one version, or return why it is none."""
    capture = blobs.capture(version)
    if isinstance(capture, str):
        return capture
    where = f"{path} of {version.commit[:12]}"
    try:
        return store_capture(
            to, SeenCapture(capture=capture, where=where, source=None, archive=path)
        )
    except (RefusedError, MissingExtraError, DatabaseBusyError) as error:
        return Outcome(where=where, action=REFUSED, error=error)


def _publication(
    found: History, path: str, given: StatedMetadata, database: LazyDatabase
) -> tuple[str, str | None, frozenset[str]]:
    """Return the name of the publication, how it was chosen, and the origins it has already.

    A file that was stored before keeps its publication, under whatever name it goes now.
    """
    if not database.exists():
        known = None
    else:
        with database.transaction(NOTHING) as connection:
            known = sightings.find_publication(connection, found.origin(found.versions[0]))
            name = given.publication or known
            if name is not None:
                chosen = None if given.publication else "what is already stored of the file"
                return name, chosen, sightings.origins(connection, name)
    name = given.publication or slug(PurePosixPath(path).stem) or "untitled"
    return name, None if given.publication else "the file's name", frozenset()


def _summary(found: History, done: Counter[str], left: Counter[str]) -> str:
    new = done.total() - done[SIGHTED] - done[KNOWN] - done[REFUSED]
    said = (
        f"{len(found.versions)} commits: {new} with a new text, {done[SIGHTED]} with a known text, "
        f"{done[KNOWN]} already stored"
    )
    parts = [f"{count} {reason}" for reason, count in sorted(left.items())]
    said += f"; skipped: {', '.join(parts)}." if parts else "."
    if found.shallow:
        said += " The clone is shallow: it lacks earlier commits."
    return said
