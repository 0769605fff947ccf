"""What a page costs grows with its depth and no faster, whatever element stands in itself."""

from __future__ import annotations

import sys
from types import FrameType

import pytest

from pages import read

NAMES = (
    "div p span b i a em strong u s del ins sup sub small q cite code mark font abbr time label "
    "button ul ol li menu dl dt dd details summary blockquote figure figcaption section article "
    "aside header footer main nav form fieldset legend select option optgroup address center "
    "h1 h2 h6 pre hgroup dialog ruby rt caption table thead tbody tfoot tr td th object"
)
WITHIN = {
    **{name: (f"<{name}>", f"</{name}>") for name in NAMES.split()},
    "cells": ("<table><tr><td>A</td><td>", "</td></tr></table>"),
    "cells under heads": ("<table><tr><th>A<th>B<tr><td>C<td>", "</table>"),
    "heads": ("<table><tr><th>", "</th></tr></table>"),
    "heads of two columns": ("<table><tr><th>A</th><th>", "</th></tr></table>"),
    "rows of heads": ("<table><thead><tr><th>", "</th></tr></thead></table>"),
    "captions": ("<table><caption>", "</caption><tr><th>A</th></tr></table>"),
    "terms": ("<dl><dt>", "</dt><dd>A</dd></dl>"),
    "descriptions": ("<dl><dt>A</dt><dd>", "</dd></dl>"),
    "items": ("<ul><li>A", "</li></ul>"),
    "panels": ("<h3><button aria-controls=a>A</button></h3><div id=a hidden>", "</div>"),
    "boxes": ("<details><summary>A", "</summary></details>"),
    "legends": ("<fieldset><legend>A", "</legend></fieldset>"),
    "all kinds": (
        "<table><tr><th>A<td><dl><dt>B<dd><ul><li><details><summary>C",
        "</summary></details></ul></dl></table>",
    ),
}
MOST = 3.5
"""Twice the depth may cost so many times as much; what reads each level twice costs thousands."""


def calls(page: str) -> int:
    """Return how many functions are called to read a page: a clock that no other process shakes."""
    count = 0

    def told(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(told)
    try:
        read(page)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("name", WITHIN)
def test_the_work_for_a_page_grows_with_its_depth(name: str) -> None:
    begin, end = WITHIN[name]
    least = calls("<main><h1>T</h1><p>It is so.</p></main>")
    costs = []
    for depth in (5, 10, 20, 40):
        nested = begin * depth + "5 million people." + end * depth
        costs.append(calls(f"<main><h1>T</h1><p>It is so.</p>{nested}</main>") - least)
        assert costs[-1] <= MOST * max(costs[max(0, len(costs) - 2)], 500)
