"""Web archive files -> store: every capture is kept, and each run of equal text is an edition.

One address is one publication, named after it, unless the user names one. A page is stored as it
is read; revisits, which hold no bytes, come last, when the pages that they refer to are known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from timeline.decode.error_pages import stand_in
from timeline.edition.metadata import CHOSEN, Options, publication_of
from timeline.edition.outcome import KNOWN, REFUSED, SIGHTED, SUMMARY, Outcome
from timeline.errors import BadValueError, MissingExtraError, RefusedError
from timeline.ingestion import capture as captures
from timeline.sources import warc
from timeline.sources.warc import Left, Page, Revisit
from timeline.store import sightings

if TYPE_CHECKING:
    from timeline.ingestion.database import LazyDatabase
    from timeline.store.database import Connection

_LONGEST: Final = 60


@dataclass(slots=True)
class _Reading:
    """One archive on its way into the store: what was counted, and the digests that were seen."""

    path: str
    given: Options
    writer: LazyDatabase
    replacing: bool
    force: bool
    done: Counter[str] = field(default_factory=Counter)
    left: Counter[str] = field(default_factory=Counter)
    digests: dict[str, str] = field(default_factory=dict)
    publications: set[str] = field(default_factory=set)


def ingest(
    path: str,
    prefixes: Sequence[str],
    given: Options,
    writer: LazyDatabase,
    *,
    replacing: bool,
    force: bool,
) -> Iterator[Outcome]:
    """Store the pages of a web archive file, and yield what became of each, then a summary.

    What looks like a stand-in for a page is kept aside, unless `force`.

    Raises BadValueError where one publication is named for several addresses, MissingExtraError,
    DatabaseError.
    """
    if given.publication is not None and not prefixes:
        _require_one_address(path, given.publication)
    reading = _Reading(path, given, writer, replacing, force)
    revisits: list[Revisit] = []
    try:
        for found in warc.records(path, prefixes):
            match found:
                case Page():
                    yield _counted(reading, _page(reading, found))
                case Revisit():
                    revisits.append(found)
                case Left(reason=reason):
                    reading.left[reason] += 1
    except MissingExtraError as error:
        yield Outcome(where=path, action=REFUSED, error=error)
        return
    except RefusedError as error:
        yield Outcome(where=path, action=REFUSED, error=error)
    for revisit in sorted(revisits, key=lambda each: each.at):
        outcome = _revisit(reading, revisit)
        if outcome is None:
            reading.left["revisits of unknown captures"] += 1
        else:
            yield _counted(reading, outcome)
    yield Outcome(where=path, action=SUMMARY, note=_summary(reading))


def _require_one_address(path: str, publication: str) -> None:
    found: set[str] = set()
    # a file that breaks off is told where its pages are stored
    with suppress(RefusedError, MissingExtraError):
        found.update(map(publication_of, warc.addresses(path)))
    if len(found) > 1:
        raise BadValueError(
            "--publication",
            publication,
            f"allowed for {len(found)} URLs in {path}; choose one with --url-prefix",
        )


def _counted(reading: _Reading, outcome: Outcome) -> Outcome:
    reading.done[outcome.action] += 1
    if outcome.imprint is not None:
        reading.publications.add(outcome.imprint.publication)
    return outcome


# ---------------------------------------------------------------- one capture


def _page(reading: _Reading, page: Page) -> Outcome:
    capture = page.capture
    if page.digest is not None:
        reading.digests[page.digest] = capture.sha256
    where = f"{capture.origin} of {capture.at}"
    try:
        return captures.store(
            reading.writer,
            where,
            capture,
            reading.given,
            publication=reading.given.publication or publication_of(capture.origin),
            chosen=None if reading.given.publication else CHOSEN,
            source=capture.origin,
            archive=reading.path,
            replacing=reading.replacing,
            force=reading.force,
            doubt=(lambda _: None) if reading.force else stand_in,
        )
    except (RefusedError, MissingExtraError) as error:
        return Outcome(where=where, action=REFUSED, error=error)


def _revisit(reading: _Reading, revisit: Revisit) -> Outcome | None:
    """Store a sighting of bytes that are known, None where they are not."""
    if not reading.writer.exists():
        return None
    publication = reading.given.publication or publication_of(revisit.origin)
    where = f"{revisit.origin} of {revisit.at}"
    with reading.writer.transaction() as connection:
        sha256 = _referred(connection, reading, revisit)
    if sha256 is None:
        return None
    return captures.seen_again(
        reading.writer,
        where,
        sha256,
        (revisit.origin, revisit.at),
        publication=publication,
        archive=reading.path,
        title=reading.given.title,
        chosen=None if reading.given.publication else CHOSEN,
    )


def _referred(connection: Connection, reading: _Reading, revisit: Revisit) -> str | None:
    """Return the hash of the bytes that a revisit says were there again."""
    if revisit.digest is not None and revisit.digest in reading.digests:
        return reading.digests[revisit.digest]
    if revisit.refers is not None:
        return sightings.bytes_seen(connection, *revisit.refers)
    if revisit.same:
        return sightings.bytes_before(connection, revisit.origin, revisit.at)
    return None


# ---------------------------------------------------------------- in words


def _summary(reading: _Reading) -> str:
    """Return what became of the pages of an archive, in one line."""
    done = reading.done
    new = done.total() - done[SIGHTED] - done[KNOWN] - done[REFUSED]
    said = (
        f"{done.total()} captures of {_publications(reading)}: {new} with a new text or date, "
        f"{done[SIGHTED]} with a known text, {done[KNOWN]} already stored"
    )
    left = [f"{count} {reason}" for reason, count in sorted(reading.left.items())]
    return said + (f"; skipped: {', '.join(left)}." if left else ".")


def _publications(reading: _Reading) -> str:
    count = len(reading.publications)
    return f"{count} publication{'' if count == 1 else 's'}"
