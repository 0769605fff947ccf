"""Find the same figure, event and passage in two editions, each link with score and reason.

Links are one to one. What has equal content is linked first, in the order of the text, so that
an edition compared with itself shows no change; then what names the same thing; then what is
alike enough, best pairs first. Figures of prose are followed by what they measure, and sentences
written anew by the figures that they state. Dimension, per-unit and kind of a figure are never
crossed, and another scope only where no better partner is left. Linking either way round gives
the same links.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain

from timeline.alignment import swapped
from timeline.linking.events import link_events
from timeline.linking.figures import link_figures
from timeline.linking.pairing import Found
from timeline.linking.passages import link_passages
from timeline.linking.telling import link_counted, link_told, without_strangers
from timeline.model import Link, Links, Snapshot

__all__ = ["link"]


def link(before: Snapshot, after: Snapshot) -> Links:
    """Return the links between two snapshots, each list in the order of `before`."""
    by_text = swapped(before.passages, after.passages)
    by_figures = swapped(before.figures, after.figures)
    alike = _either_way(link_passages, before, after, by_text)
    figures = _either_way(link_figures, before, after, by_figures, alike)
    alike = without_strangers(alike, before, after, figures)
    told = _either_way(link_told, before, after, by_text, alike, figures)
    counted = _either_way(link_counted, before, after, by_text, told, figures)
    return Links(
        figures=_in_order(figures, counted),
        events=_either_way(link_events, before, after, swapped(before.events, after.events), alike),
        passages=_in_order(alike, told),
    )


def _in_order(*links: Sequence[Link]) -> tuple[Link, ...]:
    return tuple(sorted(chain(*links), key=lambda item: (item.before, item.after)))


def _either_way(
    find: Callable[..., Found],
    before: Snapshot,
    after: Snapshot,
    turn: bool,
    *known: Sequence[Link],
) -> tuple[Link, ...]:
    """Return the links that a function finds, given others as scores by their places.

    It is asked in the canonical order of the two sides, which is `turn`ed or not.
    """
    if turn:
        given = [{(item.after, item.before): item.score for item in links} for links in known]
        found = {(i, j): value for (j, i), value in find(after, before, *given).items()}
    else:
        given = [{(item.before, item.after): item.score for item in links} for links in known]
        found = find(before, after, *given)
    return tuple(Link(i, j, score, reason) for (i, j), (score, reason) in sorted(found.items()))
