"""Group the captures of a publication that were seen at times, inside the caller's transaction.

`run_plan` says which editions there are to be; here the differences from what is stored are
applied, once all that is built anew has been extracted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from timeline.edition import storing
from timeline.edition.extraction import Extractions
from timeline.edition.run_plan import (
    PublicationState,
    RunPlan,
    WantedEdition,
    plan_runs,
    state_of,
    stated_date,
)
from timeline.edition.runs import with_sightings
from timeline.edition.storing import RebuiltEdition
from timeline.model import Snapshot
from timeline.store import queries, sightings
from timeline.store.sightings import CaptureSummary, StoredCapture

if TYPE_CHECKING:
    from timeline.store.database import Connection


def labels_of_runs(connection: Connection, publication: str) -> frozenset[str]:
    """Return the labels of the editions that are runs of captures which state no date."""
    if not sightings.has_any(connection, publication):
        return frozenset()
    return _read_state(connection, publication).runs


def regroup(
    connection: Connection,
    extractions: Extractions,
    publication: str,
    *,
    arrived: StoredCapture | None = None,
    title: str | None = None,
    taken: Collection[str] = (),
) -> dict[str, Snapshot]:
    """Make the editions of a publication what all its captures make them, and `arrived` with them.

    `title` is that of an edition that is new; runs leave the labels in `taken` to others. Returns
    what the editions state that were built for it, by label. Raises NotExtractedError, before
    anything is written.
    """
    if arrived is None and not sightings.has_any(connection, publication):
        return {}
    state = _read_state(connection, publication)
    plan = plan_runs(publication, state, arrived=arrived, title=title, taken=frozenset(taken))
    captures = _captures_for(connection, state, plan, publication, arrived)
    rebuilt = _rebuilt_editions(connection, extractions, state, plan, captures)
    extractions.require(each.extraction for each in rebuilt)
    gone = [state.imprints[label][0] for label in plan.gone]
    for imprint in gone:
        storing.remove_editions(connection, extractions.recent, imprint)
    for wants in plan.wanted:
        if wants.old is not None and wants.old in plan.kept:
            _adjust_rows(connection, wants, state.captures[wants.old], captures)
    return {
        each.imprint.label: storing.add_rebuilt(connection, extractions, each) for each in rebuilt
    }


def _read_state(connection: Connection, publication: str) -> PublicationState:
    summaries = sightings.capture_summaries(connection, publication)
    return state_of(sightings.imprints(connection, publication), summaries)


# ---------------------------------------------------------------- captures


class _Captures:
    """Captures that were seen at times, by their hash and the date that is stated for them."""

    def __init__(self) -> None:
        self._by: dict[tuple[str, str], StoredCapture] = {}
        self._files: dict[str, dict[str, StoredCapture]] = {}

    def add(self, captures: Iterable[StoredCapture], label: str = "") -> None:
        """Keep more of them; files, with claims of their own, by the label of their edition."""
        for each in captures:
            if each.seen:
                self._by.setdefault((each.capture.sha256, stated_date(each.claims)), each)
            elif label:
                self._files.setdefault(label, {})[each.capture.sha256] = each

    def has(self, sha256: str, stated: str) -> bool:
        """Tell whether there is one of an edition of this date."""
        return (sha256, stated) in self._by or (sha256, "") in self._by

    def files_of(self, label: str | None) -> dict[str, StoredCapture]:
        """Return the files of an edition by their hash."""
        return {} if label is None else dict(self._files.get(label, {}))

    def find(self, sha256: str, stated: str) -> StoredCapture:
        """Return the one of an edition of this date: it states it, or none."""
        return self._by.get((sha256, stated)) or self._by[sha256, ""]


def _captures_for(
    connection: Connection,
    state: PublicationState,
    plan: RunPlan,
    publication: str,
    arrived: StoredCapture | None,
) -> _Captures:
    """Return the captures that a plan moves, with their bytes."""
    found = _Captures()
    if arrived is not None:
        found.add([arrived])
    for label in plan.gone:
        found.add(sightings.stored_captures(connection, publication, label), label)
    for wants in plan.wanted:
        old = wants.old if wants.old in plan.kept else None
        there = {} if old is None else state.captures[old]
        for sha256 in sorted(wants.seen.keys() - there.keys()):
            if not found.has(sha256, wants.stated):
                found.add(sightings.stored_captures(connection, publication, sha256=sha256))
    return found


def _as_seen(capture: StoredCapture, seen: Sequence[tuple[str, str]]) -> StoredCapture:
    return replace(capture, seen=tuple(seen), claims=with_sightings(capture.claims, seen))


# ---------------------------------------------------------------- doing it


def _rebuilt_editions(
    connection: Connection,
    extractions: Extractions,
    state: PublicationState,
    plan: RunPlan,
    captures: _Captures,
) -> list[RebuiltEdition]:
    """Return the editions that a plan builds, each with its captures."""

    def read_from(wants: WantedEdition, old: str) -> StoredCapture:
        return captures.find(state.imprints[old][1], wants.stated)

    runs = [(wants, wants.old) for wants in plan.new if wants.old in state.runs and wants.old]
    extractions.require_documents(read_from(wants, old).capture for wants, old in runs)
    found = []
    for wants in plan.new:
        imprint, doc = wants.imprint, wants.imprint.publication
        files = captures.files_of(wants.old)
        own = [
            _as_seen(
                files.pop(sha256) if sha256 in files else captures.find(sha256, wants.stated), seen
            )
            for sha256, seen in sorted(wants.seen.items())
        ]
        own += files.values()
        if wants.old is not None:
            doc = queries.snapshot(connection, imprint.publication, wants.old).doc
            if wants.old in state.runs:
                before = extractions.document(read_from(wants, wants.old).capture)
                if before.title == imprint.title:  # not a name that a person gave
                    imprint = replace(imprint, title=None)
        found.append(RebuiltEdition(imprint, doc, tuple(own)))
    return found


def _adjust_rows(
    connection: Connection,
    wants: WantedEdition,
    stored: dict[str, CaptureSummary],
    captures: _Captures,
) -> None:
    """Bring the rows of captures, sightings and claims of an edition to what is wanted."""
    publication, label = wants.imprint.publication, wants.imprint.label
    for sha256, kept in stored.items():
        if kept.seen and sha256 not in wants.seen:
            sightings.drop_capture(connection, publication, label, sha256)
    for sha256, seen in wants.seen.items():
        if sha256 not in stored:
            capture = _as_seen(captures.find(sha256, wants.stated), seen)
            storing.add_capture(connection, wants.imprint, capture)
            continue
        kept = stored[sha256]
        claims = with_sightings(kept.claims, seen)
        if frozenset(claims) != frozenset(kept.claims):
            sightings.set_claims(connection, publication, label, sha256, claims)
        if extra := set(kept.seen) - set(seen):
            sightings.drop(connection, publication, label, sha256, [at for at, _ in extra])
        if new := set(seen) - set(kept.seen):
            sightings.add(connection, publication, label, sha256, sorted(new))
