"""What goes on, in bands of its own: arrows at open ends, and a fade over an uncertain one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from timeline.charts.glyphs import draw_arrow
from timeline.charts.label_places import LabelRows
from timeline.charts.lettering import cut_label, text_width
from timeline.charts.scales import TimeScale
from timeline.charts.strip_points import ROW, StripStyle
from timeline.charts.strip_window import Dated
from timeline.charts.svg import draw_path, element, link_to, write_text
from timeline.formats.display import write_period
from timeline.model import Happening
from timeline.values import OPEN_FUTURE, OPEN_PAST, Period

_INDENT: Final = 20
"""The px of a bar that stand before the label on it."""
_SHORTEST: Final = 6
_FADE: Final = 2
"""Uncertain ends of fewer px are drawn as certain ones."""


@dataclass(frozen=True, slots=True)
class DrawnBands:
    """What goes on as SVG, with the bands it takes and how many found none."""

    content: str
    bands: int
    left_out: int


@dataclass(frozen=True, slots=True)
class _Bar:
    """A bar in px: it is certain from `solid_left` to `solid_right`, and fades to its ends."""

    left: float
    solid_left: float
    solid_right: float
    right: float
    before: bool
    after: bool

    @staticmethod
    def of(when: Period, scale: TimeScale) -> _Bar:
        begin, end = _ends(when)
        left, right = scale.start(begin.first), scale.end(end.last)
        right = max(right, min(left + _SHORTEST, scale.right))
        left = min(left, right - _SHORTEST)
        solid_left, solid_right = scale.end(begin.last), scale.start(end.first)
        if begin.first == begin.last or solid_left - left < _FADE:
            solid_left = left
        if end.first == end.last or right - solid_right < _FADE:
            solid_right = right
        if solid_left > solid_right:
            solid_left = solid_right = (left + right) / 2
        before, after = when.first < scale.first, when.last > scale.last
        return _Bar(left, solid_left, solid_right, right, before, after)

    def draw(self, y: float, status: str, ids: str) -> str:
        """Return the bar; the gradients are those of `draw_fades`."""
        parts = []
        if self.solid_right > self.solid_left:
            ends = self.solid_left + 6 * self.before, self.solid_right - 6 * self.after
            parts.append(draw_path(f"bar {status}", "M", ends[0], y, "H", max(ends)))
        for start, end, way in (
            (self.left, self.solid_left, "in"),
            (self.solid_right, self.right, "out"),
        ):
            if end > start:
                parts.append(element("rect", x=start, y=y - 2, width=end - start, height=4,
                                     fill=f"url(#{ids}-{way}-{status})"))  # fmt: skip
        if self.before:
            parts.append(draw_arrow(self.left, y, -1, f"filled {status}"))
        if self.after:
            parts.append(draw_arrow(self.right, y, 1, f"filled {status}"))
        return "".join(parts)


def _ends(when: Period) -> tuple[Period, Period]:
    """Return the beginning and the end, each with its possible days."""
    if "/" not in when.edtf:
        return Period("", when.first, when.first), Period("", when.last, when.last)
    begin, end = when.edtf.split("/")
    return (
        Period("..", OPEN_PAST, OPEN_PAST) if begin in ("", "..") else Period.parse(begin),
        Period("..", OPEN_FUTURE, OPEN_FUTURE) if end in ("", "..") else Period.parse(end),
    )


def draw_bands(
    going_on: Sequence[Dated],
    scale: TimeScale,
    style: StripStyle,
    top: float,
    link: Callable[[Happening], str],
) -> DrawnBands:
    """Return the bands with their labels, those first that begin within the window."""

    def order(each: Dated) -> tuple[object, ...]:
        return each.when.first < scale.first, *each.rank

    rows = LabelRows(style.bands, 0, style.width)
    ids = f"strip{style.width}"
    content, drawn = [], set[str]()
    for each in sorted(going_on, key=order):
        bar = _Bar.of(each.when, scale)
        label = _label(each, bar, style)
        wide = text_width(label, style.size)
        places = _label_places(bar, wide)
        found = rows.place(*(box for box, _, _ in places))
        if found is None:
            continue
        y = top + found[0] * ROW + ROW / 2
        _, x, anchor = places[found[1]]
        name = write_text(x, y + style.size / 3, label, "", anchor)
        if anchor == "middle":
            left, room = x - wide / 2 - 5, wide + 10
            name = element("rect", class_="paper", x=left, y=y - 9, width=room, height=18) + name
        content.append(link_to(link(each.happening), bar.draw(y, each.status, ids) + name))
        drawn.add(each.status)
    return DrawnBands(
        _fades(ids, drawn) + "".join(content), rows.used, len(going_on) - len(content)
    )


def _label_places(bar: _Bar, wide: float) -> list[tuple[tuple[float, float], float, str]]:
    """Return where the label of a bar can stand: the px that both take, its place and its anchor.

    On the bar where it is long enough, if possible where it is certain; else beside it.
    """
    for start in (max(bar.left, bar.solid_left) + _INDENT, bar.left + _INDENT):
        if start + wide + _INDENT <= bar.right:
            return [((bar.left - 4, bar.right + 4), start + wide / 2, "middle")]
    return [
        ((bar.left - 4, bar.right + 16 + wide), bar.right + 6, "start"),
        ((bar.left - 16 - wide, bar.right + 4), bar.left - 6, "end"),
    ]


def _label(each: Dated, bar: _Bar, style: StripStyle) -> str:
    """Return the title, with the date where its beginning lies outside."""
    event, when = each.happening.newest.event, each.when
    tail = ""
    apart = "/" not in when.edtf and (bar.before or bar.after)
    if apart or when.first == OPEN_PAST:
        tail = f" ({write_period(when)})"
    elif bar.before:
        tail = f" (since {write_period(_ends(when)[0])})"
    room = 0.85 * style.width - text_width(tail, style.size)
    return cut_label(event.title, style.letters, style.size, room) + tail


def _fades(ids: str, statuses: set[str]) -> str:
    """Return the gradients of the statuses: "in" grows to the full colour, "out" leaves it."""
    found = []
    for status in sorted(statuses):
        for way, opacities in (("in", (0, 1)), ("out", (1, 0))):
            stops = "".join(
                element("stop", offset=str(offset), stop_opacity=str(opacity))
                for offset, opacity in enumerate(opacities)
            )
            found.append(
                element(
                    "linearGradient", stops, id=f"{ids}-{way}-{status}", class_=f"fade {status}"
                )
            )
    return element("defs", "".join(found)) if found else ""
