"""Passages -> the headings, paragraphs, lists, fields and tables that they are drawn as.

What a passage is follows from its kind, from its labels, and from where it stands: in a page, the
elements around it; in a text, what is before it on its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from timeline.model import BOILERPLATE, Passage, Span
from timeline.text import normal

_CELL: Final = re.compile(
    r"(?P<row>(?P<table>.*/table\[\d+\]).*?/tr\[\d+\])/t(?P<tag>[hd])\[(?P<place>\d+)\]"
)
_TERM: Final = re.compile(r".*/d(?P<tag>[td])\[\d+\]")
_ITEM: Final = re.compile(r".*/(?P<list>[uo]l)\[\d+\].*/li\[\d+\]")
_BULLET: Final = re.compile(r"[-*+•–—▪◦·]")
_NUMBER: Final = re.compile(r"(\d{1,4})[.)]")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the text; `head` where it names a row, a column or a field."""

    span: Span
    head: bool = False
    value: int | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """What is drawn as one: `kind` is heading, text, bullets, numbers, fields or table.

    A row of a table has its cells, None for one that is empty; a row of any other kind has one.
    `depth` is the number of headings above.
    """

    kind: str
    rows: tuple[tuple[Stretch | None, ...], ...]
    depth: int = 0

    @property
    def span(self) -> Span:
        """From its first character to its last."""
        spans = [cell.span for row in self.rows for cell in row if cell is not None]
        return Span(spans[0].start, spans[-1].end)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands below it; without one, what stands before the first."""

    heading: Block | None
    blocks: tuple[Block, ...]

    @property
    def span(self) -> Span:
        """From its first character to its last."""
        every = ([] if self.heading is None else [self.heading]) + list(self.blocks)
        return Span(every[0].span.start, every[-1].span.end)


def blocks(text: str, passages: Iterable[Passage]) -> tuple[Block, ...]:
    """Return what the passages of a text are drawn as, without those that are boilerplate."""
    drawn = [passage for passage in passages if passage.kind != BOILERPLATE]
    units = [_unit(text, list(group)) for _, group in groupby(drawn, lambda p: p.block)]
    tables = {unit.table for unit in units if unit.table and unit.labelled}
    units = [
        unit if unit.table in tables or not unit.table else replace(unit, table="", row="", cell="")
        for unit in units
    ]
    units = _in_lines(text, list(_joined(units)))
    found = []
    for (kind, _), group in groupby(units, lambda unit: (unit.drawn, unit.table)):
        found += [_block(kind, each) for each in _alone(kind, list(group))]
    return tuple(found)


def sections(found: Sequence[Block]) -> tuple[Section, ...]:
    """Return blocks by their outermost headings; a single one of these is no section."""
    depths = sorted({block.depth for block in found if block.kind == "heading"})
    top = next((d for d in depths if _headings(found, d) > 1), depths[0] if depths else 0)
    parted: list[tuple[Block | None, list[Block]]] = [(None, [])]
    for block in found:
        if block.kind == "heading" and block.depth <= top:
            parted.append((block, []))
        else:
            parted[-1][1].append(block)
    return tuple(Section(head, tuple(below)) for head, below in parted if head or below)


def _headings(found: Sequence[Block], depth: int) -> int:
    return sum(block.kind == "heading" and block.depth == depth for block in found)


# ---------------------------------------------------------------- one block of the document


@dataclass(frozen=True, slots=True)
class _Unit:
    """The passages of one block of the document, and what they are drawn as.

    `cell` is the element of a list or a table that holds it, `place` its place among the `<td>` of
    its row, `column` the head above it; `names` is what it says where it may be one.
    """

    span: Span
    drawn: str
    depth: int
    head: bool = False
    item: bool = False
    labelled: bool = False
    table: str = ""
    row: str = ""
    cell: str = ""
    place: int | None = None
    names: str = ""
    column: str | None = None
    value: int | None = None


def _unit(text: str, passages: Sequence[Passage]) -> _Unit:
    first = passages[0]
    span = Span(first.quote.span.start, passages[-1].quote.span.end)
    unit = _Unit(
        span,
        "text",
        len(first.path),
        item=first.kind == "item",
        labelled=bool(first.labels),
        names="" if first.labels else normal(span.of(text)),
        column=normal(first.labels[-1]) if len(first.labels) > 1 else None,
    )
    if first.kind == "heading":
        return replace(unit, drawn="heading")
    if first.locator is not None and first.locator.startswith("/"):
        unit = _in_page(unit, first.locator)
    if unit.table or unit.drawn != "text":
        return unit
    return _in_text(text, unit) if first.kind == "item" else unit


def _in_page(unit: _Unit, locator: str) -> _Unit:
    """Return a unit as the elements around it have it."""
    if cell := _CELL.match(locator):
        head = cell["tag"] == "h"
        return replace(
            unit,
            head=head or not unit.labelled,
            table=cell["table"],
            row=cell["row"],
            cell=cell[0],
            place=None if head else int(cell["place"]) - 1,
        )
    if term := _TERM.match(locator):
        return replace(unit, drawn="fields", head=term["tag"] == "t", cell=term[0])
    if item := _ITEM.match(locator):
        drawn = "bullets" if item["list"] == "ul" else "numbers"
        return replace(unit, drawn=drawn, cell=item[0])
    return unit


def _in_text(text: str, unit: _Unit) -> _Unit:
    """Return an item of a plain text as what stands before it on its line has it."""
    before = text[text.rfind("\n", 0, unit.span.start) + 1 : unit.span.start].strip()
    if number := _NUMBER.fullmatch(before):
        return replace(unit, drawn="numbers", value=int(number[1]))
    return replace(unit, drawn="bullets") if _BULLET.fullmatch(before) else unit


def _joined(units: Iterable[_Unit]) -> Iterator[_Unit]:
    """Yield the units, those of one item of a list or one cell of a table as one."""
    for cell, group in groupby(units, lambda unit: (unit.cell, unit.drawn)):
        same = list(group)
        if cell[0]:
            yield replace(same[0], span=Span(same[0].span.start, same[-1].span.end))
        else:
            yield from same


def _in_lines(text: str, units: Sequence[_Unit]) -> list[_Unit]:
    """Return the units with those of a table of a plain text as its cells: a line is a row."""
    found: list[_Unit] = []
    lines: dict[int, list[_Unit]] = {}
    for unit in units:
        lines.setdefault(text.rfind("\n", 0, unit.span.start), []).append(unit)
    table = ""
    for start, line in lines.items():
        if len(line) > 1 and all(unit.item and not unit.table for unit in line):
            table = table or f"line {start}"
            found += [
                replace(unit, table=table, row=f"line {start}", head=not unit.labelled)
                for unit in line
            ]
        else:
            table = ""
            found += line
    return found


# ---------------------------------------------------------------- neighbours together


def _alone(drawn: str, units: list[_Unit]) -> Iterator[list[_Unit]]:
    """Yield neighbours of one kind together, but headings and paragraphs each by itself."""
    if units[0].table or drawn not in ("heading", "text"):
        yield units
    else:
        yield from ([unit] for unit in units)


def _block(drawn: str, units: Sequence[_Unit]) -> Block:
    depth = units[0].depth
    if units[0].table:
        rows = [list(row) for _, row in groupby(units, lambda unit: unit.row)]
        return Block("table", tuple(_aligned(rows)), depth)
    return Block(drawn, tuple((_cell(unit),) for unit in units), depth)


def _aligned(rows: Sequence[Sequence[_Unit]]) -> Iterator[tuple[Stretch | None, ...]]:
    """Yield the rows of a table with None for its empty cells, which have no passage."""
    heads = [unit.names for unit in rows[0]]
    placed = [list(_placed(row, heads)) for row in rows]
    widest = max(map(len, placed[1:]), default=0)
    if all(unit.head for unit in rows[0]) and widest == len(heads) + 1:
        placed[0].insert(0, None)  # the corner above the heads of the rows
        heads.insert(0, "")
        placed[1:] = [list(_placed(row, heads)) for row in rows[1:]]
    yield from (tuple(row) for row in placed)


def _placed(row: Sequence[_Unit], heads: Sequence[str]) -> Iterator[Stretch | None]:
    """Yield the cells of a row, each in its place: by its element, else below its head."""
    before = sum(unit.head and unit.place is None for unit in row)
    width = 0
    for unit in row:
        place = width
        if unit.place is not None:
            place = before + unit.place
        elif unit.column in heads[width:]:
            place = heads.index(unit.column, width)
        yield from (None for _ in range(place - width))
        yield _cell(unit)
        width = max(place, width) + 1


def _cell(unit: _Unit) -> Stretch:
    return Stretch(unit.span, unit.head, unit.value)
