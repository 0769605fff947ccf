"""Bulletins that were written anew: tables that became sentences, and figures beside like ones."""

from __future__ import annotations

import pytest

from extraction import read_text
from timeline.delta import diff
from timeline.linking import link
from timeline.model import Snapshot

Row = tuple[str, str | None, str | None]


def changes(old: Snapshot, new: Snapshot) -> set[Row]:
    """Return what became of each figure, with the printed values; the same either way round."""
    found = [diff(a, b, link(a, b)).figures for a, b in ((old, new), (new, old))]
    pairs = [
        {(row.before and row.before.quote, row.after and row.after.quote) for row in rows}
        for rows in found
    ]
    assert pairs[0] == {(one, other) for other, one in pairs[1]}
    return {
        (row.change, *(s and s.quote and s.quote.text for s in (row.before, row.after)))
        for row in found[0]
    }


def compared(old: str, new: str) -> set[Row]:
    return changes(read_text(old), read_text(new))


TABLE = """# Work in Nelk

## Jobs by trade

Trade | 2021 | 2022
Fishing | 4,100 | 4,300
Mining | 2,600 | 2,500
Weaving | 1,900 | 1,800
"""
SENTENCES = """# Work in Nelk

## Jobs by trade

Fishing employed 4,450 people in 2023. Mining employed 2,350 people in 2023. There were 1,650
people in weaving.
"""


def test_the_rows_of_a_table_are_followed_into_sentences() -> None:
    found = compared(TABLE, SENTENCES)
    assert {("updated", "4,300", "4,450 people"), ("updated", "2,500", "2,350 people")} <= found
    assert {("dropped", "4,100", None), ("dropped", "2,600", None)} <= found


def test_and_sentences_into_the_rows_of_a_table() -> None:
    found = compared(SENTENCES, TABLE)
    assert {("updated", "4,450 people", "4,300"), ("updated", "2,350 people", "2,500")} <= found


def test_a_sentence_about_all_rows_tells_of_none() -> None:
    rows = "Town | Wells cleaned | People reached\nOsk | 12 | 2,750\nLet | 34 | 8,200"
    table = f"# Wells\n\n## Water\n\n{rows}\n"
    sentence = (
        "# Wells\n\n## Water\n\nBy May 2023, the teams had reached 21,300 people with water.\n"
    )
    assert ("added", None, "21,300 people") in compared(table, sentence)


PRICES = "# Prices\n\nGroup | {} | {}\nAll items | {} | {}\nBread and milk | {} | {}\n"


def test_a_window_that_slides_leaves_one_column_and_gains_one() -> None:
    old = PRICES.format(2020, 2021, "121.6", "122.2", "128.4", "129.3")
    new = PRICES.format(2021, 2022, "122.3", "123.5", "129.3", "130.6")
    assert {row for row in compared(old, new) if row[0] != "unchanged"} == {
        ("dropped", "121.6", None), ("restated", "122.2", "122.3"), ("added", None, "123.5"),
        ("dropped", "128.4", None), ("added", None, "130.6"),
    }  # fmt: skip
    next_but_one = PRICES.format(2022, 2023, "123.5", "124.9", "130.6", "131.7")
    assert ("added", None, "124.9") not in compared(old, next_but_one)


@pytest.mark.parametrize(
    ("old", "new", "value"),
    [
        ("Norland exported $11.2 billion and imported $7.4 billion.",
         "Norland imported $8.1 billion of goods.", "$11.2 billion"),
        ("The country counted 41,000 births in 2021.",
         "The country counted 38,000 deaths in 2022.", "41,000"),
    ],
)  # fmt: skip
def test_a_thing_is_not_its_opposite(old: str, new: str, value: str) -> None:
    found = compared(f"# Norland\n\n{old}\n", f"# Norland\n\n{new}\n")
    assert value in {text for change, text, _ in found if change == "dropped"} or {
        text for change, text, _ in found if change == "dropped" and text and value in text
    }


