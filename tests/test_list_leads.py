"""What the line above a list says of when its items hold."""

from __future__ import annotations

import pytest

from extraction import read_text

LISTS = [
    ("In 2019:\n\n- 40 mills closed\n- exports reached $4 million", ["2019", "2019"]),
    ("Between May and June 2019, the fund:\n\n- repaired 36 wells;", ["2019-05/2019-06"]),
    ("Key figures for 2019:\n\n- Staff: 412\n- Ships: 30", ["2019", "2019"]),
    ("In 2019:\n\n- 40 mills closed\n- 12 mills opened in May 2012", ["2019", "2012-05"]),
    ("Since 2015 the council has:\n\n- planted 400 trees", ["2015/.."]),
    ("In 2019:\n\n- a course of 12 weeks", [None]),
    ("The law of 2019 has these aims:\n\n- 400 trees", [None]),
    ("In 2019 and in 2012:\n\n- 40 mills closed", [None]),
    ("In 2019 mills closed.\n\n- 40 goats", [None]),
    ("In 2019:\n\n- 40 mills closed\n\nOrle has 12 ships.", ["2019", None]),
]


@pytest.mark.parametrize(("text", "periods"), LISTS)
def test_items_take_the_time_of_the_line_above_their_list(
    text: str, periods: list[str | None]
) -> None:  # fmt: skip
    found = read_text(text).figures
    assert [figure.period and figure.period.edtf for figure in found] == periods


def test_a_day_on_which_a_list_holds_is_no_period() -> None:
    (figure,) = read_text("As of 3 May 2019, the camp holds:\n\n- 4,200 men").figures
    assert (figure.period, figure.as_of and figure.as_of.edtf) == (None, "2019-05-03")
