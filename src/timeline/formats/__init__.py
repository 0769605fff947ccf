"""Values as text: lists of happenings, figures, editions and items, and the change of a delta.

Every function here is pure, value -> str or pieces of one, and knows no command, database or
terminal; a width is an argument. For callers:

* `LIST_FORMATS`, `DELTA_FORMATS`, `LOG_FORMATS`, `ENDINGS`: the names of formats, cheap to import.
* `tables.HAPPENINGS`, `FIGURES`, `EDITIONS`, `items.ITEMS`, `histories.HISTORY`,
  `publication_dates.ORIGINS`, `findings.FINDINGS`: one `Listing` a kind of list, with
  its documented columns.
* `registry.write_list(name, listing, items, width=100) -> Iterator[str]`.
* `registry.write_delta(name, delta, wanted) -> str` and
  `registry.write_log(name, deltas, wanted) -> Iterator[str]`; `deltarows.CHANGES`, `EVERYTHING`.
* `display.visible`, `display.safe`: control characters shown instead of obeyed.
* `delimited.unescape`, `delimited.split_list`: a CSV cell back to its value.

What a list holds is read from its items one by one; an iterator is read once.
"""

from __future__ import annotations

from typing import Final

LIST_FORMATS: Final = ("table", "text", "csv", "json", "jsonl", "md")
"""The names under which `registry.write_list` writes a list."""

FOR_PEOPLE: Final = ("table", "text", "md")
"""Those of them that people read: a list of events in one of them leaves the minor ones out."""

DELTA_FORMATS: Final = ("text", "json", "jsonl", "csv", "md", "html")
"""The names under which `registry.write_delta` writes a delta."""

LOG_FORMATS: Final = ("text", "jsonl", "csv", "md", "html")
"""The names under which `registry.write_log` writes several deltas."""

ENDINGS: Final = {
    ".csv": "csv", ".htm": "html", ".html": "html", ".json": "json", ".jsonl": "jsonl",
    ".md": "md", ".txt": "text",
}  # fmt: skip
"""The format that a file's ending asks for."""
