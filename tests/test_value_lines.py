"""Key figures in plain text: a number in a line of its own beside the line that names it."""

from __future__ import annotations

import pytest

from extraction import read_text

CARDS = [
    ("84,300\nvisitors in 2019", [("84300", "person", "visitors", "2019")]),
    ("12%\nof pupils came by ship", [("12", "percent", "share of pupils coming by ship", None)]),
    ("3,150\nhotel beds", [("3150", "bed", "hotel beds", None)]),
    ("Beds\n1,204", [("1204", "bed", "Beds", None)]),
    ("74.3 years\nLife expectancy of men", [("74.3", "year", "Life expectancy of men", None)]),
    ("1950\nFounded", []),
    ("12 Mill Street\nPort Alder", []),
    ("6 March 2019\nPort Alder", []),
]  # fmt: skip


@pytest.mark.parametrize(("card", "expected"), CARDS)
def test_a_number_in_a_line_of_its_own_is_named_by_the_line_beside_it(
    card: str, expected: list[tuple[str, ...]]
) -> None:
    found = read_text(f"Orle in figures\n\nThe town has a mill.\n\n{card}").figures
    told = [
        (f"{f.quantity.value}", f.quantity.unit, f.measure, f.period and f.period.edtf)
        for f in found
    ]
    assert told == expected


def test_a_number_that_nothing_names_takes_no_name_from_the_number_before() -> None:
    text = "Orle\n\nThe course takes 12 weeks.\n\n1,204 in all.\n"
    assert "duration" not in [figure.measure for figure in read_text(text).figures[1:]]
