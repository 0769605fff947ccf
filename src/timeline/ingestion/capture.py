"""Captures that were seen at times, of archives and of version control -> store."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from timeline.decode import decode
from timeline.edition import apply, strangers
from timeline.edition.extracted import reading_of_document, text_key_of
from timeline.edition.metadata import Options, Stated
from timeline.edition.outcome import Outcome
from timeline.edition.runs import own_claims, stated_of, with_sightings
from timeline.errors import QuarantinedError
from timeline.model import Capture, Claim, Document
from timeline.store import fetches, sightings
from timeline.store.sightings import Piece

if TYPE_CHECKING:
    from timeline.ingestion.database import LazyDatabase


Doubt = Callable[[Document], str | None]
"""Why a document is taken for no edition, in words; None where it is one."""


def store(
    writer: LazyDatabase,
    where: str,
    capture: Capture,
    given: Options,
    *,
    publication: str,
    chosen: str | None,
    source: str | None,
    archive: str | None,
    replacing: bool,
    force: bool,
    doubt: Doubt = lambda _: None,
) -> Outcome:
    """Store a capture that was seen at a time.

    Known bytes are not read again. `source` tells readers where the edition comes from, `archive`
    is what holds the capture with others. What `doubt` has a reason against is kept aside. Without
    `force`, what has nothing in common with the publication is refused, unless its address is one
    where an edition of it was seen: there a page is what it is, whatever it says.

    Raises QuarantinedError and other RefusedErrors, DatabaseError.
    """
    known = None
    if given.published is None and writer.exists():
        with writer.transaction() as connection:
            known = sightings.texts(connection, publication, capture.sha256)
            if known is not None:
                arrived = piece(capture, known.text_key, known.claims)
                outcome = apply.sight(
                    connection, where, publication, arrived, title=given.title, chosen=chosen
                )
                return replace(outcome, archive=archive)
    document = decode(capture)
    reason = doubt(document)
    if reason is not None:
        with writer.transaction() as connection:
            fetches.set_aside(connection, publication, capture, reason)
        raise QuarantinedError(where, reason)
    outside = () if given.published is None else (Claim("user", given.published),)
    claims = with_sightings((*outside, *document.claims), [(capture.at or "", capture.origin)])
    stated = Stated(
        publication=publication,
        chosen=chosen,
        published=given.published,
        title=given.title,
        source=source,
        claims=claims,
    )
    read = reading_of_document(where, publication, capture, document, stated)
    with writer.transaction() as connection:
        if not force and capture.origin not in sightings.origins(connection, publication):
            strangers.require_none(
                connection, where, publication, given.title, document, lambda: read.snapshot
            )
        if stated_of(claims) is None:
            arrived = piece(capture, text_key_of(document.passages), claims)
            outcome = apply.sight(
                connection, where, publication, arrived, title=given.title, chosen=chosen
            )
        else:
            outcome = apply.put(connection, read, replacing=replacing)
        fetches.release(connection, publication, capture)
    return replace(outcome, archive=archive)


def seen_again(
    writer: LazyDatabase,
    where: str,
    sha256: str,
    capture: tuple[str, str],
    *,
    publication: str,
    archive: str | None,
    title: str | None = None,
    chosen: str | None = None,
) -> Outcome | None:
    """Store that stored bytes were seen again, None where they are not stored.

    `capture` is (address, time).
    """
    if not writer.exists():
        return None
    origin, at = capture
    with writer.transaction() as connection:
        found = sightings.pieces(connection, publication, sha256=sha256)
        if not found:
            return None
        held = min(found, key=lambda each: not each.seen)
        claims = held.claims if held.seen else own_claims(held.claims)
        arrived = piece(replace(held.capture, origin=origin, at=at), held.text_key, claims)
        outcome = apply.sight(connection, where, publication, arrived, title=title, chosen=chosen)
    return replace(outcome, archive=archive)


def piece(capture: Capture, text_key: str, claims: Sequence[Claim]) -> Piece:
    """Return a capture as the store keeps it, seen once."""
    seen = ((capture.at or "", capture.origin),)
    return Piece(capture=capture, text_key=text_key, claims=tuple(claims), seen=seen)
