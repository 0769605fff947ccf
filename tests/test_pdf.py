"""PDF in: paragraphs whole again, heads and feet left out, the page of each passage kept."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from reportlab.lib import colors
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

from commands import done, names, refused
from pdfs import drawn, pdf, picture, written_pdf
from timeline.decode import decode
from timeline.errors import UnreadableError
from timeline.model import Capture, Document, Imprint
from timeline.reading import extract

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


def test_a_date_at_the_foot_of_a_page_alone_is_kept() -> None:
    assert "1 May 2024" in document([FIRST], foot="1 May 2024").text
    assert "Bulletin" not in document([FIRST], foot="Tarn Bulletin | 1").text


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


# ---------------------------------------------------------------- how a page is set

LEFT = ["The harbour took in 412 ships in 2021,", "which was more than the office had",
        "expected. The town paid $5 million for", "the new quay, open since 2020."]  # fmt: skip
RIGHT = ["Fishing was poor in the second year.", "Landings of cod fell by 7% to a level",
         "that was last seen in 1999, and crab", "was landed by nobody at all."]  # fmt: skip


def test_columns_that_are_drawn_row_by_row_are_read_one_after_the_other() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 760, "The harbour office tells of ships and of fish in two columns")
        for number, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True)):
            canvas.drawString(72, 720 - 14 * number, left)
            canvas.drawString(320, 720 - 14 * number, right)

    _, left, right = read(drawn(draw)).text.split("\n\n")
    assert left == " ".join(LEFT)
    assert right == " ".join(RIGHT)


def measured(data: bytes) -> list[tuple[str, str | None, str]]:
    """Return the value, the unit and the measure of the figures of a PDF."""
    imprint = Imprint(publication="a", label="a")
    found = extract.read(read(data), imprint, doc="a", sha256="").figures
    return [(f"{f.quantity.value}", f.quantity.unit, f.measure) for f in found]


def test_an_aligned_table_is_read_under_its_heads() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 760, "Landings of the port, thousand tonnes")
        rows = [("", "2021", "2022"), ("Herring of the north", "1,412", "390"), ("Cod", "75", ".."),
                ("Shellfish", "", ""), ("Crab", "1.5", "2.5")]  # fmt: skip
        for number, (name, *cells) in enumerate(rows):
            canvas.drawString(72, 720 - 16 * number, name)
            for column, cell in enumerate(cells):
                canvas.drawRightString(300 + 80 * column, 720 - 16 * number, cell)
        canvas.drawString(72, 600, "The port is old and has a harbour of its own, with a light.")

    assert measured(drawn(draw)) == [
        ("1412000", "metric ton", "Herring of the north"),
        ("390000", "metric ton", "Herring of the north"),
        ("75000", "metric ton", "Cod"),
        ("1500.0", "metric ton", "Shellfish - Crab"),
        ("2500.0", "metric ton", "Shellfish - Crab"),
    ]


def test_a_ruled_table_is_read_under_its_heads() -> None:
    buffer = io.BytesIO()
    style = getSampleStyleSheet()["Normal"]
    table = Table([["Region", "Exports ($ million)", "Share (%)"], ["North", "1,200", "34.5"],
                   ["South", "980", "28.1"]])  # fmt: skip
    table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 1, colors.black)]))
    SimpleDocTemplate(buffer).build(
        [Paragraph("This is a sheet of trade.", style), table, Paragraph("It ends.", style)]
    )
    assert measured(buffer.getvalue()) == [
        ("1200000000", "USD", "North - Exports"), ("34.5", "percent", "North - Share"),
        ("980000000", "USD", "South - Exports"), ("28.1", "percent", "South - Share"),
    ]  # fmt: skip


def test_small_raised_figures_are_marks_or_powers() -> None:
    def draw(canvas: Canvas) -> None:
        line = canvas.beginText(72, 760)
        for words in ("In 2021 it took 1,234", "^2", " ships on 40 km", "^2", " of water."):
            line.setFont("Helvetica", 6 if words[0] == "^" else 11)
            line.setRise(4 if words[0] == "^" else 0)
            line.textOut(words.removeprefix("^"))
        canvas.drawText(line)

    assert read(drawn(draw)).text == "In 2021 it took 1,234 ships on 40 km² of water."


def test_a_word_whose_letters_stand_apart_is_whole() -> None:
    found = document([["# S U M M A R Y", "", "It took 1 2 3 4 steps."]]).text
    assert found == "SUMMARY\n\nIt took 1 2 3 4 steps."
