"""What a page costs grows with how often an element stands beside itself, and no faster."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from growth import excess
from pages import read

SIZE = 8_000
SAID = "It is so for them."
BESIDE: dict[str, Callable[[int], str]] = {
    "boxes": lambda n: f"<input type=checkbox id=b{n}><label for=b{n}>A</label><div>{SAID}</div>",
    "boxes of one label": lambda n: f"<input type=radio id=b><label for=b>A</label><p>{SAID}</p>",
    "panels": lambda n: (
        f"<h3><button aria-controls=p{n}>A{n}</button></h3><div id=p{n} hidden>{SAID}</div>"
    ),
    "terms": lambda n: f"<dl><dt>A{n}</dt><dd>{SAID}</dd></dl>",
    "tables": lambda n: f"<table><tr><th>A<th>B<tr><td>C{n}<td>5</table>",
    "notes": lambda n: f"<p id=n{n}>It was 5,100<sup><a href=#n{n}>{n}</a></sup> tons.</p>",
    "headings": lambda n: f"<h{n % 6 + 1}>A{n}</h{n % 6 + 1}><p>{SAID}</p>",
    "figures": lambda n: f"<figure><img src=a><figcaption>A{n}</figcaption></figure>",
    "lists": lambda n: f"<ul><li>A{n}<ul><li>{SAID}</ul></ul>",
}


def page_of(kind: str, times: int) -> str:
    return f"<main><h1>T</h1>{''.join(map(BESIDE[kind], range(times)))}</main>"


@pytest.mark.parametrize("kind", BESIDE)
def test_the_work_for_a_page_grows_with_its_breadth(kind: str) -> None:
    assert excess(read, partial(page_of, kind), SIZE) is None
