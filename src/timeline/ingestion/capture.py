"""Captures that were seen at times, of archives and of version control -> store."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from timeline.decode import decode
from timeline.decode.error_pages import find_stand_in, shrank, words_of
from timeline.edition import page_names, strangers
from timeline.edition.apply import record_sighting, store_edition
from timeline.edition.incoming import IncomingEdition, edition_of_document
from timeline.edition.metadata import EditionMetadata, StatedMetadata
from timeline.edition.outcome import Outcome
from timeline.edition.runs import own_claims, stated_of, with_sightings
from timeline.errors import QuarantinedError
from timeline.model import Capture, Claim, Document
from timeline.store import fetches, queries, sightings
from timeline.store.sightings import StoredCapture
from timeline.store.turns import NOTHING
from timeline.values import Period

if TYPE_CHECKING:
    from timeline.edition.extraction import Extractions
    from timeline.ingestion.ahead import Ahead
    from timeline.ingestion.database import LazyDatabase
    from timeline.store.database import Connection


Doubt = Callable[[Document], str | None]
"""Why a document is taken for no edition, in words; None where it is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureDestination:
    """Where captures go: the publication, how it was `chosen`, what the user states of all.

    Without `force`, what has nothing in common with the publication is refused, unless its address
    is one where an edition of it was seen: there a page is what it is, whatever it says. With
    `replacing`, labels are taken from other content.
    """

    database: LazyDatabase
    given: StatedMetadata
    publication: str
    chosen: str | None
    replacing: bool = False
    force: bool = False


def name_publication(database: LazyDatabase, address: str) -> str:
    """Return the publication of an address; one of an older database keeps the name it has there.

    Raises DatabaseError.
    """
    name = page_names.publication_of(address)
    if not database.exists():
        return name
    canonical = page_names.canonical_of(address)
    for earlier in page_names.earlier_names_of(address):
        with database.transaction(NOTHING) as connection:
            seen = sightings.origins(connection, earlier)
        pages = {page_names.canonical_of(each) for each in seen if "://" in each}
        if canonical in pages:
            return earlier
        if name == earlier and pages:
            return page_names.full_name_of(address)
    return name


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenCapture:
    """A capture that was seen at a time; `where` names it to the user.

    `source` tells readers where the edition comes from, `archive` is what holds the capture with
    others.
    """

    capture: Capture
    where: str
    source: str | None
    archive: str | None


def decode_capture(
    seen: SeenCapture, given: StatedMetadata, publication: str, chosen: str | None
) -> IncomingEdition:
    """Return a capture as an edition, with all dates that are stated of it, and not read yet.

    Raises UnreadableError, MissingExtraError.
    """
    capture, document = seen.capture, decode(seen.capture)
    outside = () if given.published is None else (Claim("user", given.published),)
    claims = with_sightings((*outside, *document.claims), [(capture.at or "", capture.origin)])
    stated = EditionMetadata(
        publication=publication,
        chosen=chosen,
        published=given.published,
        title=given.title,
        source=seen.source,
        claims=claims,
    )
    return edition_of_document(seen.where, publication, capture, document, stated)


def store_capture(
    to: CaptureDestination, seen: SeenCapture, *, doubt: Doubt = lambda _: None, ahead: Ahead = None
) -> Outcome:
    """Store a capture that was seen at a time: decode it, then decide, extract and apply.

    Bytes that are stored are not decoded again. What `doubt` has a reason against is kept aside.
    `ahead` is what a worker made of the capture before its turn.

    Raises QuarantinedError and other RefusedErrors, DatabaseError.
    """
    extractions = to.database.new_extractions()
    if isinstance(ahead, IncomingEdition):
        if ahead.capture != seen.capture:
            raise ValueError(f"{seen.where}: decoded from other bytes ahead")
        ahead = ahead.moved_to(to.publication, to.chosen)
        extractions.foresee(ahead)
    outcome = _record_known(to, seen, extractions)
    if outcome is None:
        edition = ahead or decode_capture(seen, to.given, to.publication, to.chosen)
        if not isinstance(edition, IncomingEdition):
            raise edition
        extractions.foresee(edition)
        _require_no_doubt(to, seen, doubt, edition)
        outcome = to.database.transact(
            lambda connection, extractions: _store(connection, extractions, to, edition),
            extractions,
            writes=to.publication,
        )
    return replace(outcome, archive=seen.archive)


