"""A page -> its elements, parsed as browsers parse: a light tree of our own over lexbor's.

What holds no text of a reader (scripts, styles, templates, pictures) is left out. A page that is
built to exhaust the parser is refused before it is parsed: the tree builder of WHATWG HTML walks
its stack of open elements at each tag, and opens formatting elements anew in every paragraph.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from timeline.decode import panels
from timeline.decode.box_panels import BOXES
from timeline.decode.elements import Element
from timeline.errors import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator

DEEPEST: Final = 10_000
"""So many elements may be open at once; what is legible has a few dozen."""
_FLATTENED: Final = 250
"""What lies deeper is taken into the element at this depth, as Blink does from 512 on."""
_REOPENED: Final = 5_000_000
"""So many formatting elements may be open at all start tags together."""
_ALIKE: Final = 3
"""So many formatting elements with the same attributes are opened anew: the Noah's Ark clause."""
_FORMATTING: Final = frozenset("a b big code em font i nobr s small strike strong tt u".split())
_VOID: Final = frozenset(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source "
    "track wbr".split()
)
_CLOSED_BY_OTHERS: Final = frozenset("p li dt dd tr td th option optgroup rb rp rt rtc".split())
"""Their end tags may be left out: they nest only where an element between them does."""
_RAW: Final = frozenset("script style textarea title xmp iframe noembed noframes plaintext".split())
_TAG: Final = re.compile(r"<(?:!--|(/?)([a-zA-Z][^\s/>]{0,40}))")
_UNREAD: Final = frozenset(
    "script style template noscript svg iframe embed canvas audio video map picture img "
    "head frameset noframes noembed applet input select textarea datalist progress meter "
    "link meta base param source track area col colgroup rp".split()
)
"""Elements that hold nothing to read. Controls of a form are no text of a document; what stands
within an `<object>` is told in its place."""
_NAME: Final = re.compile(r"[a-z][a-z0-9-]*")


@dataclass(frozen=True, slots=True)
class ParsedPage:
    """A parsed page: its body; the names and values of its `<meta>`; its blocks of JSON-LD."""

    body: Element
    title: str
    metas: tuple[tuple[str, str], ...]
    structured: tuple[str, ...]


def parse(text: str, where: str) -> ParsedPage:
    """Return the elements of a page. Raises UnreadableError for one nested beyond reading."""
    from selectolax.lexbor import LexborHTMLParser  # late: texts are read without it

    _guard(text, where)
    parser = LexborHTMLParser(text)
    title = parser.css_first("title")
    return ParsedPage(
        body=_tree(parser.root),
        title="" if title is None else " ".join((title.text(deep=True) or "").split()),
        metas=tuple(_metas(parser)),
        structured=tuple(
            node.text(deep=True) or ""
            for node in parser.css("script[type]")
            if (node.attributes.get("type") or "").strip().lower() == "application/ld+json"
        ),
    )


def _metas(parser: Any) -> Iterator[tuple[str, str]]:
    for node in parser.css("meta"):
        attributes = node.attributes
        if "itemprop" in attributes and (node.parent is None or node.parent.tag != "head"):
            continue  # it stands in the tree, in what it is a property of
        name = next((attributes[k] for k in _NAMING if attributes.get(k)), None)
        if name and attributes.get("content"):
            yield name.strip().lower(), (attributes["content"] or "").strip()


_NAMING: Final = ("property", "name", "itemprop", "http-equiv")


# ---------------------------------------------------------------- before the parser


def _guard(text: str, where: str) -> None:
    """Raise UnreadableError for a page whose tags would make the parser's work grow as a square."""
    opened, cells = _Opened(), _Cells()
    place = 0
    while (found := _TAG.search(text, place)) is not None:
        place = found.end()
        if found[2] is None:
            place = text.find("-->", place) + 3
            if place < 3:
                return
            continue
        name = found[2].lower()
        place, attributes = _end_of_tag(text, place)
        if place < 0:
            return
        if attributes > _ATTRIBUTES:
            raise UnreadableError(where, f"a tag with over {_ATTRIBUTES} attributes", _TAKE)
        if found[1]:
            opened.close(name)
        elif name in _RAW:
            end = re.compile(f"</{name}", re.IGNORECASE).search(text, place)
            if end is None:
                return
            place = end.end()
        elif name not in _VOID:
            opened.open(name, text[found.start() : place])
            cells.count(name, where)
        if len(opened.names) > DEEPEST:
            raise UnreadableError(where, f"a page nested deeper than {DEEPEST} elements", _TAKE)
        if opened.reopened > _REOPENED:
            raise UnreadableError(where, "a page with too many elements left open", _TAKE)


_TAKE: Final = "Save its text from a browser and use that."


def _end_of_tag(text: str, place: int) -> tuple[int, int]:
    """Return the place after a tag, -1 where it has no end, and about how many attributes it has.

    Source: the states of WHATWG HTML, "Tokenization", from "Before attribute name" on.
    """
    end = text.find(">", place)
    if end < 0 or (end - place < _USUAL_TAG and not _ODD_QUOTES.search(text, place, end)):
        return end + 1 or -1, 0
    attributes = 0
    while (found := _ATTRIBUTE.match(text, place)) is not None:
        place = found.end()
        attributes += 1
        if found[1]:
            place = text.find(found[1], place) + 1
            if place <= 0:
                return -1, attributes
    end = text.find(">", place)
    return end + 1 or -1, attributes


