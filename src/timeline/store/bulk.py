"""Insert many rows the shortest way that each driver has."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import chain, islice
from typing import Any, Final

from sqlalchemy import Connection, Dialect, Table
from sqlalchemy.exc import DBAPIError

from timeline.store.rows import Row

_AT_ONCE: Final = 10_000
"""Rows that SQLite's driver is handed at once."""
_TOGETHER: Final = 200
"""Rows in one statement; each value is a parameter, of which any SQLite takes 999."""


def add_rows(
    connection: Connection, table: Table, values: Iterable[Row], *, indexed: bool = False
) -> None:
    """Insert whole rows of a table; the values are in the order of its columns.

    What is `indexed` by FTS5, and has four columns at most, goes many rows a statement: FTS5 writes
    after each statement of a trigger what it has gathered.
    """
    if connection.dialect.name == "postgresql":
        copying = f"COPY {table.name} ({_names(table, connection.dialect)}) FROM STDIN"
        _copy_rows(connection, copying, values)
        return
    statement, marks = _insertion(table, connection.dialect)
    left = iter(values)
    while some := list(islice(left, _TOGETHER if indexed else _AT_ONCE)):
        if indexed:
            together = statement + ", ".join([marks] * len(some))
            connection.exec_driver_sql(together, tuple(chain.from_iterable(some)))
        else:
            connection.exec_driver_sql(statement + marks, some)


@lru_cache(maxsize=64)
def _insertion(table: Table, dialect: Dialect) -> tuple[str, str]:
    """Return how a statement begins that inserts whole rows, and the marks of one row."""
    names, marks = _names(table, dialect), ", ".join("?" * len(table.c))
    return f"INSERT INTO {table.name} ({names}) VALUES ", f"({marks})"  # noqa: S608 - names of ours


def _names(table: Table, dialect: Dialect) -> str:
    return ", ".join(map(dialect.identifier_preparer.quote, table.c.keys()))


def _copy_rows(connection: Connection, statement: str, values: Iterable[Row]) -> None:
    """Copy rows to a server; what the driver raises is raised as SQLAlchemy would raise it.

    SQLAlchemy knows nothing of the statement, so it has to be told of a connection that is lost.
    """
    cursor: Any = connection.connection.cursor()
    driver: Any = connection.dialect.dbapi
    try:
        with cursor, cursor.copy(statement) as copy:
            for row in values:
                copy.write_row(row)
    except driver.Error as error:
        held = connection.connection.dbapi_connection
        lost = connection.dialect.is_disconnect(error, held, cursor)
        if lost:
            connection.invalidate(error)
        raise DBAPIError.instance(
            statement, None, error, driver.Error,
            connection_invalidated=lost, dialect=connection.dialect,
        ) from error  # fmt: skip
