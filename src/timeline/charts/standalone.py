"""A drawing as a file of its own, for those who take it elsewhere."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import Final

from timeline.charts.drawing import Drawing
from timeline.charts.stylesheet import DARK, LIGHT, style_charts
from timeline.charts.svg import element, shown_text

_LINK: Final = re.compile(r"</?a\b[^>]*>")


def standalone(drawing: Drawing) -> str:
    """Return a whole SVG file: the drawing with its style, light or dark, its title and caption.

    It has no links, since none leads anywhere from a file.
    """
    style = (
        f":root {{ {_variables(LIGHT)} }}\n"
        f"@media (prefers-color-scheme: dark) {{ :root {{ {_variables(DARK)} }} }}\n"
        f"{style_charts()}"
    )
    width, height = drawing.width, drawing.height
    content = (
        element("title", escape(shown_text(drawing.title), quote=False), id="title")
        + element("desc", escape(shown_text(drawing.caption), quote=False), id="desc")
        + element("style", f"\n{style}")
        + element("rect", class_="paper", width=width, height=height)
        + _LINK.sub("", drawing.content)
    )
    drawn = element(
        "svg", content, xmlns="http://www.w3.org/2000/svg", class_=f"chart {drawing.kind}",
        width=width, height=height, viewBox=f"0 0 {width} {height}", role="img",
        aria_labelledby="title desc",
    )  # fmt: skip
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{drawn}\n'


def _variables(tokens: Mapping[str, str]) -> str:
    return " ".join(f"--{name}: {color};" for name, color in tokens.items())
