"""A file under version control -> store: each run of commits of equal text is an edition.

What a first run has stored the next one knows by its commit, so that it costs no reading.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from timeline.edition.metadata import StatedMetadata, slug
from timeline.edition.outcome import KNOWN, REFUSED, SIGHTED, SUMMARY, Outcome
from timeline.errors import DatabaseBusyError, MissingExtraError, RefusedError
from timeline.ingestion.ahead import Ahead, decode_ahead
from timeline.ingestion.capture import CaptureDestination, SeenCapture, store_capture
from timeline.ingestion.capture_tasks import CaptureTask, SightingsAhead
from timeline.ingestion.database import LazyDatabase
from timeline.sources import git
from timeline.sources.git import Blobs, History, Version
from timeline.store import sightings
from timeline.store.turns import NOTHING

if TYPE_CHECKING:
    from timeline.ingestion.worker_pool import Workers


def ingest(
    repository: str,
    path: str,
    given: StatedMetadata,
    database: LazyDatabase,
    *,
    replacing: bool,
    force: bool,
    workers: Workers | None = None,
) -> Iterator[Outcome]:
    """Store the file as each commit left it, and yield what became of it, then a summary.

    What has nothing in common with the publication is refused, unless `force`, until a version of
    the file is one of its editions. With `workers` the versions are decoded and read by them.

    Raises UsageError where there is no such repository or file, or no git; DatabaseError.
    """
    found = git.history(repository, path)
    publication, chosen, known = _publication(found, path, given, database)
    kin = force or any(found.origin(version) in known for version in found.versions)
    to = CaptureDestination(
        database=database, given=given, publication=publication, chosen=chosen, replacing=replacing
    )
    new = [version for version in found.versions if found.origin(version) not in known]
    done = Counter({KNOWN: len(found.versions) - len(new)})
    left: Counter[str] = Counter()
    under_way = SightingsAhead(database, given)

    def task_of(seen: SeenCapture | str) -> CaptureTask | None:
        return None if isinstance(seen, str) else under_way.task_of(seen, publication)

    with git.blobs(repository, found) as blobs:
        versions = (_seen(blobs, version, path) for version in new)
        for seen, ahead in decode_ahead(versions, task_of, workers):
            if isinstance(seen, str):
                left[seen] += 1
                continue
            outcome = _store_version(replace(to, force=kin), seen, ahead)
            kin = kin or outcome.error is None
            done[outcome.action] += 1
            yield outcome
    yield Outcome(where=path, action=SUMMARY, note=_summary(found, done, left))


def _seen(blobs: Blobs, version: Version, path: str) -> SeenCapture | str:
    """Return one version, or why it is none."""
    capture = blobs.capture(version)
    if isinstance(capture, str):
        return capture
    where = f"{path} of {version.commit[:12]}"
    return SeenCapture(capture=capture, where=where, source=None, archive=path)


def _store_version(to: CaptureDestination, seen: SeenCapture, ahead: Ahead) -> Outcome:
    try:
        return store_capture(to, seen, ahead=ahead)
    except (RefusedError, MissingExtraError, DatabaseBusyError) as error:
        return Outcome(where=seen.where, action=REFUSED, error=error)


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
