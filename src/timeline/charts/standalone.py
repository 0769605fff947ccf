"""A drawing as a file of its own, for those who take it elsewhere."""

from __future__ import annotations

import re
from html import escape
from typing import Final

from timeline.charts.drawing import Drawing
from timeline.charts.stylesheet import set_tokens, style_charts
from timeline.charts.svg import element, shown_text

_LINK: Final = re.compile(r"</?a\b[^>]*>")


def standalone(drawing: Drawing) -> str:
    """Return a whole SVG file: the drawing with its style, light or dark, its title and caption.

    It has no links, since none leads anywhere from a file.
    """
    style = set_tokens() + style_charts()
    width, height = drawing.width, drawing.height
    content = (
        element("title", escape(shown_text(drawing.title), quote=False), id="title")
        + element("desc", escape(shown_text(drawing.caption), quote=False), id="desc")
        + element("style", f"\n{style}")
        + element("rect", class_="paper", width=width, height=height)
        + without_links(drawing.content)
    )
    drawn = element(
        "svg", content, xmlns="http://www.w3.org/2000/svg", class_=f"chart {drawing.kind}",
        width=width, height=height, viewBox=f"0 0 {width} {height}", role="img",
        aria_labelledby="title desc",
    )  # fmt: skip
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{drawn}\n'


def without_links(content: str) -> str:
    """Return what a drawing holds without its links, for where they lead nowhere."""
    return _LINK.sub("", content)