def find_shrunken(to: CaptureDestination, at: str) -> Doubt:
    """Return what doubts a page of an archive: a stand-in, or one that has lost its text.

    What is left is judged by the edition that was there when the page was captured.
    """

    def doubt(document: Document) -> str | None:
        if to.force:
            return None
        stand_in = find_stand_in(document)
        if stand_in is not None or not to.database.exists():
            return stand_in
        with to.database.transaction(NOTHING) as connection:
            before = _words_before(connection, to, at)
        return shrank(document, before)

    return doubt


def _words_before(connection: Connection, to: CaptureDestination, at: str) -> int | None:
    """Return how many words the edition has that was there at a time, None for none.

    It is the one that was seen last, or where none was, the last one published before the day.
    """
    publication = to.publication
    label = sightings.find_edition_before(connection, publication, at)
    if label is None:
        day = Period.parse(at[:10]).first
        stored = queries.imprints(connection, publication)
        dated = [each.label for each in stored if each.published and each.published.last < day]
        label = dated[-1] if dated else None
    if label is None:
        return None
    return words_of(to.database.recent.find(connection, publication, label).passages)


def store_seen_again(
    to: CaptureDestination,
    where: str,
    sha256: str,
    capture: tuple[str, str],
    *,
    archive: str | None,
) -> Outcome | None:
    """Store that stored bytes were seen again, None where they are not stored.

    `capture` is (address, time).
    """
    if not to.database.exists():
        return None
    origin, at = capture

    def record(connection: Connection, extractions: Extractions) -> Outcome | None:
        found = sightings.stored_captures(connection, to.publication, sha256=sha256)
        if not found:
            return None
        kept = min(found, key=lambda each: not each.seen)
        claims = kept.claims if kept.seen else own_claims(kept.claims)
        again = _seen_once(replace(kept.capture, origin=origin, at=at), kept.text_key, claims)
        return _record(connection, extractions, to, where, again)

    outcome = to.database.transact(record, writes=to.publication)
    return None if outcome is None else replace(outcome, archive=archive)


# ---------------------------------------------------------------- one capture


def _record_known(
    to: CaptureDestination, seen: SeenCapture, extractions: Extractions
) -> Outcome | None:
    """Store that bytes were seen which are stored already, None where they are not."""
    if to.given.published is not None or not to.database.exists():
        return None

    def record(connection: Connection, extractions: Extractions) -> Outcome | None:
        known = sightings.find_text(connection, to.publication, seen.capture.sha256)
        if known is None:
            return None
        arrived = _seen_once(seen.capture, known.text_key, known.claims)
        return _record(connection, extractions, to, seen.where, arrived)

    return to.database.transact(record, extractions, writes=to.publication)


def _require_no_doubt(
    to: CaptureDestination, seen: SeenCapture, doubt: Doubt, edition: IncomingEdition
) -> None:
    """Keep a capture aside where there is a reason against it. Raises QuarantinedError."""
    reason = None if edition.document is None else doubt(edition.document)
    if reason is not None:
        with to.database.transaction(to.publication) as connection:
            fetches.set_aside(connection, to.publication, seen.capture, reason)
        raise QuarantinedError(seen.where, reason)


def _store(
    connection: Connection,
    extractions: Extractions,
    to: CaptureDestination,
    edition: IncomingEdition,
) -> Outcome:
    """Decide what becomes of a capture that is no stranger, and do it."""
    capture = edition.capture
    if not to.force and capture.origin not in sightings.origins(connection, to.publication):
        strangers.require_none(connection, extractions, edition)
    if stated_of(edition.claims) is None:
        arrived = _seen_once(capture, edition.text_key, edition.claims)
        outcome = _record(connection, extractions, to, edition.where, arrived)
    else:
        outcome = store_edition(connection, extractions, edition, replacing=to.replacing)
    fetches.release(connection, to.publication, capture)
    return outcome


def _record(
    connection: Connection,
    extractions: Extractions,
    to: CaptureDestination,
    where: str,
    arrived: StoredCapture,
) -> Outcome:
    return record_sighting(
        connection,
        extractions,
        where,
        to.publication,
        arrived,
        title=to.given.title,
        chosen=to.chosen,
    )


def _seen_once(capture: Capture, text_key: str, claims: Sequence[Claim]) -> StoredCapture:
    """Return a capture as the store keeps it, seen once."""
    seen = ((capture.at or "", capture.origin),)
    return StoredCapture(capture=capture, text_key=text_key, claims=tuple(claims), seen=seen)
