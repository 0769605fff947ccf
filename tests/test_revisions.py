"""What two editions state differently of one series for one period, whatever has come since."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from commands import done
from extraction import read_text
from timeline.delta import diff, reverse
from timeline.formats import deltacsv, deltahtml, deltajson, deltas
from timeline.linking import link
from timeline.model import Delta
from timeline.records import revision_record
from timeline.workflow.compare import narrowed

LIST = """
# Country Profile

## Economy

Growth rate: {0}% ({1} est.)
  {2}% ({3} est.)
  {4}% ({5} est.)
"""
OLD = LIST.format("2.1", 2019, "3.4", 2018, "1.9", 2017)
NEW = LIST.format("4.0", 2020, "2.6", 2019, "3.1", 2018)
PRICES = """
# Country Profile

## Economy

Real output: $41.2 billion (2019 est.)
  $40.1 billion (2018 est.)
  note: data are in 2015 dollars
"""
FALL = "# Prices\n\nProducer prices fell by 0.4% in 2018.\n"
RISE = "# Prices\n\nProducer prices rose by 0.3% in 2018.\n"


def compared(before: str, after: str) -> Delta:
    old, new = read_text(before, "2020"), read_text(after, "2021")
    return diff(old, new, link(old, new))


def told(delta: Delta) -> list[tuple[str, str, str]]:
    found = [revision_record(each) for each in delta.revisions]
    return [(each["period"], each["before"], each["after"]) for each in found]


def test_a_list_of_years_is_compared_year_by_year_and_not_by_place() -> None:
    delta = compared(OLD, NEW)
    assert told(delta) == [("2019", "2.1", "2.6"), ("2018", "3.4", "3.1")]
    assert [row.change for row in delta.figures] == ["updated"] * 3


def test_a_revision_has_the_keys_of_the_contract() -> None:
    (first, _) = compared(OLD, NEW).revisions
    assert revision_record(first) == {
        "series": "test@test#figure-45-49",
        "measure": "Growth rate",
        "unit": "percent",
        "period": "2019",
        "before": "2.1",
        "after": "2.6",
        "basis": None,
    }


def test_what_agrees_at_the_coarser_step_is_no_revision() -> None:
    after = LIST.format("4.0", 2020, "2", 2019, "3.4", 2018)
    assert told(compared(OLD, after)) == []


def test_another_price_year_is_told_on_both_sides_and_marks_the_row() -> None:
    after = PRICES.replace("2015 dollars", "2020 dollars").replace("41.2", "46.0")
    after = after.replace("40.1", "44.8")
    delta = compared(PRICES, after)
    assert told(delta) == [
        ("2019", "41200000000", "46000000000"),
        ("2018", "40100000000", "44800000000"),
    ]
    assert {each.basis for each in delta.revisions} == {("2015 dollars", "2020 dollars")}
    assert all("rebased" in row.flags for row in delta.figures)


ENERGY = """
# Country Profile

## Energy

{0} production: {1} bbl/day ({2} est.)

