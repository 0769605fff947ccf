"""A page -> a document: headings, paragraphs, list items and table cells, in place and in order.

The text is of our own making: the blocks of the document, parted by blank lines, with white space
as browsers show it; `<br>` is a line end, `<pre>` stays as it is, what is invisible (soft hyphens,
blanks of no width) goes. Every passage has the XPath of the element that its block is made of.
What the site has put around the document is left out (`chrome`). Within a block, sentences, items
and headings that are no `<h1>` to `<h6>` are found as in plain text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from timeline.decode import chrome, encoding, grids, markup, pagedates, plain, raised
from timeline.decode.boilerplate import marked
from timeline.decode.elements import BLOCKS, Element
from timeline.decode.markup import ParsedPage
from timeline.decode.page_sections import sections_around
from timeline.decode.top_dates import settled
from timeline.decode.value_cards import is_parted, items_of_cards
from timeline.errors import UnreadableError
from timeline.model import Capture, Document, LeftOut, Passage, Quote, Span

MEDIA: Final = "text/html"
_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_LEVELS: Final = frozenset("123456")
_BELOW_HEADINGS: Final = 7
"""The level of a heading that is one by its looks: below all that are marked up."""
_VERBATIM: Final = frozenset({"pre", "listing", "xmp", "plaintext"})
_BREAK: Final = "\0"
"""Stands for a `<br>` while a block is put together; no page holds it."""
_FOR_OTHERS: Final = re.compile(
    r"</?(?:noscript|noframes|frameset|frame)\b[^<>]{0,1000}>", re.IGNORECASE
)
"""Tags around what a browser shows in place of scripts and frames, where nothing else is there."""
_WHITE: Final = re.compile(r"[ \t\n\f\r]+")
_INVISIBLE: Final = re.compile("[\0\u00ad\u200b\u2060\ufeff]")


@dataclass(frozen=True, slots=True)
class _Block:
    """A stretch of the text, what it is made of, and what kind it is.

    `kind` is "prose", "item", "verbatim" or "heading"; `level` that of a heading.
    """

    text: str
    element: Element
    kind: str
    level: int = 0
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Context:
    """What the text of an element becomes."""

    element: Element
    kind: str = "prose"
    level: int = 0
    labels: tuple[str, ...] = ()
    in_cell: bool = False


def decode(capture: Capture) -> Document:
    """Return the document of a page, with the dates that the page states.

    Raises UnreadableError for bytes that are no page, for one without text and for one that is
    nested beyond reading.
    """
    text, odd = encoding.decoded(capture.data, capture.media, capture.origin)
    found = document(markup.parse(text, capture.origin))
    if not found.passages and _FOR_OTHERS.search(text):
        found = document(markup.parse(_FOR_OTHERS.sub(" ", text), capture.origin))
    if not found.passages:
        raise UnreadableError(
            capture.origin, "a page without text", "Save it again after its scripts have run."
        )
    return replace(found, diagnostics=(*odd, *found.diagnostics))


def document(page: ParsedPage) -> Document:
    """Return the document of a parsed page; everything on it where nothing looks like one."""
    dates = pagedates.dates(page)
    root, marked_so = chrome.main_of(page.body)
    root = _around_table(root)
    reader = _Reader(page.body.chars, marked=marked_so, bylines=dates.lines)
    blocks, outside = reader.read(root), list(_outside(root))
    if not blocks:
        reader, outside = _Reader(page.body.chars, marked=True, keeping=True), []
        blocks = reader.read(page.body)
    blocks = _with_names(blocks)
    text = "\n\n".join(block.text for block in blocks)
    passages = marked(_passages(text, blocks))
    left_out = (*outside, *reader.gone)
    title = _title(passages, page)
    return Document(text, passages, title, claims=dates.claims, left_out=left_out)


def fragment(page: ParsedPage) -> Document:
    """Return the document of a page that no site has put anything around, without a title."""
    blocks = _Reader(page.body.chars, marked=True, keeping=True).read(page.body)
    text = "\n\n".join(block.text for block in blocks)
    return Document(text, settled(marked(_passages(text, blocks))))


def _with_names(blocks: list[_Block]) -> list[_Block]:
    """Return the blocks with the numbers of cards under the names beside them, as cells."""
    free = [(b.text, b.element, "cell" if b.labels else b.kind) for b in blocks]
    items = items_of_cards(free)
    return [
        replace(block, kind="item", level=0, labels=items[index]) if index in items else block
        for index, block in enumerate(blocks)
    ]


def _outside(root: Element) -> Iterator[LeftOut]:
    """Yield what stands around the element that is the document."""
    element = root
    while element.parent is not None:
        for item in element.parent.content:
            if isinstance(item, Element) and item is not element and item.chars:
                yield _gone("outside the article", item)
        element = element.parent


def _gone(reason: str, element: Element) -> LeftOut:
    return LeftOut(reason, " ".join(element.text().split()), element.locator)


def _around_table(root: Element) -> Element:
    """Return what holds the table that an element stands in or is, so that its cells have heads."""
    found, above = root, root
    while above.parent is not None:
        if above.tag == "table" and grids.is_data(above):
            found = above.parent
        above = above.parent
    return found


def _title(passages: tuple[Passage, ...], page: ParsedPage) -> str | None:
    """Return the first `<h1>`, else the heading at the top, else the page's `<title>`."""
    heads = (p.quote.text for p in passages if re.search(r"/h1\[\d+\]$", p.locator or ""))
    return (
        next(filter(plain.names_document, heads), None)
        or plain.title(passages)
        or page.title
        or None
    )


