"""Read lexicons: files of words and units in which one line is one thing.

A lexicon is a table in UTF-8 whose cells are parted by tabs. Its first line names the columns;
empty lines and lines that begin with "#" say nothing, and empty cells at the end of a line can be
left out. A cell that lists several things parts them by a comma and a blank, one that gives things
by name writes "name: thing, thing; name: thing".

The files stand in the folders `data` of the rooms that use them, and are found from the folder of
the package. A file is read once. What is wrong in it is found as it is read, when the tables of
rules are built, and names the file and the line: `LexiconError`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from itertools import zip_longest
from pathlib import Path
from typing import Final

from timeline.errors import LexiconError

PACKAGE: Final = Path(__file__).parent
"""The folder of the package, from which the lexicons are named."""
VERBS: Final = "reading/language/data/verbs.tsv"
VERB_COLUMNS: Final = ("base", "s", "past", "participle", "ing", "events", "measures", "money")
"""The lexicon of verbs, which several rooms read."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a lexicon: its cells by column, and where it stands."""

    path: str
    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        """Return a cell as it is written; one that is left out is empty."""
        return self.cells[column]

    def words(self, column: str) -> tuple[str, ...]:
        """Return what a cell lists, in order; raises LexiconError for a comma without a blank."""
        cell = self.cells[column]
        if not cell:
            return ()
        if cell.count(",") != cell.count(", "):
            raise self.fault(f"{column!r} has a comma without a blank behind it")
        return tuple(cell.split(", "))

    def by_name(self, column: str) -> dict[str, tuple[str, ...]]:
        """Return what a cell lists by name; raises LexiconError where a name is missing."""
        cell = self.cells[column]
        found: dict[str, tuple[str, ...]] = {}
        for part in cell.split("; ") if cell else ():
            name, _, things = part.partition(": ")
            if not name or not things:
                raise self.fault(f"{column!r} has {part!r}, which is no 'name: thing'")
            found[name] = tuple(things.split(", "))
        return found

    def integer(self, column: str) -> int:
        """Return a cell as a whole number; raises LexiconError where it is none."""
        if not (cell := self.cells[column]).isdecimal():
            raise self.fault(f"{column!r} has {cell!r}, which is no whole number")
        return int(cell)

    def number(self, column: str) -> Decimal:
        """Return a cell as a number above zero; raises LexiconError where it is none."""
        cell = self.cells[column]
        try:
            value = Decimal(cell)
        except InvalidOperation:
            value = Decimal(0)
        if not value.is_finite() or value <= 0:
            raise self.fault(f"{column!r} has {cell!r}, which is no number above zero")
        return value

    def one_of(self, column: str, known: Collection[str]) -> str:
        """Return a cell that must be one of the known words; raises LexiconError for another."""
        if (cell := self.cells[column]) not in known:
            raise self.fault(
                f"{column!r} has {cell!r}, which is none of {', '.join(sorted(known))}"
            )
        return cell

    def fault(self, problem: str) -> LexiconError:
        """Return the error that says what is wrong in this line."""
        return LexiconError(self.path, self.line, problem)


@cache
def read_lexicon(path: str, columns: tuple[str, ...], key: str = "") -> tuple[Entry, ...]:
    """Return the lines of a lexicon, in order; `path` is counted from the folder of the package.

    No two lines have the same cell in the column `key`, the first one unless another is named.
    Raises LexiconError for a file that is missing or has other columns, a line with too many
    cells, and a key that is empty or stands twice.
    """
    try:
        lines = (PACKAGE / path).read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(path, 1, f"the file cannot be read ({error})") from error
    entries: list[Entry] = []
    seen: dict[str, int] = {}
    header, key = "\t".join(columns), key or columns[0]
    width = len(columns)
    named = False
    for number, line in enumerate(lines, start=1):
        if not line or line.startswith("#"):
            continue
        if not named:
            if line != header:
                raise LexiconError(path, number, f"the columns are not {', '.join(columns)}")
            named = True
            continue
        cells = line.split("\t")
        entry = Entry(path, number, dict(zip_longest(columns, cells, fillvalue="")))
        if len(cells) > width:
            raise entry.fault(f"{len(cells)} cells stand under {width} columns")
        name = entry.cells[key]
        if not name:
            raise entry.fault(f"{key!r} is empty")
        if seen.setdefault(name, number) != number:
            raise entry.fault(f"{name!r} stands in line {seen[name]} already")
        entries.append(entry)
    return tuple(entries)


def read_classes(path: str, known: tuple[str, ...]) -> dict[str, frozenset[str]]:
    """Return the words of each class of a lexicon with the columns "class" and "words".

    A class can go on over several lines. Raises LexiconError for a class that nobody asks for or
    that has no line, and for a word that stands twice in one.
    """
    found: dict[str, set[str]] = {name: set() for name in known}
    entries = read_lexicon(path, ("class", "words"), "words")
    for entry in entries:
        words = found[entry.one_of("class", known)]
        for word in entry["words"].split():
            if word in words:
                raise entry.fault(f"{word!r} is a {entry['class']} already")
            words.add(word)
    if empty := [name for name, words in found.items() if not words]:
        raise LexiconError(path, 1, f"no line has the class {empty[0]!r}")
    return {name: frozenset(words) for name, words in found.items()}


def pattern_of(words: Collection[str]) -> str:
    """Return a pattern for any of the words of a class, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))
