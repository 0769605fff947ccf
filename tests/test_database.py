"""A database that cannot be used is named in one line that says what to do; none is harmed."""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Connection, make_url

from commands import done, timeline, written
from timeline.errors import (
    BadValueError,
    DatabaseError,
    DatabaseMissingError,
    DatabaseUnusableError,
    MissingExtraError,
)
from timeline.store import database, queries, tables, upkeep
from timeline.store.address import Address

Open = Callable[[str], AbstractContextManager[Connection]]
BOTH = pytest.mark.parametrize("open_it", [database.reading, database.writing])


def message(open_it: Open, target: str) -> str:
    """Return the line that a user would see."""
    with pytest.raises(DatabaseError) as caught, open_it(target) as connection:  # noqa: PT012 - either may raise
        connection.execute(tables.publication.insert(), {"slug": "p"})
        connection.commit()
    line = str(caught.value)
    assert "\n" not in line
    assert line.endswith(".")
    return line


def names(path: str) -> list[str]:
    """Return the names of all files in the folder of a file."""
    return sorted(entry.name for entry in Path(path).parent.iterdir())


@pytest.fixture
def path(tmp_path: Path) -> str:
    target = str(tmp_path / "timeline.db")
    database.upgrade(target)
    return target


# ---------------------------------------------------------------- files


@BOTH
def test_a_file_that_is_no_database(open_it: Open, tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("This is a text, and a long one at that. " * 40)
    before = file.read_bytes()
    assert "notes.txt: is not a timeline database. " in message(open_it, str(file))
    assert file.read_bytes() == before


@BOTH
def test_a_database_of_another_program(open_it: Open, tmp_path: Path) -> None:
    target = str(tmp_path / "other.db")
    with closing(sqlite3.connect(target)) as other, other:
        other.execute("CREATE TABLE bookmarks (url TEXT)")
    before = Path(target).read_bytes()
    assert "is the database of another program. Choose another with --db." in message(
        open_it, target
    )
    assert Path(target).read_bytes() == before


@BOTH
def test_a_folder(open_it: Open, tmp_path: Path) -> None:
    assert message(open_it, str(tmp_path)).startswith(f"{tmp_path}: is a folder. ")


def test_a_folder_that_does_not_exist(tmp_path: Path) -> None:
    target = str(tmp_path / "none" / "timeline.db")
    assert "its folder does not exist. Create the folder" in message(database.writing, target)
    missing = pytest.raises(DatabaseMissingError, match=r"No database at .*none.timeline\.db")
    with missing, database.reading(target):
        pass


def test_an_empty_file_is_no_database_yet(tmp_path: Path) -> None:
    target = tmp_path / "timeline.db"
    target.write_bytes(b"")
    with pytest.raises(DatabaseMissingError), database.reading(str(target)):
        pass
    with database.writing(str(target)):
        pass
    database.check(str(target))


def test_a_damaged_file(path: str) -> None:
    content = Path(path).read_bytes()
    Path(path).write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))
    assert "is damaged. Restore a backup" in message(database.reading, path)


def test_a_locked_file(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "WAIT_SECONDS", 0.1)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert "is locked by another program. Try again" in message(database.writing, path)
        with database.reading(path) as connection:
            assert queries.counts(connection)["editions"] == 0


def test_a_full_disk(path: str) -> None:
    full = pytest.raises(DatabaseUnusableError, match=r"the disk is full\. Free")
    with full, database.writing(path) as connection, connection.begin():
        connection.exec_driver_sql("PRAGMA max_page_count = 1")
        for number in range(10_000):
            connection.execute(tables.publication.insert(), {"slug": f"{number}"})
    with database.reading(path) as connection:
        assert queries.counts(connection)["publications"] == 0


