"""Write SVG: elements with a class and their geometry in attributes, every text escaped.

No element has a style of its own, so that a page with a strict content security policy shows it;
the colours of the classes are those of `stylesheet`. Pixels are the only floats of the project.
"""

from __future__ import annotations

import re
from html import escape
from typing import Final

from timeline.formats.display import visible

_FORBIDDEN: Final = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")
"""What no document of XML may hold, beside the controls that `visible` shows."""


def shown_text(text: str) -> str:
    """Return a text as it is drawn and measured: one line without characters that do something."""
    return _FORBIDDEN.sub("\ufffd", visible(text))


def pixels(number: float) -> str:
    """Return a length in px, to a tenth: "12", "12.5"."""
    text = f"{number:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def element(name: str, content: str = "", **attributes: float | str) -> str:
    """Return an element; `content` is SVG, attributes are texts or pixels ("class_" is a class)."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"'
        for key, value in attributes.items()
    )
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def _value(value: float | str) -> str:
    return escape(shown_text(value)) if isinstance(value, str) else pixels(value)


def write_text(x: float, y: float, words: str, class_: str = "", anchor: str = "start") -> str:
    """Return a line of text; `x` is its start, middle or end by `anchor`, `y` its base line."""
    attributes: dict[str, float | str] = {"x": x, "y": y}
    if class_:
        attributes["class_"] = class_
    if anchor != "start":
        attributes["text_anchor"] = anchor
    return element("text", escape(shown_text(words), quote=False), **attributes)


def draw_path(class_: str, *steps: str | float) -> str:
    """Return a path of commands and coordinates: draw_path("grid", "M", 3, 4.5, "V", 20)."""
    written = ""
    for step in steps:
        part = step if isinstance(step, str) else pixels(step)
        blank = " " if written[-1:].isdigit() and part[:1].isdigit() else ""
        written += blank + part
    return element("path", class_=class_, d=written)


def link_to(address: str | None, content: str) -> str:
    """Return a link that the keyboard skips, since the list below the drawing has it too."""
    return element("a", content, href=address, tabindex="-1") if address else content
