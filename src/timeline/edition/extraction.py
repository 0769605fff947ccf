"""What editions state, extracted while no transaction is open.

Whoever stores an edition asks here for what it states. Where that has not been extracted yet, the
transaction is left as it was found, the text is read outside of it, and all is decided again:
another process may have written in between.

What was read before its turn is taken where it follows from the same: the capture, what is claimed
of its date, and that date. The rest of an imprint names the edition, and changes nothing in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, TypeVar

from timeline.decode import decode, snapshotfile
from timeline.edition.derived import RecentSnapshot
from timeline.edition.incoming import ForeseenLinks
from timeline.errors import DatabaseContendedError
from timeline.linking import link
from timeline.model import Capture, Claim, Document, Imprint, Snapshot
from timeline.reading.extract import read
from timeline.values import Period

if TYPE_CHECKING:
    from timeline.edition.incoming import IncomingEdition
    from timeline.store.database import Connection

R = TypeVar("R")

_ROUNDS: Final = 50
"""Each but the last extracts something; one input needs a handful where no other process writes."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that what an edition states follows from; `doc` names the document in reports."""

    capture: Capture
    claims: tuple[Claim, ...]
    imprint: Imprint
    doc: str


_Read = tuple[Capture, tuple[Claim, ...], Period | None]
"""What a reading follows from: a capture, the dates claimed of it, and the one that it has."""


class NotExtractedError(Exception):
    """What a transaction needs has not been decoded or extracted; never leaves this package."""

    def __init__(self, needed: Iterable[Extraction | Capture]) -> None:
        super().__init__("not extracted before the transaction")
        self.needed = tuple(needed)


class Extractions:
    """What was decoded and extracted for one input, by what it follows from.

    `recent` is the edition that was stored last, by the inputs before.
    """

    def __init__(self, recent: RecentSnapshot | None = None) -> None:
        self.recent = recent or RecentSnapshot()
        self._documents: dict[Capture, Document] = {}
        self._snapshots: dict[_Read, Snapshot] = {}

    def foresee(self, edition: IncomingEdition) -> None:
        """Keep what was made of an edition before its turn; it is taken where it holds."""
        if edition.document is None:
            return
        capture = _timeless(edition.capture)
        self._documents.setdefault(capture, edition.document)
        if edition.snapshot is not None:
            read_as = (capture, edition.claims, edition.snapshot.imprint.published)
            self._snapshots.setdefault(read_as, edition.snapshot)
        self.recent.foresee(edition.foreseen)

    def document(self, capture: Capture) -> Document:
        """Return the document of a capture. Raises NotExtractedError where it is not decoded."""
        try:
            return self._documents[_timeless(capture)]
        except KeyError:
            raise NotExtractedError([capture]) from None

    def snapshot(self, extraction: Extraction) -> Snapshot:
        """Return what was extracted. Raises NotExtractedError where nothing was."""
        self.require([extraction])
        found, imprint = self._snapshots[_read_of(extraction)], extraction.imprint
        document = self._documents.get(extraction.capture)
        if document is not None and not imprint.title:
            imprint = replace(imprint, title=document.title)
        if (found.imprint, found.doc) == (imprint, extraction.doc):
            return found
        return replace(found, imprint=imprint, doc=extraction.doc)

    def snapshot_of(self, edition: IncomingEdition) -> Snapshot:
        """Return what an edition states that came in. Raises NotExtractedError."""
        if edition.document is None and edition.snapshot is not None:
            return edition.snapshot
        self.foresee(edition)
        return self.snapshot(extraction_of(edition))

    def require(self, extractions: Iterable[Extraction]) -> None:
        """Raise NotExtractedError for those of which nothing was extracted."""
        missing = [each for each in extractions if _read_of(each) not in self._snapshots]
        if missing:
            raise NotExtractedError(missing)

    def require_documents(self, captures: Iterable[Capture]) -> None:
        """Raise NotExtractedError for captures that are not decoded."""
        missing = [each for each in captures if _timeless(each) not in self._documents]
        if missing:
            raise NotExtractedError(missing)

    def extract(self, edition: IncomingEdition) -> None:
        """Extract what an edition states that came in, unless that was done."""
        try:
            self.snapshot_of(edition)
        except NotExtractedError as error:
            self.add(error.needed)

    def add(self, needed: Iterable[Extraction | Capture]) -> None:
        """Decode and extract what is needed."""
        for each in needed:
            if isinstance(each, Capture):
                self._decoded(each)
                continue
            if each.capture.media == snapshotfile.MEDIA:
                stated = snapshotfile.decode(each.capture)
                stated = replace(stated, imprint=each.imprint, doc=each.doc)
            else:
                document = replace(self._decoded(each.capture), claims=each.claims)
                sha256 = each.capture.sha256
                stated = read(document, each.imprint, doc=each.doc, sha256=sha256)
            self._snapshots[_read_of(each)] = stated

    def _decoded(self, capture: Capture) -> Document:
        key = _timeless(capture)
        if key not in self._documents:
            self._documents[key] = decode(key)
        return self._documents[key]


def extraction_of(edition: IncomingEdition) -> Extraction:
    """Return what the statements of an edition follow from that came in as a document."""
    return Extraction(_timeless(edition.capture), edition.claims, edition.imprint, edition.doc)


def extract_incoming(edition: IncomingEdition, expected: Imprint | None = None) -> IncomingEdition:
    """Return an edition with what it states under the imprint that it is expected to get.

    Without one that is its own.
    """
    extraction = replace(extraction_of(edition), imprint=expected or edition.imprint)
    extractions = Extractions()
    extractions.foresee(edition)
    extractions.add([extraction])
    return replace(edition, snapshot=extractions.snapshot(extraction))


def with_foreseen_links(before: IncomingEdition, edition: IncomingEdition) -> IncomingEdition:
    """Return an edition with its links to one before it that it probably follows.

    Both are extracted, of one publication, and dated in this order; otherwise it stays as it is.
    """
    old, new = before.snapshot, edition.snapshot
    if old is None or new is None or before.imprint.publication != edition.imprint.publication:
        return edition
    dates = old.imprint.published, new.imprint.published
    if dates[0] is None or dates[1] is None or dates[0].first >= dates[1].first:
        return edition
    links = replace(link(old, new), passages=())
    return replace(edition, foreseen=ForeseenLinks(old, new, links))


def run_transaction(
    begin: Callable[[], AbstractContextManager[Connection]],
    extractions: Extractions,
    work: Callable[[Connection], R],
    *,
    where: str = "",
) -> R:
    """Do work in a transaction that `begin` opens, once all that it needs is extracted.

    The work decides by what it finds in the store. Where it needs what is not extracted, what it
    wrote is taken back, that is extracted while no transaction is open, and the work begins anew.
    Raises DatabaseContendedError where others change the database, `where`, again and again.
    """
    for _ in range(_ROUNDS):
        try:
            with begin() as connection:
                return work(connection)
        except NotExtractedError as error:
            extractions.add(error.needed)
    raise DatabaseContendedError(where)


def _read_of(extraction: Extraction) -> _Read:
    return extraction.capture, extraction.claims, extraction.imprint.published


def _timeless(capture: Capture) -> Capture:
    """Return a capture without its time: what it states does not depend on that."""
    return capture if capture.at is None else replace(capture, at=None)
