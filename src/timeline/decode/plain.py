"""Plain text -> a document: headings, list items, sentences, each with its span.

The text of the document is the decoded text itself (UTF-8 without its byte order mark, line ends
as LF); nothing is trimmed or replaced, so every span re-reads. A block is what stands between
blank lines. Within a block, lines are joined when they are one wrapped paragraph and are items of
their own when they are a list without bullets. Headings are those that Markdown has, or a short
line of its own that does not end like a sentence and has text below it.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import takewhile
from typing import Final

from sentencex import segment

from timeline.decode import encoding, top_dates
from timeline.decode.boilerplate import BOILERPLATE, marked
from timeline.decode.columns import find_columns
from timeline.decode.value_lines import find_card, goes_on
from timeline.errors import UnreadableError
from timeline.lexicon import read_lexicon
from timeline.model import Capture, Diagnostic, Document, Passage, Quote, Span

_ATX = re.compile(r"[ ]{0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$")
_UNDERLINE = re.compile(r"\s*(?:={3,}|-{3,})\s*$")
_BULLET = re.compile(r"\s*(?:[-*+•‣◦–—·]|\d{1,3}[.)]|\([a-z0-9]{1,3}\))[ \t\u00a0]+(?=\S)")
_FIELD = re.compile(r"[A-Z][^:\n]{1,80}:\s")
_SENTENCE_END = re.compile(r"[.!?:;,…][\"'”’)\]]*\s*$")
_NAMED_AMOUNT = re.compile(
    r"(?:[A-Za-z][\w&/’'-]{0,30} ){1,3}"
    r"(?:[A-Z]{0,3}[$€£¥₹] ?\d[\d.,]{0,20}(?: ?(?:m|bn|k)\b)?"
    r"|\d[\d.,]{0,20}(?= ?%| [mbt]r?ill| thous))"
    r"(?: ?%| thousand| [mbt]r?illion)?(?: \((?:19|20)\d\d\))?"
)
"""A line that states an amount under its name, "GDP $5 billion", and so heads nothing."""
_OPENINGS: Final = frozenset(
    entry["heading"] for entry in read_lexicon("decode/data/opening_headings.tsv", ("heading",))
)
_LETTER = re.compile(r"[^\W\d_]")
_WRAP_WIDTH: Final = 120
"""Lines up to this width can be a wrapped paragraph; longer ones are paragraphs themselves."""
_HEADING_WIDTH: Final = 120
_SIGNS: Final = re.compile(r"[^\w\s]{1000,}")
_LONGEST_SENTENCE: Final = 10_000
"""What is longer is data in one line; what is read in a sentence is looked for in all of it."""

_LONGEST_STRETCH: Final = 20_000
_LOOKED_BACK: Final = 5_000
_PLAIN_END: Final = re.compile(r"[a-z]{4}[.!?][\"'”’)\]]{0,3}[ \n](?=[A-Z\"“])")

# A full stop after these does not end a sentence where a digit or a small letter follows.
_ABBREVIATION = re.compile(
    r"(?:\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|No|Nos|Art|Sec|Fig|vol|pp?|est|approx"
    r"|ca?|inst|ult|prox|e\.g|i\.e|U\.S|U\.N|U\.K|D\.C|tel|Ave|St)\.)\s*$"
)
_CONTINUES = re.compile(r"[\d(a-z]")
# The splitter panics at a letter, a blank that is not ASCII, and a full stop ("T\u00a0.").
_BLANKS = dict.fromkeys(
    map(ord, "\u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"), " ",
)  # fmt: skip
_HOUR = re.compile(r"\d[ \u00a0]?[ap]\.m\.\s*$")
_DAY_OR_ZONE = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|[ECMP][DS]T\b|GMT\b|UTC\b"
    r"|(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)"
)
_DAY_OF_RANGE = re.compile(r"(?:^|\s)\d{1,2}\.\s*$")
_RANGE_GOES_ON = re.compile(r"[–—-]\s?\d{1,2}\.")
_LAST_OF_RANGE = re.compile(r"[–—-]\s?\d{1,2}\.\s*$")
"""Days with full stops, "1.–3. March 2025", which end no sentence."""
_IN_MAY: Final = re.compile(r"(?<=\d May\. )(?=[A-Z“\"])|(?<=\b[a-z]{2} May\. )(?=[A-Z“\"])")
"""The end of a sentence behind a month whose name the splitter takes for an abbreviation."""
_ENDS_ALONE = re.compile(r"est\.\)?\s*$")


def decode(capture: Capture) -> Document:
    """Return the document of a text. Raises UnreadableError as `read_text` does."""
    text, odd = read_text(capture)
    return replace(document(text), diagnostics=odd)


def read_text(capture: Capture) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return the text of a capture of text or Markdown, and what is odd about its bytes.

    What was served with a charset is read by it, as a page is. Raises UnreadableError for bytes
    that are empty, binary, or, without a charset, not UTF-8.
    """
    if "charset=" not in capture.media:
        return decode_text(capture.data, capture.origin), ()
    text, odd = encoding.decoded(capture.data, capture.media, capture.origin)
    return _lines(text, capture.origin), odd


