"""Tables of PDF that reportlab has set: over pages, with heads over several columns, by text."""

from __future__ import annotations

import io

import pytest
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

from pdfs import drawn
from timeline.decode import decode
from timeline.model import Capture, Document, Imprint
from timeline.reading import extract

STYLES = getSampleStyleSheet()
BODY, TITLE = STYLES["BodyText"], STYLES["Title"]
FILL = Paragraph("The office writes this down for all who read it. " * 3, BODY)


def read(data: bytes) -> Document:
    return decode(Capture(data=data, sha256="", origin="a.pdf", media="application/pdf"))


def flowing(*story: object) -> Document:
    """Return what a file holds whose paragraphs and tables reportlab has set."""
    buffer = io.BytesIO()
    SimpleDocTemplate(buffer, invariant=True).build(list(story))
    return read(buffer.getvalue())


def measured(document: Document) -> list[tuple[str, str, str | None]]:
    """Return the value, the measure and the period of each figure."""
    found = extract.read(document, Imprint(publication="p", label="e"), doc="d", sha256="0").figures
    return [(f"{f.quantity.value}", f.measure, f.period and f.period.edtf) for f in found]


@pytest.mark.parametrize("repeated", [0, 1])
def test_a_table_that_goes_on_overleaf_keeps_its_heads(repeated: int) -> None:
    rows = [
        ["Port", "2021", "2022"],
        *([f"Quay {n}", f"{n},100", f"{n},250"] for n in range(1, 91)),
    ]
    found = measured(flowing(FILL, Table(rows, repeatRows=repeated), FILL))
    assert len(found) == 180
    assert found[:2] == [("1100", "Quay 1", "2021"), ("1250", "Quay 1", "2022")]
    assert found[-2:] == [("90100", "Quay 90", "2021"), ("90250", "Quay 90", "2022")]
    assert {period for _, _, period in found} == {"2021", "2022"}


@pytest.mark.parametrize("place", ["LEFT", "CENTER", "RIGHT"])
def test_a_head_over_several_columns_heads_each_of_them(place: str) -> None:
    rows = [
        ["Fuel", "2023", "", "2024", "", ""],
        ["", "Q3", "Q4", "Q1", "Q2", "Q3"],
        ["Coal", "12.5", "11.0", "10.5", "9.5", "8.0"],
        ["Peat", "3.5", "3.0", "2.5", "2.0", "1.5"],
    ]
    table = Table(rows, colWidths=[80, 50, 50, 50, 50, 50])
    table.setStyle(
        TableStyle([
            ("SPAN", (1, 0), (2, 0)), ("SPAN", (3, 0), (5, 0)),
            ("ALIGN", (1, 0), (-1, -1), place),
        ])
    )  # fmt: skip
    periods = [period for _, measure, period in measured(flowing(FILL, table)) if measure == "Coal"]
    assert periods == ["2023-35", "2023-36", "2024-33", "2024-34", "2024-35"]


def test_a_row_alone_at_the_top_of_a_page_is_one_of_the_table_before() -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=True)
    rows = [("Herd", "2023", "2024"), ("Goats", "812", "790"), ("Sheep", "1,240", "1,310")]
    for number, row in enumerate((*rows, ("Camels", "96", "101"))):
        if number == len(rows):
            canvas.showPage()
        y = 100 - 16 * number if number < len(rows) else 760
        canvas.drawString(72, y, row[0])
        for column, cell in enumerate(row[1:]):
            canvas.drawRightString(300 + 80 * column, y, cell)
    canvas.drawString(72, 700, "The herds are counted at the end of each year by the office.")
    canvas.save()
    assert measured(read(buffer.getvalue()))[-2:] == [
        ("96", "Camels", "2023"), ("101", "Camels", "2024")
    ]  # fmt: skip


def test_the_name_of_a_group_is_no_beginning_of_a_row() -> None:
    rows = [
        ["Crop", "2023", "2024"],
        ["Cereals", "", ""],
        ["Barley", "120", "131"],
        ["of which winter barley", "80", "84"],
        ["Roots", "", ""],
        ["Beet", "44", "47"],
    ]
    assert measured(flowing(FILL, Table(rows))) == [
        ("120", "Cereals - Barley", "2023"), ("131", "Cereals - Barley", "2024"),
        ("80", "Cereals - Barley - of which winter barley", "2023"),
        ("84", "Cereals - Barley - of which winter barley", "2024"),
        ("44", "Roots - Beet", "2023"), ("47", "Roots - Beet", "2024"),
    ]  # fmt: skip


