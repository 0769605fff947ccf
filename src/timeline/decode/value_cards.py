"""Cards of key figures: a number in large letters, and beside it what it is the number of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from timeline.decode.elements import Element
from timeline.decode.value_lines import NUMBER

_VALUE: Final = re.compile(
    rf"{NUMBER}"
    r"(?: ?(?:%|per ?cent|[kKmMbB]|bn|mn|thousand|million|billion|trillion))?\+?(?: [a-z]{2,12})?"
)
_YEAR: Final = re.compile(r"(?:1[89]|20)\d\d")
_LONGEST: Final = 100
"""A longer text, in characters, is no name of a number."""
_LETTER: Final = re.compile(r"[^\W\d_]")
_STOP: Final = re.compile(r"[.!?:;]$")
_MOST_BESIDE: Final = 3
"""So many blocks a card has beside its value: the name, and a note or two."""
_VALUE_AND_NAME: Final = 2
_MOST_PARTS: Final = 5
"""A value and its name, with white space around both."""
_FRAMES: Final = 3
"""So many elements may stand around a number within its card."""
_OF_TEXT: Final = frozenset({"prose", "heading", "item"})
_CELLS: Final = frozenset("td th dt dd caption".split())
Block = tuple[str, Element, str]
"""The text of a block, what it is made of, and its kind."""


def items_of_cards(blocks: Sequence[Block]) -> dict[int, tuple[str, ...]]:
    """Return which blocks are items, as what stands in cards is, and the labels of the values."""
    labels: dict[int, tuple[str, ...]] = {}
    beside: set[int] = set()
    for index, (text, element, kind) in enumerate(blocks):
        if kind == "prose" and _is_one_phrase(text, element):
            beside.add(index)
        if not _is_free(element, kind) or not _is_value(text):
            continue
        places = _places(blocks, index)
        if (name := _name_among(blocks, places, index)) is not None:
            labels |= dict.fromkeys(
                (at for at in places if at != name), (" ".join(blocks[name][0].split()),)
            )
            beside |= {name} if blocks[name][2] == "prose" else set()
    return dict.fromkeys(beside, ()) | labels


def _places(blocks: Sequence[Block], index: int) -> list[int]:
    """Return the places of all that stands in the card of a value, none where it is no card."""
    value = blocks[index][1]
    card = _card(value)
    if card is None:
        return []
    near = range(max(0, index - _MOST_BESIDE), min(len(blocks), index + _MOST_BESIDE + 1))
    places = [at for at in near if _stands_in(blocks[at][1], card)]
    whole = sum(blocks[at][1].chars for at in places) == card.chars
    fits = 1 < len(places) <= _MOST_BESIDE + 1 and all(_is_short(blocks[at]) for at in places)
    one = sum(_is_value(blocks[at][0]) for at in places) == 1
    return places if whole and fits and one else []


def _name_among(blocks: Sequence[Block], places: Sequence[int], value: int) -> int | None:
    """Return which block of a card is the name: the heading, else what is at once beside it.

    A value in front is named by what follows it; of a value behind two others nobody can say.
    """
    if not places or places.index(value) > 1:
        return None
    headings = [at for at in places if at != value and blocks[at][2] == "heading"]
    beside = value + 1 if value == places[0] else value - 1
    name = headings[0] if len(headings) == 1 else beside
    if abs(name - value) != 1 or not _is_name(blocks[name][0]):
        return None
    return name


def is_parted(before: Element | str, after: Element | str) -> bool:
    """Tell whether a number and its name, in elements that touch, are parted by style alone.

    Both have a class, and not the same: what one class parts is one word in two colours.
    """
    if isinstance(before, str) or isinstance(after, str) or not (before.chars and after.chars):
        return False
    classes = before.get("class"), after.get("class")
    if not all(classes) or classes[0] == classes[1]:
        return False
    return _NAMED.match(after.text()) is not None and _VALUE.fullmatch(before.text()) is not None


def _is_one_phrase(text: str, element: Element) -> bool:
    """Tell whether a block is a number and its name alone, in elements of two classes."""
    if len(text) > _LONGEST or len(element.content) > _MOST_PARTS:
        return False
    parts = [item for item in element.content if not isinstance(item, str) or item.strip()]
    if len(parts) != _VALUE_AND_NAME:
        return False
    return is_parted(parts[0], parts[1]) and _STOP.search(text) is None


_NAMED: Final = re.compile(r"[A-Za-z]{3}")


def _card(element: Element) -> Element | None:
    """Return the innermost element around a block that holds more than it."""
    above = element.parent
    for _ in range(_FRAMES):
        if above is None or above.chars > element.chars:
            return above
        above = above.parent
    return None


def _is_free(element: Element, kind: str) -> bool:
    return kind in _OF_TEXT and element.tag not in _CELLS


def _is_value(text: str) -> bool:
    return _VALUE.fullmatch(text) is not None and _YEAR.fullmatch(text) is None


def _is_short(block: Block) -> bool:
    text, element, kind = block
    return _is_free(element, kind) and len(text) <= _LONGEST


def _is_name(text: str) -> bool:
    return (
        _LETTER.search(text) is not None
        and _VALUE.fullmatch(text) is None
        and _STOP.search(text) is None
    )


def _stands_in(element: Element, card: Element) -> bool:
    above: Element | None = element
    while above is not None and above is not card:
        above = above.parent
    return above is not None
