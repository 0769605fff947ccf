"""Lists as JSON: the columns of `tables` as keys, in their order, null for not stated.

Decimals stay strings, so that no reader turns them into floats; counts and offsets are numbers.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final, TypeVar

from timeline.formats.tables import Listing

T = TypeVar("T")

# JSON escapes C0 itself. These would reach a terminal, or no encoding at all (surrogates);
# they occur inside strings only, where an escape means the same.
_RAW: Final = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def dumps(value: object, *, indent: int | None = None) -> str:
    """Return a value as JSON text, control characters escaped, keys in the order given."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _RAW.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _record(listing: Listing[T], item: T) -> dict[str, Any]:
    record: dict[str, Any] = {}
    for column in listing.columns:
        cell = column.of(item)
        record[column.name] = list(cell) if isinstance(cell, tuple) else cell
    return record


def array(listing: Listing[T], items: Iterable[T]) -> Iterator[str]:
    """Yield a JSON array with one object an item, indented."""
    opened = False
    for item in items:
        record = dumps(_record(listing, item), indent=2).replace("\n", "\n  ")
        yield f"{',' if opened else '['}\n  {record}"
        opened = True
    yield "\n]\n" if opened else "[]\n"


def lines(listing: Listing[T], items: Iterable[T]) -> Iterator[str]:
    """Yield one JSON object a line; nothing for no items."""
    for item in items:
        yield f"{dumps(_record(listing, item))}\n"
