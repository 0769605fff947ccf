"""The writers by name: one for each of `LIST_FORMATS` and `DELTA_FORMATS`.

Every list writer has one signature, (listing, items, width) -> str, and every delta writer
(delta, everything) -> str, so a format is added by a row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final, TypeVar

from timeline.formats import delimited, deltajson, deltas, jsonlists, plain
from timeline.formats.tables import Listing
from timeline.model import Delta

T = TypeVar("T")

LISTS: Final[dict[str, Callable[[Listing[Any], Iterable[Any], int], str]]] = {
    "table": plain.table,
    "text": lambda listing, items, _: plain.text(listing, items),
    "csv": lambda listing, items, _: delimited.csv(listing, items),
    "json": lambda listing, items, _: jsonlists.array(listing, items),
    "jsonl": lambda listing, items, _: jsonlists.lines(listing, items),
    "md": lambda listing, items, _: plain.markdown(listing, items),
}

LOGS: Final[dict[str, Callable[[Delta, bool], str]]] = {
    "text": deltas.text,
    "jsonl": lambda delta, everything: jsonlists.dumps(deltajson.record(delta, everything)) + "\n",
    "md": deltas.markdown,
}

DELTAS: Final[dict[str, Callable[[Delta, bool], str]]] = {
    "text": deltas.text,
    "json": deltajson.write,
    "md": deltas.markdown,
}


def write_list(name: str, listing: Listing[T], items: Iterable[T], width: int = 80) -> str:
    """Return a list in one of `LIST_FORMATS`, with a final line end unless it is empty.

    `width` is the number of terminal cells that a table may take. CSV lines end in CR LF: write
    them without translation of line ends.
    """
    return LISTS[name](listing, items, width)


def export(name: str, listing: Listing[T], items: Iterable[T], width: int = 100) -> bytes:
    """Return a list in one of `LIST_FORMATS` as the UTF-8 bytes of a file."""
    return write_list(name, listing, items, width).encode(errors="backslashreplace")


def write_log(name: str, delta: Delta, everything: bool = False) -> str:
    """Return one delta of several in one of `LOG_FORMATS`."""
    return LOGS[name](delta, everything)


def write_stat(delta: Delta) -> str:
    """Return the counts of a delta as text."""
    return deltas.stat(delta)


def write_delta(name: str, delta: Delta, everything: bool = False) -> str:
    """Return a delta in one of `DELTA_FORMATS`.

    Without `everything`, rows that are unchanged or not covered are only counted.
    """
    return DELTAS[name](delta, everything)
