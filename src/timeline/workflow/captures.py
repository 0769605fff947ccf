"""Captures that were seen at times, of archives and of version control -> store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from timeline.decode import decode
from timeline.model import Capture, Claim
from timeline.store import sightings
from timeline.store.sightings import Piece
from timeline.workflow import storing
from timeline.workflow.imprints import Options, Stated
from timeline.workflow.keeping import reading_of_document, text_key_of
from timeline.workflow.runs import stated_of, with_sightings
from timeline.workflow.storing import Outcome

if TYPE_CHECKING:
    from timeline.workflow.ingest import Writer


def store(
    writer: Writer,
    where: str,
    capture: Capture,
    given: Options,
    *,
    publication: str,
    chosen: str | None,
    source: str | None,
    archive: str,
    replacing: bool,
) -> Outcome:
    """Store a capture that was seen at a time.

    Known bytes are not read again. `source` tells readers where the edition comes from, `archive`
    is what holds the capture with others. Raises RefusedError, DatabaseError.
    """
    known = None
    if given.published is None and writer.exists():
        with writer.transaction() as connection:
            known = sightings.texts(connection, publication, capture.sha256)
            if known is not None:
                arrived = piece(capture, known.text_key, known.claims)
                outcome = storing.sight(
                    connection, where, publication, arrived, title=given.title, chosen=chosen
                )
                return replace(outcome, archive=archive)
    document = decode(capture)
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
    with writer.transaction() as connection:
        if stated_of(claims) is None:
            arrived = piece(capture, text_key_of(document.passages), claims)
            outcome = storing.sight(
                connection, where, publication, arrived, title=given.title, chosen=chosen
            )
        else:
            read = reading_of_document(where, publication, capture, document, stated)
            outcome = storing.put(connection, read, replacing=replacing)
    return replace(outcome, archive=archive)


def piece(capture: Capture, text_key: str, claims: Sequence[Claim]) -> Piece:
    """Return a capture as the store keeps it, seen once."""
    seen = ((capture.at or "", capture.origin),)
    return Piece(capture=capture, text_key=text_key, claims=tuple(claims), seen=seen)
