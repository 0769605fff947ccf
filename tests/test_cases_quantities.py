"""The table of cases of the quantity rules: what each finds in a sentence, and what it refuses."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest

from extraction import params, read_text, rows, several
from timeline.reading.quantities import patterns as quantity_patterns
from timeline.records import figure_record

RULES = {rule.name: rule for rule in quantity_patterns.RULES}
FIELDS = ("value", "value_high", "unit", "qualifier", "kind", "per")


@pytest.mark.parametrize("row", params("quantities.tsv", "rule", "text"))
def test_row(row: dict[str, str]) -> None:
    figures = read_text(row["text"]).figures
    found = [figure_record(figure) for figure in figures]
    assert [figure["text"] for figure in found] == several(row["found"])
    for field in FIELDS:
        assert [figure[field] for figure in found] == several(row[field]), field
    if row["rule"] in RULES and row["found"]:
        assert row["rule"] in {name for figure in figures for name in figure.rules}


REFUSED = [r for r in rows("quantities.tsv") if r["rule"] in RULES and RULES[r["rule"]].refuses]


@pytest.mark.parametrize("row", REFUSED, ids=[f"{row['rule']}: {row['text']}" for row in REFUSED])
def test_the_refusal_of_the_row_is_what_refuses(row: dict[str, str]) -> None:
    refused = [m.rule for m in quantity_patterns.mentions(row["text"]) if m.value is None]
    assert (row["rule"] in refused) is not bool(row["found"])


def test_every_rule_has_three_hits_and_a_near_miss_and_every_refusal_a_case() -> None:
    cases = Counter((r["rule"], bool(r["found"])) for r in rows("quantities.tsv") if not r["known"])
    wanted = {name: (0, 1) if rule.refuses else (3, 1) for name, rule in RULES.items()}
    lacking = {
        name: (cases[name, True], cases[name, False])
        for name, (hits, misses) in wanted.items()
        if cases[name, True] < hits or cases[name, False] < misses
    }
    assert lacking == {}


def test_the_table_names_no_rule_that_is_gone() -> None:
    assert {row["rule"] for row in rows("quantities.tsv")} - RULES.keys() <= {"-"}


STEPS = [
    ("They paid $263 billion.", "1000000000"),
    ("They paid $263.50.", "0.01"),
    ("They paid $1.2 million.", "100000"),
    ("They sold 3.25 million tons.", "10000"),
    ("They sold 47 ships.", "1"),
    ("They sold five million ships.", "1000000"),
]


@pytest.mark.parametrize(("text", "step"), STEPS)
def test_the_step_is_the_printed_precision(text: str, step: str) -> None:
    (figure,) = read_text(text).figures
    assert figure.quantity.step == Decimal(step)


INTERVALS = [
    ("Some 1.27 million (95% UI 0.911–1.71) deaths came.", "911000", "1710000"),
    ("It was 81% [95% CI: 78–84] then.", "78", "84"),
    ("They saw 1.2 million (95% CI 900,000–1.4 million) births.", "900000", "1400000"),
    ("They saw 3.4 [2.9–4.1] million births.", "2900000", "4100000"),
    ("The rate was 5·1 (4·6–5·7) per 1,000 births.", "4.6", "5.7"),
    ("The risk was 1.4, 95% CI 1.1–1.8.", "1.1", "1.8"),
    ("It is 42.0 ± 0.1 km long.", "41.9", "42.1"),
    ("It is 42.0 km (±0.1) long.", "41.9", "42.1"),
    ("Growth was 4.2 per cent (± 0.3 percentage points) then.", "3.9", "4.5"),
    ("It was 1.5 °C (±0.1 °C) warmer.", "1.4", "1.6"),
    ("They lent 5.0 plus or minus 0.2 million.", "4800000", "5200000"),
    ("The odds were 2.3 (95% CI, 1.1 to 4.8; p = 0.03) then.", "1.1", "4.8"),
    (
        "They saw 3.4 million births, with a 95% confidence interval of 3.1 to 3.7 million.",
        "3100000",
        "3700000",
    ),
    ("The loss of 12.4 (range 10 to 14) tons is large.", "10", "14"),
    ("The 12 nurses (1990–2010) were counted.", None, None),
    ("The 12 nurses (3, 20) were counted.", None, None),
]


@pytest.mark.parametrize(("text", "low", "high"), INTERVALS)
def test_an_interval_belongs_to_its_number(text: str, low: str | None, high: str | None) -> None:
    (figure,) = read_text(text).figures
    record = figure_record(figure)
    assert (record["low"], record["high"]) == (low, high)
