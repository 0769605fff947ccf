"""Lists as Parquet: days as date32, decimals as decimal128, lists as lists, the rest as text.

A column of decimals of which one has more digits than decimal128 holds is a column of text. Each
column has its meaning in its metadata under "description". pyarrow is an extra (`parquet`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final, TypeVar

from timeline.errors import MissingExtraError
from timeline.formats.tables import DAY, DECIMAL, INTEGER, LIST, Cell, Column, Listing
from timeline.values import Period

if TYPE_CHECKING:
    import pyarrow as pa

T = TypeVar("T")

PRECISION, SCALE = 38, 10
"""Digits of a decimal, and those after its point."""
_EPOCH: Final = 719_163
"""The day number of 1970-01-01, from which Parquet counts."""


def write(listing: Listing[T], items: Iterable[T]) -> Iterator[bytes]:
    """Yield the bytes of a Parquet file with a row an item.

    Raises MissingExtraError without pyarrow.
    """
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        raise MissingExtraError("The writer of Parquet files (pyarrow)", "parquet") from None
    rows = list(items)
    fields, arrays = [], []
    for column in listing.columns:
        array = _array(pa, column, [column.of(row) for row in rows])
        about = {"description": column.about} if column.about else None
        fields.append(pa.field(column.name, array.type, metadata=about))
        arrays.append(array)
    file = BytesIO()
    parquet.write_table(pa.Table.from_arrays(arrays, schema=pa.schema(fields)), file)
    yield file.getvalue()


def _array(pa: Any, column: Column[Any], cells: Sequence[Cell]) -> pa.Array:
    if column.kind == LIST:
        lists = [[_whole(each) for each in _entries(cell)] for cell in cells]
        return pa.array(lists, pa.list_(pa.string()))
    if column.kind == INTEGER:
        return pa.array(cells, pa.int64())
    if column.kind == DAY:
        days = [None if cell is None else Period.parse(str(cell)).first - _EPOCH for cell in cells]
        return pa.array(days, pa.int32()).cast(pa.date32())
    if column.kind == DECIMAL:
        numbers = [None if cell is None else Decimal(str(cell)) for cell in cells]
        if all(number is None or _fits(number) for number in numbers):
            return pa.array(numbers, pa.decimal128(PRECISION, SCALE))
    return pa.array([None if cell is None else _whole(str(cell)) for cell in cells], pa.string())


def _entries(cell: Cell) -> tuple[str, ...]:
    return cell if isinstance(cell, tuple) else ()


def _fits(number: Decimal) -> bool:
    """Tell whether a decimal of the columns holds a number, exactly."""
    exponent = number.normalize().as_tuple().exponent
    return (
        isinstance(exponent, int) and exponent >= -SCALE and number.adjusted() < PRECISION - SCALE
    )


def _whole(text: str) -> str:
    """Return a text without halves of surrogate pairs, which no encoding can write."""
    return text.encode(errors="replace").decode()
