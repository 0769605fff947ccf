"""The editions of a publication as dots on true time, the newest one filled."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from timeline.charts.drawing import Drawing
from timeline.charts.strip_words import count_things
from timeline.charts.svg import draw_path, element
from timeline.formats.display import write_issue_date
from timeline.model import Imprint
from timeline.values import OPEN_FUTURE, OPEN_PAST

_WIDTH, _HEIGHT, _EDGE = 96, 20, 5


def draw_editions(imprints: Sequence[Imprint]) -> Drawing | None:
    """Draw a dot for each edition whose date is known, None where none is."""
    dated = sorted(
        (day, imprint.label, imprint)
        for imprint in imprints
        if (day := _middle(imprint)) is not None
    )
    if not dated:
        return None
    first, last = dated[0][0], dated[-1][0]
    days = last - first or 1
    spots = [_EDGE + (day - first) / days * (_WIDTH - 2 * _EDGE) for day, _, _ in dated]
    least = min((later - earlier for earlier, later in pairwise(spots)), default=_WIDTH)
    radius = min(3.0, max(1.0, least / 2 - 0.5))
    y = _HEIGHT / 2
    dots = "".join(
        element("circle", class_="disc", cx=x, cy=y, r=radius)
        for x in dict.fromkeys(round(x, 1) for x in spots[:-1])
    )
    newest = element("circle", class_="disc newest", cx=spots[-1], cy=y, r=3.5)
    last_one = dated[-1][2]
    return Drawing(
        kind="editions",
        title=last_one.publication,
        caption=f"{count_things(len(dated), 'edition')}, the newest {write_issue_date(last_one)}",
        width=_WIDTH,
        height=_HEIGHT,
        content=draw_path("grid", "M", _EDGE, y, "H", _WIDTH - _EDGE) + dots + newest,
    )


def _middle(imprint: Imprint) -> int | None:
    """Return the middle of the days on which an edition may have been published."""
    published = imprint.published
    if published is None or published.first == OPEN_PAST or published.last == OPEN_FUTURE:
        return None
    return (published.first + published.last) // 2