Coal production: 12 tons (2018 est.)
"""
CRUDE = ENERGY.format("Crude oil", "310,000", 2018)
TOTAL = ENERGY.format("Refined oil", "355,000", 2018)


def test_another_make_of_a_thing_is_redefined_and_told_with_both_labels() -> None:
    delta = compared(CRUDE, TOTAL)
    (row,) = [row for row in delta.figures if row.fields]
    assert (row.change, row.flags) == ("restated", ("redefined", "reworded"))
    assert [each.basis for each in delta.revisions] == [
        ("Crude oil production", "Refined oil production")
    ]


def test_in_prose_the_latest_is_followed_and_the_year_before_is_a_revision() -> None:
    delta = compared(
        "# Trade\n\nGoods exports were $212.4 billion in 2018.\n",
        "# Trade\n\nIn 2019 goods exports rose to $220.9 billion. Goods exports were "
        "$214.0 billion in 2018.\n",
    )
    assert told(delta) == [("2018", "212400000000", "214000000000")]
    linked = [(r.change, r.after.quantity.value) for r in delta.figures if r.before and r.after]
    assert linked == [("updated", 220900000000)]


def test_two_values_of_one_period_are_not_compared() -> None:
    before = "# Visits\n\nMuseum visits were 410,000 in 2018. Museum visits were 95,000 in 2018.\n"
    after = "# Visits\n\nMuseum visits were 433,000 in 2019. Museum visits were 97,000 in 2018.\n"
    assert all(value != "410000" for _, value, _ in told(compared(before, after)))


def test_revisions_are_told_in_every_format_beside_the_rows() -> None:
    delta = compared(OLD, NEW)
    text = deltas.text(delta)
    assert "Revisions, period by period: 2\n" in text
    assert "  restated  Growth rate: estimated 2.1 -> estimated 2.6 percent (2019)\n" in text
    assert "**restated** Growth rate" in deltas.markdown(delta)
    assert "<h2>Revisions, period by period: 2</h2>" in deltahtml.write(delta)
    assert len(json.loads(deltajson.write(delta))["revisions"]) == 2
    lines = [json.loads(line) for line in deltajson.lines(delta).splitlines()]
    assert [line["period"] for line in lines if line["about"] == "revision"] == ["2019", "2018"]


def csv_rows(text: str) -> list[dict[str, str]]:
    """Return the rows about revisions of a delta or a log as CSV."""
    found = csv.DictReader(io.StringIO(text, newline=""))
    return [row for row in found if row["about"] == "revision"]


def test_in_csv_a_revision_is_a_row_after_the_changes() -> None:
    first, second = csv_rows("".join(deltacsv.write([compared(OLD, NEW)])))
    shown = ("change", "what", "before_value", "after_value", "before_unit", "after_period",
             "series", "before_basis")  # fmt: skip
    assert [first[name] for name in shown] == [
        "restated", "Growth rate", "2.1", "2.6", "percent", "2019", "test@test#figure-45-49", "",
    ]  # fmt: skip
    assert (second["before_value"], second["before_quote"]) == ("3.4", "3.4%")


def test_in_csv_a_revision_has_its_basis_and_the_values_and_the_unit_of_the_contract() -> None:
    dearer = PRICES.replace("2015", "2020").replace("$41.2 billion", "$44.0 billion")
    for old, new in ((PRICES, dearer), (FALL, RISE)):
        delta = compared(old, new)
        rows = csv_rows("".join(deltacsv.write([delta])))
        assert len(rows) == len(delta.revisions) > 0
        for row, each in zip(rows, map(revision_record, delta.revisions), strict=True):
            told = [row[name] for name in ("series", "what", "after_unit", "after_period")]
            assert told == [each[name] for name in ("series", "measure", "unit", "period")]
            assert (row["before_value"], row["after_value"]) == (each["before"], each["after"])
            basis = each["basis"] or ["", ""]
            assert [row["before_basis"], row["after_basis"]] == basis


@pytest.mark.parametrize(
    ("only", "changes", "count"),
    [((), (), 2), (("figures",), (), 2), (("events",), (), 0), ((), ("restated",), 2),
     ((), ("updated",), 0)],
)  # fmt: skip
def test_revisions_are_narrowed_like_figures_that_were_restated(
    only: tuple[str, ...], changes: tuple[str, ...], count: int
) -> None:
    assert len(narrowed(compared(OLD, NEW), only, changes).revisions) == count


@pytest.mark.parametrize(("before", "after"), [(OLD, NEW), (PRICES, OLD), (NEW, PRICES)])
def test_reversing_turns_revisions_round(before: str, after: str) -> None:
    there, back = compared(before, after), compared(after, before)
    assert reverse(there).revisions == back.revisions
    assert [(r.after, r.before) for r in there.revisions] == [
        (r.before, r.after) for r in sorted(back.revisions, key=lambda r: r.before.period.first)
    ][::-1]  # fmt: skip


def ingested(folder: Path, *editions: str) -> str:
    """Store texts as editions of successive years; return the options that name the database."""
    profile = folder / "profile"
    profile.mkdir()
    for year, text in enumerate(editions, start=2020):
        (profile / f"{year}.txt").write_text(text, encoding="utf-8")
    database = f"{folder / 'profile.db'}"
    done("--db", database, "ingest", profile)
    return database


def test_log_tells_the_revisions_of_each_edition(tmp_path: Path) -> None:
    database = ingested(tmp_path, OLD, NEW)
    assert "Revisions, period by period: 2" in done("--db", database, "log", "profile").stdout
    table = done("--db", database, "log", "profile", "--format", "csv").stdout
    assert [row["after_edition"] for row in csv_rows(table)] == ["profile@2021"] * 2


def test_history_calls_a_value_of_a_known_period_restated(tmp_path: Path) -> None:
    database = ingested(tmp_path, OLD, NEW)
    found = json.loads(done("--db", database, "history", "growth", "--format", "json").stdout)
    changes = [(row["date"], row["change"]) for row in found if row["edition"] == "2021"]
    assert sorted(changes) == [("2018", "restated"), ("2019", "restated"), ("2020", "updated")]


def test_history_calls_each_value_by_the_make_that_its_edition_names(tmp_path: Path) -> None:
    database = ingested(tmp_path, CRUDE, TOTAL.replace("2018", "2019", 1))
    told = done("--db", database, "history", "oil").stdout
    assert "Crude oil production  [" in told
    assert "Refined oil production  [" in told
