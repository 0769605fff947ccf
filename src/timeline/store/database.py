"""Open a database for reading or for writing.

Reading never creates, migrates or changes anything; it sees one state of the database however
long it takes. Writing waits for its turn (`turns`). An SQLite file is created, and migrated after a
backup, by whoever writes first; the tables on a PostgreSQL server are changed by `upgrade` alone.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from functools import lru_cache, partial
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, Table, create_engine, event
from sqlalchemy.pool import NullPool

from timeline.errors import (
    DatabaseMissingError,
    DatabaseUnusableError,
    DatabaseVersionError,
    MissingExtraError,
)
from timeline.store import DEFAULT, copies, file_connections, turns
from timeline.store.address import Address
from timeline.store.error_translation import translated
from timeline.store.file_connections import WAIT_SECONDS
from timeline.store.tables import HEAD, REVISIONS
from timeline.store.turns import NOTHING, begin

__all__ = [
    "DEFAULT", "Connection", "Table",
    "backup", "check", "describe", "exists", "opened", "reading", "revision",
    "state", "translating", "upgrade", "writing",
]  # fmt: skip

Derive = Callable[[Connection], None]
"""Makes anew what follows from the editions, in the transaction of a migration."""
_HEAD_OF_LOG: Final = 48
_FRAMES: Final = slice(16, 20)
"""Bytes of the head of the index of a write-ahead log (WalIndexHdr in SQLite's file format), and
those of them that count what stands in the log."""


@contextmanager
def reading(target: str) -> Iterator[Connection]:
    """Open a database that is there and at this program's revision, for reading alone.

    Raises DatabaseMissingError, DatabaseVersionError, DatabaseUnusableError; also where the
    trouble arises inside the block.
    """
    address = Address.parse(target)
    if address.path is not None:
        _refuse_folder(address.path)
        if not os.path.lexists(address.path):
            raise DatabaseMissingError(address.where)
    with translated(address), opened(address, write=False) as connection:
        _require_head(address, revision(address, connection))
        yield connection


@contextmanager
def writing(
    target: str, *, wait: float | None = None, derive: Derive = lambda _: None
) -> Iterator[Connection]:
    """Open a database for writing; an SQLite file is created or migrated first.

    No transaction is open: all that reads or writes goes into `with begin(connection):`. `wait`
    is how many seconds a lock of another program is waited for, by default `WAIT_SECONDS`;
    `derive` makes anew, within a migration, what follows from the editions.

    Raises as `reading` does; DatabaseMissingError never.
    """
    address = Address.parse(target)
    with translated(address):
        if address.path is not None:
            _prepare_file(address, address.path, wait, derive)
        with opened(address, write=True, wait=wait) as connection:
            with begin(connection, NOTHING):
                _require_head(address, revision(address, connection))
            yield connection


def translating(target: str) -> AbstractContextManager[None]:
    """Return a context in which what a driver reports is raised as a DatabaseError."""
    return translated(Address.parse(target))


def exists(target: str) -> bool:
    """Tell whether there is a file where an SQLite database is looked for; a server always is."""
    path = Address.parse(target).path
    return path is None or os.path.lexists(path)


def state(target: str) -> str:
    """Return a text that is another one after each change of a database; it may be so without one.

    Whoever reads after asking reads that state or a later one. Raises as `reading` does.
    """
    address = Address.parse(target)
    if address.path is not None:
        with suppress(OSError):
            held = Path(address.path).stat()
            stamp = (held.st_ino, held.st_size, held.st_mtime_ns)
            return f"{stamp} {_log_seen(address.path)}"
        return ""
    with translated(address), opened(address, write=False) as connection:
        return str(connection.exec_driver_sql("SELECT pg_current_snapshot()").scalar())


def _log_seen(path: str) -> str:
    """Return what readers of an SQLite file see of its write-ahead log, empty for nothing.

    The log itself is written, and forced to the disk, before a reader sees it: its size and time
    tell of a change too early, when an old answer can still be read. So the head of the index of
    the log is read, which SQLite sets last.
    """
    with suppress(OSError), Path(f"{path}-shm").open("rb") as index:
        head = index.read(_HEAD_OF_LOG)
        return head.hex() if any(head[_FRAMES]) else ""
    return ""


def upgrade(target: str, *, wait: float | None = None, derive: Derive = lambda _: None) -> None:
    """Bring the tables to this program's revision; an SQLite file is created where none is.

    `wait` and `derive` are as for `writing`. Raises as that does.
    """
    address = Address.parse(target)
    with translated(address):
        if address.path is not None:
            _prepare_file(address, address.path, wait, derive)
        else:
            with opened(address, write=True, wait=wait) as connection, connection.begin():
                _migrate(address, connection, derive)


def check(target: str) -> None:
    """Compare the tables with those that this program uses.

    Raises DatabaseUnusableError where they differ, and as `reading` does.
    """
    from timeline.store import migration

    address = Address.parse(target)
    with reading(target) as connection:
        differences = migration.differences(connection)
    if differences:
        what = f"its tables are not those of revision {HEAD} ({differences[0]})"
        raise DatabaseUnusableError(address.where, what, "Restore a backup, or ingest again.")


def describe(target: str) -> str:
    """Return the path or the URL of a database as it may be printed: without a password."""
    return Address.parse(target).where


def backup(target: str, path: str) -> None:
    """Copy an SQLite database, in use or not, to a new file.

    Raises DatabaseUnusableError for a path that is taken and for a server's database.
    """
    address = Address.parse(target)
    if address.path is None:
        raise DatabaseUnusableError(
            address.where, "timeline cannot copy a database on a server", "Use pg_dump."
        )
    if os.path.lexists(path):
        raise DatabaseUnusableError(path, "already exists", "Choose a new file.")
    with (
        reading(target),
        translated(Address.parse(path)),
        closing(file_connections.connect_to_read(address.path)) as old,
    ):
        copies.copy(old, Path(path))


# ---------------------------------------------------------------- revisions


def revision(address: Address, connection: Connection) -> str | None:
    """Return the revision of the tables, None where there are none.

    Raises DatabaseUnusableError for an SQLite file that another program made.
    """
    if address.path is None:
        if connection.exec_driver_sql("SELECT to_regclass('alembic_version')").scalar() is None:
            return None
    else:
        found = connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        )
        names = set(found.scalars())
        if not names <= {"alembic_version"} and not names >= {"alembic_version", "publication"}:
            raise DatabaseUnusableError(
                address.where, "is the database of another program", "Choose another with --db."
            )
        if not names:
            return None
    numbers = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalars().all()
    if len(numbers) > 1:
        raise DatabaseUnusableError(
            address.where, "names several revisions of its tables", "Restore a backup."
        )
    return numbers[0] if numbers else None


def _require_head(address: Address, number: str | None) -> None:
    if number == HEAD:
        return
    if number is None and address.path is not None:
        raise DatabaseMissingError(address.where)
    newer = number is not None and number not in REVISIONS
    raise DatabaseVersionError(address.where, number or "none", newer=newer)


def _refuse_folder(path: str) -> None:
    if os.path.isdir(path):  # noqa: PTH112  a path may be too long to be asked for
        raise DatabaseUnusableError(path, "is a folder", "Choose a file with --db.")


def _prepare_file(address: Address, path: str, wait: float | None, derive: Derive) -> None:
    """Create an SQLite file, or bring it to this program's revision after a backup."""
    _refuse_folder(path)
    if not os.path.isdir(Path(path).parent):  # noqa: PTH112
        raise DatabaseUnusableError(
            path,
            "its folder does not exist",
            "Create the folder, or choose another file with --db.",
        )
    with opened(address, write=True, wait=wait) as connection:
        number = revision(address, connection)
    if number != HEAD:
        # A table that is rebuilt is dropped, which would take what refers to it along.
        with (
            opened(address, write=True, wait=wait, foreign_keys=False) as connection,
            connection.begin(),
        ):
            _migrate(address, connection, derive)
    _use_write_ahead_log(path, wait)


def _migrate(address: Address, connection: Connection, derive: Derive) -> None:
    """Migrate inside a transaction that holds the writers' lock; another may have been first.

    What follows from the editions is made anew in it, so that no kill leaves one without the other.
    """
    from timeline.store import migration

    number = revision(address, connection)
    if number == HEAD:
        return
    if number is not None and number not in REVISIONS:
        raise DatabaseVersionError(address.where, number, newer=True)
    if number is not None and address.path is not None:
        with closing(file_connections.connect_to_read(address.path)) as old:
            copies.keep_copy(old, Path(f"{address.path}.revision-{number}.backup"))
    migration.upgrade(connection)
    if number is not None:
        derive(connection)


# ---------------------------------------------------------------- connections


@contextmanager
def opened(
    address: Address, *, write: bool, foreign_keys: bool = True, wait: float | None = None
) -> Iterator[Connection]:
    """Yield a connection to whatever is there, without a look at its revision."""
    seconds = WAIT_SECONDS if wait is None else wait
    engine = (
        _sqlite(address.path, write, foreign_keys, seconds)
        if address.path
        else _server(address, write, seconds)
    )
    with engine.connect() as connection:
        yield connection


# An engine holds no connection (`NullPool`) but the statements that it has compiled: a program that
# asks again and again, such as a server of pages, need not compile them each time.
@lru_cache(maxsize=16)
def _sqlite(path: str, write: bool, foreign_keys: bool, wait: float) -> Engine:
    connect = (
        partial(file_connections.connect, path, foreign_keys, wait)
        if write
        else partial(file_connections.connect_to_read, path)
    )
    engine = create_engine("sqlite+pysqlite://", creator=connect, poolclass=NullPool)
    # The driver is in its autocommit mode: by itself it would begin no transaction before a
    # SELECT, and a transaction that reads before it writes could fail half-way on a lock.
    event.listen(engine, "begin", partial(turns.take_on_file, wait) if write else _begin_to_read)
    return engine


def _begin_to_read(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


@lru_cache(maxsize=16)
def _server(address: Address, write: bool, wait_seconds: float) -> Engine:
    # Whatever encoding the database has, its texts come and go as UTF-8.
    usual = {"connect_timeout": 10, "client_encoding": "utf8"}
    connect = {name: usual[name] for name in usual.keys() - address.url.query.keys()}
    try:
        engine = create_engine(address.url, poolclass=NullPool, connect_args=connect)
    except ImportError:
        raise MissingExtraError("PostgreSQL support", "postgresql") from None
    if not write:
        return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    event.listen(engine, "begin", partial(turns.take_on_server, wait_seconds))
    return engine


def _use_write_ahead_log(path: str, wait: float | None) -> None:
    """Let readers and one writer work side by side; the file remembers it.

    SQLite does not wait for a lock here, so this does.
    """
    seconds = WAIT_SECONDS if wait is None else wait
    until = time.monotonic() + seconds
    with closing(file_connections.connect(path, foreign_keys=True, wait=seconds)) as connection:
        while connection.execute("PRAGMA journal_mode").fetchone() != ("wal",):
            try:
                connection.execute("PRAGMA journal_mode = WAL")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorname != "SQLITE_BUSY" or time.monotonic() > until:
                    raise
                time.sleep(0.02)
            else:
                return  # a file system without shared memory keeps its old journal
