"""Panels that a reader opens: collapsed is not hidden, and a button may be the heading of one.

An accordion, a tab or a box that a heading opens is hidden until somebody asks for it, and is the
document all the same. Something on the page must open it: a button or a link that names it, a
heading with a button before it, its own role or name. What opens a menu, a search or a dialog opens
nothing to read. Of the buttons, those that head what they open are kept, and headings in buttons
with the buttons; all others are controls.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from timeline.decode.box_panels import open_boxes

if TYPE_CHECKING:
    from timeline.decode.elements import Element

_HEADINGS: Final = frozenset("h1 h2 h3 h4 h5 h6 summary legend caption dt".split())
_OPENERS: Final = frozenset("a button li div span label h1 h2 h3 h4 h5 h6 dt".split())
_NEVER: Final = frozenset("nav menu form dialog header footer".split())
_CHROME_ROLES: Final = frozenset(
    "navigation search banner contentinfo dialog alertdialog menu menubar toolbar listbox".split()
)
_PANEL: Final = re.compile(
    r"(?:^|[\s_-])(?:accordion|collaps\w{0,8}|tabs?[_-]{0,2}(?:content|pane|panel)"
    r"|toggle[_-]?(?:content|body|panel)|(?:carousel|swiper|slick|splide|glide)[_-]{0,2}(?:slide|item)"
    r"|expand\w{0,8}|faq|answer)(?=$|[\s_-])"
)
"""Names of what is shown in turn or when it is asked for."""
_TOGGLES: Final = re.compile(
    r"(?:^|[\s_-])(?:accordion|collaps\w{0,8}|expand\w{0,8}|toggle|tabs?[_-]{0,2}(?:tab|link))"
)
_FOLDS: Final = re.compile(r"(?:^|[\s_-])(?:accordion|faqs?)(?=$|[\s_-])")
"""Names of what folds all that it holds."""
_OTHER: Final = re.compile(
    r"\W*(?:(?:main|site|mobile|toggle|open|close|show|our|the|manage|change|select|choose)\s){0,3}"
    r"(?:menu|navigation|nav|search|share|close|log\s?in|sign\s(?:in|up)|languages?|cookies?"
    r"|settings|filters?|subscribe|print|dismiss|accept)"
    r"(?:\s(?:this|the|page|site|menu|form|box|bar|options|policy|preferences|settings|results"
    r"|all|banner|article|website|dialog|link|by|via|e-?mail|with|for|updates)){0,4}\W*",
    re.IGNORECASE,
)
"""What the label of what opens something says where that is no part of the document."""
_MUTE: Final = re.compile(
    r"\W*(?:(?:click|press|tap)\s(?:here\s)?(?:to|on)\s.{1,60}|(?:show|read|view|see|open|expand"
    r"|collapse|hide|toggle|load|learn|copy|download|play|submit|send|go|next|previous|back|ok|more"
    r"|less|plus|minus)(?:\s(?:more|less|all|details?|sections?|answers?|contents?|text|here|this"
    r"|the|panels?|list|table|full|transcript|to|link|pdf|data)){0,5})?\W*",
    re.IGNORECASE | re.DOTALL,
)
"""Labels that say what happens, and not what is opened."""
_SYMBOLS: Final = re.compile(r"[\s+\-−–▲▼▾▸►▶›»×✕⌄⌃^]+")
"""What a button shows beside its label."""
_LONGEST_LABEL: Final = 120
_TARGETS: Final = ("aria-controls", "data-target", "data-bs-target")


def settle(root: Element) -> None:
    """Mark the panels below an element as opened, and take out the buttons that are controls."""
    elements = list(root.elements())
    places: dict[str, Element] = {}
    for element in elements:
        if element.attributes and (name := element.get("id")):
            places.setdefault(name, element)
    heads = open_boxes(elements, _is_readable, _is_other)
    for element in elements:
        if element.tag not in _OPENERS or not element.attributes:
            continue
        for target in _targets(element, places):
            if _is_readable(target) and not _is_other(element):
                target.opened = True
                heads.add(element)
    has_heads = any(_is_button(each) or each.tag == "dd" for each in elements)
    for before, element in _neighbours(elements) if has_heads else ():
        if _is_headed(before, element):
            element.opened = True
            heads.add(before)
    for element in elements:
        if element.attributes and (
            element.get("role").lower() == "tabpanel"
            or any(map(_heads, _named(element, places)))
            or element.get("itemprop") == "acceptedAnswer"
            or _PANEL.search(element.get("class").lower()) is not None
            or (element.parent is not None and _FOLDS.search(element.parent.get("class").lower()))
        ):
            element.opened = element.opened or _is_readable(element)
    controls: set[Element] = set()
    for element in elements:
        if element.tag == "button":
            if _is_kept(element, heads):
                for each in (element, *element.elements()):
                    each.content = [item for item in each.content if not _is_symbol(item)]
            else:
                controls.add(element)
    _take_out(controls)


def _named(element: Element, places: dict[str, Element]) -> list[Element]:
    """Return what names an element."""
    names = element.get("aria-labelledby").split()
    return [places[name] for name in names if name in places]


def _targets(element: Element, places: dict[str, Element]) -> Iterator[Element]:
    """Yield what an element says that it opens."""
    names = [name for key in _TARGETS for name in element.get(key).replace("#", " ").split()]
    link = element.get("href")
    if link.startswith("#") and (
        "aria-expanded" in element.attributes
        or "data-toggle" in element.attributes
        or "data-bs-toggle" in element.attributes
        or element.get("role").lower() == "tab"
        or _TOGGLES.search(element.get("class").lower()) is not None
        or (element.parent is not None and element.parent.tag in _HEADINGS)
    ):
        names.append(link[1:])
    for name in names:
        if name in places and places[name] is not element:
            yield places[name]


def _neighbours(elements: list[Element]) -> Iterator[tuple[Element, Element]]:
    """Yield each element with the one before it."""
    for parent in elements:
        before: Element | None = None
        for item in parent.content:
            if isinstance(item, str):
                before = before if not item or item.isspace() else None
                continue
            if before is not None:
                yield before, item
            before = item


def _is_headed(before: Element, element: Element) -> bool:
    """Tell whether an element is opened by the button before it, alone or in a heading."""
    if not element.chars:
        return False
    if _is_button(before):
        opens = (
            "aria-expanded" in before.attributes
            or _TOGGLES.search(before.get("class").lower()) is not None
        )
        return opens and _is_readable(element) and not _is_other(before)
    if before.chars > _LONGEST_LABEL or not _is_readable(element):
        return False
    within = [before, *before.elements()]
    if before.tag == "dt" and element.tag == "dd" and before.links:
        return True
    return any(map(_heads, within)) and any(map(_is_button, within)) and not _is_other(before)


def _is_button(element: Element) -> bool:
    return element.tag == "button" or (
        "role" in element.attributes and element.get("role").lower() == "button"
    )


def _heads(element: Element) -> bool:
    """Tell whether an element is a heading, or the head of a tab, by its tag or its role."""
    return element.tag in _HEADINGS or element.get("role").lower() in ("heading", "tab")


def _is_readable(element: Element) -> bool:
    """Tell whether an element holds more than links, and is nothing but a part of the document."""
    return (
        element.chars > 0
        and 2 * element.linked <= element.chars
        and element.tag not in _NEVER
        and element.get("role").lower() not in _CHROME_ROLES
    )


def _is_other(opener: Element) -> bool:
    """Tell whether what an element opens is no part of the document, by its label."""
    return opener.chars > _LONGEST_LABEL or _OTHER.fullmatch(opener.text()) is not None


def _is_symbol(item: Element | str) -> bool:
    return isinstance(item, str) and not item.isspace() and _SYMBOLS.fullmatch(item) is not None


def _is_kept(button: Element, heads: set[Element]) -> bool:
    """Tell whether a button is a heading, is within one or has one within."""
    if not 0 < button.chars <= _LONGEST_LABEL or _is_other(button):
        return False
    if _MUTE.fullmatch(button.text()):
        return False
    if button in heads or any(inner.tag in _HEADINGS for inner in button.elements()):
        return True
    above = button.parent
    while above is not None and above.tag not in _HEADINGS:
        if above.get("role").lower() == "heading":
            return True
        above = above.parent if above.tag in ("span", "b", "strong", "div", "i", "em") else None
    return above is not None


def _take_out(buttons: set[Element]) -> None:
    """Take buttons out of the tree, and what they hold out of what those above them hold."""
    for button in buttons:
        above = button.parent
        while above is not None:
            above.chars -= button.chars
            above.linked -= button.linked
            above.links -= button.links
            above.inner -= button.inner
            above.titles -= button.titles
            above.grids -= button.grids
            above = above.parent
    for parent in {button.parent for button in buttons} - {None}:
        if parent is not None:
            parent.content = [item for item in parent.content if item not in buttons]
