"""A drawing: its SVG, what it says in words, and what a page has to know of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from timeline.charts.svg import element

WIDEST: Final = 15_000
"""The bytes that a drawing may take in a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A drawing of `width` × `height` px; `content` is what its SVG element holds.

    `caption` says its finding in words, for the figcaption. Of a strip, `window` are the first and
    last day that it shows (day numbers), and `earlier` and `later` count the happenings outside.
    """

    kind: str
    title: str
    caption: str
    width: int
    height: int
    content: str
    window: tuple[int, int] | None = None
    earlier: int = 0
    later: int = 0

    @property
    def svg(self) -> str:
        """The SVG element as a page holds it: the caption and the list beside it say the same."""
        return element(
            "svg", self.content, class_=f"chart {self.kind}", width=self.width, height=self.height,
            viewBox=f"0 0 {self.width} {self.height}", aria_hidden="true", focusable="false",
        )  # fmt: skip

    @property
    def fits(self) -> bool:
        """Whether it takes no more bytes than a page can bear."""
        return len(self.svg.encode()) <= WIDEST
