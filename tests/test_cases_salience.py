"""The table of cases of how much an event matters, and what becomes of it in a reading."""

from __future__ import annotations

from collections import Counter

import pytest

from extraction import params, read_text, rows, several
from timeline.reading.events.salience import MINOR_IF, SalienceRule
from timeline.vocabulary import CORE, MINOR


@pytest.mark.parametrize("row", params("salience.tsv", "rule", "text"))
def test_row(row: dict[str, str]) -> None:
    events = read_text(row["text"], row["published"]).events
    assert [event.salience for event in events] == several(row["salience"])
    reasons = [name for event in events for name in event.rules[1:]]
    minor = MINOR in row["salience"]
    assert (f"{MINOR}: {row['rule']}" in reasons) is minor
    assert len(reasons) == several(row["salience"]).count(MINOR)


@pytest.mark.parametrize("name", [rule.name for rule in MINOR_IF])
def test_a_reason_has_three_cases_and_a_near_miss(name: str) -> None:
    hits = Counter(MINOR in row["salience"] for row in rows("salience.tsv") if row["rule"] == name)
    assert hits[True] >= 3
    assert hits[False] >= 1


@pytest.mark.parametrize("rule", MINOR_IF, ids=[rule.name for rule in MINOR_IF])
def test_the_example_of_a_reason_is_a_minor_event(rule: SalienceRule) -> None:
    events = read_text(rule.example, "2024-02").events
    assert f"{MINOR}: {rule.name}" in [name for event in events for name in event.rules[1:]]


def test_what_no_row_calls_minor_is_core_and_names_no_reason() -> None:
    (event,) = read_text("The council signed the accord on 3 May 2022.", "2023").events
    assert (event.salience, len(event.rules)) == (CORE, 1)
