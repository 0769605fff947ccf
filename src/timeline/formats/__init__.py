"""Values as files: lists of happenings, figures, editions and items, and the change of a delta.

Every function here is pure, value -> text or bytes or pieces of them, and knows no command,
database or terminal; a width is an argument. For callers:

* `catalogue.FORMATS`: every format with its endings and what it can be made of; `LIST_FORMATS`,
  `DELTA_FORMATS`, … are the names of those of one kind. Cheap to import.
* `tables.HAPPENINGS`, `FIGURES`, `EDITIONS`, `items.ITEMS`, `histories.HISTORY`,
  `publication_dates.ORIGINS`, `findings.FINDINGS`: one `Listing` a kind of list, with
  its documented columns.
* `registry.write_list(name, listing, items, width=100)`,
  `registry.write_delta(name, delta, wanted)`, `registry.write_log(name, deltas, wanted)`,
  `registry.write_stories(name, stories)`, `registry.write_series(name, series)`,
  `registry.write_book(name, book)`: the pieces of a file, text or bytes (a delta is one piece);
  `deltarows.CHANGES`, `EVERYTHING`.
* `display.visible`, `display.safe`: control characters shown instead of obeyed.
* `delimited.unescape`, `delimited.split_list`: a CSV cell back to its value.

What a list holds is read from its items one by one; an iterator is read once.
"""

from __future__ import annotations

from typing import Final

from timeline.formats.catalogue import (
    BOOK,
    DELTA,
    DRAWING,
    LIST,
    LOG,
    REPORT,
    SERIES,
    STORIES,
    names_of,
)

LIST_FORMATS: Final = names_of(LIST)
"""The names under which `registry.write_list` writes a list."""

FOR_PEOPLE: Final = ("table", "text", "md", "timelinejs", "svg", "png", "html")
"""Those of events that people read or look at: they leave the minor ones out."""

DELTA_FORMATS: Final = names_of(DELTA)
"""The names under which `registry.write_delta` writes a delta."""

LOG_FORMATS: Final = names_of(LOG)
"""The names under which `registry.write_log` writes several deltas."""

EXPORT_FORMATS: Final = names_of(LIST, STORIES, BOOK, DRAWING, REPORT)
"""The names under which `timeline.export` writes the chronology."""

DRAWINGS: Final = names_of(DRAWING)
"""The names of the formats that are drawings."""

HISTORY_FORMATS: Final = names_of(LIST, STORIES, SERIES, DRAWING)
"""The names under which figures and events are written through all editions."""
