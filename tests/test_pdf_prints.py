"""A page that a browser prints as PDF states what the page states, however it is laid out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from browsers import chromium
from timeline.decode import decode
from timeline.model import Capture, Imprint
from timeline.reading import extract

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PAGES = sorted((Path(__file__).parent / "prints").glob("*.html"))
COMMON = """
table { border-collapse: collapse; width: 100%; margin: 3mm 0; break-inside: avoid }
td, th { padding: 2px 5px } tr, h2 { break-inside: avoid; break-after: avoid }
.n { text-align: right } .l { text-align: left } .c { text-align: center }
sup { font-size: 65% } .note { font-size: 80% }
"""
LAYOUTS = {
    "justified": """
        @page { size: A4; margin: 22mm; @top-right { content: "Annual bulletin" }
                @bottom-center { content: counter(page) } }
        body { font: 10pt serif; text-align: justify; hyphens: auto }""",
    "in two columns": """
        @page { size: A4; margin: 18mm 15mm }
        body { font: 9pt sans-serif; text-align: justify }
        div { column-count: 2; column-gap: 7mm } h1 { column-span: all }
        table { font-size: 6.5pt }""",
    "ragged, its numbers in the middle of their columns": """
        @page { size: letter; margin: 25mm 30mm;
                @bottom-right { content: "Page " counter(page) " of " counter(pages) } }
        body { font: 11pt sans-serif } h2 { font-size: 11pt } td.n, th.n { text-align: center }""",
    "without space between rows": """
        @page { size: A4; margin: 20mm }
        body { font: 10pt serif; text-align: justify } h2 { font-size: 10pt }
        table { width: auto } td, th { padding: 0 6px }""",
    "with narrow names, values at their top and to the left": """
        @page { size: A4; margin: 20mm }
        body { font: 10pt sans-serif } table { width: auto }
        td, th { padding: 2px 8px; vertical-align: top } td.n, th.n { text-align: left }
        td.l { width: 45mm }""",
    "with narrow names, values at their foot": """
        @page { size: A4; margin: 20mm }
        body { font: 9pt serif } td, th { padding: 3px; vertical-align: bottom }
        td.l { width: 40mm }""",
    "wide, its paragraphs indented": """
        @page { size: A4 landscape; margin: 15mm }
        body { font: 10pt serif } p { text-indent: 1.5em; margin: 0 }""",
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


def stated(data: bytes, media: str) -> tuple[Counter[object], Counter[object]]:
    """Return the figures and the events of a document, each as often as it states them."""
    document = decode(Capture(data=data, sha256="", origin="a", media=media))
    imprint = Imprint(publication="a", label="a")
    found = extract.read(document, imprint, doc="a", sha256="")
    figures: Counter[object] = Counter(
        (str(f.quantity.value), f.quantity.unit, f.measure.lower(), f.kind, str(f.period))
        for f in found.figures
    )
    return figures, Counter((str(e.when), e.title) for e in found.events)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_a_printed_page_states_what_the_page_states(
    browser: Browser, page: Path, layout: str
) -> None:
    html = page.read_text(encoding="utf-8")
    styled = html.replace("<body>", f"<style>{COMMON}{LAYOUTS[layout]}</style><body><div>")
    tab = browser.new_page()
    tab.set_content(styled)
    printed = tab.pdf(prefer_css_page_size=True)
    tab.close()
    on_paper, on_screen = stated(printed, "application/pdf"), stated(html.encode(), "text/html")
    assert on_screen[0]
    for paper, screen in zip(on_paper, on_screen, strict=True):
        assert (paper - screen, screen - paper) == (Counter(), Counter())
