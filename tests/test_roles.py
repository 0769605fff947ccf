"""The roles of the page about PostgreSQL can do what it says, and no more."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, create_engine, make_url
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.pool import NullPool

import timeline
from commands import EXAMPLE, ROOT
from timeline.errors import DatabaseError
from timeline.store import database

PAGE = ROOT / "docs/how-to/postgresql.md"
ROLES = ("timeline_writer", "timeline_reader")


@pytest.fixture
def owner(on_server: str) -> Iterator[Connection]:
    """A connection of the owner, after whom the roles go."""
    engine = create_engine(on_server, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with engine.connect() as connection:
        yield connection
        for role in ROLES:
            connection.exec_driver_sql(f"DROP OWNED BY {role}")
            connection.exec_driver_sql(f"DROP ROLE {role}")


def test_the_writer_writes_and_the_reader_reads_and_neither_does_more(
    owner: Connection, on_server: str
) -> None:
    (script,) = re.findall(r"```sql\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    owner.exec_driver_sql(script)
    database.upgrade(on_server)
    writer, reader = (
        make_url(on_server).set(username=role).render_as_string(hide_password=False)
        for role in ROLES
    )
    told = timeline.open(writer).ingest(EXAMPLE, publication="brief")
    assert {each.action for each in told} == {"stored"}
    assert timeline.open(writer).forget(told[0].imprint.reference)
    assert timeline.open(reader).events(limit=3)[:]
    with pytest.raises(DatabaseError):
        timeline.open(reader).forget(told[1].imprint.reference)
    engine = create_engine(writer, poolclass=NullPool)
    with engine.connect() as connection, pytest.raises(ProgrammingError, match="must be owner"):
        connection.exec_driver_sql("DROP TABLE happening")
