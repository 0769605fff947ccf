"""Lists as a workbook of Excel: a sheet each, with typed cells, a fixed header and filters.

A day is a date, a number is a number where Excel holds all its digits; every other cell is a text,
never a formula. The same lists give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from timeline.errors import TooManyRowsError
from timeline.formats.calendar_days import single_day
from timeline.formats.delimited import join_list
from timeline.formats.tables import (
    DAY,
    DECIMAL,
    EDTF,
    INTEGER,
    LIST,
    NUMBERS,
    Column,
    Listing,
)

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

Sheet = tuple[str, Listing[Any], Iterable[Any]]
"""The name of a list, its columns, and its items."""

MOST_ROWS: Final = 1_048_576
"""Of a sheet, the header among them."""
MOST_CHARACTERS: Final = 32_767
"""Of a cell."""
_DIGITS: Final = 15
_LARGEST: Final = 300
_FIRST_DAY: Final = date(1900, 3, 1)
"""Before it, Excel counts the days of a leap year that was none."""
_MADE: Final = datetime(2000, 1, 1)  # noqa: DTZ001  a file says when it was made; this one does not
_WIDTHS: Final = {DAY: 11, EDTF: 14, DECIMAL: 20, INTEGER: 10, LIST: 24}
_WIDE: Final = {"quote": 30, "sentence": 60, "title": 40, "measure": 40, "what": 40, "words": 60}


def write(sheets: Iterable[Sheet]) -> Iterator[bytes]:
    """Yield the bytes of a workbook. Raises TooManyRowsError for more than a sheet can hold."""
    import xlsxwriter  # late: only this format needs it

    file = BytesIO()
    options = {
        "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
        "strings_to_numbers": False,
    }  # fmt: skip
    with xlsxwriter.Workbook(file, options) as book:
        book.set_properties({"created": _MADE})
        formats = {
            "head": book.add_format({"bold": True}),
            "day": book.add_format({"num_format": "yyyy-mm-dd"}),
            "number": book.add_format({"num_format": "0"}),
        }
        for name, listing, items in sheets:
            _fill(book.add_worksheet(name), listing, items, formats)
    yield file.getvalue()


def _fill(
    sheet: Worksheet, listing: Listing[Any], items: Iterable[Any], formats: dict[str, Any]
) -> None:
    sheet.freeze_panes(1, 0)
    for at, column in enumerate(listing.columns):
        sheet.write_string(0, at, column.name, formats["head"])
        sheet.set_column(at, at, _WIDE.get(column.name, _WIDTHS.get(column.kind, 16)))
    row = 0
    for row, item in enumerate(items, start=1):
        if row == MOST_ROWS:
            raise TooManyRowsError(listing.name, MOST_ROWS)
        for at, column in enumerate(listing.columns):
            cell = column.of(item)
            if cell is not None and cell != ():  # most cells of most rows hold nothing
                _write_cell(sheet, row, at, _typed(column, cell), formats)
    sheet.autofilter(0, 0, row, len(listing.columns) - 1)


def _write_cell(
    sheet: Worksheet, row: int, at: int, value: object, formats: dict[str, Any]
) -> None:
    match value:
        case date():
            sheet.write_datetime(row, at, value, formats["day"])
        case Decimal():
            whole = value == value.to_integral_value()
            sheet.write_number(row, at, value, formats["number"] if whole else None)
        case _:
            sheet.write_string(row, at, _fitting(str(value)))


def _typed(column: Column[Any], cell: str | int | tuple[str, ...]) -> date | Decimal | str:
    if isinstance(cell, tuple):
        return join_list(cell)
    if column.kind in (DAY, EDTF):
        day = single_day(str(cell))
        return str(cell) if day is None or day < _FIRST_DAY else day
    if column.kind in NUMBERS:
        number = Decimal(cell)
        return number if is_exact(number) else str(cell)
    return str(cell)


def is_exact(number: Decimal) -> bool:
    """Tell whether Excel, which shows 15 digits of a double, holds all of a number."""
    short = len(number.normalize().as_tuple().digits) <= _DIGITS
    return short and abs(number.adjusted()) < _LARGEST and Decimal(_double(number)) == number


def _double(number: Decimal) -> str:
    """Return a number as xlsxwriter writes it."""
    return "%.16G" % number  # noqa: UP031  that is how it does so


def _fitting(text: str) -> str:
    """Return a text that a cell can hold: without halves of surrogate pairs, the rest cut off."""
    whole = text.encode(errors="replace").decode()
    return whole if len(whole) <= MOST_CHARACTERS else f"{whole[: MOST_CHARACTERS - 1]}…"
