"""The table of cases of the event rules: which clauses state a dated happening, and its status."""

from __future__ import annotations

from collections import Counter

import pytest

from extraction import params, read_text, rows, several
from timeline.decode.plain import document
from timeline.model import Imprint
from timeline.reading.events.patterns import PATTERNS, RECURRENCES
from timeline.reading.extract import refusals
from timeline.records import event_record
from timeline.values import Period

TABLE = (*RECURRENCES, *PATTERNS)
FEWEST_HITS = 3
"""So many cases that are read each row has at least."""


def named(cell: str) -> list[str]:
    """Return the rules of a cell; none for one that stands for no row."""
    return [rule or "" for rule in several(cell)]


@pytest.mark.parametrize("row", params("events.tsv", "text", "published"))
def test_row(row: dict[str, str]) -> None:
    found = read_text(row["text"], row["published"] or None).events
    events = [event_record(event) for event in found]
    for field in ("edtf", "status", "kind", "recurrence"):
        assert [event[field] for event in events] == several(row[field]), field
    if row["title"]:
        assert [event["title"] for event in events] == several(row["title"])
    if row["status"]:
        assert [event.rules[0] for event in found] == named(row["rule"])


@pytest.mark.parametrize(
    "row", [param for param in params("events.tsv", "text") if not param.values[0]["status"]]
)
def test_a_text_without_an_event_names_the_rows_it_misses_and_what_refuses_it(
    row: dict[str, str],
) -> None:
    published = Period.parse(row["published"]) if row["published"] else None
    imprint = Imprint(publication="test", label="test", published=published)
    found = refusals(document(row["text"]), imprint)
    assert [(each.rule, each.reason) for each in found] == list(
        zip(named(row["rule"]), several(row["refused"]), strict=True)
    )


@pytest.mark.parametrize("name", [pattern.name for pattern in TABLE])
def test_a_pattern_has_three_cases_that_it_reads_and_a_near_miss(name: str) -> None:
    hits: Counter[str] = Counter()
    misses: Counter[str] = Counter()
    for row in rows("events.tsv"):
        (hits if row["status"] else misses).update(set(named(row["rule"])))
    assert (min(hits[name], FEWEST_HITS), misses[name] > 0) == (FEWEST_HITS, True)


def test_no_two_patterns_have_one_name() -> None:
    names = [pattern.name for pattern in TABLE]
    assert len(names) == len(set(names))


def test_every_condition_says_in_plain_words_why_it_refuses() -> None:
    for pattern in TABLE:
        assert pattern.about and pattern.trigger.name
        assert all(each.name for each in (*pattern.refuses, *pattern.keeps_apart))
        assert all(each.otherwise for each in pattern.needs), pattern.name
