"""The writers by name: one for each of `LIST_FORMATS`, `DELTA_FORMATS` and `LOG_FORMATS`.

Every list writer has one signature, (listing, items, width) -> pieces of the whole, every delta
writer (delta, wanted, style) -> str, and every log writer (deltas, wanted, style) -> pieces of the
whole, so a format is added by a row. What is for programs heeds no style.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, TypeVar

from timeline.formats import (
    delimited,
    deltacsv,
    deltahtml,
    deltajson,
    deltas,
    jsonlists,
    plain,
)
from timeline.formats.deltarows import CHANGES, Wanted
from timeline.formats.display import PEOPLE, Style
from timeline.formats.tables import Listing
from timeline.model import Delta

T = TypeVar("T")

LISTS: Final[dict[str, Callable[[Listing[Any], Iterable[Any], int], Iterator[str]]]] = {
    "table": plain.table,
    "text": lambda listing, items, _: plain.text(listing, items),
    "csv": lambda listing, items, _: delimited.csv(listing, items),
    "json": lambda listing, items, _: jsonlists.array(listing, items),
    "jsonl": lambda listing, items, _: jsonlists.lines(listing, items),
    "md": lambda listing, items, _: plain.markdown(listing, items),
}

DELTAS: Final[dict[str, Callable[[Delta, Wanted, Style], str]]] = {
    "text": deltas.text,
    "json": lambda delta, wanted, _: deltajson.write(delta, wanted),
    "jsonl": lambda delta, wanted, _: deltajson.lines(delta, wanted),
    "csv": lambda delta, wanted, _: "".join(deltacsv.write([delta], wanted)),
    "md": deltas.markdown,
    "html": deltahtml.write,
}


def _parted(pieces: Iterable[str]) -> Iterator[str]:
    """Yield the pieces with an empty line between one and the next."""
    for number, piece in enumerate(pieces):
        yield f"\n{piece}" if number else piece


LOGS: Final[dict[str, Callable[[Iterable[Delta], Wanted, Style], Iterator[str]]]] = {
    "text": lambda found, wanted, style: _parted(
        deltas.text(delta, wanted, style) for delta in found
    ),
    "jsonl": lambda found, wanted, _: (
        jsonlists.dumps(deltajson.record(delta, wanted)) + "\n" for delta in found
    ),
    "csv": lambda found, wanted, _: deltacsv.write(found, wanted),
    "md": lambda found, wanted, style: _parted(
        deltas.markdown(delta, wanted, style) for delta in found
    ),
    "html": lambda found, wanted, style: iter([deltahtml.log(found, wanted, style)]),
}


def write_list(
    name: str, listing: Listing[T], items: Iterable[T], width: int = 100
) -> Iterator[str]:
    """Yield a list in one of `LIST_FORMATS`, with a final line end unless it is empty.

    Items are asked for as they are written, but for a table: its widths are those of all. `width`
    is the number of terminal cells that a table may take. CSV lines end in CR LF: write them
    without translation of line ends.
    """
    return LISTS[name](listing, items, width)


def write_log(
    name: str, found: Iterable[Delta], wanted: Wanted = CHANGES, style: Style = PEOPLE
) -> Iterator[str]:
    """Yield deltas in one of `LOG_FORMATS`, piece by piece where the format allows it."""
    return LOGS[name](found, wanted, style)


def write_stats(
    found: Iterable[Delta], wanted: Wanted = CHANGES, style: Style = PEOPLE
) -> Iterator[str]:
    """Yield the counts of each delta as text, with an empty line between them."""
    return _parted(deltas.stat(delta, wanted, style) for delta in found)


def write_delta(name: str, delta: Delta, wanted: Wanted = CHANGES, style: Style = PEOPLE) -> str:
    """Return a delta in one of `DELTA_FORMATS`.

    What is not wanted (what is unchanged or not covered, and noise) is only counted. CSV lines
    end in CR LF: write them without translation of line ends.
    """
    return DELTAS[name](delta, wanted, style)
