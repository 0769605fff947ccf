"""The tables of cases of what is measured, when, by whom and in which direction, and of fields."""

from __future__ import annotations

from collections import Counter

import pytest

from extraction import params, read_text, rows, several
from timeline.records import figure_record

TABLES = ("measures.tsv", "periods.tsv", "trends.tsv", "fields.tsv")
ALL = [case for name in TABLES for case in params(name, "way", "text")]


@pytest.mark.parametrize("row", ALL)
def test_row(row: dict[str, str]) -> None:
    found = [figure_record(figure) for figure in read_text(row["text"]).figures]
    assert [figure["text"] for figure in found] == several(row["found"])
    for field in row.keys() - {"way", "text", "found", "known"}:
        assert [figure[field] for figure in found] == several(row[field]), field


@pytest.mark.parametrize("name", TABLES)
def test_every_way_of_writing_has_three_hits_and_a_near_miss(name: str) -> None:
    cases = Counter(row["way"] for row in rows(name))
    assert {way: n for way, n in cases.items() if n < 4} == {}
