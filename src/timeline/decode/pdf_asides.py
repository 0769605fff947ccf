"""What stands between the lines of a paragraph of PDF and is none: notes at the foot, and captions.

A paragraph that goes on overleaf has the notes of its page in its midst, and one that goes on below
a figure its caption. They are read after the paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median
from typing import Final

from timeline.decode.pdf_lines import PdfLine

_NOTE: Final = re.compile(
    r"(?:\[?\(?(?:\d{1,3}|[a-z]|[*†‡§]{1,3})[\])./]{0,2}\s|\d{1,3}(?=[A-Z])|[*†‡])."
)
_CAPTION: Final = re.compile(
    r"(?:(?:Figure|Fig\.|Table|Chart|Graph|Map|Box|Exhibit|Diagram|Plate|Photo)\s"
    r"(?:[A-Z]?\d{1,3}(?:[.-]\d{1,3})*|[IVX]{1,5})[.:\s–-]|(?:Sources?|Notes?|Photo):\s)"
)
_ENDS: Final = re.compile(r"[.!?:;][\"'”’)\]]*$")
_SMALLER: Final = 0.92
"""The lines of a note are at most so high, as part of those of the text."""


def asides(lines: Sequence[PdfLine]) -> list[tuple[int, int]]:
    """Return where each note and each caption within a paragraph begins and ends."""
    if not lines:
        return []
    low = _SMALLER * median(line.height for line in lines)
    found: list[tuple[int, int]] = []
    place = 0
    while place < len(lines):
        end = _end(lines, place, low)
        if end is None or not _parts(lines, place, end):
            place += 1
        else:
            found.append((place, end))
            place = end
    return found


def _end(lines: Sequence[PdfLine], start: int, low: float) -> int | None:
    """Return where a note or a caption ends that begins at a line, None where none does."""
    first = lines[start]
    if first.drawn:
        return None
    small = first.height <= low
    caption = _CAPTION.match(first.text) is not None
    if not caption and not (small and _NOTE.match(first.text)):
        return None
    end = start + 1
    while end < len(lines) and _is_same(first, lines[end], small=small):
        end += 1
    return end


def _is_same(first: PdfLine, line: PdfLine, *, small: bool) -> bool:
    """Tell whether a line goes on with a note or a caption, in its own small letters."""
    alike = abs(line.height - first.height) <= (1 - _SMALLER) * first.height
    return small and alike and not line.drawn and line.page == first.page


def _parts(lines: Sequence[PdfLine], start: int, end: int) -> bool:
    """Tell whether what stands before and after is one sentence."""
    if not start or end == len(lines):
        return False
    before, after = lines[start - 1], lines[end]
    return (
        not (before.drawn or after.drawn)
        and abs(before.height - after.height) <= (1 - _SMALLER) * before.height
        and opens_sentence_part(before, after)
    )


def opens_sentence_part(before: PdfLine, after: PdfLine) -> bool:
    """Tell whether a line goes on with a sentence that the one before leaves open.

    It begins with a small letter; or with a number, where the line before is of prose.
    """
    if _ENDS.search(before.text):
        return False
    if after.text[0].islower():
        return True
    words = before.text.split()
    prose = len(words) > _FEW and (words[-1].islower() or words[-1].endswith(","))
    return prose and _NUMBER.match(after.text) is not None


_FEW: Final = 5
_NUMBER: Final = re.compile(r"(?:[A-Z]{0,3}[$€£¥])?\d[\d.,]*(?:\s[a-z]|%|\s?$)")
