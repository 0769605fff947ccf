"""What is to become of an edition that came in, by what is stored: a pure function.

The same bytes from the same place, or undated until now, are the edition that was read before, and
what is newly said of it is an update; the same text for the same date is another sighting of it;
all else is an edition of its own, whose label must be free.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from timeline.edition import runs
from timeline.edition.runs import with_sightings
from timeline.errors import LabelTakenError
from timeline.reading.dates import publication as claim_rules

if TYPE_CHECKING:
    from timeline.edition.incoming import IncomingEdition
    from timeline.model import Claim, Imprint
    from timeline.store.queries import EditionCapture


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredMatches:
    """What is stored of a publication that has something in common with an edition.

    `captures` are those of the same hash, text key or label; `runs` the labels of editions that
    are grouped by the times at which they were seen; `seen` the sightings, (at, origin) pairs, of
    the same bytes, by the label of their edition.
    """

    captures: tuple[EditionCapture, ...] = ()
    runs: frozenset[str] = frozenset()
    seen: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Insert:
    """It is an edition of its own."""


@dataclass(frozen=True, slots=True)
class Update:
    """It is stored as `before`, and what is newly said of it makes that `after`.

    Where both are equal, something else is claimed of its date, which weighs nothing.
    `replaced` holds the new label, and makes room.
    """

    before: Imprint
    after: Imprint
    replaced: Imprint | None = None


@dataclass(frozen=True, slots=True)
class Sighting:
    """It is the text of a stored edition in other bytes."""

    edition: Imprint


@dataclass(frozen=True, slots=True)
class Known:
    """It is stored, and nothing new is said of it."""

    edition: Imprint


@dataclass(frozen=True, slots=True)
class Replace:
    """It is an edition of its own, and takes its label from another, which goes."""

    replaced: Imprint


Decision = Insert | Update | Sighting | Known | Replace


def decide(stored: StoredMatches, arrived: IncomingEdition, *, replacing: bool) -> Decision:
    """Return what is to become of an edition that came in.

    Raises LabelTakenError where its label is held by other content, unless `replacing`.
    """
    date = _date_of(arrived.imprint)
    candidates = [each for each in stored.captures if _is_candidate(each, arrived, stored.runs)]
    known = _known_edition(candidates, arrived)
    if known is not None:
        return _decide_known(stored, arrived, known, replacing=replacing)
    for each in candidates:
        if _date_of(each.imprint) == date and each.text_key == arrived.text_key:
            return Sighting(each.imprint)
    replaced = _holder(stored, arrived.where, arrived.imprint.label, replacing=replacing)
    return Insert() if replaced is None else Replace(replaced)


def is_told_as_known(decision: Decision) -> bool:
    """Tell whether the user learns nothing new, so that what the edition states is not needed."""
    match decision:
        case Known():
            return True
        case Update(before, after):
            return before == after
        case _:
            return False


def claims_with(
    kept: Sequence[Claim], seen: Sequence[tuple[str, str]], arrived: IncomingEdition
) -> tuple[Claim, ...]:
    """Return the claims of a stored capture with those of the same bytes that came in.

    `seen` are the sightings of the stored one.
    """
    merged = claim_rules.merged(tuple(kept), arrived.claims)
    return with_sightings(merged, (*seen, *arrived.as_stored().seen))


def _is_candidate(
    stored: EditionCapture, arrived: IncomingEdition, grouped: frozenset[str]
) -> bool:
    """Tell whether what came in can be this: a dated edition is no run, unless it is its bytes."""
    same = (stored.sha256, stored.origin) == (arrived.capture.sha256, arrived.capture.origin)
    return same or arrived.imprint.published is None or stored.imprint.label not in grouped


def _known_edition(
    candidates: Sequence[EditionCapture], arrived: IncomingEdition
) -> Imprint | None:
    """Return the edition that the same bytes were stored as, None where they are another one's.

    Bytes of another place that are dated otherwise are an edition of their own: a text that was
    published again.
    """
    same = [each for each in candidates if each.sha256 == arrived.capture.sha256]
    date, origin = _date_from_outside(arrived), arrived.capture.origin
    tests: tuple[Callable[[EditionCapture], bool], ...] = (
        lambda each: each.origin == origin and _date_of(each.imprint) == date,
        lambda each: _date_of(each.imprint) == date,
        lambda each: each.origin == origin,
        lambda each: date is None or each.imprint.published is None,
    )
    return next((each.imprint for test in tests for each in same if test(each)), None)


def _decide_known(
    stored: StoredMatches, arrived: IncomingEdition, before: Imprint, *, replacing: bool
) -> Decision:
    if arrived.document is None:
        return Known(before)
    after = arrived.stated.merged_into(before, arrived.capture.sha256)
    if after == before:
        return Update(before, before) if _claims_more(stored, arrived, before) else Known(before)
    replaced = None
    if after.label != before.label:
        replaced = _holder(stored, arrived.where, after.label, replacing=replacing)
    return Update(before, after, replaced)


def _claims_more(stored: StoredMatches, arrived: IncomingEdition, edition: Imprint) -> bool:
    """Tell whether anything else is claimed of the stored bytes now, in whatever order."""
    return any(
        frozenset(claims_with(each.claims, stored.seen.get(edition.label, ()), arrived))
        != frozenset(each.claims)
        for each in stored.captures
        if each.sha256 == arrived.capture.sha256 and each.imprint == edition
    )


def _holder(stored: StoredMatches, where: str, label: str, *, replacing: bool) -> Imprint | None:
    """Return the edition that has to leave a label, None where it is free.

    A run that is named after its day takes another label. Raises LabelTakenError.
    """
    for each in stored.captures:
        leaves = label in stored.runs and runs.gives_way(label)
        if each.imprint.label == label and not leaves:
            if not replacing:
                raise LabelTakenError(where, each.imprint.reference)
            return each.imprint
    return None


def _date_of(imprint: Imprint) -> str | None:
    return None if imprint.published is None else imprint.published.edtf


def _date_from_outside(arrived: IncomingEdition) -> str | None:
    """Return the date that is stated of bytes from outside: what they say themselves is known."""
    if arrived.document is None:
        return _date_of(arrived.imprint)
    return None if arrived.stated.published is None else arrived.stated.published.edtf
