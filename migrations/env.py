"""Run the migrations on the connection that the program hands over.

A developer's `alembic` command has none to hand over: it opens what TIMELINE_DB names.
"""

from __future__ import annotations

import os

from alembic import context
from sqlalchemy import Connection

from timeline.store import DEFAULT
from timeline.store.migration import options
from timeline.store.tables import metadata


def run(connection: Connection) -> None:
    context.configure(connection=connection, target_metadata=metadata, **options(connection))
    with context.begin_transaction():
        context.run_migrations()


def run_for_a_developer() -> None:
    from timeline.store.address import Address
    from timeline.store.database import opened

    address = Address.parse(os.environ.get("TIMELINE_DB", DEFAULT))
    with opened(address, write=True, foreign_keys=False) as connection, connection.begin():
        run(connection)


given = context.config.attributes.get("connection")
if given is None:
    run_for_a_developer()
else:
    run(given)
