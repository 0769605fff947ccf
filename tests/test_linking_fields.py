"""Fields and sentences of whole texts: which are one under another label, what became of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from commands import done
from extraction import read_text
from timeline.delta import content_of, diff, patch, reverse
from timeline.linking import link
from timeline.model import Delta


def compared(old: str, new: str) -> Delta:
    before, after = read_text(old), read_text(new)
    return diff(before, after, link(before, after))


def rows(delta: Delta) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Return what became of the passages: the change, and the first words of either side."""
    return [
        (
            row.change,
            tuple(each.quote.text.split(":")[0] for each in row.before),
            tuple(each.quote.text.split(":")[0] for each in row.after),
        )
        for row in delta.passages
    ]


RENAMED = [
    ("International disputes: none with Tarn", "Disputes - international: one with Tarn"),
    ("Railroads: 24,500 km in all", "Railways: 20,567 km in all"),
    ("Telephones: 11,890,868 (1993)", "Telephones - main lines in use: 9.6 million (1998)"),
    ("Digraph: XQ", "Data code: XQ"),
    (
        "Member of: ALADI, BIS, ECLAC, FAO, GATT, IBRD, ICAO, IDA, IFAD, ILO",
        "Organizations: ALADI, BIS, ECLAC, FAO, IBRD, ICAO, IDA, IFAD, ILO, WTO",
    ),
    # the label has taken in what the field held, or the field has
    ("Fish output: growth rate 3.5% (1992)", "Fish output growth rate: -8% (1996 est.)"),
    ("Regional output: GRP - market rates - $41 billion", "GRP: buying power - $183 billion"),
    ("Guard expenditures: $2.05 billion (1993)", "Army expenditures: $3.28 billion (1996)"),
]


@pytest.mark.parametrize(("old", "new"), RENAMED)
def test_a_field_is_the_same_under_another_label(old: str, new: str) -> None:
    (row,) = compared(old, new).passages
    assert row.change == "reworded"


OTHERS = [
    ("Gross national saving: 23.4% of GDP (2019 est.)", "Remittances: 3.1% of GDP (2022 est.)"),
    ("Power - capacity: 5,000 kW (1993)", "Power - exports: 4,000 kWh (1998)"),
    ("Power use per capita: 1,200 kWh (1993)", "Power use: 1.4 million kWh (1998)"),
    ("Harbor budget: $12 million", "Harbor ships: 12"),
    ("Data code: 5", "Harbor code: 5"),
    # what stands in the content as a line is a part of it, not its name
    ("Fishing: employs 9% of workers", "Output by sector: fishing: 8% salt: 28% other: 64%"),
    ("Investment (gross fixed): 22% of GDP", "Gross national saving: 21% of GDP"),
]


@pytest.mark.parametrize(("old", "new"), OTHERS)
def test_fields_that_only_look_alike_are_two(old: str, new: str) -> None:
    assert sorted(row.change for row in compared(old, new).passages) == ["added", "removed"]


WHOLE = "Harbors: 12; commodities: fish, salt; partners: Tarn 40%, Reed 12%"
PARTS = "Harbors: 14\n\nHarbors - commodities: fish, wool\n\nHarbors - partners: Tarn 38%, Fenn 9%"


def test_a_field_that_gives_parts_away_is_split_and_the_way_back_merges() -> None:
    names = ("Harbors",), ("Harbors", "Harbors - commodities", "Harbors - partners")
    assert rows(compared(WHOLE, PARTS)) == [("split", *names)]
    assert rows(compared(PARTS, WHOLE)) == [("merged", names[1], names[0])]


