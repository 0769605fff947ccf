"""PDF in: paragraphs whole again, heads and feet left out, the page of each passage kept."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from commands import done, names, refused
from pdfs import pdf, picture, written_pdf
from timeline.decode import decode
from timeline.errors import UnreadableError
from timeline.model import Capture, Document

FIRST = [
    "# Trade Sheet",
    "In 2022, trade in goods came to $800 billion, which was more than the govern-",
    "ment had expected. The treaty entered into force on July 1, 2020, after a well-",
    "known dispute between the two partners. It is the largest market for the two.",
    "",
    "The council will meet in Ottawa in September 2023, and again in the year that",
]
SECOND = [
    "follows it, as both sides have agreed. Exports to Canada came to $20 billion.",
    "",
    "# Investment",
    "• Stock of investment: $5 billion.",
    "• Number of firms: 300.",
]
THIRD = ["The third page has a single line of text and no more than that on it.",
         "It closes the sheet."]  # fmt: skip

WHOLE = """\
Trade Sheet

In 2022, trade in goods came to $800 billion, which was more than the government had expected. \
The treaty entered into force on July 1, 2020, after a well-known dispute between the two \
partners. It is the largest market for the two.

The council will meet in Ottawa in September 2023, and again in the year that follows it, as both \
sides have agreed. Exports to Canada came to $20 billion.

Investment

• Stock of investment: $5 billion.

• Number of firms: 300.

