"""Tables of Pandoc whose columns dashes show are read with their heads."""

from __future__ import annotations

import pytest

from test_markdown import read

SIMPLE = """
   Port     Ships   Share (%)
-------   -------  ----------
    Elm     1,250        12.5
Upper Orle      3         123
"""
WITHOUT_HEADS = """
-------   -------  ------
    Elm     1,250    12.5
   Orle         3     123
-------   -------  ------
"""
SEVERAL_LINES = """
---------------------------------------
 Port      Cargo   Notes
           handled
--------- -------- --------------------
   Elm       1,520 A quay was added and
                   another was closed.

   Orle        340 None.
---------------------------------------
"""
GRID = """
+-----------+-------+
| Port      | Ships |
+===========+=======+
| Elm and   | 1,250 |
| Orle      |       |
+-----------+-------+
"""


def cells(source: str) -> list[tuple[str, tuple[str, ...]]]:
    document = read(f"# Ports\n\nIt is so.\n{source}\nIt is not.\n")
    passages = document.passages
    assert passages[-1].quote.text == "It is not."
    return [(p.quote.text, p.labels) for p in passages if p.labels]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (SIMPLE, [
            ("1,250", ("Elm", "Ships")), ("12.5", ("Elm", "Share (%)")),
            ("3", ("Upper Orle", "Ships")), ("123", ("Upper Orle", "Share (%)")),
        ]),
        (WITHOUT_HEADS, [
            ("1,250", ("Elm",)), ("12.5", ("Elm",)), ("3", ("Orle",)), ("123", ("Orle",)),
        ]),
        (SEVERAL_LINES, [
            ("1,520", ("Elm", "Cargo handled")),
            ("A quay was added and another was closed.", ("Elm", "Notes")),
            ("340", ("Orle", "Cargo handled")), ("None.", ("Orle", "Notes")),
        ]),
        (GRID, [("1,250", ("Elm and Orle", "Ships"))]),
    ],
    ids=["simple", "without heads", "of several lines", "grid"],
)  # fmt: skip
def test_a_table_of_pandoc_has_its_heads(
    source: str, expected: list[tuple[str, tuple[str, ...]]]
) -> None:
    assert cells(source) == expected
    quoted = "".join(f"> {line}\n" for line in source.strip("\n").split("\n"))
    assert cells(f"\n{quoted}") == expected
    listed = "".join(f"  {line}\n" for line in source.strip("\n").split("\n"))
    assert cells(f"\n- Item\n\n{listed}") == expected


@pytest.mark.parametrize(
    "source",
    [
        "\nThe port of Elm has grown.\n--- ---\nIt has 12 ships.\n",
        "\n---\n\nIt has 12 ships.\n\n---\n",
        "\n---- ---- ----\n\nIt has 12 ships.\n",
        "\n-- --\nIt has 12 ships in three ports.\n-- --\n",
        "\n---\nIt has 12 ships.\n---\n",
    ],
)
def test_dashes_that_part_no_columns_make_no_table(source: str) -> None:
    assert cells(source) == []
    assert "12 ships" in read(source).text
