"""Keep editions: what is read from a capture goes in, and out, with all that is beside it.

The caller has opened the transaction. What follows from the editions is brought up to date.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from timeline import series
from timeline.decode import decode
from timeline.decode.boilerplate import BOILERPLATE
from timeline.decode.snapshotfile import encode
from timeline.edition import derived
from timeline.edition.metadata import Stated
from timeline.edition.runs import stated_of
from timeline.model import Capture, Claim, Document, Imprint, Passage, Snapshot
from timeline.reading.extract import RULES_VERSION, read
from timeline.store import sightings, writes
from timeline.store.sightings import Piece
from timeline.text import normal

if TYPE_CHECKING:
    from timeline.store.database import Connection


@dataclass(frozen=True, kw_only=True)
class Reading:
    """An edition ready to be stored.

    `document` is None for one of a snapshot file, whose snapshot is `given`.
    """

    where: str
    capture: Capture
    stated: Stated
    imprint: Imprint
    doc: str
    text_key: str
    document: Document | None = None
    given: Snapshot | None = None

    @cached_property
    def snapshot(self) -> Snapshot:
        """What it states, read when it is asked for: what is stored already need not be."""
        if self.document is not None:
            return read(self.document, self.imprint, doc=self.doc, sha256=self.capture.sha256)
        if self.given is None:
            raise ValueError(f"{self.where}: neither a document nor a snapshot")
        return self.given

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The dates of publication that are stated for the capture."""
        return () if self.document is None else self.document.claims


def reading_of_document(
    where: str, doc: str, capture: Capture, document: Document, stated: Stated
) -> Reading:
    """Return what a document states, ready to be stored."""
    document = stated.claiming(document)
    return Reading(
        where=where,
        capture=capture,
        stated=stated,
        imprint=stated.new(capture.sha256),
        doc=doc,
        document=document,
        text_key=text_key_of(document.passages),
    )


def reading_of_snapshot(where: str, capture: Capture, snapshot: Snapshot) -> Reading:
    """Return what a snapshot file states, ready to be stored."""
    imprint = snapshot.imprint
    stated = Stated(
        publication=imprint.publication,
        label=imprint.label,
        published=imprint.published,
        title=imprint.title,
        source=imprint.source,
        coverage=imprint.coverage,
        notes=imprint.notes,
    )
    return Reading(
        where=where,
        capture=capture,
        stated=stated,
        imprint=imprint,
        doc=snapshot.doc,
        given=snapshot,
        text_key=_key(encode(snapshot)),
    )


def text_key_of(passages: Iterable[Passage]) -> str:
    """Return the key of a text, whatever its spaces, quotation marks, dashes and chrome."""
    own = (p.quote.text for p in passages if p.kind != BOILERPLATE)
    return _key(normal("\n".join(own)).encode())


def _key(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


# ---------------------------------------------------------------- in and out


def add(connection: Connection, reading: Reading) -> None:
    """Store an edition with the capture that it was read from."""
    document, snapshot = reading.document, reading.snapshot
    blocks = [series.block(event) for event in snapshot.events]
    writes.add_edition(
        connection,
        snapshot,
        reading.capture,
        text=None if document is None else document.text,
        text_key=reading.text_key,
        blocks=blocks,
        rules_version=None if document is None else RULES_VERSION,
        claims=reading.claims,
    )
    derived.refresh(connection, snapshot.imprint.publication, blocks, known=snapshot)


def remove(connection: Connection, *imprints: Imprint) -> None:
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
        derived.refresh(connection, publication, own)


def build(connection: Connection, imprint: Imprint, doc: str, pieces: Sequence[Piece]) -> Snapshot:
    """Store an edition that is read from one of these captures, and return what it states."""
    chosen = source_of(pieces)
    document = replace(decode(chosen.capture), claims=chosen.claims)
    reading = Reading(
        where=imprint.reference,
        capture=replace(chosen.capture, at=None),
        stated=Stated(publication=imprint.publication),
        imprint=imprint,
        doc=doc,
        document=document,
        text_key=chosen.text_key,
    )
    add(connection, reading)
    for piece in pieces:
        if piece is not chosen:
            add_piece(connection, imprint, piece)
    sightings.add(
        connection, imprint.publication, imprint.label, chosen.capture.sha256, chosen.seen
    )
    return reading.snapshot


def add_piece(connection: Connection, imprint: Imprint, piece: Piece) -> None:
    """Store another capture of an edition."""
    capture = replace(piece.capture, at=None)
    writes.add_capture(connection, imprint, capture, text_key=piece.text_key, claims=piece.claims)
    sightings.add(connection, imprint.publication, imprint.label, capture.sha256, piece.seen)


def source_of(pieces: Sequence[Piece]) -> Piece:
    """Return the capture that an edition is read from, whichever came in first.

    Of files and of those that state its date, or where there is none of all, the one whose hash
    comes first.
    """
    own = [piece for piece in pieces if not piece.seen or stated_of(piece.claims)]
    return min(own or pieces, key=lambda piece: piece.capture.sha256)


def piece_of(reading: Reading) -> Piece:
    """Return the capture of a reading as the store keeps it."""
    capture = reading.capture
    seen = () if capture.at is None else ((capture.at, capture.origin),)
    return Piece(capture=capture, text_key=reading.text_key, claims=reading.claims, seen=seen)
