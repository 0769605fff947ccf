"""The bundled snapshots and the example: what they hold; they are as the program writes them."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest

from timeline.decode.snapshotfile import MEDIA, decode, encode
from timeline.model import Capture, Figure, Snapshot
from timeline.values import Period, decimal_text

ROOT = Path(__file__).parent.parent
SNAPSHOTS = ROOT / "snapshots" / "us-mexico"
EXAMPLE = ROOT / "examples" / "us-mexico-example"
LABELS = ("2019", "2021", "2022", "2023")


def edition(label: str) -> Snapshot:
    path = SNAPSHOTS / f"{label}.json"
    data = path.read_bytes()
    sha256 = hashlib.sha256(data).hexdigest()
    return decode(Capture(data=data, sha256=sha256, origin=str(path), media=MEDIA))


def values(measure: str) -> dict[str, list[str]]:
    """Return the values of a measure by edition, those that state it."""
    found = {
        label: [
            decimal_text(figure.quantity.value)
            for figure in edition(label).figures
            if figure.measure == measure
        ]
        for label in LABELS
    }
    return {label: numbers for label, numbers in found.items() if numbers}


def test_the_bundled_files_are_these_four() -> None:
    assert sorted(path.stem for path in SNAPSHOTS.iterdir()) == list(LABELS)


@pytest.mark.parametrize("label", LABELS)
def test_a_bundled_snapshot_is_canonical(label: str) -> None:
    assert encode(edition(label)) == (SNAPSHOTS / f"{label}.json").read_bytes()


@pytest.mark.parametrize("label", LABELS)
def test_a_bundled_snapshot_says_where_it_comes_from(label: str) -> None:
    imprint = edition(label).imprint
    assert imprint.reference == f"us-mexico@{label}"
    assert imprint.title == "U.S. Relations With Mexico"
    assert imprint.source is not None
    assert imprint.source.startswith("U.S. Department of State, https://www.state.gov/")
    assert imprint.coverage == ("complete" if label == "2023" else "partial")


def test_the_editions_are_dated_as_well_as_is_known() -> None:
    published = [edition(label).imprint.published for label in LABELS]
    assert [p.edtf for p in published if p] == ["2019~", "2021~", "2022~", "[2023-07..2023-09]"]


def test_the_numbers_of_items_are_those_of_the_sheets() -> None:
    counted = {label: (len(edition(label).figures), len(edition(label).events)) for label in LABELS}
    assert counted == {"2019": (11, 0), "2021": (7, 1), "2022": (5, 1), "2023": (63, 42)}


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        ("land ports of entry on the border",
         {"2019": ["55"], "2021": ["55"], "2022": ["47"], "2023": ["47"]}),
        ("length of the border", {label: ["2000"] for label in LABELS}),
        ("trade in goods and services",
         {"2019": ["678000000000"], "2021": ["577300000000"], "2023": ["863000000000"]}),
        ("trade in goods", {"2021": ["536700000000"]}),
        ("daily two-way trade", {"2019": ["1700000000"]}),
        ("U.S. jobs that depend on exports to Mexico", {"2021": ["1100000"], "2023": ["1100000"]}),
        ("U.S. citizens living in Mexico",
         {"2019": ["1500000"], "2021": ["1600000"], "2022": ["1600000"], "2023": ["1600000"]}),
        ("vaccine doses given to Mexico", {"2022": ["16900000"]}),
        ("age of diplomatic relations", {"2022": ["200"], "2023": ["200"]}),
        ("rank of Mexico among U.S. trading partners", {"2019": ["3"], "2023": ["1", "2"]}),
    ],
)  # fmt: skip
def test_a_measure_has_one_name_through_all_editions(
    measure: str, expected: dict[str, list[str]]
) -> None:
    assert values(measure) == expected


def figure(label: str, measure: str) -> Figure:
    return next(f for f in edition(label).figures if f.measure == measure)


def test_trade_is_told_apart_by_scope_and_by_unit_of_time() -> None:
    both = figure("2021", "trade in goods and services")
    goods = figure("2021", "trade in goods")
    daily = figure("2019", "daily two-way trade")
    assert (both.scope, both.kind, both.quantity.per) == ("goods and services", "level", None)
    assert (goods.scope, goods.kind, goods.quantity.per) == ("goods", "level", None)
    assert (daily.kind, daily.quantity.per, daily.quantity.qualifier) == (
        "rate",
        "day",
        "approximately",
    )


@pytest.mark.parametrize(
    ("label", "measure", "step"),
    [
        ("2023", "trade in goods and services", "1000000000"),
        ("2021", "trade in goods and services", "100000000"),
        ("2023", "U.S. citizens living in Mexico", "100000"),
        ("2023", "Mexicans beginning a BridgeUSA exchange", "1"),
    ],
)
def test_the_step_is_that_of_the_print(label: str, measure: str, step: str) -> None:
    assert decimal_text(figure(label, measure).quantity.step) == step


@pytest.mark.parametrize(
    ("label", "edtf", "title", "status"),
    [
        ("2021", "2020-03", "Travel", "occurred"),
        ("2022", "2022-12-12", "Bicentenary of Diplomatic Relations", "scheduled"),
        ("2023", "2022", "Bicentenary of Diplomatic Relations", "occurred"),
        ("2023", "2020-07-01", "USMCA", "occurred"),
        ("2023", "2010", "21st Century Border Management", "occurred"),
        ("2023", "2021", "Bicentennial Framework", "occurred"),
        ("2023", "2022-09-12", "High-Level Economic Dialogue", "occurred"),
        ("2023", "2023-09", "High-Level Economic Dialogue", "scheduled"),
        ("2023", "2023-07", "Binational Bridges and Border Crossings Group", "occurred"),
        ("2023", "2036-07-01", "USMCA", "scheduled"),
    ],
)
def test_an_event_that_readers_look_for_is_there(
    label: str, edtf: str, title: str, status: str
) -> None:
    found = [
        e for e in edition(label).events if e.when and e.when.edtf == edtf and title in e.title
    ]
    assert [e.status for e in found] == [status]


def test_every_event_names_who_and_every_figure_what() -> None:
    for label in LABELS:
        assert all(event.actors for event in edition(label).events)
        assert all(figure.quantity.unit and figure.subject for figure in edition(label).figures)


# ---------------------------------------------------------------- the example


def rows() -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads((EXAMPLE / "editions.json").read_text())
    return found


def test_the_example_has_three_dated_editions_that_say_what_they_are() -> None:
    assert [(row["file"], row["edition"], row["published"]) for row in rows()] == [
        ("2021.md", "2021", "2021-11"),
        ("2022.md", "2022", "2022-10"),
        ("2023.md", "2023", "2023-08"),
    ]
    for row in rows():
        Period.parse(row["published"])
        assert row["title"] == "The United States and Mexico in Brief"
        assert "not an official text" in row["source"]
        assert (EXAMPLE / row["file"]).is_file()


@pytest.mark.parametrize(
    ("words", "editions"),
    [
        ("55 land ports of entry", ["2021"]),
        ("47 land ports of entry", ["2022", "2023"]),
        ("$577.3 billion in 2020", ["2021", "2022"]),
        ("$863 billion in 2022", ["2023"]),
        ("1.1 million U.S. jobs", ["2021", "2022", "2023"]),
        ("will celebrate the bicentenary", ["2022"]),
        ("celebrated the bicentenary", ["2023"]),
        ("met in Mexico City on September 12, 2022", ["2022", "2023"]),
        ("planned for September 2023", ["2022", "2023"]),
        ("entered into force on July 1, 2020", ["2021", "2022", "2023"]),
        ("Bicentennial Framework in 2021", ["2021", "2022", "2023"]),
        ("Washington in July 2023", ["2023"]),
        ("In March 2020", ["2021"]),
    ],
)
def test_a_statement_of_the_example_stands_in_these_editions(
    words: str, editions: list[str]
) -> None:
    found = [
        row["edition"]
        for row in rows()
        if words in re.sub(r"\s+", " ", (EXAMPLE / row["file"]).read_text(encoding="utf-8"))
    ]
    assert found == editions