_USUAL_TAG: Final = 2_000
_ODD_QUOTES: Final = re.compile(r"[\"'](?!(?:[^\"'>]{0,2000}[\"']))")
_ATTRIBUTE: Final = re.compile(r"[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:([\"'])|[^\s>]++)?)?+")
_ATTRIBUTES: Final = 5_000
"""The parser compares each attribute of a tag with all others."""


class _Cells:
    """How many cells a page has, and a row of its tables."""

    def __init__(self) -> None:
        self.in_page = self.in_row = 0

    def count(self, name: str, where: str) -> None:
        """Count a start tag. Raises UnreadableError for a table that nobody can read."""
        if name == "tr":
            self.in_row = 0
        elif name in ("td", "th"):
            self.in_page += 1
            self.in_row += 1
            if self.in_row > _COLUMNS:
                raise UnreadableError(where, f"a table of over {_COLUMNS:,} columns", _LESS)
            if self.in_page > _CELLS:
                raise UnreadableError(where, f"tables of over {_CELLS:,} cells", _LESS)


_COLUMNS: Final = 5_000
_CELLS: Final = 100_000
"""Every cell is a passage of its own, with about three kilobytes of memory."""
_LESS: Final = "Give the part of the page that you need."


class _Opened:
    """The elements that are open at a tag, about as the parser sees it."""

    def __init__(self) -> None:
        self.names: list[tuple[str, str]] = []
        self.held: Counter[str] = Counter()
        self.kept: Counter[str] = Counter()
        self.formatting = self.reopened = 0

    def open(self, name: str, tag: str) -> None:
        self.reopened += self.formatting
        if name in _CLOSED_BY_OTHERS:
            return
        if name in _FORMATTING:
            self.kept[tag] += 1
            self.formatting += self.kept[tag] <= _ALIKE
        self.names.append((name, tag))
        self.held[name] += 1

    def close(self, name: str) -> None:
        while self.held[name]:
            closed, tag = self.names.pop()
            self.held[closed] -= 1
            if closed in _FORMATTING:
                self.formatting -= self.kept[tag] <= _ALIKE
                self.kept[tag] -= 1
            if closed == name:
                return


# ---------------------------------------------------------------- after it


def _tree(root: Any) -> Element:
    """Return lexbor's tree as elements of our own, without recursion."""
    top = Element("html", {}, None, "html")
    stack: list[tuple[Any, Element, dict[str, int], int]] = [(root.child, top, {}, 1)]
    while stack:
        node, parent, counts, depth = stack.pop()
        while node is not None:
            tag = node.tag
            if tag == "-text":
                parent.content.append(node.text(deep=False))
            elif tag is not None and tag[0] not in "-!":  # a processing instruction has none
                counts[tag] = counts.get(tag, 0) + 1
                counts["*"] = counts.get("*", 0) + 1
                if tag not in _UNREAD or _has_use(tag, node.attributes):
                    element = Element(_as_table(tag, node.attributes), node.attributes, parent)
                    parent.content.append(element)
                    stack.append((node.next, parent, counts, depth))
                    if depth < _FLATTENED:
                        element.step = _step(tag, counts)
                        parent, counts, depth = element, {}, depth + 1
                    node = node.child
                    continue
            node = node.next
    _measure(top)
    panels.settle(top)
    return top


def _has_use(tag: str, attributes: dict[str, str | None]) -> bool:
    """Tell whether an element that holds nothing to read tells of what is around it."""
    if tag == "input":
        return (attributes.get("type") or "").strip().lower() in BOXES
    return tag == "meta" and "itemprop" in attributes


def _as_table(tag: str, attributes: dict[str, str | None]) -> str:
    """Return the tag that a table has where its parts are told by their roles alone."""
    if tag not in _WITHOUT_ROLE or "role" not in attributes:
        return tag
    return _PARTS_OF_TABLE.get((attributes["role"] or "").strip().lower(), tag)


_WITHOUT_ROLE: Final = frozenset({"div", "span", "p", "li", "ul", "section"})
_PARTS_OF_TABLE: Final = {
    "table": "table", "grid": "table", "rowgroup": "tbody", "row": "tr",
    "columnheader": "th", "rowheader": "th", "cell": "td", "gridcell": "td",
}  # fmt: skip
"""Source: WAI-ARIA 1.2, "Definition of Roles"."""


def _step(tag: str, counts: dict[str, int]) -> str:
    if tag == "body":
        return tag
    return f"{tag}[{counts[tag]}]" if _NAME.fullmatch(tag) else f"*[{counts['*']}]"


def _measure(element: Element) -> None:
    """Count the characters of an element and of all in it; the tree is nowhere deep."""
    for item in element.content:
        if isinstance(item, str):
            element.chars += len(item) - item.count(" ") - item.count("\n") - item.count("\t")
        else:
            _measure(item)
            element.chars += item.chars
            element.linked += item.linked
            element.links += item.links
            element.inner += item.inner
            element.titles += item.titles
            element.grids += item.grids + (item.tag in ("table", "dl"))
    if element.tag == "a":
        element.linked, element.links = element.chars, 1
        element.inner = int(element.get("href").startswith("#"))
    elif element.tag == "h1":
        element.titles += 1