SPLIT = {
    "by what the labels add": (
        "Manpower: males 15-49 14,513,752; fit for service 9,434,020; reach age (20) 581,858",
        "Army manpower - males: 15-49: 16,942,953",
        "Army manpower - fit for service: 10,987,037",
        "Army manpower - reaching age: 672,197",
    ),
    "by the label of the whole": (
        "Water: the Tarn silts up in winter; the Reed floods the lower town in spring",
        "Water - issues: the Tarn silts up in winter and is salt",
        "Perils: ice; the Reed floods the lower town in spring",
        "Water - agreements: party to Reed Basin, Salt Sea",
    ),
    "by words that only two have": (
        "Courts: civil code of 1903; accepts binding rulings of regional judges with reservations",
        "Courts: civil code of 1903, as amended",
        "Treaties: accepts binding rulings of regional judges, except on fish",
    ),
    "by a label that grew": (
        "GRP: $38.3 billion, per head $700; real growth 1.0%",
        "Regional output: GRP - market rates - $41.2 billion",
        "Regional output per head: $730",
        "Regional output real growth: 2.1%",
    ),
    "by the section": (
        "Signals: 600,000 lamps, masts on all hills; stations: 25 by day",
        "Signal system: 600,000 lamps, masts on all hills",
        "Lamps: 812,000",
        "Day stations: 31",
        "Flags: 12",
    ),
}


@pytest.mark.parametrize(("whole", "first", "parts"), [(w, f, p) for w, f, *p in SPLIT.values()],
                         ids=SPLIT)  # fmt: skip
def test_a_field_is_split(whole: str, first: str, parts: list[str]) -> None:
    money = "Money\n-----\n\nTariffs: 12%"
    old, new = f"{money}\n\n{whole}", "\n\n".join((money, "Beacons\n-------", first, *parts))
    (row,) = [row for row in compared(old, new).passages if row.change == "split"]
    assert [each.quote.text for each in row.after] == [first, *parts]
    (row,) = [row for row in compared(new, old).passages if row.change == "merged"]
    assert [each.quote.text for each in row.before] == [first, *parts]


WHOLES = [
    # lines that the whole has kept
    ("Air: soot: 20 tons\n  carbon dioxide: 463 tons", "Carbon dioxide: 470 tons"),
    # a field of another family
    ("Sales: $95 billion; goods: electronics, salt", "Electricity - sales: 11 million kWh"),
    ("People: 46 million; note: spread along the Reed", "People spread: most live on the Reed"),
]


@pytest.mark.parametrize(("whole", "other"), WHOLES)
def test_what_a_field_has_kept_is_not_split_off(whole: str, other: str) -> None:
    kept = "Electricity - output: 3 kWh"
    delta = compared(f"{whole}\n\n{kept}", f"{whole}, more\n\n{kept}\n\n{other}")
    assert sorted(row.change for row in delta.passages) == ["added", "reworded", "unchanged"]


def test_lines_of_a_merged_field_tell_what_came_into_it() -> None:
    old = (
        "Crude oil - exports: 1,214 barrels\n\nCrude oil - proved stock: 6,630 barrels\n\n"
        "Power - from lake dams: 17% of capacity\n\nPower - from coal: 71% of capacity\n\n"
        "Power - output: 302 kWh\n\nPower - use: 258 kWh\n\nPower - sales: 7 kWh"
    )
    new = (
        "Petroleum: output: 1,905 barrels\n  crude oil and condensate exports: 1,180 barrels\n"
        "  crude oil estimated stock: 5,786 barrels\n\n"
        "Power sources: coal: 75% of capacity\n  lake dams: 10% of capacity\n\n"
        "Power: use: 272 kWh\n  sales: 5 kWh\n  losses: 40 kWh"
    )
    delta = compared(old, new)
    assert {(len(row.before), row.after[0].quote.text.split(":")[0]) for row in delta.passages} == {
        (2, "Petroleum"), (2, "Power sources"), (3, "Power"),
    }  # fmt: skip


def test_a_field_that_holds_all_that_it_held_gives_no_parts_away() -> None:
    kept = f"{WHOLE}\n\nHarbors - commodities: oil, tin"
    assert [row.change for row in compared(WHOLE, kept).passages] == ["unchanged", "added"]


