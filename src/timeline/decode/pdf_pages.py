"""The lines of a PDF's pages, in a process of its own: `python -m timeline.decode.pdf_pages`.

The bytes of the file come by standard input, what it holds goes out as JSON: {"pages": lines} or
{"refused": how}. What is built to exhaust a reader ends this process and no other: the limits on
its memory and its time are set before the file is looked at.
"""

from __future__ import annotations

import json
import math
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any, Final

from timeline.decode import raised

ENCRYPTED, DAMAGED = "encrypted", "damaged"
MEMORY: Final = 256 * 2**20
"""Bytes that reading may take beside what the process has when it begins, and the file itself."""
SECONDS: Final = 30
"""Of the processor."""
_PASSWORD: Final = 4
"""PDFium's code of a file that wants a password. Source: fpdfview.h, FPDF_ERR_PASSWORD."""
_DIVIDED: Final = "\x02\ufffe"
"""What PDFium puts in the place of a hyphen at the end of a line."""
_VISIBLE: Final = re.compile(rf"[^\r\n{_DIVIDED}]+[{_DIVIDED}]?")
_CONTROL: Final = re.compile("[\x00\x01\x03-\x08\x0b-\x1f\x7f-\x9f\ufeff\uffff]")
_LIGATURES: Final = str.maketrans(
    {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl",
     "\ufb05": "st", "\ufb06": "st", "\u00ad": "\x02"}
)  # fmt: skip
_SPACED: Final = re.compile(r"(?<!\S)(?:[^\W\d_] ){3,40}[^\W\d_](?!\S)")
"""A word whose letters stand apart."""
_MAY_BE_MARK: Final = re.compile(r"(?<=[\w.,;:)”\"'’%])(?:\d{1,15}|[*†‡§]{1,3}|[a-e](?![\w]))")
_FIRST_MARK: Final = re.compile(r"\s*(\d{1,3}|[*†‡§]{1,3}|[a-e](?!\w)) ?(?=\S)")
_SMALLER: Final = 0.8
"""A raised mark is at most so large, as part of the characters before it."""
_SMALLER_FAR_ABOVE: Final = 0.9
_FAR_ABOVE: Final = 0.3
"""So large is one at most that stands so many heights above the line."""
_LOWER: Final = 0.2
"""What is lower by so many heights stands in another line."""
_SLANT: Final = 0.1
"""The sine of the angle from which on a line is turned: about six degrees."""
_WIDE: Final = 0.8
_WIDE_WITHOUT_BLANK: Final = 0.5
"""A gap that parts two pieces of a line, in heights of it: one that the file fills with a blank, as
words in a justified line have it, and one that it leaves empty, as cells have it."""
_BLANKS: Final = re.compile(r"(?<=\S) +(?=\S)")
Box = tuple[float, float, float, float]
"""Left, bottom, right and top, in points from the bottom left."""
Piece = tuple[str, float, float, float, float]
"""A part of a line between wide gaps: its text, its left, right, bottom and top."""
Written = tuple[str, int, float, float, float, float, list[Piece], int, bool]
"""A line: its text, its page, its left, right, bottom and top, its pieces, how many characters at
its beginning stand above the line, and whether it is turned."""


def main() -> None:
    """Read the file of standard input and write what it holds."""
    data = sys.stdin.buffer.read()
    _limit(len(data))
    sys.stdout.write(json.dumps(_read(data)))


def _limit(size: int) -> None:
    """Bound the memory and the time of this process, where the system has such limits."""
    with suppress(ImportError, OSError, ValueError):
        import resource  # late: not on every system

        used = 0
        with suppress(OSError), open("/proc/self/statm", "rb") as file:  # noqa: PTH123
            used = int(file.read().split()[0]) * resource.getpagesize()
        allowed = used + MEMORY + 4 * size
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if used:
            resource.setrlimit(resource.RLIMIT_AS, (allowed, allowed))