def test_heads_at_the_foot_of_a_page_head_the_rows_overleaf() -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=True)
    canvas.drawString(72, 700, "The herds are counted at the end of each year by the office.")
    rows = [("Herd", "2023", "2024"), ("Goats", "812", "790"), ("Sheep", "1,240", "1,310")]
    for number, row in enumerate(rows):
        canvas.drawString(72, 60 if number == 0 else 790 - 16 * number, row[0])
        for column, cell in enumerate(row[1:]):
            y = 60 if number == 0 else 790 - 16 * number
            canvas.drawRightString(300 + 80 * column, y, cell)
        if number == 0:
            canvas.showPage()
    canvas.save()
    assert measured(read(buffer.getvalue())) == [
        ("812", "Goats", "2023"), ("790", "Goats", "2024"),
        ("1240", "Sheep", "2023"), ("1310", "Sheep", "2024"),
    ]  # fmt: skip


def test_a_head_between_two_lines_of_heads_is_of_neither() -> None:
    def draw(canvas: Canvas) -> None:
        heads = [(72, 704, "Port"), (180, 710, "Exports"), (280, 710, "Imports")]
        below = [(170, 698, "2023"), (210, 698, "2024"), (270, 698, "2023"), (310, 698, "2024")]
        for left, y, head in (*heads, (390, 704, "Ships"), *below):
            canvas.drawString(left, y, head)
        for number, name in enumerate(("Orle", "Tarn")):
            canvas.drawString(72, 680 - 16 * number, name)
            for column, left in enumerate((170, 210, 270, 310, 390)):
                canvas.drawString(left, 680 - 16 * number, f"{number + 1}{column}.5")
        canvas.drawString(72, 600, "The ports are counted at the end of each year by the office.")

    found = measured(read(drawn(draw)))
    assert found[:5] == [
        ("10.5", "Orle - Exports", "2023"), ("11.5", "Orle - Exports", "2024"),
        ("12.5", "Orle - Imports", "2023"), ("13.5", "Orle - Imports", "2024"),
        ("14.5", "Orle - Ships", None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "goes_on"), [("Table 2. Herds by year", False), ("Table 2 shows the herds.", True)]
)
def test_a_caption_begins_a_paragraph(line: str, goes_on: bool) -> None:
    before = "The herds of the whole land are counted at the end of each year, as is shown in"

    def draw(canvas: Canvas) -> None:
        for number, each in enumerate(
            (before, line, "It is told here again, so that all can read it.")
        ):
            canvas.drawString(72, 700 - 13 * number, each)

    assert (f"{before} {line}" in read(drawn(draw)).text) is goes_on


def test_a_group_stays_one_where_the_names_below_begin_small() -> None:
    rows = [
        ["Crop", "2023", "2024"],
        ["Cereals", "", ""],
        ["barley", "120", "131"],
        ["oats from the hills", "80", "84"],
        ["Roots", "", ""],
        ["beet", "44", "47"],
    ]
    long = Paragraph("The office of the fields writes down what was sown and cut. " * 4, BODY)
    found = measured(flowing(long, Table(rows)))
    assert [measure for _, measure, _ in found[::2]] == [
        "Cereals - barley", "Cereals - oats from the hills", "Roots - beet"
    ]  # fmt: skip


def test_narrow_columns_are_not_cut_at_numbers_by_what_is_wide_above() -> None:
    lines = ["The number of ships in the port rose to", "4,871 in the third quarter, which is the",
             "highest since counting began in 1998.", "Ferries accounted for nearly half of all of",
             "2,040 of them, as they did in 2019."]  # fmt: skip

    def draw(canvas: Canvas) -> None:
        for number in range(3):
            y = 780 - 13 * number
            canvas.drawString(
                72, y, f"Item {number} tells of what the port has seen in this year, in a line."
            )
        for number, line in enumerate(lines):
            canvas.drawString(72, 690 - 13 * number, line)

    assert " ".join(lines) in read(drawn(draw)).text


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("Third quarter 2023 · Released 14 November 2023", "2023-11-14"),
        ("Published on 3 March 2024", "2024-03-03"),
        ("3 March 2024", "2024-03-03"),
        ("Last updated: 3 March 2024", "[..2024-03-03]"),
        ("The law was published on 3 March 2024.", None),
        ("Figures as of 3 March 2024", None),
    ],
)
def test_the_title_is_what_is_largest_and_the_date_what_says_so(
    line: str, published: str | None
) -> None:
    document = flowing(
        Paragraph("Office of the Ports", BODY), Paragraph("Ships and Quays in Brief", TITLE),
        Paragraph(line, BODY), FILL,
    )  # fmt: skip
    assert document.title == "Ships and Quays in Brief"
    assert [claim.published.edtf for claim in document.claims] == ([published] if published else [])
