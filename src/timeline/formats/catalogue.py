"""Every format of a file: its name, the endings that ask for it, and what it can be made of.

A new format is a row of `FORMATS`, and a writer of that name in `timeline.formats.registry`.
Nothing else is imported here, so that `--help` stays quick.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

LIST: Final = "lists"
STORIES: Final = "events"
SERIES: Final = "series of figures"
DELTA: Final = "changes of an edition"
LOG: Final = "changes of several editions"
BOOK: Final = "all together"
DRAWING: Final = "a drawing of events or of one figure"
REPORT: Final = "a page of everything"
"""What a format can be made of: any list with columns, events with their statements, figures
through the editions, one comparison, several, or events, figures and changes in one file; a
drawing; and a page that can be mailed. The last two are made from several rooms, not by a writer
of `timeline.formats.registry`."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format: `endings` ask for it, `fits` are endings that it may have when it is named.

    `extra` is what has to be installed for it, None where nothing has.
    """

    name: str
    about: str
    of: tuple[str, ...]
    endings: tuple[str, ...] = ()
    fits: tuple[str, ...] = ()
    extra: str | None = None


FORMATS: Final = (
    Format("table", "a table for a terminal", (LIST,), fits=(".txt",)),
    Format("text", "plain text", (LIST, DELTA, LOG), (".txt",)),
    Format("csv", "comma-separated values, RFC 4180", (LIST, DELTA, LOG), (".csv",)),
    Format("json", "JSON", (LIST, DELTA), (".json",)),
    Format("jsonl", "JSON, one object a line", (LIST, DELTA, LOG), (".jsonl", ".ndjson")),
    Format("md", "Markdown", (LIST, DELTA, LOG), (".md",)),
    Format("html", "a page that needs no other file", (DELTA, LOG, REPORT),
           (".html", ".htm")),
    Format("xlsx", "Excel workbook", (LIST, DELTA, BOOK), (".xlsx",)),
    Format("parquet", "Apache Parquet", (LIST, DELTA), (".parquet",), extra="parquet"),
    Format("datapackage", "CSV files with a Data Package, zipped", (BOOK,), (".zip",)),
    Format("ics", "calendar, RFC 5545", (STORIES,), (".ics",)),
    Format("timelinejs", "JSON for TimelineJS", (STORIES,), (".timeline.json",)),
    Format("jsonld", "schema.org events as JSON-LD", (STORIES,), (".jsonld",)),
    Format("atom", "Atom feed, one entry an edition", (DELTA, LOG, BOOK), (".atom",)),
    Format("vega-lite", "Vega-Lite chart", (SERIES,), (".vl.json",)),
    Format("triangle", "CSV, one row an edition, one column a period", (SERIES,),
           (".triangle.csv",)),
    Format("svg", "drawing, SVG", (DRAWING,), (".svg",)),
    Format("png", "drawing, PNG", (DRAWING,), (".png",), extra="charts"),
)  # fmt: skip

BY_NAME: Final = {form.name: form for form in FORMATS}


def names_of(*things: str) -> tuple[str, ...]:
    """Return the names of the formats that can be made of one of these, in their order."""
    return tuple(form.name for form in FORMATS if any(thing in form.of for thing in things))


def describe(name: str) -> str:
    """Return a format with its endings: "html (.html/.htm)"."""
    form = BY_NAME[name]
    return f"{name} ({'/'.join((*form.endings, *form.fits))})"


def endings_of(path: str) -> tuple[str, ...]:
    """Return the known endings that a file's name has, the longest first: .vl.json, .json."""
    name = path.replace("\\", "/").rpartition("/")[2].lower()
    known = {ending for form in FORMATS for ending in (*form.endings, *form.fits)}
    found = (end for end in known if name.endswith(end) and len(name) > len(end))
    return tuple(sorted(found, key=len, reverse=True))


def fitting(path: str, known: Collection[str]) -> tuple[str, ...]:
    """Return which of these formats a file's name asks for or allows, the one to choose first."""
    asked: dict[str, None] = {}
    for ending in endings_of(path):
        for fits in (False, True):
            asked |= dict.fromkeys(_with(ending, fits=fits))
    return tuple(name for name in asked if name in known)


def _with(ending: str, *, fits: bool) -> Iterator[str]:
    return (form.name for form in FORMATS if ending in (form.fits if fits else form.endings))
