"""An edition that came in: bytes that are decoded, with all that is said of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace

from timeline.decode.boilerplate import BOILERPLATE
from timeline.decode.snapshotfile import encode
from timeline.edition.metadata import EditionMetadata
from timeline.model import Capture, Claim, Document, Imprint, Links, Passage, Snapshot
from timeline.sources.urls import drop_credentials
from timeline.store.sightings import StoredCapture
from timeline.text import normal


@dataclass(frozen=True, slots=True)
class ForeseenLinks:
    """The links of two editions that came in together, made before either is stored.

    They hold for these very snapshots, if those become neighbours.
    """

    before: Snapshot
    after: Snapshot
    links: Links


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingEdition:
    """An edition that is decoded and not stored yet; `where` names its input to the user.

    `imprint` is the one that it gets where nothing of it is stored. `document` is None for one of
    a snapshot file. `snapshot` is what it states: what a snapshot file holds, or what was
    extracted from the document beforehand, under the imprint that it was expected to get; None
    where that is still to be done. `foreseen` are its links with the edition that probably comes
    before it, None where nobody has made them.
    """

    where: str
    capture: Capture
    stated: EditionMetadata
    imprint: Imprint
    doc: str
    text_key: str
    document: Document | None = None
    snapshot: Snapshot | None = None
    foreseen: ForeseenLinks | None = None

    def __post_init__(self) -> None:
        if self.document is None and self.snapshot is None:
            raise ValueError(f"{self.where}: neither a document nor a snapshot")

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The dates of publication that are stated for the capture."""
        return () if self.document is None else self.document.claims

    def moved_to(self, publication: str, chosen: str | None) -> IncomingEdition:
        """Return it as an edition of this publication, and how that was chosen."""
        if (publication, chosen) == (self.stated.publication, self.stated.chosen):
            return self
        return replace(
            self,
            stated=replace(self.stated, publication=publication, chosen=chosen),
            imprint=replace(self.imprint, publication=publication),
            doc=publication,
        )

    def as_stored(self) -> StoredCapture:
        """Return its capture as the store keeps it."""
        capture = self.capture
        seen = () if capture.at is None else ((capture.at, capture.origin),)
        return StoredCapture(capture=capture, text_key=self.text_key, claims=self.claims, seen=seen)


def edition_of_document(
    where: str, doc: str, capture: Capture, document: Document, stated: EditionMetadata
) -> IncomingEdition:
    """Return the edition of a decoded document."""
    return IncomingEdition(
        where=where,
        capture=capture,
        stated=stated,
        imprint=stated.new_imprint(capture.sha256),
        doc=doc,
        document=stated.attach_claims(document),
        text_key=text_key_of(document.passages),
    )


def edition_of_snapshot(where: str, capture: Capture, snapshot: Snapshot) -> IncomingEdition:
    """Return the edition of a snapshot file; no password in what it names as its source."""
    imprint = snapshot.imprint
    if imprint.source is not None:
        imprint = replace(imprint, source=drop_credentials(imprint.source))
        snapshot = replace(snapshot, imprint=imprint)
    stated = EditionMetadata(
        publication=imprint.publication,
        label=imprint.label,
        published=imprint.published,
        title=imprint.title,
        source=imprint.source,
        coverage=imprint.coverage,
        notes=imprint.notes,
    )
    return IncomingEdition(
        where=where,
        capture=capture,
        stated=stated,
        imprint=imprint,
        doc=snapshot.doc,
        snapshot=snapshot,
        text_key=_key(encode(snapshot)),
    )


def text_key_of(passages: Iterable[Passage]) -> str:
    """Return the key of a text, whatever its spaces, quotation marks, dashes and chrome."""
    own = (p.quote.text for p in passages if p.kind != BOILERPLATE)
    return _key(normal("\n".join(own)).encode())


def _key(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
