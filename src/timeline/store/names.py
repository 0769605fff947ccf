"""The names of what an SQLite file holds, for a shell that asks while someone types.

It has a tenth of a second, so SQLAlchemy is not loaded, and no lock is waited for.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

_SCHEME: Final = "sqlite:///"
_MOST: Final = 1_000
_EDITIONS: Final = """
    SELECT publication || '@' || label FROM edition
    WHERE substr(publication || '@' || label, 1, length(?1)) = ?1
    ORDER BY publication, label LIMIT ?2
"""
_PUBLICATIONS: Final = """
    SELECT slug FROM publication WHERE substr(slug, 1, length(?1)) = ?1 ORDER BY slug LIMIT ?2
"""


def list_editions_like(target: str, beginning: str) -> list[str]:
    """Return the references of editions that begin so; none from what cannot be read."""
    return _asked(target, _EDITIONS, beginning)


def list_publications_like(target: str, beginning: str) -> list[str]:
    """Return the names of publications that begin so; none from what cannot be read."""
    return _asked(target, _PUBLICATIONS, beginning)


def _asked(target: str, query: str, beginning: str) -> list[str]:
    path = Path(target.removeprefix(_SCHEME))
    try:
        if not path.is_file():  # a server's URL is none either
            return []
        return _read(path, query, beginning)
    except (sqlite3.Error, OSError, ValueError):
        return []


def _read(path: Path, query: str, beginning: str) -> list[str]:
    address = path.absolute().as_uri()
    try:
        return _rows(f"{address}?mode=rw", query, beginning)
    except sqlite3.OperationalError:  # nobody may write there
        return _rows(f"{address}?mode=ro&immutable=1", query, beginning)


def _rows(address: str, query: str, beginning: str) -> list[str]:
    with closing(sqlite3.connect(address, uri=True, timeout=0)) as connection:
        connection.execute("PRAGMA query_only = 1")
        return [name for (name,) in connection.execute(query, (beginning, _MOST))]
