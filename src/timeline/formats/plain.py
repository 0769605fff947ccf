"""Lists for people: an aligned table, a text with the sentences, and Markdown.

Cells count as a terminal shows them: wide East Asian characters and emoji take two, combining
marks none, and characters that are joined into one picture count once.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final, TypeVar

from timeline.formats.display import visible
from timeline.formats.tables import NUMBERS, Column, Listing

T = TypeVar("T")

GAP: Final = "  "
"""Between two columns."""
_NARROWEST: Final = len("Sept. 12, 2022")
"""A column gets so many cells before it is wrapped: a date stays in one line."""
_LINES: Final = 6
_JOINER: Final = "\u200d"
_AS_EMOJI: Final = "\ufe0f"
_MODIFIERS: Final = frozenset(map(chr, (*range(0x1160, 0x1200), *range(0x1F3FB, 0x1F400))))
"""Vowels and finals of Korean syllables that are written in parts, and tones of skin."""


def cells(text: str) -> int:
    """Return how many terminal cells a text takes."""
    return len(text) if text.isascii() else sum(size for _, size in _clusters(text))


def _cells_of(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Mc", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _clusters(text: str) -> Iterator[tuple[str, int]]:
    """Yield what a terminal shows in one place, and how many cells it takes."""
    cluster, size = "", 0
    for character in text:
        wide = _cells_of(character)
        if cluster and (cluster[-1] == _JOINER or character in _MODIFIERS or not wide):
            cluster += character
            size = 2 if character == _AS_EMOJI and size else size or wide
            continue
        if cluster:
            yield cluster, size
        cluster, size = character, wide
    if cluster:
        yield cluster, size


def wrap(text: str, width: int, lines: int = _LINES) -> list[str]:
    """Return a text in lines of at most `width` cells, cut with … after `lines` lines."""
    found = [""]
    for word in text.split():
        room = width - cells(found[-1]) - bool(found[-1])
        if cells(word) <= room:
            found[-1] += f" {word}" if found[-1] else word
            continue
        pieces = _pieces(word, width)
        found = found + pieces if found[-1] else pieces
    if len(found) > lines:
        last = found[lines - 1]
        while cells(last) >= width:
            last = last[:-1]
        found = [*found[: lines - 1], f"{last}…"]
    return found


def _pieces(word: str, width: int) -> list[str]:
    pieces, taken = [""], 0
    for cluster, size in _clusters(word):
        if pieces[-1] and taken + size > width:
            pieces.append("")
            taken = 0
        pieces[-1] += cluster
        taken += size
    return pieces


def show_cell(column: Column[T], item: T) -> str:
    """Return what a column says of an item, in one line that is safe on a screen."""
    cell = column.of(item)
    if cell is None:
        return ""
    return visible("; ".join(cell) if isinstance(cell, tuple) else str(cell))


# ---------------------------------------------------------------- table


def table(listing: Listing[T], items: Iterable[T], width: int) -> Iterator[str]:
    """Yield an aligned table of the listing's view that takes at most `width` cells.

    Columns that may wrap share the room that the others leave; below those of a date each the
    table grows wider than asked rather than unreadable. Groups stand under their heading.
    """
    rows = [(listing.group(i), [show_cell(column, i) for column in listing.view]) for i in items]
    if not rows:
        return
    view = listing.view
    widths = fit_columns(view, [row for _, row in rows], width)
    yield _line(view, [column.name for column in view], widths)
    yield f"{GAP.join('-' * size for size in widths)}\n"
    for heading, members in groupby(rows, key=lambda pair: pair[0]):
        if heading is not None:
            yield f"\n{heading}\n"
        for _, row in members:
            yield _line(view, row, widths)


def fit_columns(
    view: Sequence[Column[T]], rows: list[list[str]], width: int, narrowest: int = _NARROWEST
) -> list[int]:
    """Return how many cells each column of a table gets, so that all take `width` if they can.

    None that can be wrapped gets fewer than `narrowest`, if it needs as many.
    """
    sizes = [
        max(cells(column.name), *(cells(row[index]) for row in rows))
        for index, column in enumerate(view)
    ]
    shares = [column.share for column in view]
    room = width - len(GAP) * (len(view) - 1)
    room -= sum(size for size, share in zip(sizes, shares, strict=True) if not share)
    # Those that need the least for their share take what they need and leave the rest.
    open_ones = sorted(
        (i for i, share in enumerate(shares) if share), key=lambda i: sizes[i] / shares[i]
    )
    while open_ones:
        index, *open_ones = open_ones
        rest = sum(min(sizes[i], narrowest) for i in open_ones)
        part = room * shares[index] // (shares[index] + sum(shares[i] for i in open_ones))
        sizes[index] = min(sizes[index], max(min(part, room - rest), narrowest))
        room -= sizes[index]
    return sizes


def _line(view: Sequence[Column[T]], row: list[str], widths: list[int]) -> str:
    columns = [wrap(cell, size) for cell, size in zip(row, widths, strict=True)]
    lines = []
    for number in range(max(map(len, columns))):
        parts = [
            _padded(column[number] if number < len(column) else "", size, kind in NUMBERS)
            for column, size, kind in zip(columns, widths, (c.kind for c in view), strict=True)
        ]
        lines.append(GAP.join(parts).rstrip() + "\n")
    return "".join(lines)


def _padded(text: str, width: int, right: bool) -> str:
    blanks = " " * (width - cells(text))
    return blanks + text if right else text + blanks


# ---------------------------------------------------------------- text


def text(listing: Listing[T], items: Iterable[T]) -> Iterator[str]:
    """Yield every entry as a headline with its sentence and its place below it."""
    gap = ""
    for heading, members in groupby(items, key=listing.group):
        if heading is not None:
            yield f"{gap}{heading}\n"
            gap = "\n"
        for item in members:
            headline, *below = listing.entry(item)
            yield "".join((f"{gap}{headline}\n", *(f"    {line}\n" for line in below)))
            gap = "\n"


# ---------------------------------------------------------------- Markdown

_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>|#&~])")


def literal(text: str) -> str:
    """Return a text that Markdown shows as it stands: no markup, no HTML, no cell border."""
    return _SPECIAL.sub(r"\\\1", visible(text))


def markdown(listing: Listing[T], items: Iterable[T]) -> Iterator[str]:
    """Yield a Markdown table of the listing's view, one for each group under its heading."""
    gap = ""
    for heading, members in groupby(items, key=listing.group):
        title = gap if heading is None else f"{gap}## {literal(heading)}\n\n"
        names = "| " + " | ".join(column.name for column in listing.view) + " |\n"
        rule = "|" + "|".join(
            " ---: " if column.kind in NUMBERS else " --- " for column in listing.view
        )
        yield f"{title}{names}{rule}|\n"
        for item in members:
            row = " | ".join(literal(show_cell(column, item)) for column in listing.view)
            yield f"| {row} |\n"
        gap = "\n"
