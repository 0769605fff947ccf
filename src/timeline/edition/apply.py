"""Put one edition into the store, inside the transaction that the caller has opened.

What happens is decided by what is there already: the same bytes from the same place, or undated
until now, are the edition that was read before, and what is newly said of it is an update; the
same text for the same date is another sighting of it; all else is an edition of its own, whose
label must be free. What was seen at a time and states no date is grouped (`grouping`). The
happenings of every block that is touched are made anew.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from timeline.decode.snapshotfile import MEDIA as SNAPSHOT_MEDIA
from timeline.edition import derived, extracted, grouping
from timeline.edition.extracted import Reading as Reading
from timeline.edition.extracted import piece_of
from timeline.edition.extracted import reading_of_document as reading_of_document
from timeline.edition.extracted import reading_of_snapshot as reading_of_snapshot
from timeline.edition.metadata import doubts, is_derived, label_of
from timeline.edition.outcome import KNOWN, REPLACED, SIGHTED, STORED, UPDATED, Outcome
from timeline.edition.runs import stated_of, with_sightings
from timeline.errors import LabelTakenError
from timeline.model import Claim, Imprint
from timeline.reading.dates import publication as claim_rules
from timeline.store import queries, sightings, writes
from timeline.store.sightings import Piece

if TYPE_CHECKING:
    from timeline.store.database import Connection
    from timeline.store.queries import StoredCapture


# ---------------------------------------------------------------- what is to be done


def put(connection: Connection, reading: Reading, *, replacing: bool) -> Outcome:
    """Store an edition, or find that it is stored. Raises LabelTakenError."""
    if reading.capture.at is not None and stated_of(reading.claims) is None:
        raise ValueError("what states no date and was seen at a time is for `grouping.sight`")
    outcome = _put(connection, reading, replacing=replacing)
    publication = reading.stated.publication
    if outcome.imprint is not None and reading.capture.at is not None:
        _see(connection, reading, outcome.imprint)
    grouping.regroup(connection, publication)
    return outcome


def sight(
    connection: Connection,
    where: str,
    publication: str,
    piece: Piece,
    *,
    title: str | None = None,
    chosen: str | None = None,
) -> Outcome:
    """Store bytes that were seen at a time and state no date, or find when they were seen.

    `piece` has one sighting. An undated edition of the same bytes becomes one of theirs.
    """
    sha256, ((at, origin),) = piece.capture.sha256, piece.seen
    known = sightings.known(connection, publication, sha256, at)
    if known is not None and known.origin <= origin:
        imprint = sightings.imprints(connection, publication)[known.label][0]
        return Outcome(where=where, action=KNOWN, imprint=imprint, chosen=chosen)
    _absorb(connection, publication, sha256)
    built = grouping.regroup(connection, publication, arrived=piece, title=title)
    held = sightings.known(connection, publication, sha256, at)
    label = "" if held is None else held.label
    stated, alone = built.get(label), held is not None and held.alone
    return Outcome(
        where=where,
        action=STORED if alone else SIGHTED,
        imprint=sightings.imprints(connection, publication)[label][0],
        chosen=chosen,
        figures=0 if stated is None else len(stated.figures),
        events=0 if stated is None else len(stated.events),
        doubts=() if stated is None else doubts(stated),
    )


def _absorb(connection: Connection, publication: str, sha256: str) -> None:
    """Take bytes out of the undated edition that holds them: they have got a date."""
    for capture in queries.captures(connection, publication, sha256=sha256):
        old = capture.imprint
        if old.published is None:
            pieces = sightings.pieces(connection, publication, old.label)
            left = [piece for piece in pieces if piece.capture.sha256 != sha256]
            doc = queries.snapshot(connection, publication, old.label).doc
            extracted.remove(connection, old)
            if left:
                label = label_of(None, extracted.source_of(left).capture.sha256)
                new = replace(old, label=label if is_derived(old) else old.label)
                extracted.build(connection, new, doc, left)
            return


def _see(connection: Connection, reading: Reading, imprint: Imprint) -> None:
    """Keep when a stored capture was seen."""
    piece = piece_of(reading)
    key = (imprint.publication, imprint.label, piece.capture.sha256)
    sightings.add(connection, *key, piece.seen)


def _put(connection: Connection, reading: Reading, *, replacing: bool) -> Outcome:
    publication, date = reading.stated.publication, _date(reading.imprint)
    sha256, label = reading.capture.sha256, reading.imprint.label
    found = list(
        queries.captures(
            connection, publication, sha256=sha256, text_key=reading.text_key, label=label
        )
    )
    grouped = grouping.grouped(connection, publication)
    stored = [
        capture
        for capture in found
        if date is None
        or capture.imprint.label not in grouped
        or (capture.sha256, capture.origin) == (sha256, reading.capture.origin)
    ]
    known = _known(reading, stored)
    if known is not None:
        return _update(connection, reading, known, replacing=replacing)
    for capture in stored:
        same_date = _date(capture.imprint) == date
        if same_date and capture.text_key == reading.text_key:
            return _outcome(SIGHTED, reading, _sight(connection, reading, capture.imprint))
    replaced = _make_room(connection, reading.where, reading.imprint, replacing=replacing)
    extracted.add(connection, reading)
    return _outcome(REPLACED if replaced else STORED, reading, reading.imprint)


def _sight(connection: Connection, reading: Reading, old: Imprint) -> Imprint:
    """Keep another capture of a text, and return the imprint of its edition.

    The edition is read from the capture whose hash comes first, so that it does not depend on
    which came in first.
    """
    kept = sightings.pieces(connection, old.publication, old.label)
    new, piece = old, piece_of(reading)
    if extracted.source_of([*kept, piece]) is not piece:
        extracted.add_piece(connection, old, piece)
        return old
    if old.published is None and is_derived(old):
        new = replace(old, label=label_of(None, reading.capture.sha256))
    extracted.remove(connection, old)
    extracted.build(connection, new, reading.doc, [*kept, piece])
    return new


def _date(imprint: Imprint) -> str | None:
    return None if imprint.published is None else imprint.published.edtf


def _stated_date(reading: Reading) -> str | None:
    """Return the date that is stated of bytes from outside: what they say themselves is known."""
    if reading.document is None:
        return _date(reading.imprint)
    return None if reading.stated.published is None else reading.stated.published.edtf


def _known(reading: Reading, stored: Sequence[StoredCapture]) -> Imprint | None:
    """Return the edition that the same bytes were stored as, None where they are another one's.

    Bytes of another place that are dated otherwise are an edition of their own: a text that was
    published again.
    """
    same = [capture for capture in stored if capture.sha256 == reading.capture.sha256]
    date, origin = _stated_date(reading), reading.capture.origin
    tests: tuple[Callable[[StoredCapture], bool], ...] = (
        lambda capture: capture.origin == origin and _date(capture.imprint) == date,
        lambda capture: _date(capture.imprint) == date,
        lambda capture: capture.origin == origin,
        lambda capture: date is None or capture.imprint.published is None,
    )
    return next((capture.imprint for test in tests for capture in same if test(capture)), None)


def _update(connection: Connection, reading: Reading, old: Imprint, *, replacing: bool) -> Outcome:
    if reading.document is None:
        return _outcome(KNOWN, reading, old)
    new = reading.stated.over(old, reading.capture.sha256)
    if new == old:
        if any(_differ(*each) for each in _restated(connection, old, old, reading)):
            change(connection, old, old, seen=reading)
        return _outcome(KNOWN, reading, old)
    if new.label != old.label:
        _make_room(connection, reading.where, new, replacing=replacing)
    change(connection, old, new, seen=reading)
    return replace(_outcome(UPDATED, reading, new), was=old)


def _make_room(connection: Connection, where: str, wanted: Imprint, *, replacing: bool) -> bool:
    """Free a label that is held: a run takes another; other content goes where that is asked for.

    Tells whether content went. Raises LabelTakenError.
    """
    grouping.regroup(connection, wanted.publication, taken={wanted.label})
    held = next(queries.captures(connection, wanted.publication, label=wanted.label), None)
    if held is None:
        return False
    if not replacing:
        raise LabelTakenError(where, held.imprint.reference)
    extracted.remove(connection, held.imprint)
    return True


def _outcome(action: str, reading: Reading, imprint: Imprint) -> Outcome:
    return Outcome(
        where=reading.where,
        action=action,
        imprint=imprint,
        chosen=reading.stated.chosen,
        figures=0 if action == KNOWN else len(reading.snapshot.figures),
        events=0 if action == KNOWN else len(reading.snapshot.events),
        doubts=() if action == KNOWN else doubts(reading.snapshot),
    )


# ---------------------------------------------------------------- doing it


def remove(connection: Connection, *imprints: Imprint) -> None:
    """Remove editions; the happenings that they stated lose them, or go."""
    extracted.remove(connection, *imprints)
    for publication in sorted({imprint.publication for imprint in imprints}):
        grouping.regroup(connection, publication)


def change(
    connection: Connection, old: Imprint, new: Imprint, *, seen: Reading | None = None
) -> None:
    """Put a stored edition under another imprint; the caller has seen that its name is free.

    Where the date changes, or what is claimed of it, the text is read anew: what a text says of
    "next year" changes too. `seen` is the sighting that says so, if any: its place is kept.
    Without one it is the user who says so.
    """
    kept = _restated(connection, old, new, seen)
    anew = old.published != new.published or any(_differ(*each) for each in kept)
    if anew and kept[0][0].capture.media != SNAPSHOT_MEDIA:
        doc = queries.snapshot(connection, old.publication, old.label).doc
        pieces = [piece for _, piece in kept]
        if seen is not None and extracted.source_of(pieces).capture.sha256 == seen.capture.sha256:
            doc = seen.doc
        extracted.remove(connection, old)
        extracted.build(connection, new, doc, pieces)
        return
    blocks = derived.blocks_of(connection, old)
    if (old.publication, old.published) != (new.publication, new.published):
        derived.part(connection, old)
    writes.change_imprint(connection, old, new)
    derived.refresh(connection, new.publication, blocks)
    if old.publication != new.publication:
        derived.refresh(connection, old.publication, blocks)


def _restated(
    connection: Connection, old: Imprint, new: Imprint, seen: Reading | None
) -> list[tuple[Piece, Piece]]:
    """Return each capture of an edition as it is, and with what is said of it now."""
    found = []
    for piece in sightings.pieces(connection, old.publication, old.label):
        said = piece
        if seen is not None and seen.capture.sha256 == piece.capture.sha256:
            merged = claim_rules.merged(piece.claims, seen.claims)
            claims = with_sightings(merged, (*piece.seen, *piece_of(seen).seen))
            said = replace(piece, capture=seen.capture, claims=claims)
        elif seen is None and old.published != new.published:
            said = replace(piece, claims=_by_user(new, piece.claims))
        found.append((piece, said))
    return found


def _differ(one: Piece, other: Piece) -> bool:
    """Tell whether anything else is claimed, in whatever order."""
    return frozenset(one.claims) != frozenset(other.claims)


def _by_user(imprint: Imprint, claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """Return the claims with the user's date in the place of all that was stated from outside."""
    own = tuple(claim for claim in claims if not claim_rules.is_stated(claim))
    return own if imprint.published is None else (Claim("user", imprint.published), *own)
