"""`timeline blame`: which edition first stated a thing, and since when it reads as it does."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from commands import EXAMPLE, done, refused, written


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database with the example; nobody may write to it."""
    database = str(tmp_path_factory.mktemp("blame") / "a.db")
    done("ingest", EXAMPLE, "--db", database)
    return database


def blamed(database: str, edition: str, *options: str) -> list[dict[str, object]]:
    said = done("blame", edition, "--format", "jsonl", *options, "--db", database).stdout
    return [json.loads(line) for line in said.splitlines()]


def origin(rows: list[dict[str, object]], words: str) -> tuple[object, object]:
    (row,) = [row for row in rows if words in str(row["what"])]
    return row["since"], row["worded"]


def test_each_item_names_the_edition_that_first_stated_it_and_its_wording(loaded: str) -> None:
    rows = blamed(loaded, "us-mexico-example@2023")
    assert origin(rows, "The two neighbors meet") == ("2021", "2021")
    assert origin(rows, "celebrated the bicentenary") == ("2022", "2023")
    assert origin(rows, "border of neighbors: 2,000 miles") == ("2021", "2021")
    assert origin(rows, "goods and services between the two countries: 863") == ("2021", "2023")
    assert origin(rows, "Two Countries Celebrated the Bicentenary") == ("2022", "2023")
    assert origin(rows, "From January to April 2023, trade") == ("2023", "2023")


def test_the_first_edition_stated_all_that_it_says(loaded: str) -> None:
    rows = blamed(loaded, "us-mexico-example@2021")
    assert {(row["since"], row["worded"]) for row in rows} == {("2021", "2021")}


def test_items_lead_to_their_characters_in_the_order_of_the_text(loaded: str) -> None:
    text = done("extract", EXAMPLE / "2023.md", "--text").stdout
    rows = blamed(loaded, "us-mexico-example@2023", "--only", "passages")
    places = [(int(str(row["start"])), int(str(row["end"]))) for row in rows]
    assert places == sorted(places)
    assert all(text[a:b] == row["what"] for (a, b), row in zip(places, rows, strict=True))
    assert not any(str(row["what"]).startswith("Trade\n") for row in rows)


def test_one_subject_is_asked_for_by_its_name(loaded: str) -> None:
    only = blamed(loaded, "us-mexico-example@2023", "--only", "figures", "--only", "events")
    assert {row["item"] for row in only} == {"figure", "event"}
    table = done("blame", "us-mexico-example@2023", "--format", "csv", "--db", loaded).stdout
    rows = list(csv.DictReader(io.StringIO(table)))
    assert [row["item"] for row in rows] == [
        str(row["item"]) for row in blamed(loaded, "us-mexico-example@2023")
    ]


def test_what_was_gone_for_an_edition_is_new_when_it_comes_back(tmp_path: Path) -> None:
    kept, other = "The port of Orle is open.", "Nobody counts the gulls of Tarn."
    for year, text in (("2019", f"{kept} {other}"), ("2020", kept), ("2021", f"{kept} {other}")):
        written(tmp_path, f"sheet/{year}.txt", text)
    database = tmp_path / "a.db"
    done("ingest", tmp_path / "sheet", "--db", database)
    rows = blamed(str(database), "sheet@2021")
    assert origin(rows, kept) == ("2019", "2019")
    assert origin(rows, other) == ("2021", "2021")


def test_an_edition_without_a_date_has_none_before_it(tmp_path: Path) -> None:
    path = written(tmp_path, "sheet.txt")
    database = tmp_path / "a.db"
    done("ingest", path, "--publication", "sheet", "--label", "loose", "--db", database)
    said = refused(2, "blame", "sheet@loose", "--db", database)
    assert "sheet@loose has no date of publication" in said
    assert "timeline amend" in said
