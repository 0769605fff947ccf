"""The blocks of Markdown as rules of its parser, so that no text and no number of it is lost.

They differ from CommonMark and GitHub's tables where these take text away: a fence without an end
fences nothing off; a row has all its cells, even where its table has fewer heads, and a table ends
where no bar is left; what is numbered from 2 on, or nested beyond reading, stays as printed. The
grids of Pandoc are tables, too, and so are its columns (`dash_tables`).
"""

from __future__ import annotations

import re
from itertools import takewhile, zip_longest
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, blockquote, fence, list_block

from timeline.decode.markdown.dash_tables import may_begin, read_dash_table

DEEPEST: Final = 100
"""Levels of quotes and lists; a list has two."""
TABLE: Final = "whole_table"
ROWS: Final = "rows"
HAS_HEADS: Final = "has heads"
"""The token of a table; what of it holds its cells, row by row; whether the first row is heads."""
_NUMBER: Final = re.compile(r"(\d{1,9})[.)](?=[ \t]|$)")
_RULE: Final = re.compile(r"\|?+(?:[ \t]*+:?+-++:?+[ \t]*+\|)*+(?:[ \t]*+:?+-++:?+)?+[ \t]*+")
_EDGE: Final = re.compile(r"\+(?:[-=:]{2,}\+)+[ \t]*")
_BAR: Final = re.compile(r"(?<!\\)((?:\\\\)*+)\|")
_ALOUD: Final = False
"""Tokens are wanted of a rule, not only whether it applies."""
_CLOSING: Final = re.compile(r"(`{3,}|~{3,})[ \t]*")


def add_blocks(parser: MarkdownIt) -> None:
    """Put the rules in the place of those of a parser."""
    ruler = parser.block.ruler
    interrupted = ["paragraph", "reference", "blockquote", "list"]
    ruler.at("fence", _fence, {"alt": interrupted})
    ruler.at("blockquote", _blockquote, {"alt": interrupted})
    ruler.at("list", _list, {"alt": interrupted[:3]})
    ruler.at("table", _table, {"alt": ["paragraph", "reference"]})
    ruler.enable("table")


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _blockquote(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    return state.level < DEEPEST and blockquote(state, start, end, silent)


def _list(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    number = _NUMBER.match(_line(state, start))
    is_next = silent and state.sCount[start] < state.blkIndent
    if state.level >= DEEPEST or (number is not None and int(number[1]) > 1 and not is_next):
        return False
    return list_block(state, start, end, silent)


def _fence(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take a fenced block that ends; `env` keeps the shortest fence that did not, by its place."""
    marks = _CLOSING.match(_line(state, start))
    if marks is None:
        return False
    unclosed: dict[tuple[str, int, int], int] = state.env.setdefault("unclosed", {})
    place = (marks[1][0], end, state.blkIndent)
    if len(marks[1]) >= unclosed.get(place, len(marks[1]) + 1):
        return False
    if not fence(state, start, end, _ALOUD):
        return False
    token = state.tokens.pop()
    closing = _CLOSING.fullmatch(_line(state, state.line - 1)) if state.line > start + 1 else None
    closed = closing is not None and closing[1].startswith(marks[1])
    if not closed:
        unclosed[place] = len(marks[1])
    elif not silent:
        state.tokens.append(token)
        return True
    state.line = start
    return closed


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if start + 1 >= end or state.sCount[start + 1] < state.blkIndent:
        return False
    first, second = _line(state, start), _line(state, start + 1)
    if not silent and may_begin(first, second) and _dash_table(state, start, end):
        return True
    is_grid = _EDGE.fullmatch(first) is not None and second.startswith("|")
    if not is_grid and not ("|" in first and _is_rule(second)):
        return False
    if silent:
        return True
    last = start + 2
    while last < end and state.sCount[last] >= state.blkIndent and _is_row(_line(state, last)):
        last += 1
    lines = [_line(state, line) for line in range(start, last)]
    _push(state, _grid(lines) if is_grid else [_cells(line) for line in (first, *lines[2:])])
    state.line = last
    return True


def _dash_table(state: StateBlock, start: int, end: int) -> bool:
    """Take a table whose columns dashes show, as they stand in the lines of the source."""
    inside = takewhile(lambda line: _is_inside(state, line), range(start, end))
    table = read_dash_table(" " * state.tShift[line] + _line(state, line) for line in inside)
    if table is None:
        return False
    _push(state, table.rows, has_heads=table.has_heads)
    state.line = start + table.lines
    return True


def _is_inside(state: StateBlock, line: int) -> bool:
    return state.isEmpty(line) or state.sCount[line] >= state.blkIndent


def _is_row(line: str) -> bool:
    return "|" in line or _EDGE.fullmatch(line) is not None


def _is_rule(line: str) -> bool:
    return "|" in line and "-" in line and _RULE.fullmatch(line) is not None


def _grid(lines: list[str]) -> list[list[str]]:
    """Return the rows of a grid, which its edges part: a row can have several lines."""
    rows: list[list[str]] = []
    begins = True
    for line in lines:
        if _EDGE.fullmatch(line):
            begins = True
        elif begins:
            rows.append(_cells(line))
            begins = False
        else:
            pairs = zip_longest(rows[-1], _cells(line), fillvalue="")
            rows[-1] = [f"{above} {below}".strip() for above, below in pairs]
    return rows


def _push(state: StateBlock, rows: list[list[str]], *, has_heads: bool = True) -> None:
    """Add a table as one token: three for each cell take a kilobyte of memory.

    A row that lacks cells has an empty one more, so that none is taken for the whole of its row.
    """
    width = max(map(len, rows))
    whole = [row if len(row) == width else [*row, ""] for row in rows]
    state.push(TABLE, "table", 0).meta = {ROWS: whole, HAS_HEADS: has_heads}


def _cells(line: str) -> list[str]:
    """Return the texts of the cells of a row, whose escaped bars are their own."""
    line = line.strip()
    parts = _BAR.sub(r"\1\0", line).split("\0")
    first = 1 if line.startswith("|") else 0
    last = len(parts) - (1 if len(parts) > 1 and not parts[-1].strip() else 0)
    return [part.strip().replace("\\|", "|") for part in parts[first:last]]