@contextmanager
def without_rights() -> Iterator[None]:
    """Be nobody for a while where the tests run as root, whom no right stops."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


@pytest.fixture
def public(path: str) -> Iterator[str]:
    """A database where everybody may read: pytest's own folders are its user's."""
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        Path(folder).chmod(0o755)
        yield shutil.copy(path, folder)
        Path(folder).chmod(0o755)


def test_a_file_that_nobody_may_write_is_read_and_leaves_nothing_behind(public: str) -> None:
    Path(public).chmod(0o444)
    Path(public).parent.chmod(0o555)
    with without_rights():
        with database.reading(public) as connection:
            assert queries.counts(connection)["editions"] == 0
        assert "cannot be written. Check the permissions" in message(database.writing, public)
    assert names(public) == ["timeline.db"]


def test_a_log_that_cannot_be_read_is_not_passed_over(public: str) -> None:
    with closing(sqlite3.connect(public)) as writer, writer:
        writer.execute("INSERT INTO publication VALUES ('p')")
        writer.commit()
        for log in ("wal", "shm"):
            Path(f"{public}-{log}").chmod(0)
        with without_rights():
            assert "cannot be opened. Check the permissions" in message(database.reading, public)


def test_reading_leaves_no_file_behind_and_changes_none(path: str) -> None:
    before = Path(path).read_bytes()
    with database.reading(path) as connection:
        queries.counts(connection)
        with pytest.raises(Exception, match="readonly"):
            connection.execute(tables.publication.insert(), {"slug": "p"})
    assert names(path) == ["timeline.db"]
    assert Path(path).read_bytes() == before


def test_a_reader_sees_one_state_while_another_writes(target: str) -> None:
    with database.reading(target) as reader:
        before = queries.counts(reader)
        with database.writing(target) as writer, writer.begin():
            writer.execute(tables.publication.insert(), {"slug": "p"})
        assert queries.counts(reader) == before
    with database.reading(target) as reader:
        assert queries.counts(reader)["publications"] == 1


def test_the_state_of_a_file_changes_when_readers_see_a_change_and_not_before(path: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as writer:
        before, log = database.state(path), Path(f"{path}-wal")
        writer.execute("PRAGMA cache_size = 1")
        writer.execute("BEGIN IMMEDIATE")
        for number in range(2_000):
            writer.execute("INSERT INTO publication VALUES (?)", (f"p{number:0200}",))
        assert log.stat().st_size > 100_000
        assert database.state(path) == before
        writer.execute("COMMIT")
        after = database.state(path)
        assert after != before
        with database.reading(path) as connection:
            assert connection.execute(tables.publication.select()).all()
        assert database.state(path) == after


def test_processes_that_write_first_at_once_all_succeed(tmp_path: Path) -> None:
    target = str(tmp_path / "timeline.db")
    program = (
        "import sys\n"
        "from timeline.store import database, tables\n"
        "with database.writing(sys.argv[1]) as connection, connection.begin():\n"
        "    connection.execute(tables.publication.insert(), {'slug': sys.argv[2]})\n"
    )
    running = [
        subprocess.Popen(
            [sys.executable, "-c", program, target, str(number)],
            stderr=subprocess.PIPE, text=True,
        )
        for number in range(4)
    ]  # fmt: skip
    assert [process.communicate()[1] for process in running] == [""] * 4
    with database.reading(target) as connection:
        assert queries.counts(connection)["publications"] == 4
        empty = [f"{number}: no edition of this publication is there" for number in range(4)]
        assert sorted(upkeep.verify(connection)) == empty


def test_writers_take_turns(target: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "WAIT_SECONDS", 0.1)
    with database.writing(target) as first, first.begin():
        assert "is locked by another program. Try again" in message(database.writing, target)


def test_a_backup_holds_what_the_database_holds(path: str, tmp_path: Path) -> None:
    with database.writing(path) as connection:
        with connection.begin():
            connection.execute(tables.publication.insert(), {"slug": "p"})
        copy = str(tmp_path / "copy.db")
        database.backup(path, copy)
    with database.reading(copy) as old, database.reading(path) as new:
        assert list(upkeep.dump(old)) == list(upkeep.dump(new)) != []
    with pytest.raises(DatabaseUnusableError, match="already exists"):
        database.backup(path, copy)


# ---------------------------------------------------------------- addresses and servers


@pytest.mark.parametrize(
    ("target", "shown"),
    [
        ("timeline.db", "timeline.db"),
        ("/a b/100%.db", "/a b/100%.db"),
        ("sqlite:///a.db", "a.db"),
        ("sqlite:////tmp/a.db", "/tmp/a.db"),
        ("postgresql://u:secret@h/db", "postgresql://u@h/db"),
        ("postgres://u:s%25ecret@h:1/db", "postgres://u@h:1/db"),
        ("postgresql+psycopg://h/db?password=secret", "postgresql+psycopg://h/db"),
    ],
)
def test_a_database_is_named_without_its_password(target: str, shown: str) -> None:
    assert database.describe(target) == shown


@pytest.mark.parametrize(
    "target",
    ["", ":memory:", "sqlite://", "mysql://u:secret@h/db", "postgresql+psycopg2://u:secret@h/db",
     "postgresql://u:secret@h:port/db", "://secret@", "postgresql://u:p@secret@h/db",
     "u:secret@h", "u:secret@h/db", "postgres//u:secret@h/db", "//u:secret@h/db"],
)  # fmt: skip
def test_an_address_of_no_kind_is_a_usage_error(target: str) -> None:
    with pytest.raises(BadValueError) as caught:
        database.describe(target)
    assert "secret" not in str(caught.value)
    assert "postgresql://USER@HOST/NAME" in str(caught.value)


def test_a_file_is_found_by_its_url_too(path: str) -> None:
    with database.reading(f"sqlite:///{path}") as connection:
        assert queries.counts(connection)["editions"] == 0


@BOTH
def test_a_server_that_does_not_answer(open_it: Open, postgresql: str) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        line = message(open_it, f"postgresql://u:secret@127.0.0.1:{port}/db")
    assert line.startswith(f"postgresql://u@127.0.0.1:{port}/db: no connection: ")
    assert "refused" in line
    assert "secret" not in line


@BOTH
def test_a_user_or_database_that_the_server_does_not_know(open_it: Open, postgresql: str) -> None:
    url = make_url(postgresql)
    for unknown in (url.set(username="nobody", password="secret"), url.set(database="none")):
        line = message(open_it, unknown.render_as_string(hide_password=False))
        assert "no connection: " in line
        assert "does not exist" in line or "authentication failed" in line
        assert "secret" not in line


def test_a_connection_that_the_server_ends(on_server: str) -> None:
    database.upgrade(on_server)
    ending = "SELECT pg_terminate_backend(pg_backend_pid())"
    ended = pytest.raises(DatabaseUnusableError, match=r"ended the connection|terminating")
    with ended, database.writing(on_server) as connection, connection.begin():
        connection.exec_driver_sql(ending)


def test_reading_from_a_server_cannot_write(on_server: str) -> None:
    database.upgrade(on_server)
    assert "cannot be written. Connect as a user" in message(database.reading, on_server)


def test_a_server_without_its_driver_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "psycopg"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "psycopg", None)
    missing = pytest.raises(MissingExtraError, match=r"timeline-editions\[postgresql\]")
    with missing, database.reading("postgresql://h/db"):
        pass


def test_a_fault_of_ours_is_not_blamed_on_the_database(target: str) -> None:
    fault = pytest.raises(Exception, match="no_such_table")
    with fault as caught, database.reading(target) as connection:
        connection.exec_driver_sql("SELECT * FROM no_such_table")
    assert not isinstance(caught.value, DatabaseError)


TEXTS = {"LATIN1": "Häfen", "SQL_ASCII": "Łódź 日本 €"}
"""Of two encodings of databases, a text that each can hold."""


@pytest.mark.parametrize("encoding", TEXTS)
def test_a_server_database_of_another_encoding_holds_what_it_can(
    encoding: str, on_server: str, tmp_path: Path
) -> None:
    with database.opened(Address.parse(on_server), write=False) as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT")
        name = f"{make_url(on_server).database}_{encoding.lower()}"
        options = f"ENCODING '{encoding}' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'"
        connection.exec_driver_sql("SET default_transaction_read_only = off")
        connection.exec_driver_sql(f"CREATE DATABASE {name} {options}")
    target = make_url(on_server).set(database=name).render_as_string(hide_password=False)
    done("db", "upgrade", "--db", target)
    sheet = written(tmp_path, "a.md", f"# {TEXTS[encoding]}\n\nIn 2020, 31 ships came.\n")
    done("ingest", sheet, "--publication", "a", "--db", target)
    assert TEXTS[encoding] in done("editions", "--format", "csv", "--db", target).stdout
    other = written(tmp_path, "b.md", "# 日本\n\nIn 2020, 32 ships came.\n")
    result = timeline("ingest", other, "--publication", "b", "--db", target)
    assert result.exit_code == (5 if encoding == "LATIN1" else 0), result.output
    assert ("its encoding cannot hold this text" in result.stderr) == (encoding == "LATIN1")
    assert done("db", "verify", "--db", target).stdout == ""