def decode_text(data: bytes, where: str) -> str:
    """Return the text of UTF-8 bytes, or of UTF-16 with its mark: without it, line ends as LF.

    Raises UnreadableError, which names the first byte that is wrong.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        with suppress(UnicodeDecodeError):
            text = data.decode("utf-16")
            if "\0" not in text:
                return _lines(text, where)
    if b"\0" in data:
        raise UnreadableError(
            where, "binary data, not text", "Give text, Markdown, HTML or a snapshot file."
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableError(
            where,
            f"not UTF-8 (byte 0x{data[error.start]:02x} in line {line})",
            "Convert it first, for example: iconv -f WINDOWS-1252 -t UTF-8",
        ) from None
    return _lines(text, where)


def _lines(text: str, where: str) -> str:
    """Return a text with its line ends as LF. Raises UnreadableError for one without a word."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise UnreadableError(where, "the file is empty", "Give a file with text in it.")
    return text


def document(text: str) -> Document:
    """Return the passages of a text, which is taken as it is."""
    passages: list[Passage] = []
    headings: list[tuple[int, str]] = []
    found = blocks(text)
    number = 0
    for index, lines in enumerate(found):
        last = index + 1 == len(found)
        for kind, level, span, labels in parts(text, lines, last=last):
            if kind == "heading":
                headings = [h for h in headings if h[0] < level]
            path = tuple(name for _, name in headings)
            if kind == "heading":
                headings.append((level, " ".join(span.of(text).split())))
            pieces = (span,) if kind == "heading" else sentences(text, span)
            passages.extend(
                Passage(Quote(piece, piece.of(text)), kind, path, labels, number)
                for piece in pieces
            )
            number += 1
    own = top_dates.settled(marked(passages))
    return Document(text, own, title(own), claims=top_dates.claims_of_text(own))


Part = tuple[str, int, Span, tuple[str, ...]]
"""The kind, the heading level, the span and the labels of a part of a block."""


def parts(text: str, lines: list[Span], *, last: bool) -> Iterator[Part]:
    """Yield what a block holds, the cells of its table too."""
    card = find_card(text, lines)
    if card is not None:
        yield from _card(text, *card, joined=goes_on(text, card))
        return
    table = find_columns(text, lines)
    if table is not None:
        first, end, cells = table.start, table.end, iter(table.cells)
    else:
        first, end, cells = len(lines), len(lines), iter(())
    above, below = lines[:first], lines[end:]
    alone = last and first == len(lines)
    for kind, level, span in units(text, above, last=alone) if above else ():
        yield kind, level, span, ()
    for span, labels in cells:
        yield "item", 0, span, labels
    for kind, level, span in units(text, below, last=last) if below else ():
        yield kind, level, span, ()


def is_card(text: str, lines: list[Span]) -> bool:
    """Tell whether a block is a number in a line of its own and the name of it."""
    return find_card(text, lines) is not None


