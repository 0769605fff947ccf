"""Put one edition into the store, inside the transaction that the caller has opened.

What happens is decided by what is there already: the same bytes from the same place, or undated
until now, are the edition that was read before, and what is newly said of it is an update; the
same text for the same date is another sighting of it; all else is an edition of its own, whose
label must be free. The happenings of every block that is touched are made anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from timeline import series
from timeline.decode import decode
from timeline.decode.snapshotfile import MEDIA as SNAPSHOT_MEDIA
from timeline.decode.snapshotfile import encode
from timeline.errors import LabelTakenError, TimelineError
from timeline.model import Capture, Claim, Document, Imprint, Snapshot
from timeline.reading import RULES_VERSION, read
from timeline.rules import claims as claim_rules
from timeline.rules.boilerplate import BOILERPLATE
from timeline.store import queries, saving
from timeline.text import normal
from timeline.workflow import derived
from timeline.workflow.imprints import Stated, doubts, is_derived, label_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from timeline.store.queries import StoredCapture

STORED, REPLACED, UPDATED, SIGHTED, KNOWN, REFUSED = (
    "stored", "replaced", "updated", "sighted", "known", "refused",
)  # fmt: skip


_ByCapture = dict[str, tuple[Claim, ...]]
"""What is claimed, by the hash of a capture."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one input.

    `action` is stored, replaced (it took a label from other content), updated (known bytes,
    something new said of them), sighted (known text in other bytes), known or refused; `was` the
    reference of an updated edition before; `doubts` tell what is odd about its date; `error` says
    why an input was refused.
    """

    where: str
    action: str
    imprint: Imprint | None = None
    was: Imprint | None = None
    chosen: str | None = None
    figures: int = 0
    events: int = 0
    doubts: tuple[str, ...] = ()
    error: TimelineError | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An edition ready to be stored; `document` is None for one of a snapshot file."""

    where: str
    capture: Capture
    stated: Stated
    snapshot: Snapshot
    document: Document | None
    text_key: str

    @property
    def imprint(self) -> Imprint:
        return self.snapshot.imprint

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The dates of publication that are stated for the capture."""
        return () if self.document is None else self.document.claims


def reading_of_document(
    where: str, doc: str, capture: Capture, document: Document, stated: Stated
) -> Reading:
    """Return what a document states, ready to be stored."""
    document = stated.claiming(document)
    snapshot = read(document, stated.new(capture.sha256), doc=doc, sha256=capture.sha256)
    return Reading(
        where=where,
        capture=capture,
        stated=stated,
        snapshot=snapshot,
        document=document,
        text_key=_text_key(snapshot),
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
        snapshot=snapshot,
        document=None,
        text_key=_key(encode(snapshot)),
    )


def _text_key(snapshot: Snapshot) -> str:
    """Return the key of a text, whatever its spaces, quotation marks, dashes and chrome."""
    own = (p.quote.text for p in snapshot.passages if p.kind != BOILERPLATE)
    return _key(normal("\n".join(own)).encode())


def _key(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


# ---------------------------------------------------------------- what is to be done


def put(connection: Connection, reading: Reading, *, replacing: bool) -> Outcome:
    """Store an edition, or find that it is stored. Raises LabelTakenError."""
    stored = list(
        queries.captures(
            connection,
            reading.stated.publication,
            sha256=reading.capture.sha256,
            text_key=reading.text_key,
            label=reading.imprint.label,
        )
    )
    known = _known(reading, stored)
    if known is not None:
        return _update(connection, reading, known, replacing=replacing)
    for capture in stored:
        same_date = _date(capture.imprint) == _date(reading.imprint)
        if same_date and capture.text_key == reading.text_key:
            return _outcome(SIGHTED, reading, _sight(connection, reading, capture.imprint))
    held = [capture.imprint for capture in stored if capture.imprint.label == reading.imprint.label]
    if held:
        _make_room(connection, reading.where, held[0], replacing=replacing)
    _add(connection, reading)
    return _outcome(REPLACED if held else STORED, reading, reading.imprint)


def _sight(connection: Connection, reading: Reading, old: Imprint) -> Imprint:
    """Keep another capture of a text, and return the imprint of its edition.

    The edition is read from the capture whose hash comes first, so that it does not depend on
    which came in first.
    """
    kept = queries.capture_bytes(connection, old.publication, old.label)
    if kept[0].sha256 < reading.capture.sha256:
        saving.add_capture(
            connection, old, reading.capture, text_key=reading.text_key, claims=reading.claims
        )
        return old
    claims = {each.sha256: each.claims for each in _captures(connection, old)}
    new = old
    if old.published is None and is_derived(old):
        new = replace(old, label=label_of(None, reading.capture.sha256))
    remove(connection, old)
    _add(connection, replace(reading, snapshot=replace(reading.snapshot, imprint=new)))
    for capture in kept:
        saving.add_capture(
            connection,
            new,
            capture,
            text_key=reading.text_key,
            claims=claims[capture.sha256],
        )
    return new


def _captures(connection: Connection, imprint: Imprint) -> list[StoredCapture]:
    return list(queries.captures(connection, imprint.publication, label=imprint.label))


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
        if _claims_differ(_claims(connection, old, reading), _claims(connection, old)):
            change(connection, old, old, seen=reading)
        return _outcome(KNOWN, reading, old)
    if new.label != old.label:
        held = next(queries.captures(connection, new.publication, label=new.label), None)
        if held is not None:
            _make_room(connection, reading.where, held.imprint, replacing=replacing)
    change(connection, old, new, seen=reading)
    return replace(_outcome(UPDATED, reading, new), was=old)


def _claims(connection: Connection, imprint: Imprint, seen: Reading | None = None) -> _ByCapture:
    """Return what is claimed of each capture of an edition, with what a reading says anew."""
    claims = {each.sha256: each.claims for each in _captures(connection, imprint)}
    if seen is not None and seen.capture.sha256 in claims:
        sha256 = seen.capture.sha256
        claims[sha256] = claim_rules.merged(claims[sha256], seen.claims)
    return claims


def _claims_differ(one: _ByCapture, other: _ByCapture) -> bool:
    """Tell whether anything else is claimed, in whatever order."""
    return {k: frozenset(v) for k, v in one.items()} != {k: frozenset(v) for k, v in other.items()}


def _make_room(connection: Connection, where: str, held: Imprint, *, replacing: bool) -> None:
    """Remove the edition that holds a label where that was asked for."""
    if not replacing:
        raise LabelTakenError(where, held.reference)
    remove(connection, held)


def _outcome(action: str, reading: Reading, imprint: Imprint) -> Outcome:
    return Outcome(
        where=reading.where,
        action=action,
        imprint=imprint,
        chosen=reading.stated.chosen,
        figures=len(reading.snapshot.figures),
        events=len(reading.snapshot.events),
        doubts=() if action == KNOWN else doubts(reading.snapshot),
    )


# ---------------------------------------------------------------- doing it


def _add(connection: Connection, reading: Reading) -> None:
    document, snapshot = reading.document, reading.snapshot
    blocks = [series.block(event) for event in snapshot.events]
    saving.add_edition(
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


def remove(connection: Connection, imprint: Imprint) -> None:
    """Remove an edition; the happenings that it stated lose it, or go."""
    blocks = derived.blocks_of(connection, imprint)
    saving.remove_edition(connection, imprint.publication, imprint.label)
    derived.refresh(connection, imprint.publication, blocks)


def change(
    connection: Connection, old: Imprint, new: Imprint, *, seen: Reading | None = None
) -> None:
    """Put a stored edition under another imprint; the caller has seen that its name is free.

    Where the date changes, or what is claimed of it, the text is read anew: what a text says of
    "next year" changes too. `seen` is the sighting that says so, if any: its place is kept.
    Without one it is the user who says so.
    """
    first, *others = queries.capture_bytes(connection, old.publication, old.label)
    claims = _claims(connection, old, seen)
    if seen is None and old.published != new.published:
        claims = {sha256: _by_user(new, each) for sha256, each in claims.items()}
    reclaimed = _claims_differ(claims, _claims(connection, old))
    if (old.published != new.published or reclaimed) and first.media != SNAPSHOT_MEDIA:
        keys = {stored.sha256: stored.text_key for stored in _captures(connection, old)}
        doc = queries.snapshot(connection, old.publication, old.label).doc
        if seen is not None and seen.capture.sha256 == first.sha256:
            first, doc = seen.capture, seen.snapshot.doc
        remove(connection, old)
        _add(connection, _read_again(first, new, doc, claims[first.sha256]))
        for capture in others:
            saving.add_capture(
                connection,
                new,
                capture,
                text_key=keys[capture.sha256],
                claims=claims[capture.sha256],
            )
        return
    blocks = derived.blocks_of(connection, old)
    if (old.publication, old.published) != (new.publication, new.published):
        derived.part(connection, old)
    saving.change_imprint(connection, old, new)
    derived.refresh(connection, new.publication, blocks)
    if old.publication != new.publication:
        derived.refresh(connection, old.publication, blocks)


def _by_user(imprint: Imprint, claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """Return the claims with the user's date in the place of all that was stated from outside."""
    own = tuple(claim for claim in claims if not claim_rules.is_stated(claim))
    return own if imprint.published is None else (Claim("user", imprint.published), *own)


def _read_again(capture: Capture, imprint: Imprint, doc: str, claims: tuple[Claim, ...]) -> Reading:
    document = replace(decode(capture), claims=claims)
    snapshot = read(document, imprint, doc=doc, sha256=capture.sha256)
    return Reading(
        where=imprint.reference,
        capture=capture,
        stated=Stated(publication=imprint.publication),
        snapshot=snapshot,
        document=document,
        text_key=_text_key(snapshot),
    )