def _read(data: bytes) -> dict[str, Any]:
    """Return the lines of each page, or why there are none."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) == _PASSWORD or "assword" in str(error)
        return {"refused": ENCRYPTED if locked else DAMAGED}
    try:
        return {"pages": [_lines(document, number) for number in range(len(document))]}
    except pypdfium2.PdfiumError:
        return {"refused": DAMAGED}


def _lines(document: Any, number: int) -> list[Written]:
    """Return the lines of a page, which counts from 0."""
    page = document[number]
    textpage = page.get_textpage()
    try:
        text = textpage.get_text_range(0, textpage.count_chars())
        found = (
            _line(textpage, printed, begin, number + 1)
            for match in _VISIBLE.finditer(text)
            for printed, begin in _along(textpage, match)
        )
        return [line for line in found if line is not None]
    finally:
        textpage.close()
        page.close()


def _along(textpage: Any, match: re.Match[str]) -> Iterator[tuple[str, int]]:
    """Yield a line of PDFium, in parts where it goes back and down, with where each begins.

    It takes two lines of cells for one where a cell between them stands in their middle.
    """
    printed, start = match[0], 0
    for gap in _BLANKS.finditer(printed):
        left, bottom, _, top = _box(textpage, match.start() + gap.start() - 1)
        _, low, right, _ = _box(textpage, match.start() + gap.end())
        if right < left and bottom - low > _LOWER * (top - bottom):
            yield printed[start : gap.start()], match.start() + start
            start = gap.end()
    yield printed[start:], match.start() + start


def _line(textpage: Any, printed: str, begin: int, page: int) -> Written | None:
    """Return a line with its marks settled, None for one without a character to be seen."""
    shown = _shown(printed)
    if not shown.strip(" \xa0"):
        return None
    first = _box(textpage, begin + len(printed) - len(printed.lstrip()))
    last = _box(textpage, begin + len(printed.rstrip()) - 1)
    bottom, top = _extent(first, last)
    marks = list(_marks(textpage, printed, begin))
    pieces: list[Piece] = []
    start, left = 0, first
    for gap in _BLANKS.finditer(printed):
        right = _box(textpage, begin + gap.start() - 1)
        following = _box(textpage, begin + gap.end())
        wide = _WIDE if _has_blank(textpage, begin + gap.start()) else _WIDE_WITHOUT_BLANK
        if following[0] - right[2] > wide * (first[3] - first[1]):
            pieces.append(_piece(_clean(printed, start, gap.start(), marks), left, right))
            start, left = gap.end(), following
    if pieces:
        pieces.append(_piece(_clean(printed, start, len(printed), marks), left, last))
    whole = _clean(printed, 0, len(printed), marks)
    begins = begin + len(printed) - len(printed.lstrip())
    mark = _first_mark(textpage, printed, begin)
    turned = _is_turned(textpage, begins)
    return (whole, page, first[0], last[2], bottom, top, pieces, mark, turned)


def _extent(first: Box, last: Box) -> tuple[float, float]:
    """Return the bottom and top of what two characters bound, of which one may be raised."""
    on_line = [box for box, other in ((first, last), (last, first)) if not _is_raised(box, other)]
    return min(box[1] for box in on_line), max(box[3] for box in on_line)


def _piece(text: str, first: Box, last: Box) -> Piece:
    return (text, first[0], last[2], *_extent(first, last))


def _first_mark(textpage: Any, printed: str, begin: int) -> int:
    """Return how many characters at the beginning of a line stand above what follows them."""
    found = _FIRST_MARK.match(printed)
    if found is None:
        return 0
    mark = _box(textpage, begin + found.start(1))
    return len(found[1]) if _is_raised(mark, _box(textpage, begin + found.end())) else 0


def _has_blank(textpage: Any, index: int) -> bool:
    """Tell whether a blank of the text is one of the file; PDFium fills empty gaps with others."""
    import pypdfium2.raw

    place = pypdfium2.raw.FPDFText_GetCharIndexFromTextIndex(textpage, index)
    return bool(pypdfium2.raw.FPDFText_IsGenerated(textpage, max(place, 0)) != 1)


def _shown(printed: str) -> str:
    return _CONTROL.sub("", printed.translate(_LIGATURES)).replace("\x02", "\ufffe")


def _clean(printed: str, start: int, end: int, marks: Sequence[tuple[int, int]]) -> str:
    """Return a part of a line without the marks in it, and its words whole."""
    parts: list[str] = []
    place = start
    for first, last in marks:
        if start <= first and last <= end:
            parts += [_shown(printed[place:first]), raised.BEGIN, printed[first:last], raised.END]
            place = last
    whole = raised.settled("".join((*parts, _shown(printed[place:end]))))
    spaced = _SPACED.sub(lambda word: word[0].replace(" ", ""), whole)
    return " ".join(spaced.split())


def _marks(textpage: Any, printed: str, begin: int) -> Iterator[tuple[int, int]]:
    """Yield where what is small and raised begins and ends in a line."""
    place = 0
    while (found := _MAY_BE_MARK.search(printed, place)) is not None:
        place = found.end()
        for start in range(*found.span()):
            base = _box(textpage, begin + start - 1)
            if not _is_raised(_box(textpage, begin + start), base):
                continue
            place = start + 1
            while place < len(printed) and _is_raised(_box(textpage, begin + place), base):
                place += 1
            yield start, place
            break


def _is_raised(box: Box, base: Box) -> bool:
    """Tell whether a character is smaller than another and stands above its line.

    What stands far above it need not be much smaller.
    """
    height = base[3] - base[1]
    if height <= 0:
        return False
    size, above = (box[3] - box[1]) / height, (box[1] - base[1]) / height
    return (size <= _SMALLER and above > (1 - _SMALLER) / 2) or (
        size <= _SMALLER_FAR_ABOVE and above > _FAR_ABOVE
    )


def _is_turned(textpage: Any, index: int) -> bool:
    """Tell whether the character at an index of the text does not run from left to right."""
    import pypdfium2.raw

    place = pypdfium2.raw.FPDFText_GetCharIndexFromTextIndex(textpage, index)
    angle: float = pypdfium2.raw.FPDFText_GetCharAngle(textpage, max(place, 0))
    return abs(math.sin(angle)) > _SLANT or math.cos(angle) < 0


def _box(textpage: Any, index: int) -> Box:
    """Return left, bottom, right and top of the character at an index of the text."""
    import pypdfium2.raw

    place = pypdfium2.raw.FPDFText_GetCharIndexFromTextIndex(textpage, index)
    left, bottom, right, top = textpage.get_charbox(max(place, 0), loose=True)
    return left, bottom, right, top


if __name__ == "__main__":
    main()
