"""Tables that plain text draws with blanks, tabs, dots and bars."""

from __future__ import annotations

from pathlib import Path

import pytest

import pages
from commands import done
from extraction import read_text
from growth import excess
from timeline.decode import plain

ALIGNED = """\
Landings of the port, thousand tonnes

                        2021      2022
Herring                  412       390
Cod and
  haddock                 75        81
Shellfish
  Crab                   1.5        ..
"""
LEFT = """\
Town       People (thousands)   Area (sq km)
---------  ------------------   ------------
Millhaven  41                   120
Saltby     9                    1,050
"""
DOTTED = "Herring ........ 412\nCod ............. 75\n"
TABBED = "Year\tSpending (£ million)\tPupils\n2021\t1,200\t44\n2022\t1,350\t51\n"
BOXED = """\
+------+--------+
| Year | Pupils |
+======+========+
| 2021 | 1,200  |
| 2022 | 1,350  |
+------+--------+
"""
PARTED = "District | Cases | Deaths\nMillhaven | 1,512 | 14\nSaltby | 301 | ..\n"
UNIT_OVER_COLUMNS = """\
             2021      2022
           (million tonnes)
Saltby       31.5      33.1
Millhaven     2.0       2.4
"""
WRAPPED_FIRST = """\
                   2021      2022
Landings of all
  boats           1,250     1,310
Crews                41        44
"""
GROUPED_FIRST = """\
                   2021      2022
Boats
Large             1,250     1,310
Small                41        44
"""
GROUPED_SMALL = """\
                   2021      2022
Boats
large             1,250     1,310
small                41        44
"""
PARTS = """\
| Boats    | 2021  | 2022  |
| Ferries  | 1,250 | 1,310 |
| of which electric | 41 | 44 |
"""
TABLES = [
    (GROUPED_SMALL, ["1250 2021 Boats - large", "1310 2022 Boats - large",
                     "41 2021 Boats - small", "44 2022 Boats - small"]),
    (PARTS, ["1250 2021 Ferries", "1310 2022 Ferries",
             "41 2021 Ferries - of which electric", "44 2022 Ferries - of which electric"]),
    (UNIT_OVER_COLUMNS, ["31500000.0 2021 Saltby", "33100000.0 2022 Saltby",
                         "2000000.0 2021 Millhaven", "2400000.0 2022 Millhaven"]),
    (WRAPPED_FIRST, ["1250 2021 Landings of all boats", "1310 2022 Landings of all boats",
                     "41 2021 Crews", "44 2022 Crews"]),
    (GROUPED_FIRST, ["1250 2021 Boats - Large", "1310 2022 Boats - Large",
                     "41 2021 Boats - Small", "44 2022 Boats - Small"]),
    (ALIGNED, ["412000 2021 Herring", "390000 2022 Herring", "75000 2021 Cod and haddock",
               "81000 2022 Cod and haddock", "1500.0 2021 Shellfish - Crab"]),
    (LEFT, ["41000 None Millhaven - People", "120 None Millhaven - Area",
            "9000 None Saltby - People", "1050 None Saltby - Area"]),
    (DOTTED, ["412 None Herring", "75 None Cod"]),
    (TABBED, ["1200000000 2021 Spending", "44 2021 Pupils", "1350000000 2022 Spending",
              "51 2022 Pupils"]),
    (BOXED, ["1200 2021 Pupils", "1350 2022 Pupils"]),
    (PARTED, ["1512 None Millhaven - Cases", "14 None Millhaven - Deaths",
              "301 None Saltby - Cases"]),
]  # fmt: skip


@pytest.mark.parametrize(("table", "expected"), TABLES)
@pytest.mark.parametrize("after", ["", "\nThe harbour was calm.\n", "Source: the harbour office\n"])
def test_columns_in_line_are_a_table(table: str, expected: list[str], after: str) -> None:
    found = read_text(f"The port\n\nIt has a harbour.\n\n{table}{after}", "2023-06-01").figures
    assert [
        f"{f.quantity.value} {None if f.period is None else f.period.edtf} {f.measure}"
        for f in found
    ] == expected


def test_columns_in_a_page_as_it_was_typed_are_a_table() -> None:
    page = f"<h1>The port</h1><p>It has a harbour.</p><pre>{ALIGNED}</pre><p>It is calm.</p>"
    labels = {p.quote.text: p.labels for p in pages.read(page).passages}
    assert labels["412"] == ("Herring", "2021")
    assert labels["1.5"] == ("Shellfish", "Crab", "2021")
    assert labels["It is calm."] == ()


@pytest.mark.parametrize(
    "text",
    [
        "The harbour was calm.  In 2021 it\nhandled 412 ships.  The town\npaid $5 million.\n",
        "12  The clerk shall keep a list.\n13  The list is open to all.\n",
        "- Herring  and cod\n- Crab  and shrimp\n",
        "2021  2022\n2023  2024\n",
        "Herring   412\n\nThe port is old.\n",
        "Home | News | Contact\nToday | 2024 | Archive of 12 years\n",
        "It paid 3 | or 4 | million.\nIt lost | 4 | ships in all.\n",
    ],
)
def test_lines_with_wide_gaps_are_no_table(text: str) -> None:
    assert not any(passage.labels for passage in plain.document(text).passages)


@pytest.mark.parametrize(
    "piece", ["a  1\n", "a\t1\n", "a | 1\n", "| a | 1 |\n", "  ", " .", "....  1\n", "-=|"]
)
def test_columns_are_found_in_linear_time(piece: str) -> None:
    assert excess(plain.document, lambda size: piece * (size // len(piece)), 20_000) is None


# ---------------------------------------------------------------- a name and an amount

LINES = """\
Budget $5 billion
Population 2 million
Spending on roads €3.4 million (2021)
Literacy rate 94.5%
Landings fell 7%
"""


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_line_of_a_name_and_an_amount_measures_what_it_names(between: str) -> None:
    text = LINES.replace("\n", between)
    assert [
        f"{f.quantity.value} {f.quantity.unit} {f.measure}" for f in read_text(text).figures
    ] == [
        "5000000000 USD Budget", "2000000 person Population", "3400000.0 EUR Spending on roads",
        "94.5 percent Literacy rate", "7 percent change in Landings",
    ]  # fmt: skip


@pytest.mark.parametrize("mark", ["*", "†", "²", "[2]", "[12]"])
def test_the_mark_of_a_note_in_plain_text_hides_nothing_of_what_is_counted(mark: str) -> None:
    (figure,) = read_text(f"In 2022 the port handled 1,234{mark} ships.").figures
    assert (f"{figure.quantity.value}", figure.quantity.unit) == ("1234", "ship")
    assert figure.measure[0] not in "*†"


def test_a_change_of_a_cell_is_told_with_the_heads_that_name_it(tmp_path: Path) -> None:
    old, new = tmp_path / "2021.txt", tmp_path / "2022.txt"
    old.write_text(PARTED)
    new.write_text(PARTED.replace("301", "420"))
    assert '  reworded  Saltby, Cases: "[-301-]{+420+}"' in done("diff", old, new).stdout
