"""Short sheets in the styles of ministries, agencies, banks, statistics offices and almanacs.

Beside each text of `tests/sheets` a table has the figures that it states, in order.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from extraction import read_text
from timeline.records import figure_record

SHEETS = sorted((Path(__file__).parent / "sheets").glob("*.txt"))


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.stem)
def test_the_sheet_states_what_its_table_says(sheet: Path) -> None:
    head, *lines = sheet.with_suffix(".tsv").read_text("utf-8").splitlines()
    columns = head.removeprefix("# ").split("\t")
    found = [figure_record(figure) for figure in read_text(sheet.read_text("utf-8")).figures]
    cells = [["-" if row[c] is None else str(row[c]) for c in columns] for row in found]
    assert cells == [line.split("\t") for line in lines]


def test_there_is_a_sheet_of_each_style() -> None:
    assert len(SHEETS) >= 12
