"""Lists as a Data Package: a CSV file each and a description of every column, in one zip file.

The description follows the Data Package standard (version 1, which every reader knows): types,
meanings, and an empty cell for what is not stated. The same lists give the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from timeline.formats import delimited
from timeline.formats.jsonlists import dumps
from timeline.formats.tables import DAY, DECIMAL, INTEGER, LIST, Column, Listing

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

Sheet = tuple[str, Listing[Any], Iterable[Any]]
"""The name of a list, its columns, and its items."""

DESCRIPTION: Final = "datapackage.json"
_TYPES: Final = {DECIMAL: "number", INTEGER: "integer", DAY: "date"}
_CALENDAR_DAY: Final = re.compile(r"(?!0000)\d{4}-\d\d-\d\d", re.ASCII)
_MADE: Final = (1980, 1, 1, 0, 0, 0)
"""The oldest day that a zip file can name; nothing in it tells when it was made."""
_ABOUT: Final = (
    "What the editions of documents state: every row names the edition, its source, and the "
    "characters that state it. An empty cell means that it is not stated. A text that a "
    "spreadsheet would take for a formula has an apostrophe before it."
)


def write(sheets: Iterable[Sheet]) -> Iterator[bytes]:
    """Yield the bytes of a zip file with a CSV file a list, and the description of all."""
    from zipfile import ZipFile  # late: only this format needs it

    file = BytesIO()
    with ZipFile(file, "w") as archive:
        resources = [_add(archive, *sheet) for sheet in sheets]
        package = {
            "profile": "tabular-data-package",
            "name": "timeline",
            "description": _ABOUT,
            "resources": resources,
        }
        archive.writestr(_entry(DESCRIPTION), dumps(package, indent=2) + "\n")
    yield file.getvalue()


def _add(archive: ZipFile, name: str, listing: Listing[Any], items: Iterable[Any]) -> Any:
    """Write one list into the archive; return its description."""
    from hashlib import sha256

    odd: set[str] = set()
    size, digest = 0, sha256()
    with archive.open(_entry(f"{name}.csv"), "w", force_zip64=True) as entry:
        for piece in delimited.csv(listing, _watched(listing, items, odd)):
            data = piece.encode(errors="backslashreplace")
            entry.write(data)
            digest.update(data)
            size += len(data)
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": f"{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": size,
        "hash": f"sha256:{digest.hexdigest()}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "header": True},
        "schema": {
            "fields": [_field(column, odd) for column in listing.columns],
            "missingValues": [""],
        },
    }


def _watched(listing: Listing[Any], items: Iterable[Any], odd: set[str]) -> Iterator[Any]:
    """Yield the items, and note the columns of days that have one before the year 1."""
    days = [column for column in listing.columns if column.kind == DAY]
    for item in items:
        for column in days:
            cell = column.of(item)
            if cell is not None and _CALENDAR_DAY.fullmatch(str(cell)) is None:
                odd.add(column.name)
        yield item


def _field(column: Column[Any], odd: set[str]) -> dict[str, str]:
    about = f"{column.about}; entries are joined by '; '" if column.kind == LIST else column.about
    kind = "string" if column.name in odd else _TYPES.get(column.kind, "string")
    return {"name": column.name, "type": kind, "description": about}


def _entry(name: str) -> ZipInfo:
    from zipfile import ZIP_DEFLATED, ZipInfo

    entry = ZipInfo(name, _MADE)
    entry.compress_type = ZIP_DEFLATED
    return entry
