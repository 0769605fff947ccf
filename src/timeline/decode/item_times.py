"""Lines that hold nothing but a date: of a page they are its own, in a list of news an item's."""

from __future__ import annotations

from typing import Final

from timeline.decode.elements import Element

_AROUND: Final = ("span", "em", "strong", "b", "i", "small")
_LINES: Final = ("p", "div", "header", "section", "h6", "h5")
_TITLES: Final = frozenset("h1 h2 h3 h4 h5 h6".split())
_DEEP: Final = 3
"""So many levels above its date an item of a list of news begins at most."""


def is_of_page(time: Element) -> bool:
    """Tell whether a `<time>` is all that a line holds, and no item of a list has that line."""
    line = _line_of(time)
    return line is not None and not dates_item(line)


def _line_of(time: Element) -> Element | None:
    """Return the line that holds nothing but a `<time>`, None where there is more in it."""
    above = time.parent
    while above is not None and above.tag in _AROUND:
        above = above.parent
    whole = above is not None and above.chars == time.chars and above.tag in _LINES
    return above if whole else None


def dates_item(line: Element) -> bool:
    """Tell whether what holds a line has a title, and so has one with such a line beside it.

    Such is a line with a `<time>` alone, or with the class of the first.
    """
    like = line.get("class")
    item = line.parent
    for _ in range(_DEEP):
        if item is None or item.parent is None:
            return False
        beside = (other for other in item.parent.content if isinstance(other, Element))
        if _has_title(item) and any(
            other is not item
            and other.tag == item.tag
            and _has_title(other)
            and _has_line(other, like)
            for other in beside
        ):
            return True
        item = item.parent
    return False


def _has_title(element: Element) -> bool:
    return any(each.tag in _TITLES for each in element.elements())


def _has_line(element: Element, like: str) -> bool:
    return any(
        (like and each.get("class") == like) or (each.tag == "time" and _line_of(each) is not None)
        for each in element.elements()
    )
