"""Markdown: its words without its markup, its tables under their heads, in linear time."""

from __future__ import annotations

import pytest

from growth import excess
from timeline.decode import decode
from timeline.decode.markdown.rendering import to_html
from timeline.errors import UnreadableError
from timeline.model import Capture, Document


def read(text: str) -> Document:
    document = decode(Capture(data=text.encode(), sha256="0", origin="a.md", media="text/markdown"))
    for passage in document.passages:
        assert passage.quote.span.of(document.text) == passage.quote.text
    return document


WORDS = [
    # markup, and what is read
    ("The bank lent **€640 million** to *38* towns.", "The bank lent €640 million to 38 towns."),
    ("It lent __€640__ and _38_ and ***7*** loans.", "It lent €640 and 38 and 7 loans."),
    ("In 20**19** it was ~~38~~ 39 towns.", "In 2019 it was 39 towns."),
    ("See [the report](https://a.example/x_(1) \"Title\") of 2019.", "See the report of 2019."),
    ("See [the report][r] and [notes] of 2019.\n\n[r]: https://a.example\n[notes]: b.md\n",
     "See the report and notes of 2019."),
    ("It is ![a map](map-2019.png) big.", "It is big."),
    ("[![Map](m.png)](https://a.example) It is big.", "It is big."),
    ("It lent 640[^1] crowns.[^b]", "It lent 640 crowns."),
    ("It lent 640[2] crowns.[3]", "It lent 640 crowns."),
    ("It lent 640[2](#fn2) crowns and 12^3^ loans.", "It lent 640 crowns and 12 loans."),
    ("It lent 640^2 crowns on 7 km^2^ and 10^6^ men.", "It lent 640 crowns on 7 km² and 10⁶ men."),
    ("It lent 640<sup>2</sup> crowns<br>in <b>2019</b>.", "It lent 640 crowns\nin 2019."),
    ("It was <del>38</del> 39 <!-- 40? --> towns.", "It was 39 towns."),
    ("The 1<sup>st</sup> H~2~O and CO<sub>2</sub>.", "The 1st H2O and CO2."),
    ("It is `38` towns &amp; \\*more\\* at <https://a.example>.",
     "It is 38 towns & *more* at https://a.example."),
    ("> It was 38 towns.\n> It is so.", "It was 38 towns. It is so."),
    ("- [x] It was 38 towns.", "It was 38 towns."),
    ("## Loans {#loans .x}", "Loans"),
    ("See [[the port|Port-of-Nelk]] and [[Port-of-Nelk|the port]].", "See the port and the port."),
    ("The [[Port of Nelk|port]] and [[Lake Orle|the lake]] froze.", "The port and the lake froze."),
    ("[[Winter disease|FLU-7]] came to [[Nelk]].", "FLU-7 came to Nelk."),
    ("It lent {{ site.sum }} [640]{.small}{% x %} crowns.", "It lent 640 crowns."),
    ("It lent 640^[In *2019*.] crowns.", "It lent 640 crowns.\n\nIn 2019."),
    ("It lent 640\\ crowns,\nnot 650\\*.", "It lent 640 crowns, not 650."),
    ("2019\\. It was so.", "2019. It was so."),
    ("12. It was so.\n13. It is.", "12. It was so.\n13. It is."),
    ("1. It was so.\n2. It is\n   so.", "It was so.\n\nIt is so."),
    ("It was 38 towns.\n---\nIt is so.", "It was 38 towns.\n\nIt is so."),
    ("> [!NOTE]\n> It is so.", "It is so."),
    ("::: note\nIt is so.\n:::", "It is so."),
    ("::: note Three new loans\nIt is so.\n:::", "Three new loans\n\nIt is so."),
    (":::tip[New loans]{.wide}\nIt is so.\n:::", "New loans\n\nIt is so."),
    ('::: {.callout title="New loans"}\nIt is so.\n:::', "New loans\n\nIt is so."),
    ("> :::: details 3 of 5: loans ::::\n> It is so.\n> ::::", "3 of 5: loans\n\nIt is so."),
    ("::::: {#a .note} :::::\nIt is so.\n::::::::::", "It is so."),
    ("Towns: 38\nLoans: 640", "Towns: 38\nLoans: 640"),
    ("    It is so.", "It is so."),
    # what is no markup
    ("It is 2*3*4 and 5*6.", "It is 2*3*4 and 5*6."),
    ("It <!-- was <del> so.", "It <!-- was so."),
    ("Say `<!--` or `-->`: 38.", "Say <!-- or -->: 38."),
    ("It is 5 * 3 * 2 and a_b_c and 2 ** 3.", "It is 5 * 3 * 2 and a_b_c and 2 ** 3."),
    ("It lent 3 < 5 > 2 and [sic] it paid.", "It lent 3 < 5 > 2 and [sic] it paid."),
    ("He said “[t]he bank” in 2019.", "He said “[t]he bank” in 2019."),
    ("It cost ~38 and ~~ 39.", "It cost ~38 and ~~ 39."),
    ("```\nIt was 38 towns.", "```\nIt was 38 towns."),
]  # fmt: skip


