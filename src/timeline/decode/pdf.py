"""PDF -> a document: its paragraphs in reading order, each passage with the page that it is on.

The order is that in which the file draws its text, columns one after the other (`pdf_layout`). What
stands at the top or bottom of most pages (heads, feet, page numbers) is left out. Lines are joined
into paragraphs, over page breaks too, and words that a line end divided are whole again. From there
on it is read like plain text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from statistics import median
from typing import Final

from timeline.decode import pdf_layout, pdf_tables, pdf_turned, pdf_words, plain, top_dates
from timeline.decode.pdf_child import read_pages
from timeline.decode.pdf_lines import PdfLine
from timeline.decode.pdf_paragraphs import paragraphs
from timeline.errors import UnreadableError
from timeline.model import Capture, Diagnostic, Document, LeftOut

MEDIA: Final = "application/pdf"
_NUMBER: Final = re.compile(r"(?<![\w$€£.,])\d{1,4}(?![\w%]|[.,]\d)")
_PAGE_OF: Final = re.compile(r"(?:[Pp]age )?(\d{1,4}) ?(?:/|of) ?(\d{1,4})")
_WORDS: Final = re.compile(r"[^\W\d_]{3}.*\s.*[^\W\d_]{2}|[^\W\d_]{5}")
_LARGE: Final = 1.2
"""A title is so many times as high as most lines."""
_ALIKE: Final = 1.05
"""Its lines differ at most by so much."""
_LONGEST_TITLE: Final = 200
_TOP: Final = 8
"""So many paragraphs of a file can hold its title."""
_EDGE: Final = 3
"""So many lines at the top and at the bottom of a page can be a head or a foot."""
_MOST: Final = 0.4
"""On this share of the pages a head or foot stands: left and right pages may have their own."""

_FAR: Final = 2.0
"""So many heights away from all other lines stands a foot."""
_MARGIN: Final = 60.0
"""The margin at the foot of a page has so many points at most."""


def decode(capture: Capture) -> Document:
    """Return the document of a PDF capture.

    Raises MissingExtraError without pypdfium2, and UnreadableError for a file that is damaged,
    wants a password, takes too much to read, or holds pictures of pages and no text.
    """
    pages = read_pages(capture)
    kept = list(_without_edges([pdf_turned.upright(page) for page in pages]))
    ordered = [pdf_layout.in_order(page) for page in kept]
    everything = " ".join(line.text for page in ordered for line in page).lower()
    lines = pdf_tables.with_tables(ordered, lambda cell: pdf_words.joined(cell, everything))
    if not lines:
        raise UnreadableError(
            capture.origin,
            "contains no text, only pictures of pages",
            "Recognise the text first, for example: ocrmypdf scan.pdf text.pdf",
        )
    parted = list(paragraphs(lines))
    text, starts = _joined(parted, everything)
    offsets = [offset for offset, _ in starts]
    document = plain.document(text)
    passages = tuple(
        replace(
            passage,
            locator=f"page={starts[bisect_right(offsets, passage.quote.span.start) - 1][1]}",
        )
        for passage in document.passages
    )
    empty = [str(number) for number, page in enumerate(pages, start=1) if not page]
    diagnostics = document.diagnostics
    if empty:
        message = f"no text on page {', '.join(empty)}: only pictures, or blank"
        diagnostics = (*diagnostics, Diagnostic("page-without-text", message))
    return replace(
        document,
        passages=passages,
        title=_title(parted, everything) or document.title,
        diagnostics=diagnostics,
        claims=top_dates.claims(passages),
        left_out=tuple(_left_out(pages, kept)),
    )


def _left_out(
    pages: Sequence[Sequence[PdfLine]], kept: Sequence[Sequence[PdfLine]]
) -> Iterator[LeftOut]:
    """Yield the lines of each page that are not among those of it that are kept."""
    for page, lines in zip(pages, kept, strict=True):
        for line in page:
            if line not in lines and not pdf_turned.was_read(line, lines):
                turned = "written across the page"
                reason = turned if line.turned else "the head or foot of a page"
                yield LeftOut(reason, line.text, f"page={line.page}")


def _title(parted: Sequence[Sequence[PdfLine]], everything: str) -> str | None:
    """Return what stands in the largest letters on the first page, None where all are alike.

    A title of several lines may be several paragraphs, one below the other. What is large and no
    words, as the numbers of an infographic are, is no title.
    """
    first = [each for each in parted[: 2 * _TOP] if each[0].page == parted[0][0].page]
    usual = median(line.height for paragraph in parted for line in paragraph)
    with_words = [each for each in first if _WORDS.search(each[0].text)][:_TOP]
    worded = [each for each in with_words if not each[0].drawn]
    if not worded:
        return None
    size = max(each[0].height for each in worded)
    large = [each[0].height >= size / _ALIKE for each in worded]
    start = large.index(True)
    end = next((n for n in range(start, len(large)) if not large[n]), len(large))
    lines = [line.text for paragraph in worded[start:end] for line in paragraph]
    title = pdf_words.joined(lines, everything)
    named = plain.names_document(title) and len(title) <= _LONGEST_TITLE
    return title if named and size > _LARGE * usual else None


# ---------------------------------------------------------------- lines


def _without_edges(pages: Sequence[list[PdfLine]]) -> Iterator[list[PdfLine]]:
    """Yield the lines of each page without heads, feet and page numbers."""
    edges = [_edges(page) for page in pages]
    counted = Counter(
        key
        for both in edges
        for key in {key for edge in both for line in edge for key in _keys(line)}
    )
    enough = max(2, _MOST * len(pages))
    offsets = Counter(
        offset
        for both in edges
        for offset in {each for edge in both for line in edge[:1] for each in _offsets(line)}
    )
    numbering = {offset for offset, count in offsets.items() if count >= enough}
    heights = [line.height for page in pages for line in page]
    heading = 1.15 * median(heights) if heights else 0.0

    def repeated(line: PdfLine) -> bool:
        numbered = line.height < heading and not numbering.isdisjoint(_offsets(line))
        alike = any(counted[key] >= enough for key in _keys(line))
        return line.text == str(line.page) or _counts_pages(line) or numbered or alike

    for page, both in zip(pages, edges, strict=True):
        # From the edge inwards, so that nothing of the text is taken that is alike.
        left_out = {line for edge in both for line in takewhile(repeated, edge)}
        if len(pages) == 1 and _is_numbered_foot(both[1]):
            left_out.add(both[1][0])
        yield [line for line in page if line not in left_out]


def _is_numbered_foot(lowest: Sequence[PdfLine]) -> bool:
    """Tell whether the lowest line of a page alone is a foot with its number, far from the others.

    Of one page no other shows what comes again.
    """
    if len(lowest) <= 1:
        return False
    foot, *others = lowest
    apart = min(line.bottom for line in others) - foot.top > _FAR * foot.height
    return apart and foot.top < _MARGIN and _NUMBERED_FOOT.search(foot.text) is not None


_NUMBERED_FOOT: Final = re.compile(r"^1(?:$|\s*[|•·])|\s(?:[Pp]age\s|[|•·–-]\s*)?1$")
"""The number of a page alone ends its foot, or a bar parts it: "1 May 2024" is a date."""


def _counts_pages(line: PdfLine) -> bool:
    """Tell whether a line is the number of its page, and of how many: "3 / 12", "Page 3 of 12"."""
    found = _PAGE_OF.fullmatch(line.text)
    return found is not None and int(found[1]) == line.page <= int(found[2])


def _edges(page: Sequence[PdfLine]) -> tuple[list[PdfLine], list[PdfLine]]:
    """Return the lines at the top of a page and those at its bottom, from the edge inwards."""
    by_height = sorted(page, key=lambda line: -line.top)
    return by_height[:_EDGE], by_height[::-1][:_EDGE]


def _offsets(line: PdfLine) -> list[int]:
    """Return how far the numbers at the ends of a line are from the number of the page.

    Where most pages have one at the same distance, it is the printed number of the page, and the
    line with it is a head or foot, whatever the name of the chapter in it.
    """
    words = line.text.split()
    return [int(word) - line.page for word in {words[0], words[-1]} if _NUMBER.fullmatch(word)]


def _keys(line: PdfLine) -> Iterator[tuple[str, int, int]]:
    """Yield what a line of other pages is the same by: text and height, or with a page number.

    A number is one of pages where it goes on with them, so that only its distance counts:
    "Table 2: trade in 2021" after "Table 1: trade in 2020" is not the same.
    """
    height = round(line.top)
    yield line.text, 0, height
    for match in _NUMBER.finditer(line.text):
        rest = f"{line.text[: match.start()]}\0{line.text[match.end() :]}"
        yield rest, int(match[0]) - line.page, height


# ---------------------------------------------------------------- text


def _joined(
    parted: Sequence[Sequence[PdfLine]], everything: str
) -> tuple[str, list[tuple[int, int]]]:
    """Return the text, with where each line of it begins and on which page.

    A line stands for the text from its first character on, whole words that were divided too;
    `everything` shows how these are written.
    """
    parts: list[str] = []
    starts: list[tuple[int, int]] = []
    length = 0
    for paragraph in parted:
        if parts:
            parts.append("\n\n")
            length += 2
        if paragraph[0].drawn:
            for number, line in enumerate(paragraph):
                drawn = f"\n{line.drawn}" if number else line.drawn
                starts.append((length, line.page))
                parts.append(drawn)
                length += len(drawn)
            continue
        open_end = ""
        for number, line in enumerate(paragraph):
            text = f"{open_end}{line.text}"
            starts.append((length, line.page))
            last = number == len(paragraph) - 1
            # A divided word goes over to the next line whole.
            divided = re.search(rf"\w{{1,40}}[{pdf_words.DIVIDED}]$", text)
            open_end = "" if last or divided is None else divided[0]
            text = pdf_words.whole(text.removesuffix(open_end) if open_end else text, everything)
            if not last and not open_end:
                text += pdf_words.parted(text, paragraph[number + 1].text)
            parts.append(text)
            length += len(text)
    return "".join(parts), starts
