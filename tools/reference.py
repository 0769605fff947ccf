"""Write `docs/reference/` from the program itself; with --check, only say what is stale.

Run: python -m tools.reference [--check]
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any, Final

import click

from timeline.cli.program import COMMANDS, program
from timeline.formats import (
    catalogue,
    claims,
    deltacsv,
    findings,
    histories,
    hits,
    items,
    publication_dates,
    tables,
)
from timeline.reading.dates import patterns as date_patterns
from timeline.reading.events.conditions import (
    BARS_EVERY_ROW,
    KEPT_FROM_VERB,
    STANDS_ALONE,
    Condition,
)
from timeline.reading.events.patterns import PATTERNS, RECURRENCES
from timeline.reading.events.salience import MINOR_IF
from timeline.reading.events.shown_by_texts import NOT_OF_WORLD
from timeline.reading.figures.measures import SHAPES
from timeline.reading.matching.engine import Rule
from timeline.reading.quantities import patterns as quantity_patterns
from timeline.reading.quantities.pattern_rows import PatternRow
from tools.python_reference import interface

ROOT: Final = Path(__file__).resolve().parent.parent
FOLDER: Final = ROOT / "docs" / "reference"
_CASES: Final = ROOT / "tests" / "cases"
_WIDTH: Final = 100
_SHOWN: Final = 3
"""Most cases that are shown of a rule."""


def pages() -> dict[str, str]:
    """Return the text of each page by the name of its file."""
    return {
        "cli.md": command_line(),
        "columns.md": columns(),
        "formats.md": formats(),
        "python.md": interface(),
        "rules.md": rules(),
    }


# ---------------------------------------------------------------- the command line


def command_line() -> str:
    """Return the help of every command, in the order of `timeline --help`."""
    parts = [
        "# The command line\n",
        "Written by `make docs` from what `--help` prints; do not edit.\n",
        _section("timeline", 2, _help(program, "timeline")),
    ]
    context = click.Context(program, info_name="timeline")
    for heading, names in COMMANDS.items():
        parts.append(f"## {heading}\n")
        for name in names:
            command = program.get_command(context, name)
            if command is None:
                raise LookupError(name)
            parts += [
                _section(path, 3 + path.count(" ") - 1, text)
                for path, text in _helps(command, f"timeline {name}")
            ]
    return "\n".join(parts)


def _helps(command: click.Command, path: str) -> Iterator[tuple[str, str]]:
    yield path, _help(command, path)
    if isinstance(command, click.Group):
        for name, member in command.commands.items():
            yield from _helps(member, f"{path} {name}")


def _help(command: click.Command, path: str) -> str:
    context = click.Context(
        command, info_name=path, terminal_width=_WIDTH, help_option_names=["-h", "--help"]
    )
    lines = command.get_help(context).splitlines()
    return "\n".join(line.rstrip() for line in lines)


def _section(path: str, level: int, text: str) -> str:
    return f"{'#' * level} {path}\n\n```text\n{text}\n```\n"


# ---------------------------------------------------------------- columns


def columns() -> str:
    """Return the columns of every list, in their order."""
    parts = [
        "# The columns of lists\n",
        "Written by `make docs` from `timeline.formats.tables`; do not edit.\n",
        "CSV and JSON have these columns, under these names, in this order.",
        "An empty cell in CSV, or null in JSON, means that the edition does not state it.",
        "A day is written as 2023-09-12; edtf is a date of any precision.",
        "A list is an array in JSON.",
        "In CSV, a list is one cell, with `; ` between its entries.",
        "A `;` or `\\` inside an entry has a `\\` before it.",
        "`Rows.to_frame` of the [Python interface](python.md) has the same columns,",
        "with a type for each kind.\n",
    ]
    for listing, command in (
        (tables.HAPPENINGS, "timeline events, timeline export"),
        (tables.FIGURES, "timeline figures"),
        (tables.EDITIONS, "timeline editions"),
        (items.ITEMS, "timeline show"),
        (claims.DATES, "timeline show --dates"),
        (histories.HISTORY, "timeline history"),
        (findings.FINDINGS, "timeline status"),
        (hits.HITS, "timeline search"),
        (publication_dates.ORIGINS, "timeline blame"),
        (
            deltacsv.ROWS,
            "timeline diff, timeline log (CSV only; for JSON, see `timeline schema delta`)",
        ),
    ):
        rows = [(f"`{each.name}`", each.kind, each.about) for each in _columns(listing)]
        parts += [f"## {command}\n", _table(("column", "kind", "meaning"), rows)]
    return "\n".join(parts)


def _columns(listing: tables.Listing[Any]) -> Sequence[tables.Column[Any]]:
    return listing.columns


# ---------------------------------------------------------------- formats


def formats() -> str:
    """Return the formats of files, with the endings that ask for them and who writes them."""
    parts = [
        "# The formats\n",
        "Written by `make docs` from `timeline.formats.catalogue`; do not edit.\n",
        "The ending of the file that `-o` names selects the format, or `--format` does.",
        "An extra is installed with `pip install 'timeline-editions[EXTRA]'`.\n",
    ]
    rows = [
        (
            f"`{form.name}`",
            ", ".join(f"`{ending}`" for ending in (*form.endings, *form.fits)),
            form.about,
            ", ".join(f"`{name}`" for name in writers(form)),
            f"`{form.extra}`" if form.extra else "",
        )
        for form in catalogue.FORMATS
    ]
    return "\n".join([*parts, _table(("format", "ending", "what", "written by", "extra"), rows)])


_LISTS: Final = ("events", "figures", "editions", "show", "history", "status", "blame", "export")
_WRITERS: Final = {
    catalogue.LIST: _LISTS,
    catalogue.STORIES: ("export", "history"),
    catalogue.SERIES: ("history",),
    catalogue.DELTA: ("diff",),
    catalogue.LOG: ("log",),
    catalogue.BOOK: ("export",),
    catalogue.DRAWING: ("export", "history"),
    catalogue.REPORT: ("export",),
}


def writers(form: catalogue.Format) -> Sequence[str]:
    """Return the commands that write a format."""
    return list(dict.fromkeys(name for thing in form.of for name in _WRITERS[thing]))


# ---------------------------------------------------------------- rules


def rules() -> str:
    """Return the rules by name, with cases of each from the tests."""
    parts = [
        "# The rules\n",
        "Written by `make docs` from `timeline.reading` and `tests/cases/`; do not edit.\n",
        "Every date, figure and event names the rules that found it (in the column `rules`).",
        "If two dates overlap, the longer one wins; if they are equally long, the first rule does.",
        "A number is read by the first rule that matches it.",
        "A rule in italics is a refusal: the text that it matches is none of the table's values.\n",
    ]
    listed: tuple[tuple[str, Sequence[Rule[Any] | PatternRow], str], ...] = (
        ("Dates", date_patterns.RULES, "edtf"),
        ("Quantities", quantity_patterns.RULES, "value"),
    )
    for title, table, value in listed:
        found, left = _cases(f"{title.lower()}.tsv", value)
        rows = [_rule(each, found[each.name], left[each.name]) for each in dict.fromkeys(table)]
        parts += [f"## {title}\n", _table(("rule", "finds"), rows)]
    return "\n".join([*parts, *_measures(), *_events()])


def _measures() -> Iterator[str]:
    """Yield the parts of the page that list the shapes of what a figure measures."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for row in _rows("measures.tsv"):
        if row["known"] or "\\n" in row["text"]:
            continue
        for name, measure in zip(
            row["rule"].split(" | "), row["measure"].split(" | "), strict=True
        ):
            found[name][f"{row['text']} = {measure}"] = None
    yield "## Measures\n"
    yield "What a figure measures is read by the first of these shapes that fits its sentence;"
    yield "its name stands among the rules of the figure after that of the number."
    yield "The last column is the nearest place in which its words can stand; `measure_from`"
    yield "says where those of a figure do.\n"
    missed = {row["shape"]: row["text"] for row in _rows("near_misses.tsv")}
    rows = [
        (shape.name, "; ".join([*found[shape.name]][:_SHOWN]), missed[shape.name], shape.words_from)
        for shape in SHAPES
    ]
    yield _table(("shape", "as in", "but not", "words from"), rows)


