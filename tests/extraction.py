"""Read texts and tables of cases, for the tests of the extractor."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from timeline.decode.plain import document
from timeline.model import Event, Figure, Imprint, Snapshot
from timeline.reading.extract import read
from timeline.values import Period

CASES = Path(__file__).parent / "cases"
SEVERAL = " | "
"""Between the values of several results of one text; "-" stands for one without a value."""


def read_text(text: str, published: str | None = None) -> Snapshot:
    """Return what a text states, published as said; every result re-reads at its span."""
    imprint = Imprint(
        publication="test",
        label="test",
        published=None if published is None else Period.parse(published),
    )
    snapshot = read(document(text), imprint, doc="test", sha256="")
    assert_rereads(snapshot, text)
    return snapshot


def assert_rereads(snapshot: Snapshot, text: str) -> None:
    """Assert that each result quotes the text that its span covers."""
    stating: tuple[Figure | Event, ...] = (*snapshot.figures, *snapshot.events)
    quotes = [date.quote for date in snapshot.dates]
    quotes += [passage.quote for passage in snapshot.passages]
    for quote in (*quotes, *(item.quote for item in stating)):
        assert quote is not None
        assert quote.span.of(text) == quote.text
    for date in snapshot.dates:
        for end in date.endpoints:
            assert date.quote.span.start <= end.span.start < end.span.end <= date.quote.span.end
    for stated in stating:
        assert stated.quote is not None
        assert stated.passage is not None
        passage = snapshot.passages[stated.passage].quote.span
        assert passage.start <= stated.quote.span.start < stated.quote.span.end <= passage.end


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a table of cases; cells that are left out at the end are empty.

    The comment line with tabs names the columns. "\\n" in a cell is a line break.
    """
    columns: list[str] = []
    found = []
    for number, line in enumerate((CASES / name).read_text("utf-8").splitlines(), start=1):
        if line.startswith("# "):
            columns = line[2:].split("\t") if "\t" in line else columns
        elif line.strip():
            cells = line.split("\t")
            if len(cells) > len(columns):
                pytest.fail(f"{name}, line {number}: more cells than columns")
            cells += [""] * (len(columns) - len(cells))
            found.append({c: v.replace("\\n", "\n") for c, v in zip(columns, cells, strict=True)})
    return found


def params(name: str, *columns: str) -> list[Any]:
    """Return the rows as parameters of a test; one with a cell in "known" is expected to fail."""
    return [
        pytest.param(
            row,
            id=": ".join(" ".join(row[column].split()) for column in columns),
            marks=[pytest.mark.xfail(reason=row["known"], strict=True)] if row["known"] else [],
        )
        for row in rows(name)
    ]


def several(cell: str) -> list[str | None]:
    """Return the values of a cell; none for an empty one."""
    return [None if value == "-" else value for value in cell.split(SEVERAL)] if cell else []
