"""Connections to an SQLite file, in the driver's autocommit mode."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Any, Final
from weakref import WeakSet

WAIT_SECONDS: Final = 5.0
"""How long a lock of another program is waited for."""
_CACHE_KIB: Final = 65_536
"""Pages that a writer keeps in memory: with fewer it reads the same leaves of indexes again."""


def connect(path: str, foreign_keys: bool, wait: float) -> sqlite3.Connection:
    """Open a file for writing, or create it; a lock is waited for so many seconds."""
    connection = _open(path, "rwc", wait)
    connection.execute(f"PRAGMA foreign_keys = {int(foreign_keys)}")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    return connection


def connect_to_read(path: str) -> sqlite3.Connection:
    """Open a file for reading, one that cannot be written too.

    `mode=ro` would leave the files of the write-ahead log behind, for want of the right to remove
    them; so the connection may write, and is told not to. Where nobody may write in the folder,
    and no log is there to be read, the file is opened as one that does not change.
    """
    try:
        return _try_to_read(path, "rw")
    except sqlite3.OperationalError as error:
        log = Path(f"{path}-wal")
        if not error.sqlite_errorname.startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY")) or (
            log.exists() and log.stat().st_size
        ):
            raise
        return _try_to_read(path, "ro&immutable=1")


def _try_to_read(path: str, mode: str) -> sqlite3.Connection:
    connection = _open(path, mode, WAIT_SECONDS)
    try:
        connection.execute("PRAGMA query_only = 1")
        connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _open(path: str, mode: str, wait: float) -> sqlite3.Connection:
    return sqlite3.connect(
        f"{Path(path).absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=wait,
        isolation_level=None,
        factory=_FileConnection,
    )


class _FileConnection(sqlite3.Connection):
    """A connection to a file that lets go of it when it is closed.

    By itself it would hold its locks until its cursors are gone, which live as long as the
    traceback of an interrupt.
    """

    def __init__(self, *what: Any, **how: Any) -> None:
        super().__init__(*what, **how)
        self._cursors: WeakSet[sqlite3.Cursor] = WeakSet()

    def cursor(self, *what: Any, **how: Any) -> Any:
        cursor = super().cursor(*what, **how)
        self._cursors.add(cursor)
        return cursor

    def close(self) -> None:
        for cursor in self._cursors:
            cursor.close()
        with suppress(sqlite3.Error):
            self.rollback()
        super().close()
