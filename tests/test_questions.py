"""Twenty questions that an analyst puts to the commands, with answers found by reading the texts.

They go to real editions (an almanac's page of a country, an agency's yearly report, a statistical
bulletin), which are skipped where the shared texts are absent, and to two documents of our own.
What is asked is what was stated, revised, planned and held, dropped, since when, and what was
known on a day. An answer that the commands do not give is marked with the reason.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

import publishers
from commands import done

SHARED = Path(os.environ.get("TIMELINE_SHARED") or Path(__file__).resolve().parents[2] / "shared")

Row = dict[str, Any]


def _stored(folder: Path, publication: str, database: Path) -> Path:
    done("ingest", folder, "--publication", publication, "--db", database, "--quiet")
    return database


def _of_the_corpus(part: str, publication: str, factory: pytest.TempPathFactory) -> Path:
    folder = SHARED / "corpus" / part
    if not folder.is_dir():
        pytest.skip(f"no shared texts: {folder} does not exist")
    return _stored(folder, publication, factory.mktemp(publication) / "a.db")


@pytest.fixture(scope="module")
def almanac(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve editions of the page of Kenya, 1990 to 2024."""
    return _of_the_corpus("factbook/Kenya", "almanac", tmp_path_factory)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Nine yearly reports about Kenya, for 2016 to 2024."""
    return _of_the_corpus("hrr/kenya", "report", tmp_path_factory)


@pytest.fixture(scope="module")
def accounts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The environmental accounts of 2013 and 2014."""
    return _of_the_corpus("bulletins/uk-env", "accounts", tmp_path_factory)


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("harbour")
    return _stored(publishers.folder_of("harbour", folder), "harbour", folder / "a.db")


