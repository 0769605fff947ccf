"""A number written again and again is read once, and nothing else is lost for it."""

from __future__ import annotations

import pytest

from extraction import read_text
from pages import read as decoded
from timeline.model import Imprint
from timeline.reading.extract import read
from timeline.reading.matching.repeats import REPEATED


@pytest.mark.parametrize(
    ("piece", "times"), [("7% ", 50), ("$4 million; ", 80), ("30 km 2 m ", 60), ("9%  ", 51)]
)
def test_a_number_written_fifty_times_in_a_row_is_read_once_and_counted(
    piece: str, times: int
) -> None:
    snapshot = read_text(piece * times + "and 3 ships sailed.")
    (told,) = snapshot.diagnostics
    assert told.code == REPEATED
    assert f"{times} times in a row" in told.message
    assert told.span is not None
    assert piece.split()[0] in told.span.of(piece * times)
    assert len(snapshot.figures) <= 3
    assert snapshot.figures[-1].quote is not None
    assert snapshot.figures[-1].quote.text == "3 ships"


@pytest.mark.parametrize(
    "text",
    [
        "Rates: " + " ".join(f"{n / 4:.2f}%" for n in range(100)),
        "Rates: " + "7% " * 49,
        "Rates: " + "7% 8% " * 49,
        "\n".join(f"Orle {n} 7%" for n in range(60)),
        ". ".join(f"In {1900 + n} it was 7%" for n in range(60)),
    ],
    ids=["a list", "few", "in turn", "rows", "sentences"],
)
def test_other_lists_of_numbers_are_read_as_before(text: str) -> None:
    snapshot = read_text(text)
    assert len(snapshot.figures) >= text.count("%")
    assert REPEATED not in [told.code for told in snapshot.diagnostics]


def test_the_equal_cells_of_a_table_are_all_figures() -> None:
    rows = "".join(f"<tr><th>Orle {n}<td>7%</tr>" for n in range(60))
    html = f"<table><tr><th>Place<th>Share of land</tr>{rows}</table>"
    document = decoded(html)
    snapshot = read(document, Imprint(publication="p", label="l"), doc="p", sha256="")
    assert len(snapshot.figures) == 60
    assert not snapshot.diagnostics
