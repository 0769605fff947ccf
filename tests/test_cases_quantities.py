"""The table of cases of the quantity rules: what each finds in a sentence, and what it refuses."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest

from extraction import params, read_text, rows, several
from timeline.records import figure_record
from timeline.rules import quantities

RULES = {rule.name: rule for rule in quantities.RULES}
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
    refused = [m.rule for m in quantities.mentions(row["text"]) if m.value is None]
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