def _events() -> Iterator[str]:
    """Yield the parts of the page that list the ways of stating an event."""
    read, missed = _event_cases()
    yield "## Events\n"
    yield "The rows are tried for each date, in this order; `--explain` prints what refuses one."
    yield "No row reads a date if:\n"
    yield _list(BARS_EVERY_ROW)
    yield "A clause or a deadline reads no date that belongs to another word, that is if:\n"
    yield _list(KEPT_FROM_VERB)
    yield "Nor does it read one if:\n"
    yield _list(NOT_OF_WORLD)
    yield "And it needs that:\n"
    yield _list(STANDS_ALONE)
    rows = [
        (
            row.name,
            row.about,
            row.trigger.name,
            "; ".join(read[row.name][:_SHOWN]),
            "; ".join(each.name for each in row.needs if each not in STANDS_ALONE),
            "; ".join(each.name for each in row.refuses if each not in NOT_OF_WORLD),
            "; ".join(missed[row.name][:1]),
        )
        for row in (*RECURRENCES, *PATTERNS)
    ]
    head = ("rule", "finds", "tried if", "as in", "needs that", "is refused if", "nothing in")
    yield _table(head, rows)
    yield "## Minor events\n"
    yield "An event is core unless one of these reasons holds, which then stands among its rules."
    yield "`timeline events` and `timeline export` leave minor events out of what people read, and"
    yield "count them; `--all` shows them.\n"
    yield _table(("minor if", "as in"), [(row.name, row.example) for row in MINOR_IF])


