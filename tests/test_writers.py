"""Several writers of one PostgreSQL server: side by side where their publications differ."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import Connection

from commands import SHEET, done, dump, refused, running, written
from timeline.edition import metadata
from timeline.edition.apply import store_edition
from timeline.edition.extraction import Extractions, extract_incoming
from timeline.edition.incoming import IncomingEdition
from timeline.edition.outcome import Outcome
from timeline.errors import DatabaseUnusableError
from timeline.ingestion.database import LazyDatabase
from timeline.ingestion.files import decode_file
from timeline.sources import files
from timeline.store import database, tables
from timeline.store.bulk import add_rows
from timeline.store.turns import NOTHING, begin
from webarchives import Archive

YEARS = range(2023, 2027)


@pytest.fixture
def server(on_server: str) -> str:
    """A database on a server with all tables and nothing in them."""
    database.upgrade(on_server)
    return on_server


def folder(root: Path, publication: str) -> Path:
    """Write some editions of a publication and return their folder."""
    for year in YEARS:
        own = SHEET.replace("$800", f"${year - 1500}").replace("treaty", f"{publication} treaty")
        written(root / publication, f"{year}.md", own)
    return root / publication


def decoded(path: Path) -> IncomingEdition:
    """Return a file as an edition that is extracted."""
    (place,) = files.documents(str(path)).places
    given = metadata.parse_stated(path.parent.name, None, None, None)
    edition = decode_file(place, files.read(place), given)
    assert isinstance(edition, IncomingEdition)
    return extract_incoming(edition)


def stored_one_after_the_other(root: Path) -> str:
    """Return the dump of two publications that one process stores."""
    target = root / "serial.db"
    done("ingest", root / "one", root / "two", "--db", target)
    return dump(str(target))


def test_a_publication_is_stored_while_another_one_is_being_stored(
    server: str, tmp_path: Path
) -> None:
    one, two = folder(tmp_path, "one"), folder(tmp_path, "two")
    first = decoded(one / "2023.md")

    def store_around(connection: Connection, extractions: Extractions) -> Outcome:
        outcome = store_edition(connection, extractions, first, replacing=False)
        done("ingest", two, "--db", server)
        return outcome

    with LazyDatabase(server) as opened:
        opened.transact(store_around, writes="one")
    done("ingest", one, "--db", server)
    assert dump(server) == stored_one_after_the_other(tmp_path)
    assert done("db", "verify", "--db", server).stdout == ""


def test_a_publication_that_is_being_stored_is_waited_for(server: str, tmp_path: Path) -> None:
    one = folder(tmp_path, "one")
    with database.writing(server) as connection, begin(connection, "one"):
        command = ["ingest", one / "2023.md", "--publication", "one", "--db", server]
        told = refused(5, *command, "--wait", "0.2")
    assert "is locked by another program" in told
    done(*command)


@pytest.mark.parametrize("command", [["amend", "one@2023", "--title", "New"], ["forget", "one"]])
def test_who_can_write_any_publication_waits_for_all_others(
    command: list[str], server: str, tmp_path: Path
) -> None:
    done("ingest", folder(tmp_path, "one"), "--db", server)
    sure = ["--yes"] if command[0] == "forget" else []
    with database.writing(server) as connection, begin(connection, "two"):
        told = refused(5, *command, *sure, "--db", server, "--wait", "0.2")
    assert "is locked by another program" in told
    done(*command, *sure, "--db", server)


def test_who_writes_nothing_waits_for_nobody_and_sees_one_state(
    server: str, tmp_path: Path
) -> None:
    one = folder(tmp_path, "one")
    with (
        database.writing(server) as connection,
        database.writing(server, wait=0.2) as other,
        begin(connection),
        begin(other, NOTHING),
    ):
        assert other.exec_driver_sql("SELECT count(*) FROM edition").scalar() == 0
    with database.writing(server) as other, begin(other, NOTHING):
        assert other.exec_driver_sql("SELECT count(*) FROM edition").scalar() == 0
        done("ingest", one, "--db", server)
        assert other.exec_driver_sql("SELECT count(*) FROM edition").scalar() == 0


def test_processes_that_write_at_once_store_what_one_alone_does(
    server: str, tmp_path: Path
) -> None:
    one, two = folder(tmp_path, "one"), folder(tmp_path, "two")
    with (
        running("ingest", one, "--db", server, "--wait", "60") as first,
        running("ingest", two, "--db", server, "--wait", "60") as second,
        running("ingest", two, one, "--db", server, "--wait", "60") as third,
    ):
        ended = [process.communicate()[1] for process in (first, second, third)]
        assert [process.returncode for process in (first, second, third)] == [0, 0, 0], ended
    assert dump(server) == stored_one_after_the_other(tmp_path)
    assert done("db", "verify", "--db", server).stdout == ""


def test_processes_that_read_one_archive_at_once_with_workers_store_what_one_alone_does(
    server: str, tmp_path: Path
) -> None:
    made = Archive()
    for number in range(16):
        made.page(f"20{number:02}-01-01", SHEET.replace("$800", f"${800 + number % 6}"))
    archive = made.written(tmp_path / "pages.warc.gz")
    with ExitStack() as stack:
        writing = [
            stack.enter_context(
                running("ingest", archive, "--jobs", 2, "--db", server, "--wait", 60)
            )
            for _ in range(2)
        ]
        ended = [each.communicate()[1] for each in writing]
        assert [each.returncode for each in writing] == [0, 0], ended
    done("ingest", archive, "--db", tmp_path / "alone.db")
    assert dump(server) == dump(tmp_path / "alone.db")


def test_writers_and_those_who_correct_what_is_stored_end_without_a_deadlock(
    server: str, tmp_path: Path
) -> None:
    one, two = folder(tmp_path, "one"), folder(tmp_path, "two")
    for each in (one, two):
        done("ingest", each / "2023.md", "--publication", each.name, "--db", server)
    commands = [
        ("ingest", one), ("ingest", two),
        ("amend", "one@2023", "--publication", "two", "--label", "moved"),
        ("amend", "two@2023", "--publication", "three"),
        ("ingest", one, two), ("ingest", two, one),
    ]  # fmt: skip
    with ExitStack() as stack:
        processes = [
            stack.enter_context(running(*each, "--db", server, "--wait", "90")) for each in commands
        ]
        ended = [(process.communicate()[1], process.returncode) for process in processes]
    assert not [told for told, status in ended if "deadlock" in told or status in (5, 70)]
    assert done("db", "verify", "--db", server).stdout == ""


def test_a_server_that_goes_away_while_rows_are_copied_is_named_and_nothing_else_is_said(
    server: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    first = decoded(folder(tmp_path, "one") / "2023.md")

    def store_without_server(connection: Connection, extractions: Extractions) -> Outcome:
        own = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
        with database.writing(server) as other, begin(other, NOTHING):
            other.exec_driver_sql(f"SELECT pg_terminate_backend({own}, 5000)")
        add_rows(connection, tables.extraction, [("one", first.imprint.label, "1")])
        raise AssertionError("the rows were copied")

    ended = pytest.raises(DatabaseUnusableError, match="the server ended the connection")
    with ended, LazyDatabase(server) as opened:
        opened.transact(store_without_server, writes="one")
    assert caplog.records == []
