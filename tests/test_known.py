"""What was known on a day: `--as-of` and `--in-print`, of events, figures and the chronology."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

import country
from commands import done, refused, written

CALLED = ("2015", "2016", "2017", "2019", "2020", "draft")


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database with the editions of the country; nobody may write to it."""
    folder = tmp_path_factory.mktemp("known")
    database = str(folder / "a.db")
    country.ingest(folder, database)
    return database


def rows(database: str, *asked: object) -> list[dict[str, object]]:
    lines = done(*asked, "--format", "jsonl", "--db", database).stdout.splitlines()
    return [json.loads(line) for line in lines]


def events(database: str, *asked: object) -> list[tuple[object, ...]]:
    found = rows(database, "events", *asked)
    return [(row["edtf"], row["status"], row["edition"], row["editions"]) for row in found]


def timber(database: str, *asked: object) -> list[object]:
    return [r["edition"] for r in rows(database, "figures", "--measure", "timber", *asked)]


def test_as_of_a_day_the_newest_edition_by_then_tells_what_was_planned(stored: str) -> None:
    assert events(stored, "--as-of", "2015-12") == [
        ("2016-09", "scheduled", "2015", 1),
        ("2016-10", "scheduled", "2015", 1),
    ]
    assert events(stored, "--as-of", "2016-12") == [
        ("2016-10", "scheduled", "2016", 2),
        ("2016-11", "scheduled", "2016", 2),
    ]
    assert events(stored, "--as-of", "2017-12") == [
        ("2016-10", "scheduled", "2016", 2),
        ("2016-11-13", "occurred", "2017", 3),
    ]


def test_the_edition_in_print_speaks_alone(stored: str) -> None:
    assert events(stored, "--in-print", "2017-12") == [("2016-11-13", "occurred", "2017", 1)]
    assert events(stored, "--in-print", "2019-12") == [("2020-11", "scheduled", "2019", 1)]
    assert timber(stored, "--as-of", "2017-12") == ["2015", "2016", "2017"]
    assert timber(stored, "--in-print", "2017-12") == ["2017"]


def test_an_edition_is_known_from_its_last_possible_day_on(stored: str) -> None:
    assert timber(stored, "--as-of", "2016-06-29") == ["2015"]
    assert timber(stored, "--as-of", "2016-06-30") == ["2015", "2016"]
    assert timber(stored, "--in-print", "2016-06-29") == ["2015"]


def test_the_last_day_of_what_is_given_counts(stored: str) -> None:
    assert timber(stored, "--as-of", "2016-06") == ["2015", "2016"]
    assert timber(stored, "--as-of", "2016") == ["2015", "2016"]
    assert timber(stored, "--as-of", "2016-05") == ["2015"]


def test_before_the_first_edition_nothing_was_known(stored: str) -> None:
    assert events(stored, "--as-of", "2015-05") == timber(stored, "--in-print", "2015-05") == []


def test_an_undated_edition_is_never_known(stored: str) -> None:
    now = events(stored)
    then = events(stored, "--as-of", "2030")
    assert ("2016-10", "scheduled", "2016", 3) in now
    assert ("2016-10", "scheduled", "2016", 2) in then
    assert "draft" in timber(stored)
    assert "draft" not in timber(stored, "--as-of", "2030")


def test_what_is_known_as_of_the_last_edition_is_what_the_store_keeps(tmp_path: Path) -> None:
    database = str(tmp_path / "a.db")
    country.ingest(tmp_path, database, CALLED[:5])
    assert rows(database, "events", "--as-of", "2030") == rows(database, "events")
    assert rows(database, "figures", "--as-of", "2030") == rows(database, "figures")


def test_as_of_a_day_is_what_a_store_without_the_later_editions_keeps(
    stored: str, tmp_path: Path
) -> None:
    for number, day in enumerate(("2015-12", "2016-12", "2017-12", "2019-12"), 1):
        database = str(tmp_path / f"{number}.db")
        country.ingest(tmp_path / day, database, CALLED[:number])
        assert rows(stored, "events", "--as-of", day) == rows(database, "events")
        assert rows(stored, "figures", "--as-of", day) == rows(database, "figures")


def test_editions_are_linked_over_one_that_was_not_known_yet(tmp_path: Path) -> None:
    """Two editions with one between them that may have come out later than both."""
    database = str(tmp_path / "a.db")
    texts = {
        "2015": "The harbor bridge is to open in May 2017. The council will meet in July 2016.",
        "2015-12/2030": "The wall fell on May 2, 2011.",
        "2016": "The harbor bridge is to open in June 2018. The council will meet in July 2017.",
    }
    for number, (published, text) in enumerate(texts.items()):
        path = written(tmp_path, f"{number}.md", f"# Sheet\n\n{text}\n")
        asked = ("--publication", "sheet", "--label", f"{number}", "--published", published)
        done("ingest", path, *asked, "--db", database)
    assert events(database, "--as-of", "2016-12") == [
        ("2016-07", "scheduled", "0", 1),
        ("2017-07", "scheduled", "2", 1),
        ("2018-06", "scheduled", "2", 2),
    ]


def test_the_other_options_narrow_what_was_known(stored: str) -> None:
    asked = ("--as-of", "2016-12")
    assert len(events(stored, *asked, "--limit", "1")) == 1
    assert events(stored, *asked, "--from", "2016-11") == [("2016-11", "scheduled", "2016", 2)]
    assert events(stored, *asked, "--status", "occurred") == []
    assert events(stored, *asked, "--kind", "treaty") == []
    assert events(stored, "--as-of", "2017-12", "--edition", "valdoria@2017") == [
        ("2016-11-13", "occurred", "2017", 3)
    ]
    assert events(stored, *asked, "--publication", "valdoria") == events(stored, *asked)
    assert timber(stored, *asked, "--limit", "1") == ["2015"]
    assert timber(stored, "--in-print", "2017-12", "--limit", "1") == ["2017"]
    assert timber(stored, *asked, "--edition", "valdoria@2016") == ["2016"]
    assert timber(stored, *asked, "--edition", "valdoria@2017") == []


def test_each_publication_has_its_own_edition_in_print(stored: str, tmp_path: Path) -> None:
    database = str(tmp_path / "a.db")
    country.ingest(tmp_path, database, CALLED)
    done("load", "--sample", "--db", database)
    found = rows(database, "figures", "--in-print", "2022-06")
    assert {(row["publication"], row["edition"]) for row in found} == {
        ("valdoria", "2020"),
        ("us-mexico", "2021"),
    }


def test_one_of_the_two_can_be_asked_for_and_it_has_to_be_a_date(stored: str) -> None:
    for command in ("events", "figures"):
        asked = (command, "--db", stored)
        both = refused(2, *asked, "--as-of", "2016", "--in-print", "2016")
        assert "use one of them" in both
        for option in ("--as-of", "--in-print"):
            assert refused(2, *asked, option, "2016-13").startswith(f"{option}: '2016-13'")


def test_the_chronology_is_exported_as_it_was_known(stored: str, tmp_path: Path) -> None:
    for option, expected in (
        ("--as-of", ["2016-10", "2016-11-13"]),
        ("--in-print", ["2016-11-13"]),
    ):
        target = tmp_path / "chronology.csv"
        done("export", option, "2017-12", "-o", target, "--db", stored)
        with target.open(encoding="utf-8", newline="") as lines:
            assert [row["edtf"] for row in csv.DictReader(lines)] == expected