def _list(conditions: Sequence[Condition]) -> str:
    return "".join(f"- {each.name}\n" for each in conditions)


def _event_cases() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Return by row the texts that it reads and those that it misses, short ones first."""
    read: defaultdict[str, dict[str, None]] = defaultdict(dict)
    missed: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for row in sorted(_rows("events.tsv"), key=lambda row: len(row["text"])):
        if not row["known"] and "\\n" not in row["text"]:
            for name in row["rule"].split(" | "):
                (read if row["status"] else missed)[name][row["text"]] = None
    listed = [
        defaultdict(list, {name: [*texts] for name, texts in by_row.items()})
        for by_row in (read, missed)
    ]
    return listed[0], listed[1]


def _rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a table of cases."""
    names: list[str] = []
    for line in (_CASES / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            names = line[2:].split("\t") if "\t" in line else names
        elif line:
            yield dict(zip_longest(names, line.split("\t"), fillvalue=""))


def _cases(name: str, value: str) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Return by rule what its cases find, with the value, and the texts in which they do not."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    left: defaultdict[str, list[str]] = defaultdict(list)
    for row in _rows(name):
        if not row["found"]:
            left[row["rule"]].append(row["text"])
        elif not row["known"] and " | " not in row["found"]:
            stated = "" if row[value] == "-" else f" = {row[value]}"
            found[row["rule"]].append(f"{row['found']}{stated}")
    return found, left


def _rule(rule: Rule[Any] | PatternRow, found: list[str], left: list[str]) -> tuple[str, str]:
    if rule.refuses:
        return f"*{rule.name}*", "finds nothing in: " + "; ".join(left[:_SHOWN])
    return rule.name, "; ".join(found[:_SHOWN])


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = (" | ".join(cell.replace("|", "\\|") for cell in row) for row in rows)
    body = "".join(f"| {line} |\n" for line in lines)
    return f"| {' | '.join(head)} |\n|{' --- |' * len(head)}\n{body}"


# ---------------------------------------------------------------- writing


def main(arguments: list[str]) -> int:
    """Write the pages, or with --check return 1 where one is not what it would be."""
    status = 0
    for name, text in pages().items():
        path = FOLDER / name
        if "--check" not in arguments:
            FOLDER.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        elif not path.is_file() or path.read_text(encoding="utf-8") != text:
            print(f"{path} is stale. Run: make docs", file=sys.stderr)
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
