"""The tables of a database and its revisions, on both engines."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Connection, inspect

from timeline.errors import DatabaseMissingError, DatabaseUnusableError, DatabaseVersionError
from timeline.store import database, migration, tables
from timeline.store.address import Address

SECOND = '''"""Remember where a publication is found."""
import sqlalchemy as sa
from alembic import op
revision, down_revision, branch_labels, depends_on = "0009", "0008", None, None
def upgrade():
    with op.batch_alter_table("publication") as table:
        table.add_column(sa.Column("homepage", sa.Text()))
def downgrade():
    with op.batch_alter_table("publication") as table:
        table.drop_column("homepage")
'''


@contextmanager
def migrating(target: str) -> Iterator[Connection]:
    address = Address.parse(target)
    with database.opened(address, write=True, foreign_keys=False) as connection, connection.begin():
        yield connection


def names(target: str) -> set[str]:
    """Return the tables of a database but for those that Alembic and FTS5 keep for themselves."""
    with migrating(target) as connection:
        found = set(inspect(connection).get_table_names()) - {"alembic_version"}
    return {name for name in found if not name.startswith("search_words")}


def test_the_tables_go_up_are_those_of_the_metadata_go_down_and_up_again(fresh: str) -> None:
    with migrating(fresh) as connection:
        migration.upgrade(connection)
        assert migration.differences(connection) == []
    assert names(fresh) == set(tables.metadata.tables)
    with migrating(fresh) as connection:
        migration.downgrade(connection)
    assert names(fresh) == set()
    database.upgrade(fresh)
    database.check(fresh)


def test_upgrading_twice_changes_nothing(target: str) -> None:
    database.upgrade(target)
    database.check(target)


def test_the_revisions_known_to_readers_are_those_of_the_scripts() -> None:
    scripts = migration.scripts() / "versions"
    assert tuple(sorted(path.stem[:4] for path in scripts.glob("*.py"))) == tables.REVISIONS
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(migration.scripts()))
    assert ScriptDirectory.from_config(config).get_current_head() == tables.HEAD


def test_every_constraint_has_a_name() -> None:
    for table in tables.metadata.tables.values():
        assert all(constraint.name for constraint in table.constraints)
        assert all(index.name for index in table.indexes)


def test_the_publication_is_part_of_every_primary_key() -> None:
    for table in tables.metadata.tables.values():
        first, *_ = table.primary_key
        assert first.name == ("slug" if table.name == "publication" else "publication")


def test_a_table_that_differs_is_found(target: str) -> None:
    with migrating(target) as connection:
        connection.exec_driver_sql("ALTER TABLE figure ADD COLUMN colour TEXT")
    with pytest.raises(DatabaseUnusableError, match="colour"):
        database.check(target)


def test_tables_of_others_beside_ours_on_a_server_are_no_difference(on_server: str) -> None:
    database.upgrade(on_server)
    with migrating(on_server) as connection:
        connection.exec_driver_sql("CREATE TABLE theirs (a integer)")
    database.check(on_server)


def test_a_database_of_a_newer_program_is_refused(target: str) -> None:
    with migrating(target) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    for open_it in (database.reading, database.writing):
        with pytest.raises(DatabaseVersionError, match=r"revision 9999\. It was"), open_it(target):
            pass
    with pytest.raises(DatabaseVersionError, match="newer"):
        database.upgrade(target)


def test_a_server_without_tables_asks_for_an_upgrade(on_server: str) -> None:
    for open_it in (database.reading, database.writing):
        with pytest.raises(DatabaseVersionError, match="timeline db upgrade"), open_it(on_server):
            pass


def test_the_first_writer_creates_the_file_and_a_reader_never_does(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    with pytest.raises(DatabaseMissingError, match=r"new\.db"), database.reading(str(path)):
        pass
    assert not path.exists()
    with database.writing(str(path)) as connection:
        assert not connection.in_transaction()
    with database.reading(str(path)) as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
    assert [entry.name for entry in tmp_path.iterdir()] == ["new.db"]


def test_an_older_file_is_backed_up_and_migrated_by_a_writer_and_refused_to_a_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = str(tmp_path / "timeline.db")
    with database.writing(target) as connection, connection.begin():
        connection.execute(tables.publication.insert(), {"slug": "kept"})
        connection.execute(
            tables.edition.insert(),
            {"publication": "kept", "label": "1", "coverage": "complete", "notes": "{}",
             "doc": "", "sha256": "", "diagnostics": "[]"},
        )  # fmt: skip
    shutil.copytree(migration.scripts(), tmp_path / "migrations")
    (tmp_path / "migrations/versions/0009_homepage.py").write_text(SECOND)
    monkeypatch.setattr(migration, "scripts", lambda: tmp_path / "migrations")
    monkeypatch.setattr(database, "REVISIONS", (*tables.REVISIONS, "0009"))
    monkeypatch.setattr(database, "HEAD", "0009")

    older = r"revision 0008\. Run 'timeline db upgrade'"
    with pytest.raises(DatabaseVersionError, match=older), database.reading(target):
        pass
    with database.writing(target):
        pass

    with closing(sqlite3.connect(target)) as new:
        assert new.execute("SELECT slug, homepage FROM publication").fetchall() == [("kept", None)]
        assert new.execute("SELECT label FROM edition").fetchall() == [("1",)]
    with closing(sqlite3.connect(f"{target}.revision-0008.backup")) as old:
        assert old.execute("SELECT version_num FROM alembic_version").fetchall() == [("0008",)]
        assert old.execute("SELECT slug FROM publication").fetchall() == [("kept",)]


def test_the_migrations_are_found_in_a_folder_with_a_blank_and_a_percent_sign(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "my 100% scripts"
    shutil.copytree(migration.scripts(), folder)
    monkeypatch.setattr(migration, "scripts", lambda: folder)
    database.upgrade(str(tmp_path / "timeline.db"))
