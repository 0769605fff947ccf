"""The chronology as CSV from the rows of the store: what `delimited.csv` makes of happenings.

A row of the store has all that a line needs, so that no happening is made of it. A test compares
the two.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from timeline.formats.delimited import RISKY, escape, join_list, write_lines
from timeline.formats.tables import HAPPENING_COLUMNS, NUMBERS
from timeline.values import OPEN_FUTURE, OPEN_PAST, day_text

Cells = Sequence[Any]


@lru_cache(maxsize=65_536)
def _day(number: int | None) -> str | None:
    return None if number in (None, OPEN_PAST, OPEN_FUTURE) else escape(day_text(number))


def _texts(values: Cells) -> Cells:
    if {text[:1] for text in values if text}.isdisjoint(RISKY):
        return values
    return [escape(text) if text else text for text in values]


def _days(values: Cells) -> Cells:
    return [*map(_day, values)]


def _lists(values: Cells) -> Cells:
    return [*map(_list, values)]


@lru_cache(maxsize=4_096)
def _list(entries: tuple[str, ...]) -> str:
    return escape(join_list(entries))


def _unchanged(values: Cells) -> Cells:
    return values


def _origins(starts: Cells) -> Cells:
    return ["snapshot file" if start is None else "text" for start in starts]


STORED: Final[dict[str, tuple[str, Callable[[Cells], Cells]]]] = {
    "first_day": ("edtf_first", _days),
    "last_day": ("edtf_last", _days),
    "actors": ("actors", _lists),
    "published": ("edition_published", _texts),
    "editions": ("editions", lambda stated_in: [len({*labels}) for labels in stated_in]),
    "statements": ("editions", lambda stated_in: [*map(len, stated_in)]),
    "first_edition": ("editions", lambda stated_in: _texts([each[0] for each in stated_in])),
    "last_edition": ("editions", lambda stated_in: _texts([each[-1] for each in stated_in])),
    "quote": ("text", _texts),
    "section": ("section", _lists),
    "source": ("edition_source", _texts),
    "origin": ("start", _origins),
    "rules": ("rules", _lists),
    "dated_by": ("dated", _texts),
}
"""The columns whose cells are not those of the stored column of the same name."""


def stored_names() -> tuple[str, ...]:
    """Return the names of the stored columns that the lines are made of, each once."""
    own = (STORED.get(column.name, (column.name,))[0] for column in HAPPENING_COLUMNS)
    return tuple(dict.fromkeys(own))


def write_csv(batches: Iterable[Mapping[str, Cells]]) -> Iterator[str]:
    """Yield the header and the lines of batches of rows, each a list of cells a stored column."""
    yield write_lines([[column.name for column in HAPPENING_COLUMNS]])
    for batch in batches:
        cells = []
        for column in HAPPENING_COLUMNS:
            plain = _unchanged if column.kind in NUMBERS else _texts
            name, make = STORED.get(column.name, (column.name, plain))
            cells.append(make(batch[name]))
        yield write_lines(zip(*cells, strict=True))
