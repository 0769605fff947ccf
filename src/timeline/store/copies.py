"""Copies of SQLite databases: whole, and one of each state."""

from __future__ import annotations

import filecmp
import os
import sqlite3
from contextlib import closing
from pathlib import Path

from timeline.whole_files import growing


def copy(old: sqlite3.Connection, path: Path) -> None:
    """Copy a database, in use or not, to a file. Raises OSError, sqlite3.Error."""
    with growing(path) as part, closing(sqlite3.connect(part)) as new:
        old.backup(new)


def keep_copy(old: sqlite3.Connection, path: Path) -> None:
    """Copy a database to a file, or to one of the same name and a number if others are there.

    Where one of these is the same, that one is kept: a migration that was killed is tried again.
    Raises OSError, sqlite3.Error.
    """
    names = [path, *(path.with_name(f"{path.name}.{number}") for number in range(2, 1_000))]
    free = next(name for name in names if not os.path.lexists(name))
    copy(old, free)
    if any(filecmp.cmp(each, free, shallow=False) for each in names[: names.index(free)]):
        free.unlink()
