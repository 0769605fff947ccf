"""Store one edition, inside the transaction that the caller has opened.

`decide` says what is to happen; here it is done. What was seen at a time and states no date is
grouped (`grouping`). The happenings of every block that is touched are made anew. What is needed
and not extracted raises NotExtractedError (`extraction`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from timeline.decode.snapshotfile import MEDIA as SNAPSHOT_MEDIA
from timeline.edition import derived, grouping, storing
from timeline.edition.decide import (
    Decision,
    Insert,
    Known,
    Replace,
    Sighting,
    StoredMatches,
    Update,
    claims_with,
    decide,
    is_told_as_known,
)
from timeline.edition.extraction import Extractions
from timeline.edition.incoming import IncomingEdition
from timeline.edition.metadata import doubts, is_derived, is_named, label_of, naming_words
from timeline.edition.outcome import KNOWN, REPLACED, SIGHTED, STORED, UPDATED, Outcome
from timeline.edition.runs import stated_of
from timeline.edition.storing import RebuiltEdition
from timeline.model import Claim, Imprint, Snapshot
from timeline.reading.dates import publication as claim_rules
from timeline.store import queries, sightings, writes
from timeline.store.sightings import StoredCapture

if TYPE_CHECKING:
    from timeline.store.database import Connection


# ---------------------------------------------------------------- what came in


def decide_edition(
    connection: Connection, edition: IncomingEdition, *, replacing: bool
) -> Decision:
    """Return what is to become of an edition, by what is stored now. Raises LabelTakenError."""
    return decide(_stored_matches(connection, edition), edition, replacing=replacing)


def store_edition(
    connection: Connection, extractions: Extractions, edition: IncomingEdition, *, replacing: bool
) -> Outcome:
    """Store an edition, or find that it is stored. Raises LabelTakenError."""
    if edition.capture.at is not None and stated_of(edition.claims) is None:
        raise ValueError("what states no date and was seen at a time is for `record_sighting`")
    decision = decide_edition(connection, edition, replacing=replacing)
    stated = None if is_told_as_known(decision) else extractions.snapshot_of(edition)
    imprint = _apply_decision(connection, extractions, edition, decision)
    if edition.capture.at is not None:
        key = (imprint.publication, imprint.label, edition.capture.sha256)
        sightings.add(connection, *key, edition.as_stored().seen)
    grouping.regroup(connection, extractions, edition.stated.publication)
    return _outcome_of(decision, edition, imprint, stated)


def record_sighting(
    connection: Connection,
    extractions: Extractions,
    where: str,
    publication: str,
    arrived: StoredCapture,
    *,
    title: str | None = None,
    chosen: str | None = None,
) -> Outcome:
    """Store bytes that were seen at a time and state no date, or find when they were seen.

    `arrived` has one sighting. An undated edition of the same bytes becomes one of theirs.
    """
    sha256, ((at, origin),) = arrived.capture.sha256, arrived.seen
    known = sightings.find_kept(connection, publication, sha256, at)
    if known is not None and known.origin <= origin:
        imprint = sightings.imprints(connection, publication)[known.label][0]
        return Outcome(where=where, action=KNOWN, imprint=imprint, chosen=chosen)
    _take_from_undated(connection, extractions, publication, sha256)
    built = grouping.regroup(connection, extractions, publication, arrived=arrived, title=title)
    kept = sightings.find_kept(connection, publication, sha256, at)
    label = "" if kept is None else kept.label
    stated, alone = built.get(label), kept is not None and kept.alone
    return Outcome(
        where=where,
        action=STORED if alone else SIGHTED,
        imprint=sightings.imprints(connection, publication)[label][0],
        chosen=chosen,
        figures=0 if stated is None else len(stated.figures),
        events=0 if stated is None else len(stated.events),
        doubts=() if stated is None else doubts(stated),
    )


# ---------------------------------------------------------------- what is stored


def remove(connection: Connection, extractions: Extractions, *imprints: Imprint) -> None:
    """Remove editions; the happenings that they stated lose them, or go."""
    storing.remove_editions(connection, extractions.recent, *imprints)
    for publication in sorted({imprint.publication for imprint in imprints}):
        grouping.regroup(connection, extractions, publication)


def amend_edition(
    connection: Connection, extractions: Extractions, old: Imprint, new: Imprint
) -> None:
    """Put a stored edition under another imprint that a user states, whose name is free."""
    if old.published != new.published:
        captures = sightings.stored_captures(connection, old.publication, old.label)
        said = [replace(each, claims=_claims_by_user(old, new, each.claims)) for each in captures]
        _restate(connection, extractions, old, new, [*zip(captures, said, strict=True)])
    else:
        _change_imprint(connection, extractions, old, new)
    for each in {old.publication, new.publication}:
        grouping.regroup(connection, extractions, each)


# ---------------------------------------------------------------- deciding


def _stored_matches(connection: Connection, edition: IncomingEdition) -> StoredMatches:
    publication, sha256 = edition.stated.publication, edition.capture.sha256
    captures = tuple(
        queries.captures(
            connection,
            publication,
            sha256=sha256,
            text_key=edition.text_key,
            label=edition.imprint.label,
        )
    )
    return StoredMatches(
        captures=captures,
        runs=grouping.labels_of_runs(connection, publication),
        seen={
            each.imprint.label: sightings.sightings_of(
                connection, publication, each.imprint.label, sha256
            )
            for each in captures
            if each.sha256 == sha256
        },
    )


def _outcome_of(
    decision: Decision, edition: IncomingEdition, imprint: Imprint, stated: Snapshot | None
) -> Outcome:
    """Tell what became of an edition; `stated` is what it states, None where it was known."""
    action, was = STORED, None
    match decision:
        case Known():
            action = KNOWN
        case Update(before, after):
            action, was = (KNOWN, None) if before == after else (UPDATED, before)
        case Sighting():
            action = SIGHTED
        case Replace():
            action = REPLACED
    return Outcome(
        where=edition.where,
        action=action,
        imprint=imprint,
        was=was,
        chosen=edition.stated.chosen,
        figures=0 if stated is None else len(stated.figures),
        events=0 if stated is None else len(stated.events),
        doubts=() if stated is None else doubts(stated),
    )


# ---------------------------------------------------------------- doing it


def _apply_decision(
    connection: Connection, extractions: Extractions, edition: IncomingEdition, decision: Decision
) -> Imprint:
    """Do what was decided, and return the imprint of the edition that is stored now."""
    match decision:
        case Known(imprint):
            return imprint
        case Update(before, after, replaced):
            if after.label != before.label:
                _make_room(connection, extractions, after, replaced)
            _update(connection, extractions, before, after, edition)
            return after
        case Sighting(imprint):
            return _add_sighting(connection, extractions, edition, imprint)
        case Insert():
            _make_room(connection, extractions, edition.imprint, None)
        case Replace(replaced):
            _make_room(connection, extractions, edition.imprint, replaced)
    storing.add_incoming(connection, extractions, edition)
    return edition.imprint


def _make_room(
    connection: Connection, extractions: Extractions, wanted: Imprint, replaced: Imprint | None
) -> None:
    """Free a label: a run that is named after its day takes another; what is replaced goes."""
    grouping.regroup(connection, extractions, wanted.publication, taken={wanted.label})
    if replaced is not None:
        storing.remove_editions(connection, extractions.recent, replaced)


def _update(
    connection: Connection,
    extractions: Extractions,
    before: Imprint,
    after: Imprint,
    edition: IncomingEdition,
) -> None:
    """Put a stored edition under another imprint, with what is claimed of the bytes that came in.

    The place at which they were found last is kept.
    """
    restated = []
    for each in sightings.stored_captures(connection, before.publication, before.label):
        said = each
        if each.capture.sha256 == edition.capture.sha256:
            claims = claims_with(each.claims, each.seen, edition)
            said = replace(each, capture=edition.capture, claims=claims)
        restated.append((each, said))
    _restate(connection, extractions, before, after, restated, edition)


def _add_sighting(
    connection: Connection, extractions: Extractions, edition: IncomingEdition, old: Imprint
) -> Imprint:
    """Keep another capture of a text, and return the imprint of its edition.

    The edition is read from the capture whose hash comes first, so that it does not depend on
    which came in first.
    """
    arrived = edition.as_stored()
    kept = sightings.stored_captures(connection, old.publication, old.label)
    new = RebuiltEdition(old, edition.doc, (*kept, arrived))
    if new.source is not arrived:
        storing.add_capture(connection, old, arrived)
        return old
    if old.published is None and is_derived(old):
        new = replace(new, imprint=replace(old, label=label_of(None, edition.capture.sha256)))
    storing.rebuild(connection, extractions, old, new)
    return new.imprint


def _take_from_undated(
    connection: Connection, extractions: Extractions, publication: str, sha256: str
) -> None:
    """Take bytes out of the undated edition that holds them: they have got a date."""
    old = next(
        (
            each.imprint
            for each in queries.captures(connection, publication, sha256=sha256)
            if each.imprint.published is None
        ),
        None,
    )
    if old is None:
        return
    captures = sightings.stored_captures(connection, publication, old.label)
    left = tuple(each for each in captures if each.capture.sha256 != sha256)
    doc = queries.snapshot(connection, publication, old.label).doc
    if not left:
        storing.remove_editions(connection, extractions.recent, old)
        return
    label = label_of(None, storing.source_of(left).capture.sha256)
    new = replace(old, label=label if is_derived(old) else old.label)
    storing.rebuild(connection, extractions, old, RebuiltEdition(new, doc, left))


def _restate(
    connection: Connection,
    extractions: Extractions,
    old: Imprint,
    new: Imprint,
    restated: list[tuple[StoredCapture, StoredCapture]],
    edition: IncomingEdition | None = None,
) -> None:
    """Put a stored edition under another imprint, its captures as they are and as restated now.

    Where the date changes, or what is claimed of it, the text is read anew: what a text says of
    "next year" changes too. `edition` came in and says so; without one it is the user.
    """
    anew = old.published != new.published or any(_differ(*each) for each in restated)
    if not anew or restated[0][0].capture.media == SNAPSHOT_MEDIA:
        _change_imprint(connection, extractions, old, new)
        return
    captures = tuple(said for _, said in restated)
    doc = queries.snapshot(connection, old.publication, old.label).doc
    source = storing.source_of(captures).capture
    if edition is not None and source.sha256 == edition.capture.sha256:
        doc = edition.doc
    storing.rebuild(connection, extractions, old, RebuiltEdition(new, doc, captures))


def _change_imprint(
    connection: Connection, extractions: Extractions, old: Imprint, new: Imprint
) -> None:
    """Put a stored edition under another imprint; its text need not be read anew."""
    blocks = derived.blocks_of(connection, old)
    if (old.publication, old.published) != (new.publication, new.published):
        derived.unlink_neighbours(connection, old)
    writes.change_imprint(connection, old, new)
    for publication in dict.fromkeys((new.publication, old.publication)):
        derived.refresh(connection, publication, blocks, extractions.recent)


def _differ(one: StoredCapture, other: StoredCapture) -> bool:
    """Tell whether anything else is claimed, in whatever order."""
    return frozenset(one.claims) != frozenset(other.claims)


def _claims_by_user(old: Imprint, new: Imprint, claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """Return the claims with the user's date in the place of all that was stated from outside."""
    own = tuple(claim for claim in claims if not claim_rules.is_stated(claim))
    if new.published is None:
        return own
    words = naming_words(new.label) if is_named(old, claims) else None
    return (Claim("user", new.published, words), *own)