# ---------------------------------------------------------------- elements -> blocks


class _Reader:
    """Puts the blocks of a page together, in the order of the page."""

    def __init__(
        self,
        whole: int,
        *,
        marked: bool,
        keeping: bool = False,
        flat: bool = False,
        bylines: frozenset[Element] = frozenset(),
    ) -> None:
        """With `flat`, tables and lists of terms are blocks as all others, and read once."""
        self.whole, self.marked, self.keeping, self.bylines = whole, marked, keeping, bylines
        self.flat, self.above = flat, False
        self.blocks: list[_Block] = []
        self.gone: list[LeftOut] = []
        self.parts: list[str] = []

    def read(self, root: Element) -> list[_Block]:
        context = self._context(root, _Context(root))
        self._inside(root, context)
        self._end(context)
        return self.blocks

    def _inside(self, element: Element, context: _Context) -> None:
        """Take what an element holds; its own text ends with it where it is a block."""
        before: Element | str = ""
        for item in element.content:
            if is_parted(before, item):
                self.parts.append(" ")
            before = item
            if isinstance(item, str):
                self.parts.append(raised.MARKUP.sub("", item))
            elif item.tag == "br":
                self.parts.append(_BREAK)
            elif self._is_left_out(item):
                if item.tag in BLOCKS:
                    self._end(context)
            elif item.tag == "table" and not self.flat and grids.is_data(item):
                self._end(context)
                self._cells(grids.cells(item, _line, self.whole))
            elif item.tag == "dl" and not self.flat:
                self._end(context)
                self._cells(grids.descriptions(item, _line))
            elif item.tag in BLOCKS or _is_line(item, context):
                self._end(context)
                inner = self._context(item, context)
                self._inside(item, inner)
                self._end(inner)
            else:
                self._inline(item, context)

    def _is_left_out(self, element: Element) -> bool:
        reason = self._reason(element)
        if reason is not None and element.chars and not self.flat:
            self.gone.append(_gone(reason, element))
        return reason is not None

    def _reason(self, element: Element) -> str | None:
        """Return why an element is no part of the document, None for one that is."""
        if chrome.is_struck(element, self.whole):
            return "struck out"
        if self.flat:
            return "hidden" if chrome.is_hidden(element) else None
        if self.keeping:
            return None
        if element in self.bylines:
            return "a line with the date of the page"
        if element.tag == "pre" and chrome.is_code(element, self.whole):
            return "a listing of code"
        if not chrome.left_out(element, self.whole, marked=self.marked):
            return None
        return "hidden" if chrome.is_hidden(element) else "put around the document by the site"

    def _context(self, element: Element, outer: _Context) -> _Context:
        tag = element.tag
        if (level := _level(element)) is not None:
            return _Context(element, "heading", level)
        if tag in _VERBATIM:
            return _Context(element, "verbatim")
        if outer.kind == "heading":
            return outer
        is_item = tag in ("li", "button") or element.get("role").lower() == "tab"
        kind = "item" if is_item else outer.kind
        return _Context(element, kind, labels=outer.labels, in_cell=outer.in_cell)

    def _inline(self, element: Element, context: _Context) -> None:
        high = not self.above and raised.is_raised(element)
        if raised.is_mark(element) or (high and element.links):
            self.gone.append(_gone("the mark of a note", element))
            return
        if high:
            self.above = True
            self.parts.append(raised.BEGIN)
            self._inside(element, context)
            self.parts.append(raised.END)
            self.above = False
        elif element.tag == "q":
            self.parts.append("“")
            self._inside(element, context)
            self.parts.append("”")
        elif element.tag != "rt":
            self._inside(element, context)

    def _end(self, context: _Context) -> None:
        """End a block, if it has any text."""
        raw = raised.settled("".join(self.parts))
        self.parts.clear()
        if not raw or raw.isspace():
            return
        verbatim = context.kind == "verbatim"
        for text in _verbatim(raw) if verbatim else _paragraphs(raw):
            if context.kind == "heading":
                text = text.replace("\n", " ")
            if context.in_cell:
                text = raised.named(text)
            self.blocks.append(
                _Block(text, context.element, context.kind, context.level, context.labels)
            )

    def _cells(self, cells: Iterator[grids.Cell]) -> None:
        for cell in cells:
            element = cell.element
            if self._is_left_out(element):
                continue
            kind = "prose" if element.tag == "caption" else "item"
            context = _Context(element, kind, labels=cell.labels, in_cell=True)
            self._inside(element, context)
            self._end(context)


