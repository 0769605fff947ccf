"""Marks of footnotes leave the number alone; powers, ordinals and fractions stay."""

from __future__ import annotations

from pathlib import Path

import pytest

from commands import done, written
from pages import read

MARKS = [
    # The marks of notes, in the dresses that publishers give them.
    ("Debt was €1,870<sup>2</sup> million.", "Debt was €1,870 million."),
    ("Rates rose 35<sup>1</sup> percent.", "Rates rose 35 percent."),
    ("It lent 640<sup>1,2</sup> crowns.", "It lent 640 crowns."),
    ("It lent 640<sup>1</sup><sup>,</sup> <sup>2</sup> crowns.", "It lent 640 crowns."),
    ("It lent 640<sup>(b)</sup> crowns.", "It lent 640 crowns."),
    ("It lent 640<sup>[12]</sup> crowns.", "It lent 640 crowns."),
    ("It lent 640<sup>**</sup> crowns.", "It lent 640 crowns."),
    ("It lent 640<sup>†</sup> crowns<sup>i</sup>.", "It lent 640 crowns."),
    ("It lent 640<sup><a href='#n4'>4</a></sup> crowns.", "It lent 640 crowns."),
    ("It lent 640<a href='#x4'><sup>4</sup></a> crowns.", "It lent 640 crowns."),
    ("It lent 640<a href='#fn4' role='doc-noteref'>4</a> crowns.", "It lent 640 crowns."),
    ("It lent 640<a href='#ref4'>4</a> crowns.", "It lent 640 crowns."),
    ("It lent 640<a href='#b'>[4]</a> crowns.", "It lent 640 crowns."),
    ("It lent 640<span class=noteref>4</span> crowns.", "It lent 640 crowns."),
    ("It lent 640<span class='fn-ref x'>4</span> crowns.", "It lent 640 crowns."),
    ("It lent 640<span class=superscript>4</span> crowns.", "It lent 640 crowns."),
    ("It lent 640<span style='Vertical-Align: super'>4</span> crowns.", "It lent 640 crowns."),
    ("It lent 640<a href='#_edn4'><span class=MsoEndnoteReference>[4]</span></a> crowns.",
     "It lent 640 crowns."),
    ("It lent 640[4] crowns.[5] It was so.", "It lent 640 crowns. It was so."),
    ("It lent 640* crowns. Camps† were shut.", "It lent 640 crowns. Camps were shut."),
    ("It lent 640³ crowns.¹ It was so.", "It lent 640 crowns. It was so."),
    ("It lent 640[a] crowns, 12<sup>, 3</sup> loans and 7 *.",
     "It lent 640 crowns, 12 loans and 7."),
    ("On June 9<sup>1</sup>, 2021 it was so.", "On June 9, 2021 it was so."),
    ("It has <sup>1</sup> 640 men.", "It has 640 men."),
    ("£12m<sup>2</sup> were paid.", "£12m were paid."),
    # What is above the line and no mark.
    ("It has 310 km<sup>2</sup> and 70 m<sup>3</sup>.", "It has 310 km² and 70 m³."),
    ("It has 310 km² and 9 ft<sup>2</sup>.", "It has 310 km² and 9 ft²."),
    ("It is 10<sup>9</sup> and 4 × 10<sup>1</sup>.", "It is 10⁹ and 4 × 10¹."),
    ("It is 10⁹ tons.", "It is 10⁹ tons."),
    ("It is 7 km<sup>2</sup><sup>3</sup> and 9 m<sup>3</sup> <sup>[4]</sup>.",
     "It is 7 km² and 9 m³."),
    ("It rose 5 m s<sup>-1</sup>.", "It rose 5 m s⁻¹."),
    ("The 1<sup>st</sup>, 2<sup>nd</sup> and 11<sup>th</sup> day.", "The 1st, 2nd and 11th day."),
    ("CO<sub>2</sub> and Ca<sup>2+</sup> are.", "CO2 and Ca²⁺ are."),
    ("It holds <sup>137</sup>Cs.", "It holds ¹³⁷Cs."),
    ("It is 3<sup>1</sup>&frasl;<sub>2</sub> miles.", "It is 3 1/2 miles."),
    ("It is 3<sup>1/2</sup> miles.", "It is 3 1/2 miles."),
    ("He said “[4] of us” and [t]hat is so.", "He said “[4] of us” and [t]hat is so."),
    ("See <a href='#a'>A</a> and <a href='#y2020'>2020</a>.", "See A and 2020."),
    ("It is 5 * 3 and 5*x.", "It is 5 * 3 and 5*x."),
    ("Brand<sup>TM</sup> is.", "BrandTM is."),
]  # fmt: skip


