"""Write editions, and remove them, with all that is beside them, in the caller's transaction.

What follows from the editions, their links and happenings, is brought up to date.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from timeline import series
from timeline.decode.snapshotfile import MEDIA
from timeline.edition import derived
from timeline.edition.extraction import Extraction, Extractions
from timeline.edition.incoming import IncomingEdition
from timeline.edition.runs import stated_of
from timeline.model import Capture, Claim, Document, Imprint, Snapshot
from timeline.reading.extract import RULES_VERSION
from timeline.store import sightings, writes
from timeline.store.sightings import StoredCapture

if TYPE_CHECKING:
    from timeline.edition.derived import RecentSnapshot
    from timeline.store.database import Connection


@dataclass(frozen=True, slots=True)
class RebuiltEdition:
    """An edition that is built from captures which are stored, or were just now."""

    imprint: Imprint
    doc: str
    captures: tuple[StoredCapture, ...]

    @property
    def source(self) -> StoredCapture:
        """The capture that it is read from."""
        return source_of(self.captures)

    @property
    def extraction(self) -> Extraction:
        """What its statements follow from."""
        source = self.source
        return Extraction(replace(source.capture, at=None), source.claims, self.imprint, self.doc)


def add_incoming(
    connection: Connection, extractions: Extractions, edition: IncomingEdition
) -> None:
    """Store an edition that came in, with its capture."""
    snapshot = extractions.snapshot_of(edition)
    _add(
        connection,
        extractions.recent,
        snapshot,
        edition.capture,
        edition.document,
        text_key=edition.text_key,
        claims=edition.claims,
    )


def add_rebuilt(
    connection: Connection, extractions: Extractions, edition: RebuiltEdition
) -> Snapshot:
    """Store an edition that is read from one of its captures, and return what it states."""
    source, imprint = edition.source, edition.imprint
    snapshot = extractions.snapshot(edition.extraction)
    _add(
        connection,
        extractions.recent,
        snapshot,
        replace(source.capture, at=None),
        None if source.capture.media == MEDIA else extractions.document(source.capture),
        text_key=source.text_key,
        claims=source.claims,
    )
    for capture in edition.captures:
        if capture is not source:
            add_capture(connection, imprint, capture)
    key = (imprint.publication, imprint.label, source.capture.sha256)
    sightings.add(connection, *key, source.seen)
    return snapshot


def _add(
    connection: Connection,
    recent: RecentSnapshot,
    snapshot: Snapshot,
    capture: Capture,
    document: Document | None,
    *,
    text_key: str,
    claims: Sequence[Claim],
) -> None:
    blocks = [series.block(event) for event in snapshot.events]
    writes.add_edition(
        connection,
        snapshot,
        capture,
        text=None if document is None else document.text,
        text_key=text_key,
        blocks=blocks,
        rules_version=None if document is None else RULES_VERSION,
        claims=claims,
    )
    derived.refresh(connection, snapshot.imprint.publication, blocks, recent, stored=snapshot)


def remove_editions(connection: Connection, recent: RecentSnapshot, *imprints: Imprint) -> None:
    """Remove editions; the happenings that they stated lose them, or go.

    All are gone before what is left is looked at: their rows may be damaged.
    """
    blocks: dict[str, set[str]] = {}
    for imprint in imprints:
        own = blocks.setdefault(imprint.publication, set())
        own |= derived.blocks_of(connection, imprint)
    for imprint in imprints:
        writes.remove_edition(connection, imprint.publication, imprint.label)
    for publication, own in blocks.items():
        derived.refresh(connection, publication, own, recent)


def rebuild(
    connection: Connection, extractions: Extractions, old: Imprint, new: RebuiltEdition
) -> Snapshot:
    """Put an edition in the place of a stored one, and return what it states."""
    extractions.require([new.extraction])
    remove_editions(connection, extractions.recent, old)
    return add_rebuilt(connection, extractions, new)


def add_capture(connection: Connection, imprint: Imprint, stored: StoredCapture) -> None:
    """Store another capture of an edition."""
    capture = replace(stored.capture, at=None)
    writes.add_capture(connection, imprint, capture, text_key=stored.text_key, claims=stored.claims)
    sightings.add(connection, imprint.publication, imprint.label, capture.sha256, stored.seen)


def source_of(captures: Sequence[StoredCapture]) -> StoredCapture:
    """Return the capture that an edition is read from, whichever came in first.

    Of files and of those that state its date, or where there is none of all, the one whose hash
    comes first.
    """
    own = [each for each in captures if not each.seen or stated_of(each.claims)]
    return min(own or captures, key=lambda each: each.capture.sha256)