def _level(element: Element) -> int | None:
    """Return the level of a heading, None for what is none: by its tag, its role, as a button."""
    if element.tag in _HEADINGS:
        return _HEADINGS[element.tag]
    role = element.get("role").lower() if element.attributes else ""
    if role == "heading":
        level = element.get("aria-level").strip()
        return int(level) if level in _LEVELS else _HEADINGS["h2"]
    if element.tag == "button" and role != "tab":
        holds_heading = any(inner.tag in _HEADINGS for inner in element.elements())
        return None if holds_heading else _BELOW_HEADINGS
    return None


def _is_line(element: Element, context: _Context) -> bool:
    """Tell whether a button or a tab is a line of its own, no part of its heading, item or cell."""
    is_tab = bool(element.attributes) and element.get("role").lower() == "tab"
    if element.tag != "button" and not is_tab:
        return False
    return context.kind == "prose" and context.element.tag not in ("summary", "legend", "caption")


def _paragraphs(raw: str) -> Iterator[str]:
    """Yield the paragraphs of a block: two line ends part them, as a blank line does in print."""
    lines = [_INVISIBLE.sub("", _WHITE.sub(" ", line)).strip() for line in raw.split(_BREAK)]
    paragraph: list[str] = []
    for line in [*lines, ""]:
        if line:
            paragraph.append(line)
        elif paragraph:
            yield "\n".join(paragraph)
            paragraph = []


def _verbatim(raw: str) -> Iterator[str]:
    text = raw.replace(_BREAK, "\n").replace("\r\n", "\n").replace("\r", "\n")
    text = _INVISIBLE.sub("", text).strip("\n")
    if text.strip():
        yield text.rstrip()


def _line(element: Element) -> str:
    """Return the text of a head on one line, without the marks of footnotes.

    What is long, or holds a table, is the name of nothing.
    """
    if element.chars > grids.LONGEST_NAME or element.grids:
        return ""
    reader = _Reader(element.chars, marked=True, keeping=True, flat=True)
    return raised.named(" ".join(" ".join(b.text for b in reader.read(element)).split()))


# ---------------------------------------------------------------- blocks -> passages


def _passages(text: str, blocks: Sequence[_Block]) -> Iterator[Passage]:
    headings: list[_Heading] = []
    sections = sections_around([(block.element, block.kind == "heading") for block in blocks])
    number = start = 0
    for index, block in enumerate(blocks):
        span = Span(start, start + len(block.text))
        start = span.end + 2
        locator = block.element.locator
        headings = [h for h in headings if h.within == sections[index][: len(h.within)]]
        for kind, level, unit, labels in _units(text, span, block, last=index + 1 == len(blocks)):
            if kind == "heading":
                name = " ".join(unit.of(text).split())
                heading = _Heading(sections[index] if level > 1 or headings else (), level, name)
                headings = [each for each in headings if each.is_above(heading)]
            path = tuple(each.name for each in headings)
            if kind == "heading":
                headings.append(heading)
            pieces = (unit,) if kind == "heading" else plain.sentences(text, unit)
            for piece in pieces:
                quote = Quote(piece, piece.of(text))
                yield Passage(quote, kind, path, (*block.labels, *labels), number, locator)
            number += 1


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading with the sections that it stands in, outermost first: it ends with the last."""

    within: tuple[int, ...]
    level: int
    name: str

    def is_above(self, other: _Heading) -> bool:
        """Tell whether another heading that follows stands under this one."""
        return (len(self.within), self.level) < (len(other.within), other.level)


def _units(text: str, span: Span, block: _Block, *, last: bool) -> Iterator[plain.Part]:
    """Yield each heading, item, cell or paragraph of a block."""
    if block.kind == "heading":
        yield "heading", block.level, span, ()
        return
    inner = plain.blocks(text, span.start, span.end)
    for index, lines in enumerate(inner):
        if block.kind == "item":
            yield from (("item", 0, line, ()) for line in lines)
            continue
        ends = last and index + 1 == len(inner)
        if block.kind == "verbatim" or plain.is_card(text, lines):
            yield from plain.parts(text, lines, last=ends)
            continue
        for kind, _, unit in plain.units(text, lines, last=ends):
            yield kind, _BELOW_HEADINGS, unit, ()