@pytest.fixture(scope="module")
def meals(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("meals")
    return _stored(publishers.folder_of("school-meals", folder), "school-meals", folder / "a.db")


def answer(database: Path, *question: str) -> list[Row]:
    """Return the rows of an answer."""
    said = done(*question, "--format", "jsonl", "--db", database).stdout
    return [json.loads(line) for line in said.splitlines()]


def values(rows: list[Row], *names: str) -> list[tuple[Any, ...]]:
    return [tuple(row[name] for name in names) for row in rows]


def changed(database: Path, *question: str) -> list[tuple[str, Any, Any]]:
    """Return the change, and the values before and after, of each row about a figure."""

    def value(figure: Row | None) -> str | None:
        return None if figure is None else figure["value"]

    rows = answer(database, "diff", *question, "--only", "figures")
    return [
        (row["change"], value(row["before"]), value(row["after"]))
        for row in rows
        if "change" in row
    ]


# ---------------------------------------------------------------- an almanac's page of a country


def test_1_how_many_internet_users_did_each_edition_state(almanac: Path) -> None:
    rows = answer(almanac, "history", "internet users", "--only", "figures")
    first = [row for row in rows if row["series"] == rows[0]["series"]]
    assert values(first, "edition", "value", "date") == [
        ("2003", "500000", "2002"),
        ("2007", "2770000", "2006"),
        ("2010", "3996000", "2009"),
        ("2013", "3996000", "2009"),
        ("2016", "20952000", "2015-07"),
        ("2021-06-15", "9129243", "2018-07"),
        ("2024-03-07", "15370000", "2021"),
        ("2024-05-23", "15370000", "2021"),
    ]


def test_2_was_the_length_of_the_railways_in_2008_revised(almanac: Path) -> None:
    rows = changed(
        almanac, "almanac@2010", "almanac@2013", "--find", "railway", "--change", "restated"
    )
    assert rows == [("restated", "2778", "2066")] * 2  # in total, and of narrow gauge


def test_3_what_did_the_edition_of_march_2024_drop_about_hiv(almanac: Path) -> None:
    rows = changed(
        almanac, "almanac@2021-06-15", "almanac@2024-03-07", "--find", "HIV", "--change", "dropped"
    )
    assert sorted(before for _, before, _ in rows) == ["1500000", "21000", "4.8"]


def test_4_which_election_was_planned_as_known_in_2011_and_when_was_it_held(almanac: Path) -> None:
    asked = ("events", "--search", "election")
    planned = answer(almanac, *asked, "--as-of", "2011", "--status", "scheduled")
    assert "2012-12" in {row["edtf"] for row in planned}
    held = answer(almanac, *asked, "--edition", "almanac@2013", "--status", "occurred")
    assert "2013-03-04" in {row["edtf"] for row in held}


def test_5_since_when_has_literacy_of_85_percent_been_stated_in_2010(almanac: Path) -> None:
    rows = answer(almanac, "blame", "almanac@2010", "--only", "figures")
    assert [
        (row["worded"], row["period"])
        for row in rows
        if row["what"].startswith("Literacy") and "85.1" in row["what"]
    ] == [("2003", "2003")]


def test_6_how_many_people_died_of_hiv_as_known_at_the_start_of_2009(almanac: Path) -> None:
    rows = answer(almanac, "figures", "--measure", "hiv death", "--in-print", "2009-01-01")
    assert values(rows, "edition", "value", "period") == [("2007", "150000", "2003")]


# ---------------------------------------------------------------- a statistical bulletin


def test_7_what_did_environmental_taxes_yield_in_2012_and_was_that_revised(accounts: Path) -> None:
    rows = answer(
        accounts, "figures", "--measure", "environmental tax", "--from", "2012", "--to", "2012"
    )
    assert {("2013", "44500000000"), ("2014", "41300000000")} <= {*values(rows, "edition", "value")}


def test_8_how_much_fuel_was_used_in_2011_and_in_2012(accounts: Path) -> None:
    rows = answer(accounts, "figures", "--measure", "fuel use", "--from", "2011", "--to", "2012")
    assert {
        ("193600000", "tonne of oil equivalent", "2011"),
        ("194.1", "megatonne of oil equivalent", "2012"),
    } <= {*values(rows, "value", "unit", "period")}


def test_9_was_the_use_of_coal_in_2011_revised(accounts: Path) -> None:
    rows = answer(accounts, "figures", "--measure", "use of coal", "--from", "2011", "--to", "2011")
    assert {("2013", "33", "2011"), ("2014", "32.9", "2011")} <= {
        *values(rows, "edition", "value", "period")
    }


def test_10_were_greenhouse_gas_emissions_of_2011_revised(accounts: Path) -> None:
    rows = answer(
        accounts,
        "figures",
        "--measure",
        "greenhouse gas emission",
        "--from",
        "2011",
        "--to",
        "2011",
    )
    assert {("2013", "634800000"), ("2014", "642000000")} <= {*values(rows, "edition", "value")}


# ---------------------------------------------------------------- an agency's yearly report


def test_11_how_many_people_were_in_prison(report: Path) -> None:
    rows = answer(report, "figures", "--measure", "persons in prison")
    assert {
        ("2016", "53841"), ("2017", "50572"), ("2018", "51130"), ("2019", "51130"),
        ("2020", "48000"),
    } <= {*values(rows, "edition", "value")}  # fmt: skip
    assert not [row for row in rows if "imprison" in row["measure"]]


def test_12_when_was_the_curfew_lifted(report: Path) -> None:
    rows = answer(report, "events", "--search", "curfew lifted")
    assert values(rows, "edtf", "status", "edition") == [("2021-10", "occurred", "2021")]


def test_13_how_many_complaints_about_deaths_did_the_oversight_authority_get(report: Path) -> None:
    rows = answer(report, "figures", "--measure", "complaints about deaths")
    assert {("2021", "188"), ("2022", "180")} <= {*values(rows, "edition", "value")}


def test_14_how_many_stateless_persons_were_registered_as_known_at_the_end_of_2018(
    report: Path,
) -> None:
    rows = answer(report, "figures", "--measure", "stateless person", "--in-print", "2018-12-31")
    assert values(rows, "edition", "value")[0] == ("2017", "18500")
    assert {row["edition"] for row in rows} == {"2017"}


# ---------------------------------------------------------------- two documents of our own


def test_15_what_has_been_said_of_the_cargo_of_2020(harbour: Path) -> None:
    rows = answer(harbour, "history", "cargo that the port handles", "--triangle")
    assert values(rows, "period", "2021", "2022", "2023") == [
        ("2020", "18400000", "18900000", None),
        ("2021", None, "20200000", None),
        ("2022", None, None, "21000000"),
    ]


def test_16_when_was_the_terminal_to_open_and_when_did_it(harbour: Path) -> None:
    rows = answer(harbour, "history", "terminal opening", "--only", "events")
    assert values(rows, "edition", "date", "change") == [
        ("2021", "2022-09", "first"),
        ("2022", "2023-03", "rescheduled"),
        ("2023", "2023-03-06", "occurred"),
    ]


def test_17_when_was_it_to_open_as_known_at_the_end_of_2021(harbour: Path) -> None:
    rows = answer(harbour, "events", "--search", "open the terminal", "--as-of", "2021-12-31")
    assert values(rows, "edtf", "status") == [("2022-09", "scheduled")]


def test_18_which_figures_did_the_bulletin_of_2022_drop(harbour: Path) -> None:
    rows = changed(harbour, "harbour@2021", "harbour@2022", "--change", "dropped")
    assert rows == [("dropped", "12", None)]


def test_19_which_plans_has_nobody_reported_on(meals: Path) -> None:
    """The review of 2020 was never mentioned again; that of 2024 lies after the last edition."""
    rows = answer(meals, "status", "--only", "overdue")
    assert values(rows, "edition", "date", "status") == [("2019", "2020-05", "scheduled")]


def test_20_since_when_has_the_ministry_said_what_it_said_in_2021(meals: Path) -> None:
    rows = answer(meals, "blame", "school-meals@2021", "--only", "figures")
    assert values(rows, "period", "since", "worded") == [
        ("2020", "2019", "2021"),
        ("2020", "2019", "2021"),
        ("2018", "2019", "2019"),
    ]
