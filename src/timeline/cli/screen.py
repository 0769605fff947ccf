"""Lists on a terminal: a table that fits its width, with signs, colours and a heading per year.

The only module that knows rich. A pipe gets the table of `formats.plain` instead: its columns
stay where programs expect them, and it has no signs and no headings of years to take away.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import StringIO
from itertools import groupby, islice
from typing import Any, Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

from timeline.formats.display import visible
from timeline.formats.plain import GAP, cells, fit_columns, show_cell, wrap
from timeline.formats.tables import NUMBERS, Column, Listing

_SIGNS: Final = {
    "occurred": ("●", "green"), "scheduled": ("◊", "yellow"), "ongoing": ("━", "blue"),
    "recurring": ("╌", "magenta"), "postponed": ("◊", ""), "cancelled": ("✕", ""),
    "overdue": ("▲", "red"), "stale": ("=", ""), "contradiction": ("≠", "red"),
    "updated": ("→", ""), "restated": ("±", "yellow"), "rescoped": ("↕", "yellow"),
    "rounded": ("≈", ""), "added": ("+", ""), "returned": ("+", ""), "dropped": ("–", ""),
    "removed": ("–", ""), "moved": ("↔", ""),
}  # fmt: skip
"""The sign that stands before a word, and its colour: one of the eight that all terminals have."""
_BEARERS: Final = frozenset({"status", "reading", "change"})
"""The columns whose words bear signs."""
_TOGETHER: Final = 100
"""So many rows are drawn at once, so that the first screen does not wait for the last."""
_LEAST: Final = 20
"""Nothing can be read on a terminal of fewer cells."""
_INDENT: Final = "  "
_SQUEEZED: Final = len("Sept. 2022")
"""A column gets so many cells where it is that or no table."""
_CLEAR: Final = frozenset(
    {"when", "status", "reading", "value", "period", "item", "coverage", "edition (+others)"}
)
"""The columns whose cells say by themselves what they are, without the name of the column."""


@dataclass(frozen=True, slots=True)
class _Row:
    headings: tuple[str | None, str | None]
    cells: list[str]


def draw(
    listing: Listing[Any], items: Iterable[Any], width: int, *, colored: bool
) -> Iterator[str]:
    """Yield a list as a terminal of `width` cells shows it; no line is wider than that.

    Where the columns do not fit, each row is a paragraph. Nothing that an item holds commands the
    terminal; the only control characters are those of colours.
    """
    width = max(width, _LEAST)
    rows = [_row(listing, item) for item in items]
    if not rows:
        return
    view = listing.view
    texts = [row.cells for row in rows]
    widths = fit_columns(view, texts, width)
    if not (fits := _fits(widths, width)):
        widths = fit_columns(view, texts, width, _SQUEEZED)
        fits = _fits(widths, width)
    pen = _Pen(view, widths, width, colored)
    if fits:
        yield pen.draw_head()
    for headings, members in groupby(rows, key=lambda row: row.headings):
        yield from pen.draw_headings(headings)
        while together := list(islice(members, _TOGETHER)):
            yield pen.draw_rows(together) if fits else pen.draw_paragraphs(together)


def _fits(widths: list[int], width: int) -> bool:
    return sum(widths) + len(GAP) * (len(widths) - 1) <= width


def _row(listing: Listing[Any], item: Any) -> _Row:
    words = [show_cell(column, item) for column in listing.view]
    group, sign = listing.group(item), _SIGNS.get(listing.sort(item) or "")
    return _Row(
        headings=(f"{sign[0]} {group}" if group and sign else group, listing.chapter(item)),
        cells=[
            f"{_SIGNS[word][0]} {word}" if column.name in _BEARERS and word in _SIGNS else word
            for column, word in zip(listing.view, words, strict=True)
        ],
    )


class _Pen:
    """Draws the parts of one list; remembers under which headings it is."""

    def __init__(
        self, view: tuple[Column[Any], ...], widths: list[int], width: int, colored: bool
    ) -> None:
        self._view, self._widths, self._width = view, widths, width
        self._under: tuple[str | None, str | None] = (None, None)
        self._main = max(range(len(view)), key=lambda index: view[index].share)
        self._paper = StringIO()
        self._console = Console(
            file=self._paper, width=width, color_system="standard" if colored else None,
            force_terminal=colored, no_color=not colored, highlight=False, markup=False,
            emoji=False, legacy_windows=False,
        )  # fmt: skip

    def draw_head(self) -> str:
        """Return the names of the columns and the line below them."""
        table = self._grid()
        table.add_row(*(Text(visible(column.name), style="bold") for column in self._view))
        table.add_row(*("─" * size for size in self._widths))
        return self._drawn(table)

    def draw_headings(self, headings: tuple[str | None, str | None]) -> Iterator[str]:
        """Yield the group and the chapter that begin here."""
        (group, chapter), before = headings, self._under
        self._under = headings
        if group is not None and group != before[0]:
            yield self._drawn(Text("\n".join(("", *self._wrapped(group))), style="bold"))
        if chapter is not None and headings != before:
            rule = "─" * (self._width - cells(chapter) - 1)
            yield self._drawn(Text.assemble((chapter, "bold"), f" {rule}"))

    def _wrapped(self, heading: str) -> Iterator[str]:
        for line in map(visible, heading.split("\n")):
            yield from [line] if cells(line) <= self._width else wrap(line, self._width)

    def draw_rows(self, rows: list[_Row]) -> str:
        """Return rows of the table."""
        table = self._grid()
        for row in rows:
            table.add_row(*map(_painted, row.cells, self._widths))
        return self._drawn(table)

    def draw_paragraphs(self, rows: list[_Row]) -> str:
        """Return rows as paragraphs: what it is about, and below it all the rest."""
        lines = []
        for row in rows:
            lines += [Text(line, style="bold") for line in wrap(row.cells[self._main], self._width)]
            lines += [Text(f"{_INDENT}{line}") for line in self._rest(row)]
        return self._drawn(*lines)

    def _rest(self, row: _Row) -> list[str]:
        """Return what stands below the main cell, as many cells in a line as there is room for."""
        width, lines = self._width - len(_INDENT), [""]
        for index, (column, cell) in enumerate(zip(self._view, row.cells, strict=True)):
            if not cell or index == self._main:
                continue
            said = cell if column.name in _CLEAR else f"{visible(column.name)}: {cell}"
            joined = f"{lines[-1]} · {said}" if lines[-1] else said
            if cells(joined) <= width:
                lines[-1] = joined
            else:
                lines = [*filter(None, lines), *wrap(said, width)]
        return lines

    def _grid(self) -> Table:
        table = Table.grid(padding=(0, len(GAP), 0, 0), pad_edge=False)
        for column, size in zip(self._view, self._widths, strict=True):
            right = column.kind in NUMBERS
            table.add_column(width=size, justify="right" if right else "left", no_wrap=True)
        return table

    def _drawn(self, *parts: Table | Text) -> str:
        for part in parts:
            self._console.print(part, crop=False, soft_wrap=isinstance(part, Text))
        drawn = self._paper.getvalue()
        self._paper.seek(0)
        self._paper.truncate()
        return "".join(f"{line.rstrip(' ')}\n" for line in drawn.splitlines())


def _painted(cell: str, size: int) -> Text:
    """Return a cell in its lines; a sign and its word have their colour."""
    text = Text("\n".join(wrap(cell, size)))
    sign, _, word = cell.partition(" ")
    if word in _SIGNS and _SIGNS[word][0] == sign:
        text.stylize(_SIGNS[word][1])
    return text