The third page has a single line of text and no more than that on it. It closes the sheet."""


def document(pages: Sequence[Sequence[str]], **how: str) -> Document:
    return read(pdf(pages, **how))


def read(data: bytes) -> Document:
    return decode(Capture(data=data, sha256="", origin="a.pdf", media="application/pdf"))


def test_lines_are_joined_to_paragraphs_over_page_breaks() -> None:
    found = document([FIRST, SECOND, THIRD])
    assert found.text == WHOLE
    assert found.title == "Trade Sheet"


def test_each_passage_has_the_page_where_it_begins() -> None:
    found = document([FIRST, SECOND, THIRD], head="Ministry of Trade", foot="Page {} of 3")
    assert [(p.kind, p.locator) for p in found.passages] == [
        ("heading", "page=1"), ("sentence", "page=1"), ("sentence", "page=1"),
        ("sentence", "page=1"), ("sentence", "page=1"), ("sentence", "page=2"),
        ("heading", "page=2"), ("item", "page=2"), ("item", "page=2"), ("sentence", "page=3"),
        ("sentence", "page=3"),
    ]  # fmt: skip
    for passage in found.passages:
        assert passage.quote.span.of(found.text) == passage.quote.text


@pytest.mark.parametrize(
    ("head", "foot"),
    [
        ("Ministry of Trade", "{}"),
        ("Annual Report 2022 | {}", None),
        (None, "Page {} of 3"),
        ("- {} -", "Ministry of Trade, 12 Example Street"),
    ],
)
def test_heads_feet_and_page_numbers_are_left_out(head: str | None, foot: str | None) -> None:
    how = {name: text for name, text in (("head", head), ("foot", foot)) if text is not None}
    assert document([FIRST, SECOND, THIRD], **how).text == document([FIRST, SECOND, THIRD]).text


def test_heads_of_chapters_go_with_the_number_of_the_page_and_headings_stay() -> None:
    pages = [
        [f"{number + 4} Chapter of {name}", f"What {name} is.", "# 7 Wine" if number == 3 else ""]
        for number, name in enumerate(("bread", "milk", "wine"), start=1)
    ]
    text = document(pages).text
    assert "Chapter" not in text
    assert "7 Wine" in text


def test_what_only_looks_alike_at_the_top_of_pages_is_kept() -> None:
    pages = [
        [f"Table {n}: exports in {2019 + 2 * n}", "", f"Exports were $5{n} billion in all."]
        for n in (1, 2, 3)
    ]
    found = document(pages)
    assert found.text.count("Table ") == 3


def test_columns_are_read_one_after_the_other() -> None:
    left = ["The council met in Ottawa in", "May 2021 to settle the matter."]
    right = ["| Trade came to $5 billion in", "| 2022, which is more than ever."]
    assert document([[*left, *right]]).text.split("\n\n") == [" ".join(left), (
        "Trade came to $5 billion in 2022, which is more than ever."
    )]  # fmt: skip


def test_an_indented_line_begins_a_paragraph() -> None:
    lines = [
        "> The council met in Ottawa in May 2021 to settle the matter for good, and did so",
        "with the help of both of its members. Trade was the first of the subjects of it.",
        "> In 2022, trade in goods came to $800 billion, which was more than anyone had told.",
    ]
    assert document([lines]).text.count("\n\n") == 1


@pytest.mark.parametrize(
    ("left", "right", "whole"),
    [
        ("govern-", "ment", "government"), ("self-", "rule", "self-rule"),
        ("U.S.-", "Mexico", "U.S.-Mexico"), ("2020-", "2021", "2020-2021"),
        ("bi-", "lateral", "bilateral"),
    ],
)  # fmt: skip
def test_a_word_that_a_line_end_divided_is_whole(left: str, right: str, whole: str) -> None:
    found = document([[f"The report of the commission on trade says that the {left}",
                       f"{right} of the two was kept, as both of them had wished."]])  # fmt: skip
    assert f"that the {whole} of the two" in found.text


def test_a_hyphen_is_kept_where_the_text_writes_it_elsewhere() -> None:
    found = document([["The cease-fire came into force. The report says that the cease-",
                       "fire was kept, as both of them had wished and said."]])  # fmt: skip
    assert "that the cease-fire was kept" in found.text


def test_pages_without_text_are_told() -> None:
    (told,) = document([FIRST, [], SECOND]).diagnostics
    assert told.message == "no text on page 2: only pictures, or blank"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (picture(), "Recognise the text first"),
        (pdf([FIRST], password="secret"), "encrypted"),
        (b"%PDF-1.4\nnonsense", "damaged"),
        (pdf([FIRST])[:600], "damaged"),
        (b"", "damaged"),
        (b"Trade came to $5 billion.", "not a PDF file"),
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes, what: str) -> None:
    with pytest.raises(UnreadableError, match=what):
        read(data)


def test_pdf_goes_through_every_command(tmp_path: Path) -> None:
    database = tmp_path / "a.db"
    folder = tmp_path / "sheet"
    folder.mkdir()
    written_pdf(folder / "2021.pdf", [FIRST, SECOND])
    written_pdf(folder / "2022.pdf", [FIRST, SECOND, THIRD])
    done("ingest", folder, "--db", database)
    assert names(database) == ["sheet@2021", "sheet@2022"]
    done("db", "verify", "--db", database)
    rows = [json.loads(line) for line in done("db", "dump", "--db", database).stdout.splitlines()]
    assert {row["locator"] for row in rows if row["table"] == "passage"} == {
        "page=1", "page=2", "page=3",
    }  # fmt: skip
    done("extract", folder / "2021.pdf")
    assert "third page" in done("diff", folder / "2021.pdf", folder / "2022.pdf").stdout
    (tmp_path / "scan.pdf").write_bytes(picture())
    assert "ocrmypdf" in refused(3, "ingest", tmp_path / "scan.pdf", "--db", database)


def test_without_the_extra_the_message_says_what_to_install(tmp_path: Path) -> None:
    path = written_pdf(tmp_path / "a.pdf", [FIRST])
    program = "import sys; sys.modules['pypdfium2'] = None; from timeline.cli import main; main()"
    for arguments in (["ingest", path, "--db", tmp_path / "a.db"], ["extract", path]):
        result = subprocess.run(
            [sys.executable, "-c", program, *map(str, arguments)],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert result.returncode == 2, result.stderr
        assert "pip install 'timeline-editions[pdf]'" in result.stderr
