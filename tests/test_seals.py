"""`timeline db verify` names what was changed by other means, on both engines."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Column, Integer, LargeBinary, Numeric, Table, select, update
from sqlalchemy.exc import DBAPIError

import country
from commands import done, refused, timeline, written
from timeline.store import database, migration, seals, tables
from timeline.store.address import Address
from timeline.workflow import verifying

PAGE = """<html><head><title>Harbours</title>
<meta property="article:published_time" content="2021-03-02"></head><body><h1>Harbours</h1>
<p>In 2020, the harbours of the coast handled 31 million tons of freight. A new quay is scheduled
to open in May 2023.</p></body></html>"""

NOT_LOOKED_AT = {
    "visit": "says when a page was last asked for; nothing that is stored follows from it",
    "quarantine.publication": "no edition, and nothing follows from it",
    "quarantine.origin": "no edition, and nothing follows from it",
    "quarantine.at": "no edition, and nothing follows from it",
    "quarantine.media": "no edition, and nothing follows from it",
    "quarantine.reason": "no edition, and nothing follows from it",
}
"""What `db verify` says nothing about, with the reason."""


@contextmanager
def changing(target: str) -> Iterator[Any]:
    """Open a database as another program would, without what watches over its keys."""
    address = Address.parse(target)
    with database.opened(address, write=True, foreign_keys=False) as connection:
        yield connection


def stored(target: str, folder: Path) -> None:
    """Store editions of each kind: with text and facts, of a page that was seen, of a file."""
    country.ingest(folder, target, ["2015", "2016", "2017", "draft"])
    written(folder / "site", "page.html", PAGE)
    done("ingest", folder / "site/page.html", "--publication", "harbours", "--db", target)
    written(folder, "snap.json", done("snapshot", "valdoria@2016", "--db", target).stdout)
    text = (folder / "snap.json").read_text().replace('"2016"', '"2016-snap"', 1)
    written(folder, "snap.json", text.replace('"valdoria"', '"loaded"'))
    done("load", folder / "snap.json", "--db", target)
    with database.writing(target) as connection, connection.begin():
        at = {"publication": "harbours", "edition": "2021-03-02"}
        sha256 = connection.execute(
            select(tables.capture.c.sha256).where(tables.capture.c.publication == "harbours")
        ).scalar_one()
        row = {**at, "sha256": sha256, "at": "2021-03-04T10:00:00Z", "origin": "https://a.example/"}
        connection.execute(tables.sighting.insert(), row)
        seals.add(connection, tables.sighting, [row])
        aside = {"publication": "harbours", "origin": "https://a.example/", "at": "", "sha256": "",
                 "media": "text/html", "reason": "captcha", "data": b""}  # fmt: skip
        connection.execute(tables.quarantine.insert(), aside)
    found = timeline("db", "verify", "--db", target).stdout.splitlines()
    assert [line for line in found if "quarantined" not in line] == []
    with database.writing(target) as connection, connection.begin():
        connection.execute(tables.quarantine.delete())
        data, sha256 = connection.execute(
            select(tables.capture.c.data, tables.capture.c.sha256).limit(1)
        ).one()
        connection.execute(tables.quarantine.insert(), {**aside, "data": data, "sha256": sha256})
    assert done("db", "verify", "--db", target).stdout == ""


def other(column: Column[Any], value: Any) -> Any:
    """Return another value that a column may hold."""
    if isinstance(column.type, LargeBinary):
        return (value or b"") + b"x"
    if isinstance(column.type, Integer | Numeric) or "value_number" in column.name:
        return 1 if value is None else value + 1
    return "x" if value is None else f"{value}x"


def columns() -> list[tuple[Table, Column[Any]]]:
    return [(table, column) for table in tables.metadata.sorted_tables for column in table.c]


def exempt(table: Table, column: Column[Any]) -> bool:
    return table.name in NOT_LOOKED_AT or f"{table.name}.{column.name}" in NOT_LOOKED_AT


def test_any_value_of_any_column_that_is_changed_by_other_means_is_found(
    target: str, tmp_path: Path
) -> None:
    stored(target, tmp_path)
    unseen = []
    for table, column in columns():
        if exempt(table, column):
            continue
        for row in rows_to_change(target, table):
            key = [each == row[each.name] for each in table.primary_key]
            value = other(column, row[column.name])
            with changing(target) as connection:
                try:
                    with connection.begin():
                        connection.execute(update(table).where(*key).values({column.name: value}))
                except DBAPIError:
                    continue  # the database keeps it from being changed
            result = timeline("db", "verify", "--db", target)
            if result.exit_code != 1 or not result.stdout:
                unseen.append(f"{table.name}.{column.name}: {result.output}")
            back = [
                each == (value if each is column else row[each.name]) for each in table.primary_key
            ]
            with changing(target) as connection, connection.begin():
                old = {column.name: row[column.name]}
                connection.execute(update(table).where(*back).values(old))
    assert unseen == []
    assert done("db", "verify", "--db", target).stdout == ""


def rows_to_change(target: str, table: Table) -> list[dict[str, Any]]:
    with changing(target) as connection:
        found = connection.execute(select(table).order_by(*table.primary_key)).mappings().all()
    ends = found[:1] + found[1:][-1:]
    return [dict(row) for row in (ends[-1:] if "://" in target else ends)]


def test_what_is_not_looked_at_is_in_the_tables() -> None:
    names = {f"{table.name}.{column.name}" for table, column in columns()}
    known = names | set(tables.metadata.tables)
    assert known >= set(NOT_LOOKED_AT)


CHANGES = {
    "UPDATE figure SET value = '999' WHERE edition = '2015' AND number = 0": (
        "valdoria@2015: figure 0: value is '999', but was stored as '4200000000'"
    ),
    "UPDATE figure SET measure = 'x' WHERE edition = '2016-snap' AND number = 1": (
        "loaded@2016-snap: figure 1: measure is 'x', but was stored as 'Imports of machinery'"
    ),
    "UPDATE event SET status = 'occurred' WHERE publication = 'harbours'": (
        "harbours@2021-03-02: event 0: status is 'occurred', but was stored as 'scheduled'"
    ),
    "UPDATE edition SET notes = '{' WHERE label = '2017'": (
        "valdoria@2017: the edition: notes is '{', but was stored as '{}'"
    ),
    "UPDATE edition SET published = '2014-06' WHERE label = '2015'": (
        "valdoria@2015: the edition: published is '2014-06', but was stored as '2015-06'"
    ),
    "UPDATE passage SET kind = 'item' WHERE edition = 'draft' AND number = 3": (
        "valdoria@draft: passage 3: kind is 'item', but was stored as "
    ),
    "UPDATE figure SET value_number = 1 WHERE edition = '2016' AND number = 0": (
        "valdoria@2016: figure 0: value_number is 1"
    ),
    "UPDATE extraction SET rules_version = '0' WHERE edition = '2015'": (
        "valdoria@2015: the extraction: rules_version is '0', but was stored as "
    ),
    "DELETE FROM figure WHERE edition = '2015' AND number = 2": (
        "valdoria@2015: has 6 figures, but 7 were stored"
    ),
    "UPDATE happening SET sentence = 'x' WHERE publication = 'harbours'": (
        "does not follow from the editions: sentence is 'x', but should be 'A new quay"
    ),
}


@pytest.fixture
def country_and_page(target: str, tmp_path: Path) -> str:
    stored(target, tmp_path)
    return target


def test_a_finding_names_the_row_and_the_column_what_is_there_and_what_was(
    country_and_page: str, tmp_path: Path
) -> None:
    for change, expected in CHANGES.items():
        with changing(country_and_page) as connection, connection.begin():
            connection.exec_driver_sql(change)
        result = timeline("db", "verify", "--db", country_and_page)
        assert result.exit_code == 1
        assert expected in result.stdout, (change, result.output)


ASTRAY = {
    "DELETE FROM publication WHERE slug = 'loaded'": (
        "loaded: edition has rows of it, but the publication is not there"
    ),
    "DELETE FROM edition WHERE publication = 'loaded'": (
        "loaded@2016-snap: figure has rows of it, but the edition is not there"
    ),
    "INSERT INTO publication VALUES ('mines')": ("mines: no edition of this publication is there"),
    "UPDATE sighting SET sha256 = 'x'": (
        "harbours@2021-03-02: sighting has rows of it, but the capture is not there"
    ),
    "INSERT INTO seal SELECT publication, edition, 'tides', number, digests FROM seal "
    "WHERE publication = 'loaded' AND part = 'figure'": (
        "loaded@2016-snap: has a seal of 'tides', which no edition has"
    ),
}


def test_rows_that_belong_to_nothing_are_found_and_named(
    country_and_page: str, tmp_path: Path
) -> None:
    for change, expected in ASTRAY.items():
        with changing(country_and_page) as connection, connection.begin() as transaction:
            if connection.dialect.name == "postgresql":
                connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
            connection.exec_driver_sql(change)
            found = [*verifying.verify(connection)]
            transaction.rollback()
        assert expected in found, (change, found)


WORDS = (
    "INSERT INTO search_words(search_words) VALUES ('delete-all')",
    "UPDATE search_words_data SET block = x'00' WHERE id > 10",
    "INSERT INTO search_words(rowid, words) VALUES (5, 'timber')",
    "DROP TABLE search_words",
)


@pytest.mark.parametrize("damage", WORDS)
def test_an_index_that_lost_or_gained_words_is_found(damage: str, tmp_path: Path) -> None:
    target = str(tmp_path / "a.db")
    country.ingest(tmp_path, target, ["2015", "2016"])
    with changing(target) as connection, connection.begin():
        connection.exec_driver_sql(damage)
    found = timeline("db", "verify", "--db", target)
    assert found.exit_code == 1, found.output
    assert "the index of the search does not hold the words that it is made of" in found.stdout
    assert done("db", "verify", "--quick", "--db", target).stdout == ""


def test_tables_that_name_several_revisions_are_refused(target: str) -> None:
    with changing(target) as connection, connection.begin():
        connection.exec_driver_sql("INSERT INTO alembic_version VALUES ('0001')")
    assert "names several revisions of its tables" in refused(5, "db", "verify", "--db", target)


DAMAGES = {
    "figure": {
        "value": ["", "abc", "NaN", "1e9", "１", b"\xff"],
        "low": ["x"],
        "start": ["x", -5, 10**12],
        "period": ["2014-99", "soon", b"\xff\x00"],
        "rules": ["{", "1", "null", '"x"', ""],
        "passage": ["x", -1, 10**6],
    },
    "event": {
        "edtf": ["2014-99", "", b"\xff"],
        "actors": ["{", "7"],
        "title": [b"\xff\xfe", ""],
        "status": [""],
    },
    "passage": {"path": ["{", "5"], "labels": ["[", "{}"], "text": [b"\xff"], "kind": [""]},
    "edition": {
        "notes": ["{", "[]", "5", '{"a": 1}', "null", b"\xff"],
        "published": ["soon", "", b"\xff"],
        "diagnostics": ["{", "[1]", "7", '[{"code": 1}]'],
        "dates": [b"x", b"", "text"],
        "text": [b"x", "text", None],
        "sha256": ["", "x"],
        "coverage": ["", "all"],
        "written": ["x"],
    },
    "capture": {"claims": ["{", "[1]", '[["x", "y", "z"]]'], "data": [b"", "text"], "media": [""]},
    "extraction": {"rules_version": ["", "x", b"\xff"]},
    "seal": {"digests": ["{", "[]", "5", '{"value": 5}', "{}"], "number": ["x", -1]},
    "link": {"score": ["x"], "reason": [b"\xff"], "before_number": [10**6]},
    "happening": {
        "edtf": ["x"], "edtf_first": ["x"], "editions": [""], "section": ["{"],
        "edition_notes": ["{"], "number": [10**6],
    },
}  # fmt: skip


QUESTIONS = (["events"], ["figures"], ["editions"], ["log", "valdoria"], ["status"])

MERELY_WRONG = {("figure", "passage"), ("link", "score"), ("happening", "editions")}
"""What no question reads as it is verified: a text in a column of numbers, a list without items."""


@pytest.mark.parametrize("name", DAMAGES)
def test_what_cannot_be_read_is_a_finding_and_no_fault(name: str, tmp_path: Path) -> None:
    whole, copy = str(tmp_path / "a.db"), tmp_path / "b.db"
    stored(whole, tmp_path)
    table, target = tables.metadata.tables[name], str(copy)
    for column, values in DAMAGES[name].items():
        for value in values:
            copy.unlink(missing_ok=True)
            done("db", "backup", copy, "--db", whole)
            with changing(target) as connection, connection.begin():
                statement = f"UPDATE {name} SET {column} = ?"
                if isinstance(value, bytes) and column not in ("data", "dates"):
                    statement = f"UPDATE {name} SET {column} = CAST(? AS TEXT)"
                one = f" WHERE rowid = (SELECT min(rowid) FROM {table.name})"
                connection.exec_driver_sql(statement + one, (value,))
            result = timeline("db", "verify", "--db", target)
            assert result.exit_code == 1, (column, value, result.output)
            assert "Traceback" not in result.output
            assert result.stdout
            for asked in ([], *QUESTIONS) if (name, column) not in MERELY_WRONG else ():
                answer = timeline(*asked, "--db", target)
                assert answer.exit_code in (0, 2, 5), (column, value, asked, answer.output)


def test_a_fact_that_rules_of_another_version_found_is_named_by_its_column(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = str(tmp_path / "a.db")
    country.ingest(tmp_path, target, ["2015", "2016"])
    monkeypatch.setattr(verifying, "RULES_VERSION", "99")
    assert done("db", "verify", "--db", target).stdout == ""
    with changing(target) as connection, connection.begin():
        connection.exec_driver_sql("UPDATE figure SET value = '999' WHERE edition = '2015'")
    found = timeline("db", "verify", "--db", target).stdout.splitlines()
    assert found[0].startswith(
        "valdoria@2015: value of its figures is not as it was stored (which one is unknown: "
        "version "
    )


def test_editions_from_before_there_were_seals_are_sealed_by_the_upgrade(
    target: str, tmp_path: Path
) -> None:
    country.ingest(tmp_path, target, ["2015", "2016", "draft"])
    for older in ("0005", "0004"):
        made = sealed(target)  # without the ratings, which are lost on the way
        with changing(target) as connection, connection.begin():
            migration.downgrade(connection, older)
        done("db", "upgrade", "--db", target)
    assert sealed(target) == made
    assert done("db", "verify", "--db", target).stdout == ""
    with changing(target) as connection, connection.begin():
        connection.exec_driver_sql("UPDATE figure SET unit = 'kg' WHERE number = 1")
    found = timeline("db", "verify", "--db", target).stdout
    assert "valdoria@2016: figure 1: unit is 'kg', but was stored as 'USD'" in found


def sealed(target: str) -> list[tuple[Any, ...]]:
    with changing(target) as connection:
        found = connection.execute(select(tables.seal).order_by(*tables.seal.primary_key))
        return [tuple(row) for row in found]


def test_an_edition_that_is_amended_keeps_what_was_found_of_it_and_what_was_not(
    tmp_path: Path,
) -> None:
    target = str(tmp_path / "a.db")
    country.ingest(tmp_path, target, ["2015", "2016"])
    amend = ("amend", "--db", target)
    done(*amend, "valdoria@2016", "--title", "Fields", "--label", "second")
    done(*amend, "valdoria@second", "--publication", "fields")
    assert done("db", "verify", "--db", target).stdout == ""
    with changing(target) as connection, connection.begin():
        connection.exec_driver_sql("UPDATE edition SET source = 'x' WHERE label = '2015'")
    done(*amend, "valdoria@2015", "--title", "Woods")
    found = timeline("db", "verify", "--db", target).stdout
    assert found == "valdoria@2015: the edition: source is 'x', but was stored as nothing\n"
    done("forget", "valdoria@2015", "--db", target)
    assert done("db", "verify", "--db", target).stdout == ""


def test_an_edition_whose_name_is_no_text_is_a_finding(tmp_path: Path) -> None:
    target = str(tmp_path / "a.db")
    country.ingest(tmp_path, target, ["2015", "2016"])
    with changing(target) as connection, connection.begin():
        connection.exec_driver_sql("UPDATE edition SET publication = x'ff00' WHERE label = '2015'")
    result = timeline("db", "verify", "--db", target)
    assert result.exit_code == 1, result.output
    assert "its publication is not text" in result.stdout


BLOBS = {
    "UPDATE figure SET unit = x'ff' WHERE number = 0": [
        ["figures"], ["show", "valdoria@2016"], ["diff", "valdoria@2015", "valdoria@2016"],
        ["log", "valdoria"], ["history", "exports"], ["blame", "valdoria"], ["status"],
        ["snapshot", "valdoria@2015"],
    ],
    "UPDATE figure SET passage = 99 WHERE number = 0": [
        ["show", "valdoria@2016"], ["diff", "valdoria@2015", "valdoria@2016"],
        ["log", "valdoria"], ["blame", "valdoria"],
    ],
    "UPDATE capture SET data = x'00'": [
        ["amend", "valdoria@2015", "--published", "2014"],
    ],
    "UPDATE edition SET title = x'ff'": [["snapshot", "valdoria@2015"], ["editions"]],
    "UPDATE edition SET notes = '{'": [["db", "dump"]],
    "UPDATE passage SET path = '{' WHERE number = 0": [["db", "dump"]],
    "UPDATE event SET title = x'ff00'": [["log", "valdoria"]],
}  # fmt: skip
"""Damage, and the questions that read it."""


@pytest.mark.parametrize("damage", BLOBS)
def test_a_question_that_reads_damage_names_what_finds_it(damage: str, tmp_path: Path) -> None:
    target = str(tmp_path / "a.db")
    country.ingest(tmp_path, target, ["2015", "2016"])
    with changing(target) as connection, connection.begin():
        connection.exec_driver_sql(damage)
    for asked in BLOBS[damage]:
        result = timeline(*asked, "--db", target)
        assert result.exit_code == 5, (asked, result.output)
        assert "timeline db verify" in result.stderr
    assert timeline("db", "verify", "--db", target).exit_code == 1


@pytest.mark.parametrize(
    "damage", ["capture SET data = x'00'", "edition SET title = x'ff'", "edition SET notes = '{'"]
)
def test_to_store_beside_damage_names_what_finds_it(damage: str, tmp_path: Path) -> None:
    target = str(tmp_path / "a.db")
    text = "# Harbours of the coast\n\nIn 2019, the harbours handled 31 million tons of freight.\n"
    sheet = written(tmp_path, "coast/2019.md", text)
    done("ingest", sheet, "--publication", "coast", "--db", target)
    with changing(target) as connection, connection.begin():
        connection.exec_driver_sql(f"UPDATE {damage}")
    again = ("--publication", "coast", "--published", "2020", "--db", target)
    result = timeline("ingest", sheet, *again)
    assert result.exit_code == 5, result.output
    assert "timeline db verify" in result.stderr


def test_editions_whose_rows_are_damaged_can_be_forgotten(tmp_path: Path) -> None:
    target = str(tmp_path / "a.db")
    country.ingest(tmp_path, target, ["2015", "2016", "2017"])
    changes = (
        "UPDATE edition SET notes = '{' WHERE label = '2015'",
        "UPDATE edition SET title = CAST(x'ff' AS TEXT) WHERE label = '2016'",
        "UPDATE figure SET unit = x'ff' WHERE edition = '2016' AND number = 1",
    )
    for change in changes:
        with changing(target) as connection, connection.begin():
            connection.exec_driver_sql(change)
    assert timeline("forget", "valdoria@2014", "--db", target).exit_code == 5
    done("forget", "valdoria@2015", "valdoria@2016", "--db", target)
    assert done("db", "verify", "--db", target).stdout == ""
    assert done("editions", "--db", target).stdout.count("valdoria@") == 1


def test_a_database_from_before_the_ratings_keeps_its_seals_and_has_nothing_rated(
    target: str, tmp_path: Path
) -> None:
    stored(target, tmp_path)
    with changing(target) as connection, connection.begin():
        migration.downgrade(connection, "0005")
    database.upgrade(target)
    with database.reading(target) as connection:
        assert [*verifying.verify(connection)] == []
        for table, name in ((tables.figure, "measure_from"), (tables.event, "salience")):
            assert {*connection.execute(select(table.c[name])).scalars()} == {None}
    assert len(done("events", "--format", "jsonl", "--db", target).stdout.splitlines()) > 3