def test_things_that_change_places_in_a_sentence_keep_their_names() -> None:
    old = (
        "The leading exports were machinery ($2.1 billion), vehicles ($1.7 billion), wheat "
        "($640 million) and medicines ($520 million)."
    )
    new = (
        "The leading exports were machinery ($2.3 billion), vehicles ($1.6 billion), medicines "
        "($585 million) and wheat ($600 million)."
    )
    found = compared(f"# Trade\n\n{old}\n", f"# Trade\n\n{new}\n")
    assert (
        not {
            ("changed", "$640 million", "$585 million"),
            ("changed", "$520 million", "$600 million"),
        }
        & found
    )


def test_a_value_in_another_unit_of_its_kind_is_restated_or_updated() -> None:
    old = "# Energy\n\nSolar capacity was 2,460 megawatts at the end of 2023.\n"
    new = "# Energy\n\nSolar capacity was {} gigawatts at the end of {}.\n"
    assert compared(old, new.format("2.46", 2023)) == {
        ("unchanged", "2,460 megawatts", "2.46 gigawatts")
    }
    assert compared(old, new.format("2.51", 2023)) == {
        ("restated", "2,460 megawatts", "2.51 gigawatts")
    }
    assert compared(old, new.format("2.94", 2024)) == {
        ("updated", "2,460 megawatts", "2.94 gigawatts")
    }
    assert compared(old, new.format("2,460", 2023)) == {
        ("unit-changed", "2,460 megawatts", "2,460 gigawatts")
    }


def test_a_target_for_a_later_year_does_not_make_the_last_year_an_old_one() -> None:
    old = "# Illness in Belmar, 2022\n\nIn 2022, 3,480 cases of fever were notified in Belmar.\n"
    new = (
        "# Illness in Belmar, 2023\n\nBelmar notified 3,310 cases of fever in 2023.\n\n"
        "The plan aims at 900 cases of typhus by 2030.\n"
    )
    found = compared(old, new)
    assert ("updated", "3,480 cases", "3,310 cases") in found


def test_one_word_names_a_figure_that_stands_once_below_its_heading() -> None:
    old = "There were 1,482 schools with 412,600 pupils and 31,900 teachers."
    new = "There were 1,471 schools. They had 415,900 pupils and 32,400 teachers."
    titled = (f"# Schools in Tarvia, {n}\n\n{text}\n" for n, text in ((2021, old), (2022, new)))
    found = {(a, b) for _, a, b in compared(*titled)}
    assert {("412,600 pupils", "415,900 pupils"), ("31,900 teachers", "32,400 teachers")} <= found


def test_a_title_says_no_more_of_what_is_measured() -> None:
    old = "The budget for 2023 is 312 million pesos."
    new = "The budget of the Ministry of Tides for 2024 is 335 million pesos."
    found = compared(*(f"# Ministry of Tides\n\n{text}\n" for text in (old, new)))
    assert ("updated", "312 million pesos", "335 million pesos") in found


def test_a_sentence_that_names_a_column_is_of_that_column() -> None:
    table = "# Guests\n\n## Countries\n\nCountry | Arrivals | Nights\nItaly | 38,400 | 129,000\n"
    told = "# Guests\n\n## Countries\n\nGuests from Italy spent 176,000 nights on the island.\n"
    found = compared(table, told)
    assert ("changed", "129,000", "176,000 nights") in found
    assert ("dropped", "38,400", None) in found


def test_what_is_stated_once_in_its_unit_is_followed_by_a_like_name() -> None:
    old = "# Rail\n\nFreight trains carried 11.3 million tonnes in the third quarter of 2023.\n"
    new = "# Rail\n\nIn the fourth quarter of 2023, freight came to 10.8 million tonnes.\n"
    assert ("updated", "11.3 million tonnes", "10.8 million tonnes") in compared(old, new)
    other = "# Rail\n\nIn late 2023, 10.8 million tonnes of ballast were renewed.\n"
    assert ("dropped", "11.3 million tonnes", None) in compared(old, other)


def test_a_sum_without_a_time_does_not_take_the_place_of_one_with_it() -> None:
    old = (
        "# Tourism\n\nForeign visitors spent 168 million euros in the second quarter of 2023. In "
        "the half-year their spending was 231 million euros.\n"
    )
    new = "# Tourism\n\nForeign visitors spent 171 million euros in the second quarter of 2023.\n"
    assert ("restated", "168 million euros", "171 million euros") in compared(old, new)