def test_split_and_merged_rows_can_be_applied_and_turned_round() -> None:
    for old, new in ((WHOLE, PARTS), (PARTS, WHOLE)):
        before, after = read_text(old), read_text(new)
        delta = diff(before, after, link(before, after))
        assert content_of(patch(before, delta)) == content_of(after)
        back = reverse(delta)
        assert rows(back) == rows(compared(new, old))
        assert content_of(patch(after, back)) == content_of(before)


def test_sentences_of_one_paragraph_need_little_in_common() -> None:
    old = (
        "The port of Orle is open on all days. "
        "By July the bureau counted 43 ships that had left the harbor for want of fuel."
    )
    new = (
        "The port of Orle is open on all days. "
        "Ships without fuel numbered 51 in the harbor, as the bureau told the press in June."
    )
    assert [row.change for row in compared(old, new).passages] == ["unchanged", "reworded"]
    far = f"The port of Orle is open on all days.\n\n{new.partition('. ')[2]}"
    assert sorted(row.change for row in compared(old, far).passages) == [
        "added", "removed", "unchanged",
    ]  # fmt: skip


def values(delta: Delta) -> set[tuple[str | None, str | None]]:
    """Return the values of the figures that became others, before and after."""
    return {
        (
            row.before and str(row.before.quantity.value),
            row.after and str(row.after.quantity.value),
        )
        for row in delta.figures
        if row.change != "unchanged"
    }


WINDOW = "GDP - growth: 3% (2014 est.), 2% (2013 est.), 1% (2012 est.)"


def test_the_leading_values_of_a_sliding_window_are_linked() -> None:
    slid = "GDP - growth: 5% (2015 est.), 3% (2014 est.), 2% (2013 est.)"
    assert values(compared(WINDOW, slid)) == {("3", "5"), ("1", "3")}
    assert values(compared(slid, WINDOW)) == {("5", "3"), ("3", "1")}


@pytest.mark.parametrize(
    ("old", "new", "pairs"),
    [
        # nothing came in, so nothing can be told in place of what left
        (WINDOW, "GDP - growth: 2% (2013 est.), 1% (2012 est.)", {("3", None)}),
        (WINDOW, f"{WINDOW}, 4% (2011 est.)", {(None, "4")}),
        (
            "Land use: arable 30%; other 70%",
            "Land use: meadows 5%; arable 30%; other 65%",
            {(None, "5"), ("70", "65")},
        ),
    ],
)
def test_a_value_that_does_not_lead_its_window_keeps_its_partner(
    old: str, new: str, pairs: set[tuple[str | None, str | None]]
) -> None:
    assert values(compared(old, new)) == pairs


def test_the_values_of_a_field_are_linked_in_order_whatever_its_label() -> None:
    old = "GDP (market rates): $227 million (2015 est.)\n  $217 million (2014 est.)"
    new = "Real GDP (market rates): $252 million (2019 est.)\n  $250 million (2018 est.)"
    pairs = [
        (str(row.before.quantity.value), str(row.after.quantity.value))
        for row in compared(old, new).figures
        if row.before and row.after
    ]
    assert pairs == [("227000000", "252000000"), ("217000000", "250000000")]


def test_a_figure_of_a_page_goes_with_its_field_however_little_that_says(tmp_path: Path) -> None:
    page = "<main><h1>Velland</h1><dl><dt>Unemployment<dd>{}<dt>Inflation<dd>{}</dl></main>"
    old, new = tmp_path / "a.html", tmp_path / "b.html"
    old.write_text(page.format("4.9% (Nov. 2022)", "1.2% (2020)"))
    new.write_text(page.format("5.3% (2023)", "6.1% (2022)"))
    found = json.loads(done("diff", old, new, "--format", "json").stdout)["figures"]
    measures = [(row["before"]["measure"], row["after"]["measure"]) for row in found]
    assert measures == [("Unemployment", "Unemployment"), ("Inflation", "Inflation")]
    assert {row["change"] for row in found} == {"updated"}