def _card(text: str, value: Span, name: Span, *, joined: bool) -> Iterator[Part]:
    """Yield a value and the line that names it: one phrase, or the value under its label."""
    first, last = sorted((value, name), key=lambda line: line.start)
    if joined:
        yield "sentence", 0, _trim(text, first.start, last.end), ()
        return
    label = " ".join(name.of(text).split())
    for line in (first, last):
        span = _trim(text, line.start, line.end)
        yield "item", 0, span, (label,) if line is value else ()


def blocks(text: str, start: int = 0, end: int | None = None) -> list[list[Span]]:
    """Return the lines of each block from a place on; a line of white space alone ends one."""
    found: list[list[Span]] = []
    open_block = False
    for line in text[start:end].split("\n"):
        stop = start + len(line)
        if not line or line.isspace():
            open_block = False
        else:
            if not open_block:
                found.append([])
            found[-1].append(Span(start, stop))
            open_block = True
        start = stop + 1
    return found


def title(passages: Sequence[Passage]) -> str | None:
    """Return the heading at the top of a document, None when it begins with prose.

    "Executive summary" and its like head a document and name none: then the first heading below
    that is neither one of these nor numbered, as chapters are, is the title.

    Where chrome stands above the prose (a date line, a reading time), so may a site's name and
    motto: then the title is the last heading before the prose.
    """
    top = list(takewhile(lambda p: p.kind in ("heading", BOILERPLATE), passages))
    openings = [p for p in top if p.kind == "heading" and not names_document(p.quote.text)]
    named = [p for p in top if p.kind == "heading" and names_document(p.quote.text)]
    headings = [p for p in named if not any(map(names_document, p.path))]
    if not headings and openings:
        heads = (p.quote.text for p in passages if p.kind == "heading")
        named_below = (h for h in heads if names_document(h) and not _CHAPTER.match(h))
        return next((" ".join(h.split()) for h in named_below), None)
    if not headings:
        return None
    others = len(headings) + len(openings) < len(top)
    return " ".join(headings[-1 if others else 0].quote.text.split())


_CHAPTER: Final = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2}){0,3}[.):]?|(?:[IVX]{1,5}|[A-Z])[.):])(?:[ \t]|$)"
    r"|(?:chapter|part|section|annex|appendix|box|figure|table)\b",
    re.IGNORECASE,
)


def names_document(heading: str) -> bool:
    """Tell whether a heading can be a title: one that opens documents of all kinds is none."""
    return " ".join(heading.lower().rstrip(" :.").split()) not in _OPENINGS


def units(text: str, lines: list[Span], *, last: bool) -> Iterator[tuple[str, int, Span]]:
    """Yield the (kind, heading level, span) of each heading, item or paragraph of a block."""
    if (heading := _heading(text, lines, last=last)) is not None:
        kind_level_span, lines = heading
        yield kind_level_span
    lines = [line for line in lines if line.of(text).strip()]
    prose = [line for line in lines if not _ATX.match(line.of(text))]
    wrapped, is_list = _is_wrapped(prose), len(prose) > 1
    start: int | None = None
    kind = "sentence"
    end = 0
    for line in lines:
        content = line.of(text)
        atx = _ATX.match(content)
        bullet = _BULLET.match(content)
        opens = start is None or bullet or atx or not (wrapped or content[0].isspace())
        if opens or _FIELD.match(content):
            if start is not None:
                yield kind, 0, _trim(text, start, end)
            start = line.start + (bullet.end() if bullet else 0)
            kind = "item" if bullet or (is_list and not wrapped) else "sentence"
            if atx and atx[2] and atx[2].strip():
                heads = _trim(text, line.start + atx.start(2), line.start + atx.end(2))
                yield "heading", len(atx[1]), heads
                start = None
            elif atx:
                start = None
        end = line.end
    if start is not None:
        yield kind, 0, _trim(text, start, end)


