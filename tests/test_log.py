"""`timeline log`, and what of a difference `timeline diff` is asked for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from commands import EXAMPLE, done, refused, timeline, written
from timeline import schemas
from timeline.formats import DELTA_FORMATS, LOG_FORMATS, registry
from timeline.vocabulary import CHANGES

SCHEMA = schemas.load("delta")


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database with the bundled editions and the example; nobody may write to it."""
    database = str(tmp_path_factory.mktemp("log") / "a.db")
    done("load", "--sample", "--db", database)
    done("ingest", EXAMPLE, "--db", database)
    return database


def test_the_log_has_each_edition_against_the_one_before_the_newest_first(loaded: str) -> None:
    lines = done("log", "us-mexico", "--format", "jsonl", "--db", loaded).stdout.splitlines()
    deltas = [json.loads(line) for line in lines]
    pairs = [(each["before"]["edition"], each["after"]["edition"]) for each in deltas]
    assert pairs == [("2022", "2023"), ("2021", "2022"), ("2019", "2021")]
    for each in deltas:
        Draft202012Validator(SCHEMA).validate(each)


def test_the_log_says_of_two_editions_what_their_difference_says(loaded: str) -> None:
    said = done("log", "us-mexico-example", "--limit", "1", "--db", loaded).stdout
    two = ("us-mexico-example@2022", "us-mexico-example@2023")
    assert said == done("diff", *two, "--db", loaded).stdout


def test_counts_alone_are_a_line_for_each_kind(loaded: str) -> None:
    said = done("log", "us-mexico", "--stat", "--db", loaded).stdout
    assert [len(part.splitlines()) for part in said.split("\n\n")] == [4, 4, 4]
    assert "  Figures: 1 changed, 1 requalified; 6 not covered, 1 unchanged\n" in said
    two = ("us-mexico@2021", "us-mexico@2022")
    assert done("diff", *two, "--stat", "--db", loaded).stdout in said
    assert refused(2, "log", "us-mexico", "--stat", "--format", "md", "--db", loaded).startswith(
        "--stat works only with --format text."
    )


def test_a_log_since_a_date_begins_with_what_can_be_published_then(loaded: str) -> None:
    said = done("log", "us-mexico", "--since", "2023", "--format", "jsonl", "--db", loaded).stdout
    assert [json.loads(line)["after"]["edition"] for line in said.splitlines()] == ["2023"]


def test_a_publication_with_one_edition_has_no_log_and_says_so(tmp_path: Path) -> None:
    database = tmp_path / "a.db"
    done("ingest", written(tmp_path, "sheet/2020.txt"), "--publication", "sheet", "--db", database)
    result = timeline("log", "sheet", "--db", database)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == (
        "There are no two dated editions to compare. sheet has one, from 2020. "
        f"Searched: sheet in {database}.\n"
    )
    assert "No publication named 'shet'" in refused(2, "log", "shet", "--db", database)


def test_a_log_since_a_day_after_the_last_edition_names_that(loaded: str) -> None:
    said = done("log", "us-mexico", "--since", "2031", "--db", loaded).stderr
    assert said == (
        "No edition of us-mexico was published that late: the newest is from [2023-07..2023-09]. "
        f"Searched: us-mexico --since 2031 in {loaded}.\n"
    )


def test_a_log_goes_into_a_file(loaded: str, tmp_path: Path) -> None:
    target = tmp_path / "log.md"
    result = done("log", "us-mexico", "-o", target, "--db", loaded)
    assert "written as md" in result.stderr
    assert target.read_text("utf-8").count("# us-mexico@") == 3


def test_a_log_is_one_table_or_one_page(loaded: str, tmp_path: Path) -> None:
    lines = done("log", "us-mexico", "--format", "csv", "--db", loaded).stdout.splitlines()
    assert [line.partition(",")[0] for line in lines].count("before_edition") == 1
    assert {line.split(",")[1] for line in lines[1:]} >= {"us-mexico@2023", "us-mexico@2022"}
    done("log", "us-mexico", "-o", tmp_path / "log.html", "--db", loaded)
    page = (tmp_path / "log.html").read_text("utf-8")
    links = [f'<a href="#edition-{n}">us-mexico@{y}</a>' for n, y in ((1, 2023), (2, 2022))]
    assert page.index(links[0]) < page.index(links[1])
    assert page.count("<h2 id=") == 3


def test_a_log_shows_noise_on_request(tmp_path: Path) -> None:
    database = tmp_path / "a.db"
    for year, mark in ((2020, "'"), (2021, "\u2019")):
        text = f"# Sheet\n\nThe council{mark}s plan of {year} stands. It is the council{mark}s.\n"
        path = written(tmp_path, f"sheet/{year}.md", text)
        done("ingest", path, "--publication", "sheet", "--db", database)
    folded = done("log", "sheet", "--db", database).stdout
    assert folded.endswith("\nNoise: 1 of typography; --noise shows them\n")
    shown = done("log", "sheet", "--noise", "--db", database).stdout
    assert '  unchanged  "It is the council[-\'-]{+\u2019+}s."  [typography]\n' in shown


def test_a_difference_is_narrowed_to_a_subject_and_to_changes(loaded: str) -> None:
    two = ("us-mexico-example@2022", "us-mexico-example@2023", "--db", loaded)
    only = json.loads(done("diff", *two, "--only", "figures", "--format", "json").stdout)
    assert only["figures"]
    assert (only["events"], only["passages"]) == ([], [])
    asked = ("--change", "added", "--change", "unchanged")
    changes = json.loads(done("diff", *two, *asked, "--format", "json").stdout)
    rows = [*changes["figures"], *changes["events"], *changes["passages"]]
    assert {row["change"] for row in rows} == {"added", "unchanged"}
    assert timeline("diff", *two, "--change", "rescoped", "--exit-code").exit_code == 0


def test_the_names_of_changes_are_those_of_the_contract() -> None:
    abouts = ("figureChange", "eventChange", "passageChange")
    named = [SCHEMA["$defs"][about]["properties"]["change"]["enum"] for about in abouts]
    assert {name for names in named for name in names} - {"returned"} == set(CHANGES)


def test_every_format_of_a_delta_and_of_a_log_has_its_writer() -> None:
    assert set(registry.DELTAS) == set(DELTA_FORMATS)
    assert set(registry.LOGS) == set(LOG_FORMATS)
