"""Insert many rows the shortest way that each driver has."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table

from timeline.store.rows import Row


def add_rows(connection: Connection, table: Table, values: Iterable[Row]) -> None:
    """Insert whole rows of a table; the values are in the order of its columns."""
    quote = connection.dialect.identifier_preparer.quote
    names = ", ".join(quote(name) for name in table.c.keys())  # noqa: SIM118
    if connection.dialect.name == "postgresql":
        cursor: Any = connection.connection.cursor()
        with cursor, cursor.copy(f"COPY {table.name} ({names}) FROM STDIN") as copy:
            for row in values:
                copy.write_row(row)
        return
    marks = ", ".join("?" * len(table.c))
    statement = f"INSERT INTO {table.name} ({names}) VALUES ({marks})"  # noqa: S608 - names of ours
    left = iter(values)
    while some := list(islice(left, 10_000)):
        connection.exec_driver_sql(statement, some)
