"""Panels that a box opens: a checkbox, or one of a row of radio buttons, and its label.

Sheets of styles show what follows a box when it is ticked, so that no script and no button names
the panel. Its label heads the panel; the labels of a row of radio buttons are tabs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from timeline.decode.elements import Element

BOXES: Final = frozenset({"checkbox", "radio"})
_HEADINGS: Final = frozenset("h1 h2 h3 h4 h5 h6".split())
_BETWEEN: Final = _HEADINGS | frozenset({"label", "span", "i", "b"})
"""What stands between a box and its panel."""
Judge = Callable[[Element], bool]


def is_box(element: Element) -> bool:
    return element.tag == "input" and element.get("type").strip().lower() in BOXES


def open_boxes(elements: Sequence[Element], is_readable: Judge, is_other: Judge) -> set[Element]:
    """Mark the panels of boxes as opened, and return the labels that head one, as buttons.

    `is_readable` judges panels, `is_other` the labels of what is no part of a document.
    """
    labels: dict[str, Element] = {}
    groups: dict[Element, list[Element]] = defaultdict(list)
    for element in elements:
        if element.tag == "label" and element.get("for"):
            labels.setdefault(element.get("for"), element)
        elif is_box(element) and element.parent is not None:
            groups[element.parent].append(element)
    heads: set[Element] = set()
    for parent, boxes in groups.items():
        beside = [item for item in parent.content if isinstance(item, Element)]
        places = {item: index for index, item in enumerate(beside)}
        named = {box: labels.pop(box.get("id")) for box in boxes if box.get("id") in labels}
        if _is_row(boxes, beside, places):
            _open_tabs(named.values(), filter(is_readable, _below(beside)))
            continue
        for box in boxes:
            between, panel = _after(places[box], beside)
            heading = [*between, *((named[box],) if box in named else ())]
            if panel is None or not is_readable(panel) or any(map(is_other, heading)):
                continue
            panel.opened = True
            if box in named and not any(e.tag in _HEADINGS for e in named[box].elements()):
                named[box].tag = "button"
                heads.add(named[box])
    return heads


def _after(place: int, beside: Sequence[Element]) -> tuple[Sequence[Element], Element | None]:
    """Return what heads the panel of the box at a place, and the panel, None for none."""
    end = place + 1
    while end < len(beside) and beside[end].tag in _BETWEEN:
        end += 1
    return beside[place + 1 : end], beside[end] if end < len(beside) else None


def _is_row(
    boxes: Sequence[Element], beside: Sequence[Element], places: Mapping[Element, int]
) -> bool:
    """Tell whether radio buttons stand in a row, alone or with their labels, before all panels."""
    row = beside[places[boxes[0]] : places[boxes[-1]]]
    in_row = all(item.tag in _BETWEEN or is_box(item) for item in row)
    return len(boxes) > 1 and in_row and boxes[0].get("type").lower() == "radio"


def _below(beside: Sequence[Element]) -> Iterator[Element]:
    """Yield the elements beside a row of boxes, and those within them, one level down."""
    for element in beside:
        yield element
        yield from (item for item in element.content if isinstance(item, Element))


def _open_tabs(labels: Iterable[Element], panels: Iterable[Element]) -> None:
    for label in labels:
        label.attributes["role"] = "tab"
    for panel in panels:
        panel.opened = True
