"""The lines of a PDF -> its paragraphs: which lines go on with the one before.

A paragraph ends where more space follows, where the letters are of another size, and behind a line
that is short: the first word of the next would have had room in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from statistics import median
from typing import Final

from timeline.decode.pdf_asides import asides, opens_sentence_part
from timeline.decode.pdf_lines import PdfLine
from timeline.decode.pdf_words import DIVIDED

_ENDS: Final = re.compile(r"[.!?:;][\"'”’)\]]*$")
_BULLET: Final = re.compile(r"(?:[•‣◦▪●–—*-]|\d{1,3}[.)]|\([a-z0-9]{1,3}\))\s")
_FIELD: Final = re.compile(r"[A-Z][\w /()-]{1,40}:\s\S.{0,20}")
"""A line of its own in a box of facts: "Length: 12 km"."""
_CAPTION: Final = re.compile(
    r"(?:Table|Figure|Chart|Box|Annex)\s(?:[A-Z]?\d{1,3}|[IVX]{1,5})[.:]\s"
)
_INDENT: Final = 40.0
"""Lines that begin within so many points of another are of one column."""
_SAME_LEFT: Final = 12.0
"""Lines that begin within so many points of another begin at the same place."""
_SAME_SIZE: Final = 1.15
"""A line that is at most so many times as high as another is of its size."""
_FEW: Final = 4
"""Fewer lines than these do not show by themselves how wide their column is, and a line of no more
words may be a heading that fills it."""


def paragraphs(lines: Sequence[PdfLine]) -> Iterator[list[PdfLine]]:
    """Yield the lines of each paragraph, the notes and captions within one after it."""
    apart = asides(lines)
    taken = {number for start, end in apart for number in range(start, end)}
    body = [line for number, line in enumerate(lines) if number not in taken]
    waiting = [(lines[start - 1], lines[start:end]) for start, end in apart]
    for paragraph in _parted(body, frozenset(lines[start - 1] for start, _ in apart)):
        yield paragraph
        while waiting and waiting[0][0] in paragraph:
            yield from _parted(waiting.pop(0)[1], frozenset())


def _parted(lines: Sequence[PdfLine], interrupted: frozenset[PdfLine]) -> Iterator[list[PdfLine]]:
    """Yield the lines of each paragraph, heading or item; after those `interrupted` it goes on."""
    below = [
        before.bottom - line.bottom
        for before, line in pairwise(lines)
        if before.page == line.page and before.bottom > line.bottom
    ]
    leading = median(below) if below else 0.0
    edges = _edges(lines, leading)
    paragraph = [lines[0]]
    for number, (before, line) in enumerate(pairwise(lines)):
        if before in interrupted or _goes_on(before, line, leading, edges[number]):
            paragraph.append(line)
        else:
            yield paragraph
            paragraph = [line]
    yield paragraph


def _edges(lines: Sequence[PdfLine], leading: float) -> list[float]:
    """Return how far to the right each line could go: as far as those about it do.

    A few lines do not show that; they could go as far as any that begins below or above them.
    """
    below: dict[tuple[int, int, int], float] = {}
    for line in lines:
        if not line.drawn:
            place = _place(line)
            below[place] = max(line.right, below.get(place, 0.0))
    edges: list[float] = []
    block: list[PdfLine] = []
    for line in lines:
        if block and not _is_close(block[-1], line, leading):
            edges += [_edge(block, below)] * len(block)
            block = []
        block.append(line)
    return [*edges, *([_edge(block, below)] * len(block))]


def _place(line: PdfLine) -> tuple[int, int, int]:
    """Return what lines of one size that begin at one place of a page have in common, about."""
    return line.page, round(line.left / _SAME_LEFT), round(line.height)


def _edge(block: Sequence[PdfLine], below: Mapping[tuple[int, int, int], float]) -> float:
    """Return how far the lines of a block go, with others that begin below them if it is small."""
    own = max(line.right for line in block)
    if len(block) >= _FEW:
        return own
    page, left, height = _place(block[-1])
    return max(own, *(below.get((page, left + step, height), 0.0) for step in (-1, 0, 1)))


def _is_close(before: PdfLine, line: PdfLine, leading: float) -> bool:
    """Tell whether a line stands below another without more space between them, in its size."""
    distance = before.bottom - line.bottom
    return (
        before.page == line.page
        and not (before.drawn or line.drawn)
        and 0 < distance <= _most_apart(before, line, leading)
        and abs(before.left - line.left) <= _INDENT
        and _is_same_size(before, line)
    )


def _is_same_size(one: PdfLine, other: PdfLine) -> bool:
    low, high = sorted((one.height, other.height))
    return high <= _SAME_SIZE * low


def _most_apart(before: PdfLine, line: PdfLine, leading: float) -> float:
    """Return how far lines of a paragraph are apart at most."""
    size = min(before.height, line.height)
    return min(max(1.3 * leading, 1.6 * size), 2.2 * size)


def _goes_on(before: PdfLine, line: PdfLine, leading: float, edge: float) -> bool:
    """Tell whether a line goes on with the paragraph of the one before.

    `edge` is how far to the right the line before could go.
    """
    if before.drawn or line.drawn:
        return before.table == line.table
    begins = _BULLET.match(line.text) or _FIELD.fullmatch(line.text) or _CAPTION.match(line.text)
    if begins or not _is_same_size(before, line):
        return False
    ended = _ENDS.search(before.text) is not None
    if before.page != line.page or line.bottom > before.bottom:  # another page or column
        full = len(before.text.split()) > _FEW and not _has_room(before, line, edge)
        return (
            before.text[-1] in DIVIDED or opens_sentence_part(before, line) or (full and not ended)
        )
    if before.bottom - line.bottom > _most_apart(before, line, leading):
        return False
    short = _has_room(before, line, edge)
    if ended and short:
        return False
    indented = line.left > before.left + 0.8 * line.height
    return not (indented and ended) and not (short and not line.text[0].islower())


def _has_room(before: PdfLine, line: PdfLine, edge: float) -> bool:
    """Tell whether the first word of a line had room in the one before, and a letter more."""
    letter = (before.right - before.left) / len(before.text)
    word = line.text.split()[0]
    return before.right + (len(word) + 2) * letter < edge
