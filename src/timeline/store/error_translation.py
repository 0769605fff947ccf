"""What a database driver reports, as one line that says what to do.

Only what the world does to a database is translated: a lock, a full disk, a file that is none of
ours, a server that does not answer. A statement that is wrong is a fault of ours and stays as it
is. Nothing of a statement or its values, and no password, enters a message.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from sqlalchemy.exc import DBAPIError, OperationalError

from timeline.errors import DatabaseError, DatabaseLockedError, DatabaseUnusableError
from timeline.store.address import Address
from timeline.store.rows import DamagedError

DAMAGED: Final = (DamagedError, OperationalError)
"""What is raised where a row is damaged: by this program, and by the driver for a text."""
_RIGHTS: Final = "Check the permissions of the file and its folder, or choose another with --db."
_OF_OPTIONS: Final = ("invalid connection option", "bad value for")
"""How the driver begins what it says of the options of a URL."""

_VERIFY: Final = "Run 'timeline db verify' to see where. Then restore a backup or ingest it again."

_LOCKED: Final = ("SQLITE_BUSY", "SQLITE_LOCKED", "55P03")

# By the beginning of SQLite's names of its result codes: what, remedy.
# Source: https://www.sqlite.org/rescode.html
_SQLITE: Final = (
    ("SQLITE_READONLY", "cannot be written", _RIGHTS),
    ("SQLITE_PERM", "cannot be written", _RIGHTS),
    ("SQLITE_CANTOPEN", "cannot be opened", _RIGHTS),
    ("SQLITE_NOTADB", "is not a timeline database", "Choose another file with --db."),
    ("SQLITE_CORRUPT", "is damaged", "Restore a backup, or ingest into a new database."),
    ("SQLITE_FULL", "the disk is full", "Free some space and run the command again."),
    # Readers too need room, for the index of the write-ahead log.
    ("SQLITE_IOERR_SHMSIZE", "the disk is full", "Free some space and run the command again."),
    ("SQLITE_IOERR", "could not be read or written", "Check the disk."),
)

_ENDED: Final = "terminating connection"
"""What PostgreSQL says as it ends one; psycopg 3.2 gives no SQLSTATE where rows were copied."""
# By the beginning of PostgreSQL's SQLSTATE.
# Source: https://www.postgresql.org/docs/current/errcodes-appendix.html
_SQLSTATE: Final = (
    ("40", "another program changed the same rows", "Run the command again."),
    ("53100", "the server's disk is full", "Free some space and run the command again."),
    ("53", "the server is short of resources", "Try again later."),
    ("57", "the server ended the connection", "Try again when it is running."),
    ("58", "the server had a system error", "See the server's log."),
    (
        "25006",
        "cannot be written",
        "Connect as a user who may write, or to a server that allows it.",
    ),
    (
        "42501",
        "the user may not do this",
        "Ask for permission to use the tables, or connect as another user.",
    ),
    (
        "22P05",
        "its encoding cannot hold this text",
        "Create the database with ENCODING 'UTF8' and ingest there.",
    ),
    ("XX", "the server reports damage", "See the server's log."),
    ("28", "the server refused the user", "Check the user and the password."),
    ("3D", "the server has no such database", "Create it, or choose another with --db."),
    ("08", "the connection was lost", "Try again when the server is running."),
)


@contextmanager
def translated(address: Address) -> Iterator[None]:
    """Raise DatabaseUnusableError for what a driver reports and the world is to blame for."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        original = error.orig if isinstance(error, DBAPIError) else error
        explained = _explained(address, original)
        if explained is None:
            raise
        raise explained from error
    except DamagedError as error:
        what = f"contains invalid data ({error}): another program changed it"
        raise DatabaseUnusableError(address.where, what, _VERIFY) from error


def _explained(address: Address, error: Any) -> DatabaseError | None:
    code = getattr(error, "sqlite_errorname", None) or getattr(error, "sqlstate", None) or ""
    if code.startswith(_LOCKED):
        return DatabaseLockedError(address.where)
    if isinstance(error, sqlite3.Error):
        if str(error).startswith("Could not decode to UTF-8"):
            return DatabaseUnusableError(address.where, "contains text that is not UTF-8", _VERIFY)
        return _row(address, _SQLITE, getattr(error, "sqlite_errorname", None))
    state = getattr(error, "sqlstate", None)
    if state is not None:
        return _row(address, _SQLSTATE, state)
    said = address.without_password(_last_line(str(error)))
    if _ENDED in said:
        return _row(address, _SQLSTATE, "57")
    if type(error).__name__ == "ProgrammingError" and said.startswith(_OF_OPTIONS):
        return DatabaseUnusableError(address.where, said, "Check what follows the '?' of its URL.")
    if type(error).__name__ not in ("OperationalError", "ConnectionTimeout"):
        return None
    return DatabaseUnusableError(
        address.where,
        f"no connection: {said}",
        "Check that the server is running, and check its address, user and password.",
    )


def _row(
    address: Address, table: tuple[tuple[str, str, str], ...], code: str | None
) -> DatabaseUnusableError | None:
    for start, what, remedy in table:
        if code is not None and code.startswith(start):
            return DatabaseUnusableError(address.where, what, remedy)
    return None


def _last_line(message: str) -> str:
    """Return what the server or the system said, without where: psycopg puts that before it."""
    first = next((line for line in message.splitlines() if line.strip()), "no reason given")
    return first.rpartition("failed: ")[2].strip().removeprefix("FATAL:").strip().rstrip(".")
