"""The table of cases of the date rules: what each finds in a sentence, and what it leaves."""

from __future__ import annotations

from collections import Counter

import pytest

from extraction import params, read_text, rows, several
from timeline.reading.dates import patterns as date_patterns

PUBLISHED = "2023-08-14"
RULES = {rule.name: rule for rule in date_patterns.RULES}


@pytest.mark.parametrize("row", params("dates.tsv", "rule", "text"))
def test_row(row: dict[str, str]) -> None:
    found = read_text(row["text"], PUBLISHED).dates
    assert [date.quote.text for date in found] == several(row["found"])
    assert [date.edtf and date.edtf.edtf for date in found] == several(row["edtf"])
    assert [date.value for date in found] == several(row["value"])
    resolved = several(row["resolved"] or row["edtf"])
    assert [date.resolved and date.resolved.edtf for date in found] == resolved
    if row["rule"] in RULES and row["found"]:
        assert row["rule"] in {date.rule for date in found}


REFUSED = [row for row in rows("dates.tsv") if row["rule"] in RULES and RULES[row["rule"]].refuses]


@pytest.mark.parametrize("row", REFUSED, ids=[f"{row['rule']}: {row['text']}" for row in REFUSED])
def test_the_refusal_of_the_row_is_what_refuses(row: dict[str, str]) -> None:
    refused = [m.rule for m in date_patterns.mentions(row["text"]) if m.value is None]
    assert (row["rule"] in refused) is not bool(row["found"])


def test_every_rule_has_three_hits_and_a_near_miss_and_every_refusal_a_case() -> None:
    cases = Counter((r["rule"], bool(r["found"])) for r in rows("dates.tsv") if not r["known"])
    wanted = {name: (0, 1) if rule.refuses else (3, 1) for name, rule in RULES.items()}
    lacking = {
        name: (cases[name, True], cases[name, False])
        for name, (hits, misses) in wanted.items()
        if cases[name, True] < hits or cases[name, False] < misses
    }
    assert lacking == {}


def test_the_table_names_no_rule_that_is_gone() -> None:
    assert {row["rule"] for row in rows("dates.tsv")} - RULES.keys() <= {"-"}
