"""Find the same figure, event and passage in two editions, each link with score and reason.

Links are one to one. What has equal content is linked first, in the order of the text, so that
an edition compared with itself shows no change; then what names the same thing; then what is
alike enough, best pairs first. Dimension, per-unit and kind of a figure are never crossed, and
another scope only where no better partner is left. Linking either way round gives the same links.
"""

from __future__ import annotations

from collections.abc import Callable

from timeline.alignment import swapped
from timeline.linking.events import link_events
from timeline.linking.figures import link_figures
from timeline.linking.pairing import Found
from timeline.linking.passages import link_passages
from timeline.model import Link, Links, Snapshot

__all__ = ["link"]


def link(before: Snapshot, after: Snapshot) -> Links:
    """Return the links between two snapshots, each list in the order of `before`."""
    passages = _either_way(link_passages, before, after, swapped(before.passages, after.passages))
    scores = {(item.before, item.after): item.score for item in passages}
    turned = {(j, i): score for (i, j), score in scores.items()}

    def figures(first: Snapshot, second: Snapshot) -> Found:
        return link_figures(first, second, scores if first is before else turned)

    return Links(
        figures=_either_way(figures, before, after, swapped(before.figures, after.figures)),
        events=_either_way(link_events, before, after, swapped(before.events, after.events)),
        passages=passages,
    )


def _either_way(
    find: Callable[[Snapshot, Snapshot], Found], before: Snapshot, after: Snapshot, turn: bool
) -> tuple[Link, ...]:
    if turn:
        found = {(i, j): value for (j, i), value in find(after, before).items()}
    else:
        found = find(before, after)
    return tuple(Link(i, j, score, reason) for (i, j), (score, reason) in sorted(found.items()))
