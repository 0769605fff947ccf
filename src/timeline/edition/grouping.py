"""Group the captures of a publication that were seen at times, inside the caller's transaction.

`runs` says which editions there are; here the differences from what is stored are applied. An
edition whose text or date changes is built anew; else rows of captures and sightings move.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from timeline.decode import decode
from timeline.edition import extracted, runs
from timeline.edition.metadata import label_of
from timeline.edition.runs import Run, Sighting, stated_of, with_sightings
from timeline.model import Claim, Imprint, Snapshot
from timeline.store import queries, sightings
from timeline.store.sightings import Held, Piece

if TYPE_CHECKING:
    from timeline.store.database import Connection


@dataclass(frozen=True, slots=True)
class _State:
    """What is stored of a publication.

    `imprints` are by label, each with the hash that its edition was read from; `of` the captures
    by label and hash; `own` the labels of editions that are runs: all of their captures were seen
    at times, and none states a date; `seen` those of which all captures were seen at times.
    """

    imprints: dict[str, tuple[Imprint, str]]
    of: dict[str, dict[str, Held]]
    own: frozenset[str]
    seen: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Wanted:
    """An edition as it is to be: the sightings of its captures by hash; `old` is its label now.

    `stated` is the EDTF text of the date that its captures state, empty for none.
    """

    imprint: Imprint
    old: str | None
    seen: dict[str, list[tuple[str, str]]]
    stated: str = ""


def grouped(connection: Connection, publication: str) -> frozenset[str]:
    """Return the labels of the editions that are runs of captures which state no date."""
    if not sightings.any_of(connection, publication):
        return frozenset()
    return _state(connection, publication).own


def regroup(
    connection: Connection,
    publication: str,
    *,
    arrived: Piece | None = None,
    title: str | None = None,
    taken: Collection[str] = (),
) -> dict[str, Snapshot]:
    """Make the editions of a publication what all its captures make them, and `arrived` with them.

    `title` is that of an edition that is new; runs leave the labels in `taken` to others. Returns
    what the editions state that were read for it, by label.
    """
    if arrived is None and not sightings.any_of(connection, publication):
        return {}
    state = _state(connection, publication)
    wanted = _wanted(publication, state, arrived, title, frozenset(taken))
    kept = {wants.old for wants in wanted if _stays(state, wants)}
    gone = sorted((state.seen | {wants.old for wants in wanted if wants.old}) - kept)
    pieces = _Pieces() if arrived is None else _Pieces([arrived])
    docs = {}
    for label in gone:
        pieces.add(sightings.pieces(connection, publication, label), label)
        docs[label] = queries.snapshot(connection, publication, label).doc
    for wants in wanted:
        there = state.of[wants.old] if wants.old in kept and wants.old is not None else {}
        for sha256 in sorted(wants.seen.keys() - there.keys()):
            if not pieces.has(sha256, wants.stated):
                pieces.add(sightings.pieces(connection, publication, sha256=sha256))
    for label in gone:
        extracted.remove(connection, state.imprints[label][0])
    for wants in wanted:
        if wants.old in kept and wants.old is not None:
            _adjust(connection, wants, state.of[wants.old], pieces)
    return {
        wants.imprint.label: _build(connection, wants, state, pieces, docs)
        for wants in wanted
        if wants.old not in kept
    }


class _Pieces:
    """Captures that were seen at times, by their hash and the date that is stated for them."""

    def __init__(self, pieces: Iterable[Piece] = ()) -> None:
        self._by: dict[tuple[str, str], Piece] = {}
        self.files: dict[str, list[Piece]] = {}
        self.add(pieces)

    def add(self, pieces: Iterable[Piece], label: str = "") -> None:
        """Keep more of them; files, with claims of their own, by the label of their edition."""
        for piece in pieces:
            if piece.seen:
                self._by.setdefault((piece.capture.sha256, _date(piece.claims)), piece)
            elif label:
                self.files.setdefault(label, []).append(piece)

    def has(self, sha256: str, stated: str) -> bool:
        """Tell whether there is one of an edition of this date."""
        return (sha256, stated) in self._by or (sha256, "") in self._by

    def of(self, sha256: str, stated: str) -> Piece:
        """Return the one of an edition of this date: it states it, or none."""
        return self._by.get((sha256, stated)) or self._by[sha256, ""]


def _date(claims: Iterable[Claim]) -> str:
    claim = stated_of(claims)
    return "" if claim is None else claim.published.edtf


def _state(connection: Connection, publication: str) -> _State:
    of: dict[str, dict[str, Held]] = {}
    for each in sightings.held(connection, publication):
        of.setdefault(each.label, {})[each.sha256] = each
    seen = {label for label, captures in of.items() if all(c.seen for c in captures.values())}
    own = {
        label
        for label in seen
        if all(stated_of(each.claims) is None for each in of[label].values())
    }
    imprints = sightings.imprints(connection, publication)
    return _State(imprints, of, frozenset(own), frozenset(seen))


# ---------------------------------------------------------------- what is wanted


def _wanted(
    publication: str,
    state: _State,
    arrived: Piece | None,
    title: str | None,
    taken: frozenset[str],
) -> list[_Wanted]:
    places = _places(state, arrived)
    found = runs.runs(places)
    undated = [run for run in found if not run.stated]
    old = [_continues(run, places, state) for run in undated]
    named = {label for label in old if label is not None and not runs.is_label(label)}
    fixed = (state.imprints.keys() - state.own) | taken | named
    new = Imprint(publication=publication, label="", title=title)
    wanted = [
        _Wanted(_imprint(state, new, run, label, before), before, _by_hash(run))
        for run, label, before in zip(undated, runs.labels(undated, fixed), old, strict=True)
    ]
    return [*wanted, *(_stated(state, new, run) for run in found if run.stated)]


def _places(state: _State, arrived: Piece | None) -> dict[Sighting, str | None]:
    """Return each sighting with the label of the edition that it is kept under.

    Of the same bytes at the same time from two addresses, the first address counts.
    """
    found: dict[tuple[str, str, str], tuple[Sighting, str | None]] = {}
    captures: list[tuple[Held | Piece, str | None]] = [
        (each, label) for label, of in state.of.items() for each in of.values()
    ]
    if arrived is not None:
        captures.append((arrived, None))
    for each, label in captures:
        for sighting in _sightings(each):
            key = (sighting.at, sighting.sha256, sighting.stated)
            known, place = found.get(key, (sighting, label))
            found[key] = (min(known, sighting), place)
    return dict(found.values())


def _sightings(each: Held | Piece) -> list[Sighting]:
    stated = _date(each.claims)
    sha256 = each.capture.sha256 if isinstance(each, Piece) else each.sha256
    return [Sighting(at, each.text_key, stated, sha256, origin) for at, origin in each.seen]


def _by_hash(run: Run) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for each in run.sightings:
        found.setdefault(each.sha256, []).append((each.at, each.origin))
    return found


def _continues(run: Run, places: dict[Sighting, str | None], state: _State) -> str | None:
    """Return the label of the stored run that this one goes on with: that of its first sighting.

    The stored run has to begin within this one, so that one goes on with it and no other.
    """
    within = {(each.at, each.sha256) for each in run.sightings}
    for each in run.sightings:
        label = places[each]
        if label in state.own and label is not None:
            stored = state.of[label].values()
            if min((held.seen[0][0], held.sha256) for held in stored) in within:
                return label
    return None


def _imprint(state: _State, new: Imprint, run: Run, label: str, old: str | None) -> Imprint:
    imprint = new if old is None else state.imprints[old][0]
    if old is not None and not runs.is_label(old):
        label = old
    origin = run.first.origin
    source = origin if origin.startswith(("http://", "https://")) else imprint.source
    return replace(imprint, label=label, published=run.published, source=source)


def _stated(state: _State, new: Imprint, run: Run) -> _Wanted:
    """Return the edition of a run that states its date: the stored one of its text and date."""
    key = run.first.text_key
    for label, (imprint, _) in state.imprints.items():
        date = None if imprint.published is None else imprint.published.edtf
        keys = {each.text_key for each in state.of[label].values()}
        if label not in state.own and date == run.stated and key in keys:
            return _Wanted(imprint, label, _by_hash(run), run.stated)
    label = label_of(run.published, run.first.sha256)
    if label in state.imprints:
        label = f"{label}-{key[:8]}"
    imprint = replace(new, label=label, published=run.published)
    return _Wanted(imprint, None, _by_hash(run), run.stated)


# ---------------------------------------------------------------- doing it


def _stays(state: _State, wants: _Wanted) -> bool:
    """Tell whether a stored edition needs no more than other rows of captures and sightings."""
    if wants.old is None:
        return False
    imprint, source = state.imprints[wants.old]
    held = state.of[wants.old].get(source)
    if imprint != wants.imprint or (wants.old in state.own and source != min(wants.seen)):
        return False
    if held is None or source not in wants.seen:
        return held is not None and not held.seen
    # What is claimed of the capture that it is read from is weighed in the reading.
    claims = with_sightings(held.claims, wants.seen[source])
    return frozenset(claims) == frozenset(held.claims)


def _adjust(
    connection: Connection, wants: _Wanted, stored: dict[str, Held], pieces: _Pieces
) -> None:
    """Bring the rows of captures, sightings and claims of an edition to what is wanted."""
    publication, label = wants.imprint.publication, wants.imprint.label
    for sha256, held in stored.items():
        if held.seen and sha256 not in wants.seen:
            sightings.drop_capture(connection, publication, label, sha256)
    for sha256, seen in wants.seen.items():
        if sha256 not in stored:
            extracted.add_piece(
                connection, wants.imprint, _seen(pieces.of(sha256, wants.stated), seen)
            )
            continue
        held = stored[sha256]
        claims = with_sightings(held.claims, seen)
        if frozenset(claims) != frozenset(held.claims):
            sightings.set_claims(connection, publication, label, sha256, claims)
        if extra := set(held.seen) - set(seen):
            sightings.drop(connection, publication, label, sha256, [at for at, _ in extra])
        if new := set(seen) - set(held.seen):
            sightings.add(connection, publication, label, sha256, sorted(new))


def _build(
    connection: Connection,
    wants: _Wanted,
    state: _State,
    pieces: _Pieces,
    docs: dict[str, str],
) -> Snapshot:
    imprint = wants.imprint
    own = [
        _seen(pieces.of(sha256, wants.stated), seen) for sha256, seen in sorted(wants.seen.items())
    ]
    if wants.old is None:
        return extracted.build(connection, imprint, imprint.publication, own)
    if wants.old in state.own:
        before = pieces.of(state.imprints[wants.old][1], wants.stated)
        if decode(before.capture).title == imprint.title:  # not a name that a person gave
            imprint = replace(imprint, title=None)
    files = pieces.files.get(wants.old, [])
    return extracted.build(connection, imprint, docs[wants.old], [*own, *files])


def _seen(piece: Piece, seen: Sequence[tuple[str, str]]) -> Piece:
    return replace(piece, seen=tuple(seen), claims=with_sightings(piece.claims, seen))
