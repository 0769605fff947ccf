"""Whose turn it is to write: one writer of an SQLite file, one of each publication on a server.

A transaction takes its lock when it begins, so what it has read of what it writes still holds when
it writes that.
"""

from __future__ import annotations

import sqlite3
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from sqlalchemy import Connection

EVERYTHING: Final = "*"
NOTHING: Final = ""
"""What a transaction writes that does not write one publication; no publication has such a name."""
_SLICE_MS: Final = 100
"""Milliseconds that SQLite waits by itself: a signal is noticed only between two such waits."""
_WRITES: Final = "timeline_writes"
_WRITERS: Final = 7_450_001
"""The advisory lock of who writes everything, which those who write a publication share, and the
first half of the number of the lock of each publication. Any number does."""


@contextmanager
def begin(connection: Connection, writes: str = EVERYTHING) -> Iterator[None]:
    """Hold a transaction of a connection that may write: a publication, everything, or nothing.

    It waits for others that write the same. One that writes nothing sees one state of a server's
    database, and waits for nobody there.
    """
    connection.execution_options(**{_WRITES: writes})
    try:
        with connection.begin():
            yield
    finally:
        connection.execution_options(**{_WRITES: EVERYTHING})


def take_on_file(wait_seconds: float, connection: Connection) -> None:
    """Wait for the turn of a transaction on SQLite that begins just now.

    Raises sqlite3.OperationalError where another program holds the file for longer than that.
    """
    driver: Any = connection.connection.driver_connection
    until = time.monotonic() + wait_seconds
    whole = int(wait_seconds * 1000)
    driver.execute(f"PRAGMA busy_timeout = {min(_SLICE_MS, whole)}")
    while True:
        try:
            driver.execute("BEGIN IMMEDIATE")
            break
        except sqlite3.OperationalError as error:
            busy = error.sqlite_errorname.startswith("SQLITE_BUSY")
            if not busy or time.monotonic() >= until:
                raise
    driver.execute(f"PRAGMA busy_timeout = {whole}")


def take_on_server(wait_seconds: float, connection: Connection) -> None:
    """Wait for the turn of a transaction on PostgreSQL that begins just now.

    The lock of a publication is the last one that is taken, so nobody waits in a circle.
    """
    writes = connection.get_execution_options().get(_WRITES, EVERYTHING)
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = {max(1, int(wait_seconds * 1000))}")
    for statement in _locks(writes):
        connection.exec_driver_sql(statement)


def _locks(writes: str) -> tuple[str, ...]:
    if writes == NOTHING:
        return ("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY",)
    if writes == EVERYTHING:
        return (f"SELECT pg_advisory_xact_lock({_WRITERS})",)
    own = zlib.crc32(writes.encode()) >> 1  # two publications of one number wait for one another
    return (
        f"SELECT pg_advisory_xact_lock_shared({_WRITERS})",
        f"SELECT pg_advisory_xact_lock({_WRITERS}, {own})",
    )
