"""The tables of cases of what is measured, when, by whom and in which direction, and of fields."""

from __future__ import annotations

from collections import Counter

import pytest

from extraction import params, read_text, rows, several
from timeline.reading.figures import measures
from timeline.records import figure_record

TABLES = ("measures.tsv", "measure_places.tsv", "periods.tsv", "trends.tsv", "fields.tsv")
ALL = [case for name in TABLES for case in params(name, "way", "text")]


@pytest.mark.parametrize("row", ALL)
def test_row(row: dict[str, str]) -> None:
    found = [figure_record(figure) for figure in read_text(row["text"]).figures]
    assert [figure["text"] for figure in found] == several(row["found"])
    for field in row.keys() - {"way", "text", "found", "rule", "known"}:
        assert [figure[field] for figure in found] == several(row[field]), field
    if "rule" in row:
        assert [figure["rules"][1] for figure in found] == several(row["rule"])


@pytest.mark.parametrize("name", TABLES)
def test_every_way_of_writing_has_three_hits_and_a_near_miss(name: str) -> None:
    cases = Counter(row["way"] for row in rows(name))
    assert {way: n for way, n in cases.items() if n < 4} == {}


@pytest.mark.parametrize("row", params("near_misses.tsv", "shape", "text"))
def test_a_near_miss_of_a_shape_is_read_by_another(row: dict[str, str]) -> None:
    found = read_text(row["text"]).figures
    assert [figure_record(figure)["text"] for figure in found] == several(row["found"])
    assert [figure.rules[1] for figure in found] == several(row["rule"])
    assert [figure.measure for figure in found] == several(row["measure"])
    assert row["shape"] not in several(row["rule"])


def test_every_shape_of_a_measure_has_a_near_miss() -> None:
    missed = [row["shape"] for row in rows("near_misses.tsv")]
    assert sorted(set(missed)) == sorted(shape.name for shape in measures.SHAPES)


def test_every_shape_of_a_measure_has_three_hits() -> None:
    cases = Counter(name for row in rows("measures.tsv") for name in several(row["rule"]))
    few = {shape.name: cases[shape.name] for shape in measures.SHAPES if cases[shape.name] < 3}
    assert few == {}