@pytest.mark.parametrize(("source", "text"), WORDS)
def test_what_is_read_of_markdown(source: str, text: str) -> None:
    assert read(source).text == text


@pytest.mark.parametrize(
    "hidden",
    ["```\n77 boats\n```", "~~~ text\n77 boats\n~~~", "<!--\n77 boats\n\nof 2019\n-->",
     "<script>\n77 boats\n</script>", "[x]: https://a.example/77", "***", "- - -"],
)  # fmt: skip
def test_a_block_of_no_words_is_no_text(hidden: str) -> None:
    document = read(f"# T\n\nIt lent 5 loans.\n\n{hidden}\n\nIt is so.\n")
    assert [p.quote.text for p in document.passages] == ["T", "It lent 5 loans.", "It is so."]


def test_front_matter_is_no_text_and_a_rule_is_none() -> None:
    assert read("---\ntitle: Loans\ndate: 2019-05-04\n---\n\n# T\n\nIt is so.\n").title == "T"
    assert read("---\n\nIt is so.\n\n---\n\nIt is.\n").text.count("It is") == 2


@pytest.mark.parametrize(
    ("front", "title", "claims"),
    [
        ("---\ntitle: 'The *port* in 2023'\ndate: 2024-02-15T10:00:00Z\nlastmod: 2024-03-01\n---\n",
         "The port in 2023", ["2024-02-15", "[..2024-03-01]"]),
        ("---\ntitle: >\n  The port\n  in 2023\ntags:\n  - a\nupdated: May 2023\n...\n",
         "The port in 2023", ["[..2023-05]"]),
        ('+++\ntitle = "The port"\ndate = 2024-02-15\n[params]\nx = 1\n+++\n',
         "The port", ["2024-02-15"]),
        ("% The port\n% A. Writer\n% March 3, 2022\n", "The port", ["2022-03-03"]),
        ("---\ncreated: 2022-01-04\n---\n", "Ships", ["2022-01-04"]),
        ("---\ndraft: true\ndate: 03/04/2021\n---\n", "Ships", []),
    ],
)  # fmt: skip
def test_front_matter_states_a_title_and_dates(front: str, title: str, claims: list[str]) -> None:
    document = read(f"{front}\n# Ships\n\nIt has 12.\n\n# Trains\n\nIt has 4.\n")
    assert document.title == title
    assert [claim.published.edtf for claim in document.claims] == claims
    assert document.text == "Ships\n\nIt has 12.\n\nTrains\n\nIt has 4."


@pytest.mark.parametrize("value", ["9" * 5_000, "[" * 3_000])
def test_front_matter_that_no_parser_takes_ends_no_run(value: str) -> None:
    assert (
        "It has 12 ships." in read(f"+++\na = {value}\n+++\n\n# Ships\n\nIt has 12 ships.\n").text
    )


def test_a_fence_that_its_item_ends_opens_no_code_behind_the_list() -> None:
    text = read("- one\n  ```\n  a 7\n\nIt has 12 ships.\n\n```\nprint(500)\n```\n").text
    assert "It has 12 ships." in text
    assert "500" not in text


@pytest.mark.parametrize("source", ["+++\nx = = 1\n+++\n\nIt is so.", "---\nIt is so.\n---\n"])
def test_what_is_no_front_matter_is_read(source: str) -> None:
    document = read(source)
    assert "It is so." in document.text and document.claims == ()


def test_a_text_of_code_alone_is_refused() -> None:
    with pytest.raises(UnreadableError, match="no text outside its code and markup"):
        read("```\n77 boats\n```\n")


