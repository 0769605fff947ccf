"""Lists as data frames of pandas, in columns of fixed types: the columns of CSV and JSON.

| kind | type | not stated |
|---|---|---|
| text, edtf | `string` | `pandas.NA` |
| integer | `Int64` | `pandas.NA` |
| decimal | objects: `decimal.Decimal`; as floats `Float64` | `pandas.NA` |
| day | objects: `datetime.date`; as timestamps `datetime64[s]` | `pandas.NA`, `pandas.NaT` |
| list | objects: tuples of strings | an empty tuple |

A date in EDTF stays text: "2020" is a year and never becomes its first of January. The types of an
empty list are the same. A day outside the years 1 to 9999, which Python has no date for, stays
text, and so does a whole column of timestamps that holds one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar

from timeline.errors import BadValueError
from timeline.formats.tables import DAY, DECIMAL, INTEGER, LIST, Cell, Listing

if TYPE_CHECKING:
    from pandas import DataFrame as DataFrame
    from pandas import Series as Column

T = TypeVar("T")

Decimals = Literal["exact", "float"]
Days = Literal["date", "timestamp"]

_DECIMALS: Final = ("exact", "float")
_DAYS: Final = ("date", "timestamp")


def to_frame(
    listing: Listing[T], items: Iterable[T], *, decimals: Decimals = "exact", days: Days = "date"
) -> DataFrame:
    """Return a data frame with a row for each item, in their order, and a column for each column.

    Raises BadValueError for another way of writing decimals or days.
    """
    import pandas as pd

    _require("decimals", decimals, _DECIMALS)
    _require("days", days, _DAYS)
    cells: list[list[Cell]] = [[] for _ in listing.columns]
    for item in items:
        for column, of in zip(listing.columns, cells, strict=True):
            of.append(column.of(item))
    kinds = {DECIMAL: decimals, DAY: days}
    return pd.DataFrame(
        {
            column.name: _typed(of, kinds.get(column.kind, column.kind))
            for column, of in zip(listing.columns, cells, strict=True)
        }
    )


def _require(name: str, value: str, known: Sequence[str]) -> None:
    if value not in known:
        raise BadValueError(name, value, f"one of: {', '.join(known)}")


def _typed(cells: Sequence[Any], kind: str) -> Column:
    import pandas as pd

    match kind:
        case "exact":
            stated = [pd.NA if cell is None else Decimal(cell) for cell in cells]
            return pd.Series(stated, dtype=object)
        case "float":
            return pd.Series([None if c is None else float(c) for c in cells], dtype="Float64")
        case "date":
            return pd.Series([pd.NA if c is None else _day(c) for c in cells], dtype=object)
        case "timestamp":
            found = [None if cell is None else _day(cell) for cell in cells]
            all_dates = not any(isinstance(each, str) for each in found)
            return pd.Series(found if all_dates else cells, dtype=_STAMP if all_dates else "string")
        case kind if kind == INTEGER:
            return pd.Series(cells, dtype="Int64")
        case kind if kind == LIST:
            return pd.Series(cells, dtype=object)
    return pd.Series(cells, dtype="string")


_STAMP: Final = "datetime64[s]"


def _day(text: str) -> date | str:
    """Return the date of an ISO 8601 text, the text where Python has no such date."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text
