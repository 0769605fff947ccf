"""Cards of key figures: a number in large letters, and beside it what it is the number of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from timeline.decode.elements import Element

_VALUE: Final = re.compile(
    r"(?:[~≈<>+−–-] ?)?(?:[A-Z]{0,3} ?[$€£¥₹]|[A-Z]{3}(?= ))? ?"
    r"\d{1,3}(?:[\d.,\u00a0\u202f ]{0,20}\d)?"
    r"(?: ?(?:%|per ?cent|[kKmMbB]|bn|mn|thousand|million|billion|trillion))?\+?"
)
_YEAR: Final = re.compile(r"(?:1[89]|20)\d\d")
_LONGEST: Final = 100
"""A longer text, in characters, is no name of a number."""
_LETTER: Final = re.compile(r"[^\W\d_]")
_STOP: Final = re.compile(r"[.!?:;]$")
_FRAMES: Final = 3
"""So many elements may stand around a number within its card."""
_OF_TEXT: Final = frozenset({"prose", "heading", "item"})
_CELLS: Final = frozenset("td th dt dd caption".split())
Block = tuple[str, Element, str]
"""The text of a block, what it is made of, and its kind."""


def names_of_values(blocks: Sequence[Block]) -> Iterator[tuple[int, str]]:
    """Yield which blocks hold the number of a card, each with the name beside it."""
    for index, (text, element, kind) in enumerate(blocks):
        if (
            kind not in _OF_TEXT
            or element.tag in _CELLS
            or not _VALUE.fullmatch(text)
            or _YEAR.fullmatch(text)
        ):
            continue
        card = _card(element)
        for beside in (index + 1, index - 1):
            if 0 <= beside < len(blocks) and _is_name(blocks[beside], element, card):
                yield index, " ".join(blocks[beside][0].split())
                break


def is_parted(before: Element | str, after: Element | str) -> bool:
    """Tell whether a number and its name, in elements that touch, are parted by style alone.

    Both have a class, and not the same: what one class parts is one word in two colours.
    """
    if isinstance(before, str) or isinstance(after, str) or not (before.chars and after.chars):
        return False
    classes = before.get("class"), after.get("class")
    if not all(classes) or classes[0] == classes[1]:
        return False
    return _NAMED.match(after.text()) is not None and before.text()[-1:].isdigit()


_NAMED: Final = re.compile(r"[A-Za-z]{3}")


def _card(element: Element) -> Element | None:
    """Return the innermost element around a block that holds more than it."""
    above = element.parent
    for _ in range(_FRAMES):
        if above is None or above.chars > element.chars:
            return above
        above = above.parent
    return None


def _is_name(block: Block, value: Element, card: Element | None) -> bool:
    """Tell whether a block holds all else that stands in the card of a value."""
    text, element, kind = block
    return (
        card is not None
        and kind in _OF_TEXT
        and element.tag not in _CELLS
        and len(text) <= _LONGEST
        and _LETTER.search(text) is not None
        and _VALUE.fullmatch(text) is None
        and _STOP.search(text) is None
        and card.chars == value.chars + element.chars
        and _stands_in(element, card)
    )


def _stands_in(element: Element, card: Element) -> bool:
    above: Element | None = element
    while above is not None and above is not card:
        above = above.parent
    return above is not None
