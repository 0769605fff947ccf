"""`timeline db upgrade` and `db verify` of what follows from the editions: links and happenings."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

import country
from commands import done, dump, names, refused, timeline, unclaimed, without_ratings
from timeline.store import database, migration
from timeline.store.address import Address


def back_to_the_first_revision(target: str) -> None:
    address = Address.parse(target)
    with database.opened(address, write=True, foreign_keys=False) as old, old.begin():
        migration.downgrade(old, "0001")


def told(target: str) -> list[str]:
    """Return what the questions that need links say, without ratings."""
    asked = (
        ["events"],
        ["events", "--as-of", "2017"],
        ["history", "exports"],
        ["history", "parliamentary"],
        ["status", "--today", "2021"],
        ["log", "valdoria"],
    )
    return [
        without_ratings(done(*each, "--format", "jsonl", "--db", target).stdout) for each in asked
    ]


def test_a_database_of_the_first_revision_is_brought_up_to_date_with_all_that_follows(
    target: str, tmp_path: Path
) -> None:
    country.ingest(tmp_path, target)
    expected, answers, editions = unclaimed(target), told(target), names(target)
    back_to_the_first_revision(target)

    for reading in (["events"], ["history", "timber"], ["status"], ["db", "verify"]):
        assert "Run 'timeline db upgrade'" in refused(5, *reading, "--db", target)
    result = done("db", "upgrade", "--db", target)
    assert result.stderr.endswith("the tables are up to date.\n")
    assert (unclaimed(target), told(target), names(target)) == (expected, answers, editions)
    assert all(answers)
    assert done("db", "verify", "--db", target).stdout == ""
    done("db", "check", "--db", target)


def test_both_engines_answer_alike(on_server: str, tmp_path: Path) -> None:
    file = str(tmp_path / "a.db")
    database.upgrade(on_server)
    for target in (file, on_server):
        country.ingest(tmp_path, target)
    assert told(on_server) == told(file)


def test_an_upgraded_file_is_copied_first_as_it_was(tmp_path: Path) -> None:
    target = str(tmp_path / "a.db")
    country.ingest(tmp_path, target, ["2015", "2016"])
    back_to_the_first_revision(target)
    done("db", "upgrade", "--db", target)
    with closing(sqlite3.connect(f"{target}.revision-0001.backup")) as copy:
        assert copy.execute("SELECT version_num FROM alembic_version").fetchall() == [("0001",)]
        assert copy.execute("SELECT label FROM edition ORDER BY label").fetchall() == [
            ("2015",), ("2016",),
        ]  # fmt: skip


def test_a_writer_upgrades_a_file_and_links_the_publication_that_it_changes(
    tmp_path: Path,
) -> None:
    target, other = str(tmp_path / "a.db"), str(tmp_path / "b.db")
    country.ingest(tmp_path, target, ["2015", "2017"])
    back_to_the_first_revision(target)
    country.ingest(tmp_path, target, ["2016"])
    country.ingest(tmp_path, other, ["2015", "2016", "2017"])
    assert unclaimed(target) == unclaimed(other)


def test_upgrading_what_is_up_to_date_changes_nothing(tmp_path: Path) -> None:
    target = str(tmp_path / "a.db")
    country.ingest(tmp_path, target)
    expected = dump(target)
    done("db", "upgrade", "--db", target)
    assert dump(target) == expected
    assert [path.name for path in tmp_path.glob("a.db*backup")] == []


DAMAGES = {
    "UPDATE link SET score = score - 1 WHERE about = 'figure'": "the links of 2015 and 2016",
    "UPDATE link SET score = score - 1 WHERE about = 'event'": "the links of 2015 and 2016",
    "UPDATE link SET joins = 1 - joins WHERE about = 'event'": "the links of 2015 and 2016",
    "DELETE FROM link WHERE about = 'figure'": "the links of 2019 and 2020",
    "DELETE FROM neighbour WHERE before = '2016'": "the links of 2016 and 2017 are missing",
    "UPDATE neighbour SET after = 'draft' WHERE before = '2019'": "join editions that are not",
    "DELETE FROM happening": "the happening '2016-10:census-be-held'",
    "UPDATE happening SET status = 'ongoing' WHERE status = 'occurred'": "the happening '2016-09:",
    "UPDATE happening SET dated = '2015'": "the happening '2016-09:",
    "UPDATE happening SET key = key || '~9'": "~9' does not follow from the editions",
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_to_what_follows_from_the_editions_is_found_and_an_upgrade_mends_it(
    damage: str, tmp_path: Path
) -> None:
    target = str(tmp_path / "a.db")
    country.ingest(tmp_path, target)
    expected = dump(target)
    with closing(sqlite3.connect(target)) as connection, connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(damage)
    result = timeline("db", "verify", "--db", target)
    assert result.exit_code == 1
    assert any(
        line.startswith("valdoria: ") and DAMAGES[damage] in line
        for line in result.stdout.splitlines()
    ), result.stdout
    done("db", "upgrade", "--db", target)
    assert dump(target) == expected
    assert done("db", "verify", "--db", target).stdout == ""


def test_a_wrong_join_is_found_though_the_happenings_follow_it(tmp_path: Path) -> None:
    target = str(tmp_path / "a.db")
    country.ingest(tmp_path, target, ["2015", "2016"])
    with closing(sqlite3.connect(target)) as connection, connection:
        connection.execute("UPDATE link SET joins = 0")
    done("amend", "valdoria@2016", "--title", "Valdoria", "--db", target)
    assert "do not follow from the editions" in timeline("db", "verify", "--db", target).stdout