def _heading(
    text: str, lines: list[Span], *, last: bool
) -> tuple[tuple[str, int, Span], list[Span]] | None:
    """Return the heading that a block begins with, and the lines that are left."""
    first = lines[0].of(text)
    if len(lines) > 1 and _UNDERLINE.match(lines[1].of(text)) and _LETTER.search(first):
        level = 1 if "=" in lines[1].of(text) else 2
        return ("heading", level, _trim(text, lines[0].start, lines[0].end)), lines[2:]
    plain = (
        len(lines) == 1
        and not last
        and len(first) <= _HEADING_WIDTH
        and _LETTER.search(first) is not None
        and not _SENTENCE_END.search(first)
        and not _BULLET.match(first)
        and not _ATX.match(first)
        and not first.lstrip()[0].islower()
        and not _FIELD.match(first)
        and not _NAMED_AMOUNT.fullmatch(first.strip())
    )
    if plain:
        return ("heading", 2, _trim(text, lines[0].start, lines[0].end)), []
    return None


def _is_wrapped(lines: list[Span]) -> bool:
    """Tell whether the lines of a block are one paragraph broken at a width."""
    if len(lines) < 2:
        return True
    widths = [line.end - line.start for line in lines]
    widest = max(widths)
    return widest <= _WRAP_WIDTH and min(widths[:-1]) >= 0.6 * widest and widest >= 40


def sentences(text: str, span: Span) -> Iterator[Span]:
    """Yield the sentences of a paragraph, without the white space around them."""
    start = end = span.start
    pieces = [
        piece
        for here, there in _stretches(text, span.start, span.end)
        for segmented in _segments(text[here:there].translate(_BLANKS))
        for piece in _IN_MAY.split(segmented)
    ]
    for index, piece in enumerate(pieces):
        end += len(piece)
        following = pieces[index + 1] if index + 1 < len(pieces) else ""
        if following and _joins(piece, following):
            continue
        for here, there in _bounded(text, start, end):
            if text[here:there].strip():
                yield _trim(text, here, there)
        start = end


def _segments(text: str) -> Iterator[str]:
    """Yield the pieces of a text that the splitter finds, and long runs of signs as they are.

    Its time grows as the square of such a run.
    """
    place = 0
    for run in _SIGNS.finditer(text):
        yield from segment("en", text[place : run.start()])
        yield run[0]
        place = run.end()
    yield from segment("en", text[place:])


def _stretches(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a paragraph in stretches of whole sentences: the splitter's time grows as a square."""
    while end - start > _LONGEST_STRETCH:
        last = start + _LONGEST_STRETCH
        ends = [found.end() for found in _PLAIN_END.finditer(text, last - _LOOKED_BACK, last)]
        cut = ends[-1] if ends else _last_blank(text, start, last)
        yield start, cut
        start = cut
    yield start, end


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a sentence in parts that are not longer than any sentence is, cut at blanks."""
    while end - start > _LONGEST_SENTENCE:
        cut = _last_blank(text, start, start + _LONGEST_SENTENCE)
        yield start, cut
        start = cut
    yield start, end


def _last_blank(text: str, start: int, end: int) -> int:
    """Return where the last blank of a stretch stands, its end where there is none."""
    blank = max(text.rfind(mark, start, end) for mark in " \n")
    return blank if blank > start else end


def _joins(piece: str, following: str) -> bool:
    if _HOUR.search(piece):
        return _DAY_OR_ZONE.match(following) is not None
    if _DAY_OF_RANGE.search(piece) and _RANGE_GOES_ON.match(following):
        return True
    if _LAST_OF_RANGE.search(piece):
        return _DAY_OR_ZONE.match(following) is not None
    if _ENDS_ALONE.search(piece):
        return following[0] in ")0123456789"
    return _ABBREVIATION.search(piece) is not None and _CONTINUES.match(following) is not None


def _trim(text: str, start: int, end: int) -> Span:
    content = text[start:end]
    start += len(content) - len(content.lstrip())
    return Span(start, start + len(content.strip()))
