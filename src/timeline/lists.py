"""What a database answers: a sequence of frozen values, read when it is used.

A list that was asked for lazily holds no connection. Each pass over it asks the database again and
holds one connection until its last step; whoever asks for the length, or for what stands at the
end, reads all and keeps it, and from then on the list no longer changes.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar, overload

from timeline.errors import PassClosedError, TimelineError
from timeline.formats import (
    claims,
    deltacsv,
    findings,
    frames,
    histories,
    items,
    previews,
    publication_dates,
    tables,
)
from timeline.formats.deltarows import CHANGES, DeltaRow, rows

if TYPE_CHECKING:
    from timeline.formats.frames import DataFrame, Days, Decimals
    from timeline.formats.tables import Item, Listing
    from timeline.model import (
        Delta,
        EditionSummary,
        Finding,
        Happening,
        Origin,
        Series,
        StatedDate,
        StatedFigure,
        Story,
        Vintage,
    )

T_co = TypeVar("T_co", covariant=True)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Tabulation(Generic[T]):
    """How values become the rows of a table: its columns, and the rows of values."""

    listing: Listing[Any]
    rows_of: Callable[[Iterable[T]], Iterable[Any]] = iter


def _vintages(found: Sequence[Series | Story]) -> Iterator[Vintage]:
    from timeline.series import vintages  # late: most lists are no histories

    return vintages(found)


HAPPENINGS: Final[Tabulation[Happening]] = Tabulation(tables.HAPPENINGS)
FIGURES: Final[Tabulation[StatedFigure]] = Tabulation(tables.FIGURES)
EDITIONS: Final[Tabulation[EditionSummary]] = Tabulation(tables.EDITIONS)
ITEMS: Final[Tabulation[Item]] = Tabulation(items.ITEMS)
DATES: Final[Tabulation[StatedDate]] = Tabulation(claims.DATES)
ORIGINS: Final[Tabulation[Origin]] = Tabulation(publication_dates.ORIGINS)
HISTORY: Final[Tabulation[Series | Story]] = Tabulation(
    histories.HISTORY, lambda found: _vintages([*found])
)
FINDINGS: Final[Tabulation[Finding]] = Tabulation(findings.FINDINGS, findings.grounds)
DELTA_ROWS: Final[Tabulation[DeltaRow]] = Tabulation(deltacsv.ROWS)
DELTAS: Final[Tabulation[Delta]] = Tabulation(
    deltacsv.ROWS, lambda found: (row for delta in found for row in rows(delta, CHANGES))
)


class Rows(Sequence[T_co]):
    """A sequence of frozen values, such as happenings, figures or editions.

    It can be iterated, indexed and sliced, has a length, and shows its first rows in a notebook;
    `to_frame` makes a data frame of pandas.

    Events, figures and the log are read from the database when they are used: a pass over them
    reads one value after another, `rows[0]` reads one, `rows[:10]` ten. `len(rows)`, `rows[-1]`
    and `reversed(rows)` read all, and keep it. So does `list(rows)`.

    What is read lazily raises UsageError or DatabaseError when it is read.
    """

    __slots__ = ("_ask", "_kept", "_shape")

    def __init__(
        self, shape: Tabulation[T_co], ask: Callable[[], Iterable[T_co]] | tuple[T_co, ...]
    ) -> None:
        self._shape = shape
        self._kept: tuple[T_co, ...] | None = ask if isinstance(ask, tuple) else None
        self._ask = (lambda: ask) if isinstance(ask, tuple) else ask

    def __iter__(self) -> Iterator[T_co]:
        return self._read()

    def __len__(self) -> int:
        return len(self._all())

    def __bool__(self) -> bool:
        return bool(self._first(1))

    @overload
    def __getitem__(self, index: int) -> T_co: ...
    @overload
    def __getitem__(self, index: slice) -> Rows[T_co]: ...
    def __getitem__(self, index: int | slice) -> T_co | Rows[T_co]:
        if isinstance(index, slice):
            start, stop, step = index.start or 0, index.stop, index.step or 1
            lazy = stop is not None and start >= 0 and stop >= 0 and step > 0
            return Rows(self._shape, (self._first(stop) if lazy else self._all())[index])
        return (self._first(index + 1) if index >= 0 else self._all())[index]

    def index(self, value: Any, start: int = 0, stop: int = sys.maxsize) -> int:
        """Return the place of a value. Raises ValueError if it is not in the list.

        It reads all and keeps it: asking for one place after another would begin anew each time.
        """
        return self._all().index(value, start, stop)

    def to_frame(self, *, decimals: Decimals = "exact", days: Days = "date") -> DataFrame:
        """Return a data frame with the columns of CSV, as `docs/reference/columns.md` lists them.

        Text is `string`, an integer `Int64`, a list a tuple. A decimal is a `decimal.Decimal`,
        with `decimals="float"` a `Float64`. A day (`first_day`, `last_day`) is a `datetime.date`,
        with `days="timestamp"` a `datetime64[s]`; a day before the year 1 stays text. A date in
        EDTF is text, since "2020" is no day. What is not stated is `pandas.NA`.

        Raises BadValueError for other names of decimals or days, and what reading the list raises.
        """
        with closing(self._read()) as values:
            return frames.to_frame(
                self._shape.listing, self._shape.rows_of(values), decimals=decimals, days=days
            )

    def __repr__(self) -> str:
        try:
            return self._preview(previews.preview_text)
        except TimelineError as error:  # a debugger asks for a repr, too
            return f"<{self._shape.listing.name}: {error}>"

    def _repr_html_(self) -> str:
        return self._preview(previews.preview_html)

    def _preview(self, write: Callable[..., str]) -> str:
        with closing(self._read()) as values:
            found = [*islice(self._shape.rows_of(values), previews.SHOWN + 1)]
        more = len(found) > previews.SHOWN
        return write(self._shape.listing, found[: previews.SHOWN], more=more)

    def _read(self) -> Generator[T_co, None, None]:
        # The length may be asked for between this call and the first step, as list() does.
        yield from self._ask() if self._kept is None else self._kept

    def _first(self, count: int) -> tuple[T_co, ...]:
        if self._kept is not None:
            return self._kept[:count]
        with closing(self._read()) as values:
            return tuple(islice(values, count))

    def _all(self) -> tuple[T_co, ...]:
        if self._kept is None:
            self._kept = tuple(self._ask())
        return self._kept


class Changes(Rows[DeltaRow]):
    """What changed from one edition to another: the rows that `timeline diff` prints.

    `delta` is the complete comparison, whatever was asked for, with what is unchanged too.
    """

    __slots__ = ("delta",)

    def __init__(self, delta: Delta, asked: Iterable[DeltaRow]) -> None:
        super().__init__(DELTA_ROWS, tuple(asked))
        self.delta: Final = delta


class Pass(Iterator[T]):
    """One pass over what a database answers, which `close` ends before its last step."""

    def __init__(self, answers: Generator[T, None, None], where: str) -> None:
        self._answers = answers
        self._where = where
        self._closed = False

    def __next__(self) -> T:
        if self._closed:
            raise PassClosedError(self._where)
        return next(self._answers)

    def close(self) -> None:
        """Give the connection back; the next step raises PassClosedError."""
        self._closed = True
        self._answers.close()
