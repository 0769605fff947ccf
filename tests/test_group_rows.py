"""Rows of a page's table that name the rows below them, their other cells empty."""

from __future__ import annotations

import pytest

from timeline.decode import decode
from timeline.model import Capture, Imprint
from timeline.reading import extract

PROSE = "<p>The port office counts the ships of all quays, and it writes the counts down.</p>"


def measures(*rows: tuple[str, ...], head: str = "td") -> list[str]:
    """Return what the figures of a table measure; a row of one cell has two empty ones."""
    body = "".join(
        f"<tr><{head if len(row) == 1 else 'td'}>{row[0]}</{head if len(row) == 1 else 'td'}>"
        + "".join(f"<td>{cell}</td>" for cell in (*row[1:], "", "")[:2])
        + "</tr>"
        for row in rows
    )
    table = f"<table><tr><th>Quay</th><th>2021</th><th>2022</th></tr>{body}</table>"
    html = f"<html><body><main><h1>Ships</h1>{PROSE}{table}</main></body></html>"
    capture = Capture(data=html.encode(), sha256="", origin="a.html", media="text/html")
    found = extract.read(decode(capture), Imprint(publication="a", label="a"), doc="a", sha256="")
    return [figure.measure for figure in found.figures]


def test_two_rows_of_a_name_alone_are_groups() -> None:
    rows = ("North",), ("Ferries", "12", "14"), ("South",), ("Barges", "7", "9")
    assert measures(*rows) == ["North - Ferries"] * 2 + ["South - Barges"] * 2


def test_a_name_that_comes_again_tells_groups() -> None:
    rows = ("Ferries", "40", "42"), ("South",), ("Ferries", "7", "9")
    assert measures(*rows) == ["Ferries"] * 2 + ["South - Ferries"] * 2


@pytest.mark.parametrize(("head", "group"), [("th", "South - "), ("td", "")])
def test_one_row_without_values_is_a_group_where_it_is_printed_as_a_head(
    head: str, group: str
) -> None:
    rows = ("Ferries", "40", "42"), ("South",), ("Barges", "7", "9")
    assert measures(*rows, head=head) == ["Ferries"] * 2 + [f"{group}Barges"] * 2
