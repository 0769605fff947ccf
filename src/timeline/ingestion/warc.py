"""Web archive files -> store: every capture is kept, and each run of equal text is an edition.

One address is one publication, named after it, unless the user names one. A page is stored as it
is read; revisits, which hold no bytes, come last, when the pages that they refer to are known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from timeline.edition.metadata import CHOSEN, StatedMetadata
from timeline.edition.outcome import KNOWN, REFUSED, SIGHTED, SUMMARY, Outcome
from timeline.edition.page_names import canonical_of, publication_of
from timeline.errors import BadValueError, DatabaseBusyError, MissingExtraError, RefusedError
from timeline.ingestion.ahead import Ahead, decode_ahead
from timeline.ingestion.capture import (
    CaptureDestination,
    SeenCapture,
    find_shrunken,
    name_publication,
    store_capture,
    store_seen_again,
)
from timeline.ingestion.capture_tasks import CaptureTask, SightingsAhead
from timeline.model import Capture
from timeline.sources import warc
from timeline.sources.warc import ArchivedPage, Found, Left, Revisit
from timeline.store import sightings
from timeline.store.turns import NOTHING

if TYPE_CHECKING:
    from timeline.ingestion.database import LazyDatabase
    from timeline.ingestion.worker_pool import Workers
    from timeline.store.database import Connection

_LONGEST: Final = 60


@dataclass(slots=True)
class _ArchiveRun:
    """One archive on its way into the store: what was counted, and the digests that were seen."""

    path: str
    given: StatedMetadata
    database: LazyDatabase
    replacing: bool
    force: bool
    done: Counter[str] = field(default_factory=Counter)
    left: Counter[str] = field(default_factory=Counter)
    digests: dict[str, str] = field(default_factory=dict)
    publications: set[str] = field(default_factory=set)
    names: dict[str, str] = field(default_factory=dict)

    def destination(self, address: str) -> CaptureDestination:
        """Return where the captures of an address go."""
        named = self.given.publication
        if named is None and address not in self.names:
            self.names[address] = name_publication(self.database, address)
        return CaptureDestination(
            database=self.database,
            given=self.given,
            publication=named or self.names[address],
            chosen=None if named else CHOSEN,
            replacing=self.replacing,
            force=self.force,
        )


def ingest(
    path: str,
    prefixes: Sequence[str],
    given: StatedMetadata,
    database: LazyDatabase,
    *,
    replacing: bool,
    force: bool,
    workers: Workers | None = None,
) -> Iterator[Outcome]:
    """Store the pages of a web archive file, and yield what became of each, then a summary.

    What looks like a stand-in for a page is kept aside, unless `force`. With `workers` the pages
    are decoded and read by them.

    Raises BadValueError where one publication is named for several addresses, MissingExtraError,
    DatabaseError.
    """
    if given.publication is not None and not prefixes:
        _require_one_address(path, given.publication)
    run = _ArchiveRun(path, given, database, replacing, force)
    revisits: list[Revisit] = []
    try:
        yield from _store_pages(run, _read_ahead(run, prefixes, workers), revisits)
    except MissingExtraError as error:
        yield Outcome(where=path, action=REFUSED, error=error)
        return
    for revisit in sorted(revisits, key=lambda each: each.at):
        where = f"{revisit.origin} of {revisit.at}"
        try:
            outcome = _store_revisit(run, revisit, where)
        except DatabaseBusyError as error:
            outcome = Outcome(where=where, action=REFUSED, error=error)
        if outcome is None:
            run.left["revisits of unknown captures"] += 1
        else:
            yield _count(run, outcome)
    yield Outcome(where=path, action=SUMMARY, note=_summary(run))


def _read_ahead(
    run: _ArchiveRun, prefixes: Sequence[str], workers: Workers | None
) -> Iterator[tuple[Found | RefusedError, Ahead]]:
    """Yield what an archive holds, and beside its pages what workers made of them.

    Where it breaks off, the error is the last that is found.
    """
    under_way = SightingsAhead(run.database, run.given)

    def records() -> Iterator[Found | RefusedError]:
        try:
            yield from warc.records(run.path, prefixes)
        except RefusedError as error:
            yield error

    def task_of(found: Found | RefusedError) -> CaptureTask | None:
        if not isinstance(found, ArchivedPage):
            return None
        name = run.given.publication or publication_of(found.capture.origin)
        return under_way.task_of(_seen(run, found.capture), name)

    return decode_ahead(records(), task_of, workers)


def _store_pages(
    run: _ArchiveRun,
    records: Iterator[tuple[Found | RefusedError, Ahead]],
    revisits: list[Revisit],
) -> Iterator[Outcome]:
    """Store the pages of an archive, and put its revisits by."""
    for found, ahead in records:
        match found:
            case ArchivedPage():
                yield _count(run, _store_page(run, found, ahead))
            case Revisit():
                revisits.append(found)
            case Left(reason=reason):
                run.left[reason] += 1
            case RefusedError():
                yield Outcome(where=run.path, action=REFUSED, error=found)


def _require_one_address(path: str, publication: str) -> None:
    found: set[str] = set()
    # a file that breaks off is told where its pages are stored
    with suppress(RefusedError, MissingExtraError):
        found.update(map(canonical_of, warc.addresses(path)))
    if len(found) > 1:
        raise BadValueError(
            "--publication",
            publication,
            f"allowed for {len(found)} URLs in {path}; choose one with --url-prefix",
        )


def _count(run: _ArchiveRun, outcome: Outcome) -> Outcome:
    run.done[outcome.action] += 1
    if outcome.imprint is not None:
        run.publications.add(outcome.imprint.publication)
    return outcome


# ---------------------------------------------------------------- one capture


def _seen(run: _ArchiveRun, capture: Capture) -> SeenCapture:
    where = f"{capture.origin} of {capture.at}"
    return SeenCapture(capture=capture, where=where, source=capture.origin, archive=run.path)


def _store_page(run: _ArchiveRun, page: ArchivedPage, ahead: Ahead = None) -> Outcome:
    capture = page.capture
    if page.digest is not None:
        run.digests[page.digest] = capture.sha256
    seen = _seen(run, capture)
    try:
        to = run.destination(capture.origin)
        return store_capture(to, seen, doubt=find_shrunken(to, capture.at or ""), ahead=ahead)
    except (RefusedError, MissingExtraError, DatabaseBusyError) as error:
        return Outcome(where=seen.where, action=REFUSED, error=error)


def _store_revisit(run: _ArchiveRun, revisit: Revisit, where: str) -> Outcome | None:
    """Store a sighting of bytes that are known, if of another address alone, None for others."""
    if not run.database.exists():
        return None
    with run.database.transaction(NOTHING) as connection:
        sha256 = _find_referred(connection, run, revisit)
    if sha256 is None:
        return None
    again = store_seen_again(
        run.destination(revisit.origin),
        where,
        sha256,
        (revisit.origin, revisit.at),
        archive=run.path,
    )
    if again is not None:
        return again
    with run.database.transaction(NOTHING) as connection:
        capture = sightings.find_capture(connection, sha256)
    if capture is None:
        return None
    own = replace(capture, origin=revisit.origin, at=revisit.at)
    return _store_page(run, ArchivedPage(own, None))


def _find_referred(connection: Connection, run: _ArchiveRun, revisit: Revisit) -> str | None:
    """Return the hash of the bytes that a revisit says were there again."""
    if revisit.digest is not None and revisit.digest in run.digests:
        return run.digests[revisit.digest]
    if revisit.refers is not None:
        return sightings.find_bytes(connection, *revisit.refers)
    if revisit.same:
        return sightings.find_bytes_before(connection, revisit.origin, revisit.at)
    return None


# ---------------------------------------------------------------- in words


def _summary(run: _ArchiveRun) -> str:
    """Return what became of the pages of an archive, in one line."""
    done = run.done
    new = done.total() - done[SIGHTED] - done[KNOWN] - done[REFUSED]
    said = (
        f"{done.total()} captures of {_publications(run)}: {new} with a new text or date, "
        f"{done[SIGHTED]} with a known text, {done[KNOWN]} already stored"
    )
    left = [f"{count} {reason}" for reason, count in sorted(run.left.items())]
    return said + (f"; skipped: {', '.join(left)}." if left else ".")


def _publications(run: _ArchiveRun) -> str:
    count = len(run.publications)
    return f"{count} publication{'' if count == 1 else 's'}"
