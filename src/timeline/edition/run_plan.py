"""Which editions a publication is to have, by all of its captures: values in, a plan out.

`runs` says which editions there are; here they are compared with what is stored. An edition whose
text or date changes is built anew; for others, rows of captures and sightings move.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from timeline.edition import runs
from timeline.edition.metadata import label_of
from timeline.edition.runs import Run, TextSighting, stated_of, with_sightings
from timeline.model import Claim, Imprint
from timeline.store.sightings import CaptureSummary, StoredCapture


@dataclass(frozen=True, slots=True)
class PublicationState:
    """What is stored of a publication.

    `imprints` are by label, each with the hash that its edition was read from; `captures` by label
    and hash; `runs` the labels of editions that are runs: all of their captures were seen at
    times, and none states a date; `seen` those of which all captures were seen at times.
    """

    imprints: dict[str, tuple[Imprint, str]]
    captures: dict[str, dict[str, CaptureSummary]]
    runs: frozenset[str]
    seen: frozenset[str]


@dataclass(frozen=True, slots=True)
class WantedEdition:
    """An edition as it is to be: the sightings of its captures by hash; `old` is its label now.

    `stated` is the EDTF text of the date that its captures state, empty for none.
    """

    imprint: Imprint
    old: str | None
    seen: dict[str, list[tuple[str, str]]]
    stated: str = ""


@dataclass(frozen=True, slots=True)
class RunPlan:
    """What is to become of the editions of a publication whose captures were seen at times.

    `kept` are the labels of stored ones that stay, with other rows beside them; `gone` those of
    stored ones that are removed.
    """

    wanted: tuple[WantedEdition, ...]
    kept: frozenset[str]
    gone: tuple[str, ...]

    @property
    def new(self) -> tuple[WantedEdition, ...]:
        """The editions that are built, also in the place of stored ones."""
        return tuple(wants for wants in self.wanted if wants.old not in self.kept)


def state_of(
    imprints: dict[str, tuple[Imprint, str]], summaries: Iterable[CaptureSummary]
) -> PublicationState:
    """Return the state of a publication with these editions and captures."""
    captures: dict[str, dict[str, CaptureSummary]] = {}
    for each in summaries:
        captures.setdefault(each.label, {})[each.sha256] = each
    seen = {label for label, of in captures.items() if all(each.seen for each in of.values())}
    undated = {
        label
        for label in seen
        if all(stated_of(each.claims) is None for each in captures[label].values())
    }
    return PublicationState(imprints, captures, frozenset(undated), frozenset(seen))


def plan_runs(
    publication: str,
    state: PublicationState,
    *,
    arrived: StoredCapture | None = None,
    title: str | None = None,
    taken: frozenset[str] = frozenset(),
) -> RunPlan:
    """Return what the captures of a publication, and the one that arrived, make of its editions.

    `title` is that of an edition that is new; runs leave the labels in `taken` to others.
    """
    wanted = _wanted_editions(publication, state, arrived, title, taken)
    stored = {wants.old for wants in wanted if wants.old is not None}
    kept = {wants.old for wants in wanted if wants.old is not None and _stays(state, wants)}
    return RunPlan(tuple(wanted), frozenset(kept), tuple(sorted((state.seen | stored) - kept)))


def stated_date(claims: Iterable[Claim]) -> str:
    """Return the EDTF text of the date that is stated by claims, empty for none."""
    claim = stated_of(claims)
    return "" if claim is None else claim.published.edtf


# ---------------------------------------------------------------- editions


def _wanted_editions(
    publication: str,
    state: PublicationState,
    arrived: StoredCapture | None,
    title: str | None,
    taken: frozenset[str],
) -> list[WantedEdition]:
    places = _places(state, arrived)
    found = runs.runs(places)
    undated = [run for run in found if not run.stated]
    old = [_stored_run(run, places, state) for run in undated]
    named = {label for label in old if label is not None and not runs.is_label(label)}
    new = Imprint(publication=publication, label="", title=title)
    dated: list[WantedEdition] = []
    for run in found:
        if run.stated:
            dated.append(_dated_edition(state, new, run, [each.imprint.label for each in dated]))
    # What states its date has the label of that; a run of the same day takes another.
    fixed = (state.imprints.keys() - state.runs) | taken | named
    fixed |= {each.imprint.label for each in dated}
    wanted = [
        WantedEdition(_imprint_of_run(state, new, run, label, before), before, _by_hash(run))
        for run, label, before in zip(undated, runs.labels(undated, fixed), old, strict=True)
    ]
    return [*wanted, *dated]


def _places(
    state: PublicationState, arrived: StoredCapture | None
) -> dict[TextSighting, str | None]:
    """Return each sighting with the label of the edition that it is kept under.

    Of the same bytes at the same time from two addresses, the first address counts.
    """
    found: dict[tuple[str, str, str], tuple[TextSighting, str | None]] = {}
    captures: list[tuple[CaptureSummary | StoredCapture, str | None]] = [
        (each, label) for label, of in state.captures.items() for each in of.values()
    ]
    if arrived is not None:
        captures.append((arrived, None))
    for each, label in captures:
        for sighting in _sightings_of(each):
            key = (sighting.at, sighting.sha256, sighting.stated)
            known, place = found.get(key, (sighting, label))
            found[key] = (min(known, sighting), place)
    return dict(found.values())


def _sightings_of(each: CaptureSummary | StoredCapture) -> list[TextSighting]:
    stated = stated_date(each.claims)
    sha256 = each.capture.sha256 if isinstance(each, StoredCapture) else each.sha256
    return [TextSighting(at, each.text_key, stated, sha256, origin) for at, origin in each.seen]


def _by_hash(run: Run) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for each in run.sightings:
        found.setdefault(each.sha256, []).append((each.at, each.origin))
    return found


def _stored_run(
    run: Run, places: dict[TextSighting, str | None], state: PublicationState
) -> str | None:
    """Return the label of the stored run that this one goes on with: that of its first sighting.

    The stored run has to begin within this one, so that one goes on with it and no other.
    """
    within = {(each.at, each.sha256) for each in run.sightings}
    for each in run.sightings:
        label = places[each]
        if label in state.runs and label is not None:
            stored = state.captures[label].values()
            if min((kept.seen[0][0], kept.sha256) for kept in stored) in within:
                return label
    return None


def _imprint_of_run(
    state: PublicationState, new: Imprint, run: Run, label: str, old: str | None
) -> Imprint:
    imprint = new if old is None else state.imprints[old][0]
    if old is not None and not runs.is_label(old):
        label = old
    origin = run.first.origin
    source = origin if origin.startswith(("http://", "https://")) else imprint.source
    return replace(imprint, label=label, published=run.published, source=source)


def _dated_edition(
    state: PublicationState, new: Imprint, run: Run, before: Collection[str]
) -> WantedEdition:
    """Return the edition of a run that states its date: the stored one of its text and date.

    A new one leaves labels to others that are held, and to those that came `before`.
    """
    key = run.first.text_key
    for label, (imprint, _) in state.imprints.items():
        date = None if imprint.published is None else imprint.published.edtf
        keys = {each.text_key for each in state.captures[label].values()}
        if label not in state.runs and date == run.stated and key in keys:
            return WantedEdition(imprint, label, _by_hash(run), run.stated)
    label = label_of(run.published, run.first.sha256)
    held = label in state.imprints and not (label in state.runs and runs.gives_way(label))
    if held or label in before:
        label = f"{label}-{key[:8]}"
    imprint = replace(new, label=label, published=run.published)
    return WantedEdition(imprint, None, _by_hash(run), run.stated)


def _stays(state: PublicationState, wants: WantedEdition) -> bool:
    """Tell whether a stored edition needs no more than other rows of captures and sightings."""
    if wants.old is None:
        return False
    imprint, source = state.imprints[wants.old]
    kept = state.captures[wants.old].get(source)
    if imprint != wants.imprint or (wants.old in state.runs and source != min(wants.seen)):
        return False
    if kept is None or source not in wants.seen:
        return kept is not None and not kept.seen
    # What is claimed of the capture that it is read from is weighed in the reading.
    claims = with_sightings(kept.claims, wants.seen[source])
    return frozenset(claims) == frozenset(kept.claims)
