"""The door to Alembic: bring tables to a revision, compare them with `tables.metadata`.

Its scripts lie beside the package when it is installed, in the checkout's `migrations/` else.
There is no ini file: a URL would lose its percent signs there, so `env.py` is handed a connection.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, text

from timeline.store import seals, word_index
from timeline.store.index_tables import OF_ENGINE
from timeline.store.tables import metadata


def scripts() -> Path:
    """Return the folder of the migrations."""
    package = Path(__file__).parents[1]
    shipped = package / "_migrations"
    return shipped if shipped.is_dir() else package.parents[1] / "migrations"


def config(connection: Connection) -> Config:
    """Return Alembic's configuration for a connection; its transaction is the caller's."""
    made = Config(stdout=io.StringIO())
    made.set_main_option("script_location", str(scripts()).replace("%", "%%"))
    made.attributes["connection"] = connection
    return made


def options(connection: Connection) -> dict[str, Any]:
    """Return how tables are compared and changed; SQLite can alter a table only by a copy."""
    return {"compare_type": True, "render_as_batch": connection.dialect.name == "sqlite"}


def upgrade(connection: Connection, to: str = "head") -> None:
    """Run the migrations up to a revision."""
    command.upgrade(config(connection), to)
    if to == "head":
        seals.add_missing(connection)
        word_index.add_missing(connection)


def downgrade(connection: Connection, to: str = "base") -> None:
    """Run the migrations down to a revision."""
    command.downgrade(config(connection), to)


def differences(connection: Connection) -> list[str]:
    """Return how the tables of a database differ from `metadata`, a line each.

    Tables of others, which a server's database may hold beside ours, are passed over; so is what
    the metadata cannot say, the engines' own indexes of words.
    """
    _bind_partial_indexes(connection.dialect.name)
    ours = {**options(connection), "include_name": _is_ours}
    context = MigrationContext.configure(connection, opts=ours)
    found = compare_metadata(context, metadata)
    return [" ".join(str(part) for part in _flat(row)) for row in found]


def _bind_partial_indexes(engine: str) -> None:
    """Tell an engine of which rows those indexes are that `tables` has of some rows alone."""
    for index in (each for table in metadata.tables.values() for each in table.indexes):
        if "where" in index.info:
            index.dialect_kwargs[f"{engine}_where"] = text(index.info["where"])


def _is_ours(name: str | None, kind: str, _: object) -> bool:
    return name in metadata.tables if kind == "table" else name not in OF_ENGINE


def _flat(difference: Any) -> tuple[Any, ...]:
    """Alembic gives a tuple of a name and what it is about, or a list of such for a column."""
    return tuple(difference[0] if isinstance(difference, list) else difference)