@pytest.mark.parametrize(("page", "text"), MARKS)
def test_a_mark_is_left_out_and_what_else_is_raised_stays(page: str, text: str) -> None:
    assert read(f"<p>{page}</p>").text == text


def test_the_marks_of_a_table_are_in_none_of_its_heads_and_cells() -> None:
    page = """<table><tr><th>Year<th>Loans<sup>1</sup><th>Gifts (b)
        <tr><td>2019<sup>2</sup><td>840 (p)<td>12[3]<tr><td>2020*<td>860<sup>r</sup>
        <td>(9)</table>"""
    assert [(p.quote.text, p.labels) for p in read(page).passages] == [
        ("Year", ()), ("Loans", ()), ("Gifts", ()),
        ("2019", ()), ("840 (p)", ("2019", "Loans")), ("12", ("2019", "Gifts")),
        ("2020", ()), ("860", ("2020", "Loans")), ("(9)", ("2020", "Gifts")),
    ]  # fmt: skip


STRUCK = [
    "<del>$10 million</del> <ins>$12 million</ins>",
    "<s>$10 million</s> $12 million",
    "<strike>$10 million</strike> $12 million",
    "<span style='text-decoration:line-through red'>$10 million</span> $12 million",
    "<span class='text-strike'>$10 million</span> $12 million",
]


@pytest.mark.parametrize("words", STRUCK)
def test_what_is_struck_is_not_stated(words: str) -> None:
    assert read(f"<p>The fund paid {words} to the schools.</p>").text == (
        "The fund paid $12 million to the schools."
    )


@pytest.mark.parametrize(
    "name",
    [
        "deleted-scenes",
        "no-strike",
        "strike-action",
        "struck-off",
        "line-through-none",
        "a-deleted",
    ],
)
def test_a_class_that_only_speaks_of_striking_strikes_nothing(name: str) -> None:
    page = f"<h1>Work</h1><p>It is so, and it stays.</p><p class={name}>The strike cost $9.</p>"
    assert "The strike cost $9." in read(page).text


@pytest.mark.parametrize(
    "row",
    ["<tr class=deleted>", "<tr style='text-decoration:line-through'>", "<tr class='x struck'>"],
)
def test_a_row_that_is_struck_is_not_stated(row: str) -> None:
    page = f"""<table><tr><th>Year<th>Loans<tr><td>2019<td>840{row}<td>2020<td>870
        <tr><td>2021<td>880</table>"""
    assert [p.quote.text for p in read(page).passages] == [
        "Year", "Loans", "2019", "840", "2021", "880",
    ]  # fmt: skip


def test_a_page_that_is_struck_as_a_whole_is_read() -> None:
    assert read("<s><h1>T</h1><p>The fund paid $12 million.</p></s>").title == "T"


@pytest.mark.parametrize("mark", ["<sup>1</sup>", "<sup>2</sup>", "[3]", "*", "<sup>(a)</sup>"])
def test_a_mark_that_is_added_or_renumbered_is_no_change(mark: str, tmp_path: Path) -> None:
    page = "<h1>Bank</h1><p>In 2021 the bank lent $640{} million to 38{} towns.</p>"
    for before in ("", "<sup>9</sup>"):
        a = written(tmp_path, "a.html", page.format(before, before))
        b = written(tmp_path, "b.html", page.format(mark, mark))
        done("diff", a, b, "--exit-code", "-q")
