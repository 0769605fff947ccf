"""What a drawing shows, read from its SVG, and the laws that every drawing keeps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from xml.etree import ElementTree as ET

from timeline.charts.drawing import WIDEST, Drawing
from timeline.charts.label_places import Box
from timeline.charts.lettering import text_width

_PLACED = re.compile(r"translate\(0 (-?[\d.]+)\)")


def elements(drawing: Drawing, name: str) -> list[ET.Element]:
    return [each for each in ET.fromstring(drawing.svg).iter() if each.tag == name]


def texts(drawing: Drawing) -> list[str]:
    return [each.text or "" for each in elements(drawing, "text")]


def links(drawing: Drawing) -> list[str]:
    return [each.attrib["href"] for each in elements(drawing, "a")]


def text_boxes(drawing: Drawing) -> list[tuple[str, Box]]:
    """Return each text with the rectangle of its letters."""
    size = 12 if drawing.width == 328 else 13
    return [
        (each.text or "", _box(each, size, down))
        for each, down in _walk(ET.fromstring(drawing.svg), 0.0)
    ]


def _walk(parent: ET.Element, down: float) -> Iterator[tuple[ET.Element, float]]:
    moved = _PLACED.fullmatch(parent.get("transform", ""))
    down += float(moved[1]) if moved else 0
    if parent.tag == "text":
        yield parent, down
    for child in parent:
        yield from _walk(child, down)


def _box(text: ET.Element, size: int, down: float) -> Box:
    wide = text_width(text.text or "", size)
    share = {"start": 0.0, "middle": 0.5, "end": 1.0}[text.get("text-anchor", "start")]
    left, base = float(text.attrib["x"]) - share * wide, float(text.attrib["y"]) + down
    return Box(left, base - 0.73 * size, left + wide, base + 0.2 * size)


def require_laws(drawing: Drawing) -> None:
    """Fail where two texts overlap, one leaves the drawing, or it is too large or too bold."""
    whole = Box(-0.5, -0.5, drawing.width + 0.5, drawing.height + 0.5)
    boxes = text_boxes(drawing)
    for text, box in boxes:
        assert box.within(whole), (text, box)
    for (text, box), (other, another) in combinations(boxes, 2):
        inner = Box(box.left + 0.2, box.top, box.right - 0.2, box.bottom)
        assert not inner.meets(another), (text, other, box, another)
    assert len(drawing.svg.encode()) <= WIDEST
    assert " style=" not in drawing.svg and "<script" not in drawing.svg
    root = ET.fromstring(drawing.svg)
    assert root.attrib["viewBox"] == f"0 0 {drawing.width} {drawing.height}"
    assert (root.attrib["aria-hidden"], root.attrib["focusable"]) == ("true", "false")
    assert all(each.attrib["tabindex"] == "-1" for each in elements(drawing, "a"))
    ids = [each.attrib["id"] for each in root.iter() if "id" in each.attrib]
    assert len(ids) == len(set(ids))
