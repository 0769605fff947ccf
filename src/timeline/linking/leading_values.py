"""Link the first values of a place that states one measure for several periods, the newest first.

Such a window slides: what led it stands second in the next edition, unchanged, below a new value.
Readers follow the value that leads. So where leading values differ, and as many values left the
window as came into it, the leading ones are linked, and what led is told in place of what left.
That takes no more rows, and equal values that do not lead stay linked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Mapping, Sequence
from typing import Final

from timeline.alignment import stems
from timeline.linking.pairing import Matcher
from timeline.model import Figure

_REASON: Final = "same measure and unit, leading its place"
_Windows = dict[Hashable, list[int]]


def link_leading(
    matcher: Matcher,
    figures: tuple[Sequence[Figure], Sequence[Figure]],
    places: tuple[Mapping[int, int], Mapping[int, int]],
) -> None:
    """Exchange partners of equal content where that links the leading values of a window.

    `places` are those that linked passages share, by passage, on either side.
    """
    loose = [
        {place[at] for k in free if (at := items[k].passage) is not None and at in place}
        for items, place, free in zip(figures, places, matcher.left, strict=True)
    ]
    sliding = loose[0] & loose[1]
    if not sliding:
        return
    old, new = (
        _windows(items, place, sliding) for items, place in zip(figures, places, strict=True)
    )
    partner = dict([*matcher.found])
    other = {j: i for i, j in partner.items()}
    for key, first in old.items():
        if key in new:
            _slide(matcher, first, new[key], partner.get(first[0]), other.get(new[key][0]))


def _slide(
    matcher: Matcher, old: list[int], new: list[int], stays: int | None, came: int | None
) -> None:
    """Link the first of both, given where the old one stays after, and where the new one was."""
    lead, led = old[0], new[0]
    if stays in new and led in matcher.second:
        left = [i for i in old if i in matcher.first]
        pairs = [((lead, stays), (lead, led), (i, stays)) for i in left[-1:]]
    elif came in old and lead in matcher.first:
        left = [j for j in new if j in matcher.second]
        pairs = [((came, led), (lead, led), (came, j)) for j in left[-1:]]
    else:
        pairs = []
    for apart, *together in pairs:
        matcher.part(apart)
        for pair in together:
            matcher.link(pair, 100, _REASON)


def _windows(
    figures: Sequence[Figure], places: Mapping[int, int], sliding: Collection[int]
) -> _Windows:
    """Return the figures of each measure of a place, in the order of the text."""
    found: _Windows = defaultdict(list)
    for k, figure in enumerate(figures):
        place = None if figure.passage is None else places.get(figure.passage)
        if place in sliding:
            quantity = figure.quantity
            measure = stems(figure.measure), figure.scope, figure.kind
            found[place, quantity.unit, quantity.per, measure].append(k)
    return found
