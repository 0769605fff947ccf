"""Find what an edition only repeats, so that what it says of an event need not be joined anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import replace

from timeline.model import Event, Snapshot
from timeline.series.happenings import block

Repeats = Mapping[str, Mapping[int, int]]
"""The numbers of events, by block: that in the edition before, and that in the one after."""


def repeated(before: Snapshot, after: Snapshot) -> Repeats:
    """Return the blocks of which two editions state the same in the same sentences.

    Left out are those of which an edition states something twice.
    """
    old, new = _by_block(before), _by_block(after)
    return {
        of: {number: stated[said] for said, number in old[of].items()}
        for of, stated in new.items()
        if stated and stated.keys() == old.get(of, {}).keys()
    }


def _by_block(snapshot: Snapshot) -> dict[str, dict[Hashable, int]]:
    """Return the numbers of the events by what they say; a block with two of the same is empty."""
    found: dict[str, dict[Hashable, int]] = defaultdict(dict)
    twice: set[str] = set()
    for number, event in enumerate(snapshot.events):
        of, said = block(event), _said(snapshot, event)
        if said in found[of]:
            twice.add(of)
        found[of][said] = number
    return found | {of: {} for of in twice}


def _said(snapshot: Snapshot, event: Event) -> Hashable:
    return replace(event, quote=None, passage=None, rules=()), snapshot.sentence(event)
