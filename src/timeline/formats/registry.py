"""The writers by name: one for each format of `catalogue`, for each thing that it is made of.

Every list writer has one signature, (listing, items, width) -> pieces of the whole, every delta
writer (delta, wanted, style) -> the whole, and every log writer (deltas, wanted, style) -> pieces
of the whole; the others take what they are made of. So a format is added by a row. Pieces are text
or, in formats that are none, bytes. What is for programs heeds no style.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final, TypeVar

from timeline.formats import (
    calendars,
    columnar,
    datapackage,
    delimited,
    deltacsv,
    deltahtml,
    deltajson,
    deltas,
    feeds,
    jsonld,
    jsonlists,
    plain,
    timelinejs,
    vegalite,
    vintage_triangle,
    workbook,
)
from timeline.formats.book import Book
from timeline.formats.deltarows import CHANGES, Wanted, rows
from timeline.formats.display import PEOPLE, Style
from timeline.formats.tables import Listing
from timeline.model import Delta, Series, Story

T = TypeVar("T")
Piece = str | bytes
"""A part of a file: text to be written as UTF-8, or the bytes themselves."""

LISTS: Final[dict[str, Callable[[Listing[Any], Iterable[Any], int], Iterator[Piece]]]] = {
    "table": plain.table,
    "text": lambda listing, items, _: plain.text(listing, items),
    "csv": lambda listing, items, _: delimited.csv(listing, items),
    "json": lambda listing, items, _: jsonlists.array(listing, items),
    "jsonl": lambda listing, items, _: jsonlists.lines(listing, items),
    "md": lambda listing, items, _: plain.markdown(listing, items),
    "xlsx": lambda listing, items, _: workbook.write([(listing.name, listing, items)]),
    "parquet": lambda listing, items, _: columnar.write(listing, items),
}

DELTAS: Final[dict[str, Callable[[Delta, Wanted, Style], Piece]]] = {
    "text": deltas.text,
    "csv": lambda delta, wanted, _: "".join(deltacsv.write([delta], wanted)),
    "json": lambda delta, wanted, _: deltajson.write(delta, wanted),
    "jsonl": lambda delta, wanted, _: deltajson.lines(delta, wanted),
    "md": deltas.markdown,
    "html": deltahtml.write,
    "xlsx": lambda delta, wanted, _: b"".join(
        workbook.write([("changes", deltacsv.ROWS, rows(delta, wanted))])
    ),
    "parquet": lambda delta, wanted, _: b"".join(
        columnar.write(deltacsv.ROWS, rows(delta, wanted))
    ),
    "atom": lambda delta, wanted, style: "".join(feeds.write([delta], wanted, style)),
}

STORIES: Final[dict[str, Callable[[Iterable[Story]], Iterator[Piece]]]] = {
    "ics": calendars.write,
    "timelinejs": timelinejs.write,
    "jsonld": jsonld.write,
}

_DATED: Final[dict[str, Callable[[Story], object]]] = {
    "ics": calendars.days_of,
    "timelinejs": lambda story: story.happening.when,
}
"""What tells whether an event has a place in a format; in the others all have one."""

SERIES: Final[dict[str, Callable[[Sequence[Series]], Iterator[Piece]]]] = {
    "vega-lite": vegalite.write,
    "triangle": vintage_triangle.write,
}

BOOKS: Final[dict[str, Callable[[Book], Iterator[Piece]]]] = {
    "xlsx": lambda book: workbook.write(book.sheets()),
    "datapackage": lambda book: datapackage.write(book.sheets()),
    "atom": lambda book: feeds.write(book.deltas),
}


def _parted(pieces: Iterable[str]) -> Iterator[str]:
    """Yield the pieces with an empty line between one and the next."""
    for number, piece in enumerate(pieces):
        yield f"\n{piece}" if number else piece


LOGS: Final[dict[str, Callable[[Iterable[Delta], Wanted, Style], Iterator[Piece]]]] = {
    "text": lambda found, wanted, style: _parted(
        deltas.text(delta, wanted, style) for delta in found
    ),
    "csv": lambda found, wanted, _: deltacsv.write(found, wanted),
    "jsonl": lambda found, wanted, _: (
        jsonlists.dumps(deltajson.record(delta, wanted)) + "\n" for delta in found
    ),
    "md": lambda found, wanted, style: _parted(
        deltas.markdown(delta, wanted, style) for delta in found
    ),
    "html": lambda found, wanted, style: iter([deltahtml.log(found, wanted, style)]),
    "atom": feeds.write,
}


def write_list(
    name: str, listing: Listing[T], items: Iterable[T], width: int = 100
) -> Iterator[Piece]:
    """Yield a list in one of `LIST_FORMATS`, with a final line end unless it is empty.

    Items are asked for as they are written, but for a table, whose widths are those of all, a
    workbook and Parquet. `width`
    is the number of terminal cells that a table may take. CSV lines end in CR LF: write them
    without translation of line ends.
    """
    return LISTS[name](listing, items, width)


def write_log(
    name: str, found: Iterable[Delta], wanted: Wanted = CHANGES, style: Style = PEOPLE
) -> Iterator[Piece]:
    """Yield deltas in one of `LOG_FORMATS`, piece by piece where the format allows it."""
    return LOGS[name](found, wanted, style)


def write_stats(
    found: Iterable[Delta], wanted: Wanted = CHANGES, style: Style = PEOPLE
) -> Iterator[str]:
    """Yield the counts of each delta as text, with an empty line between them."""
    return _parted(deltas.stat(delta, wanted, style) for delta in found)


def write_delta(name: str, delta: Delta, wanted: Wanted = CHANGES, style: Style = PEOPLE) -> Piece:
    """Return a delta in one of `DELTA_FORMATS`.

    What is not wanted (what is unchanged or not covered, and noise) is only counted. CSV lines
    end in CR LF: write them without translation of line ends.
    """
    return DELTAS[name](delta, wanted, style)


def write_stories(name: str, stories: Iterable[Story]) -> Iterator[Piece]:
    """Yield events in one of the formats of `STORIES`; their order is that of the file."""
    return STORIES[name](stories)


def count_undated(name: str, stories: Iterable[Story]) -> int:
    """Count the events that a format leaves out, for it has no place for what has no date."""
    dated = _DATED.get(name, bool)
    return sum(not dated(story) for story in stories)


def write_series(name: str, found: Sequence[Series]) -> Iterator[Piece]:
    """Yield series of figures in one of the formats of `SERIES`."""
    return SERIES[name](found)


def write_book(name: str, book: Book) -> Iterator[Piece]:
    """Yield events, figures and changes in one of the formats of `BOOKS`."""
    return BOOKS[name](book)