def test_terms_and_grids_are_cells_under_their_heads() -> None:
    grid = "+----+----+\n| A  | B  |\n+====+====+\n| 1  | 2 of |\n|    | it |\n+----+----+\n"
    passages = read(f"# T\n\nTowns\n: 38\n: 39 in May\n\n{grid}").passages[1:]
    assert [(p.quote.text, p.labels) for p in passages] == [
        ("Towns", ()), ("38", ("Towns",)), ("39 in May", ("Towns",)),
        ("A", ()), ("B", ()), ("1", ()), ("2 of it", ("1", "B")),
    ]  # fmt: skip


def test_a_title_and_a_box_have_no_markup() -> None:
    box = "<details>\n<summary>By *town*</summary>\n\nIt is so.\n\n</details>\n"
    document = read(f"# **Loans** of [the bank](x)\n\n{box}")
    assert document.title == "Loans of the bank"
    assert [(p.kind, p.quote.text) for p in document.passages[1:]] == [
        ("heading", "By town"), ("sentence", "It is so."),
    ]  # fmt: skip
    assert document.passages[-1].path[-1] == "By town"


TABLE = "| Year | **Loans** (€ million)[^1] |\n|:---|---:|\n| 2018 | 640 |\n| 2019 | 655* |\n"
BARE = "Year | Loans | Gifts\n--- | --- | ---\n2018 | 640 | 12\n2019 | | 13"


def test_the_cells_of_a_table_stand_under_their_heads() -> None:
    cells = [(p.quote.text, p.labels) for p in read(f"# T\n\n{TABLE}\nIt is so.\n").passages[1:-1]]
    assert cells == [
        ("Year", ()), ("Loans (€ million)", ()),
        ("2018", ()), ("640", ("2018", "Loans (€ million)")),
        ("2019", ()), ("655", ("2019", "Loans (€ million)")),
    ]  # fmt: skip
    cells = [(p.quote.text, p.labels) for p in read(f"As follows.\n{BARE}").passages]
    assert cells == [
        ("As follows.", ()), ("Year", ()), ("Loans", ()), ("Gifts", ()),
        ("2018", ()), ("640", ("2018", "Loans")), ("12", ("2018", "Gifts")),
        ("2019", ()), ("13", ("2019", "Gifts")),
    ]  # fmt: skip


def test_a_table_of_html_has_heads_as_well() -> None:
    table = "<table><caption>Loans</caption>\n<tr><th>Year</th><th><b>Sum</b></th></tr>\n"
    rows = "<tr><td>2018</td><td>640</td></tr><tr><td>2019<td>655<sup>1</sup></table>"
    passages = read(f"# T\n\nIt is so.\n\n{table}{rows}\n\nIt is.\n").passages
    assert [(p.quote.text, p.labels) for p in passages[2:-1]] == [
        ("Loans", ()), ("Year", ()), ("Sum", ()), ("2018", ()), ("640", ("2018", "Sum")),
        ("2019", ()), ("655", ("2019", "Sum")),
    ]  # fmt: skip


PIECES = [
    "<table>", "<table><tr>", "<td>", "<table></table>", "<caption>",
    "*", "**", "* ", "**a ", "*a", "_", "__a ", "_a", "a_", "`", "~~", "~~a", "[", "[a](", "[a][",
    "![", "<!--", "<s>", "<script>", "<b", "<sup>1", "](", "| ", "|-", "- ", "---\n", "```\n", "&",
    "&amp", "\\", "^", "1^2", "[^a]", "[^", "{#", "    ", "> ", "\t<div ", "a\n", "[a]: b\n", "==",
]  # fmt: skip


@pytest.mark.parametrize("piece", PIECES)
def test_markdown_becomes_a_page_in_linear_time(piece: str) -> None:
    assert excess(to_html, lambda size: piece * (size // len(piece)), 64_000) is None


@pytest.mark.parametrize("piece", ["| a ", "|-", "| - ", "|:-:", "| -  x"])
def test_a_table_is_read_in_linear_time(piece: str) -> None:
    def made(size: int) -> str:
        row = piece * (size // len(piece) // 2)
        return f"{row}\n{row}\n| 1 | 2 |"

    assert excess(read, made, 20_000) is None


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
@pytest.mark.parametrize("media", ["text/plain", "text/markdown"])
def test_a_text_with_a_byte_order_mark_is_read_by_it(encoding: str, media: str) -> None:
    data = "Fees came to £5 million.\n".encode(encoding)
    text = decode(Capture(data=data, sha256="", origin="x", media=media)).text
    assert text.rstrip("\n") == "Fees came to £5 million."
