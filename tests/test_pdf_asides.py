"""What parts a paragraph of PDF is read after it, and marks and stamps are no part of its text."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from pdfs import drawn
from timeline.decode import decode
from timeline.model import Capture, Document, Imprint
from timeline.reading import extract

BODY = getSampleStyleSheet()["BodyText"]
FILL = "The office writes this down for all who read it. " * 3


def read(data: bytes) -> Document:
    return decode(Capture(data=data, sha256="", origin="a.pdf", media="application/pdf"))


def flowing(*story: object) -> Document:
    """Return what a file holds whose paragraphs and tables reportlab has set."""
    buffer = io.BytesIO()
    SimpleDocTemplate(buffer, invariant=True).build(list(story))
    return read(buffer.getvalue())


def written(canvas: Canvas, y: float, lines: Sequence[str], size: float = 11) -> None:
    canvas.setFont("Helvetica", size)
    for number, line in enumerate(lines):
        canvas.drawString(72, y - number * 1.3 * size, line)


NOTES = [
    ["1 Without the tram of Orle, which 300", "people take."],
    ["† Estimate.", "‡ Without Orle."],
]


@pytest.mark.parametrize("notes", NOTES)
@pytest.mark.parametrize("rest", ["14 million tons.", "little in 2019.", "$14 in 2019."])
def test_notes_at_the_foot_are_read_after_the_sentence_that_goes_on_overleaf(
    notes: list[str], rest: str
) -> None:
    def draw(canvas: Canvas) -> None:
        written(canvas, 740, ["The line carried coal and wood, and the office says that it was"])
        written(canvas, 90, notes, size=8)
        canvas.showPage()
        written(canvas, 740, [rest, "The line is long."])

    passages = read(drawn(draw)).passages
    assert passages[0].quote.text.endswith(f"the office says that it was {rest}")
    note = next(p for p in passages if p.quote.text.startswith(notes[0]))
    assert note.locator == "page=1"


def test_a_heading_at_the_foot_does_not_go_on_overleaf() -> None:
    def draw(canvas: Canvas) -> None:
        written(canvas, 740, ["Works of the year"])
        canvas.showPage()
        written(canvas, 740, ["14 million tons were carried."])

    texts = [p.quote.text for p in read(drawn(draw)).passages]
    assert texts == ["Works of the year", "14 million tons were carried."]


@pytest.mark.parametrize(
    "caption", [["Figure 4. Coal by year"], ["Table 2.1: Coal", "Source: the office"]]
)
def test_a_caption_is_read_after_the_sentence_that_it_parts(caption: list[str]) -> None:
    def draw(canvas: Canvas) -> None:
        written(canvas, 740, ["The line carried coal, and the share of those who"])
        written(canvas, 560, caption, size=8)
        written(canvas, 500, ["travelled on it rose to 12 percent."])

    text = read(drawn(draw)).text
    assert text.startswith(
        "The line carried coal, and the share of those who travelled on it rose to 12 percent."
    )
    assert caption[0] in text


def test_a_caption_behind_a_whole_sentence_stays_where_it_is() -> None:
    def draw(canvas: Canvas) -> None:
        written(canvas, 740, ["The line carried coal."])
        written(canvas, 560, ["Figure 4. Coal by year"], size=8)
        written(canvas, 500, ["It is long."])

    texts = [p.quote.text for p in read(drawn(draw)).passages]
    assert "".join(texts) == "The line carried coal.Figure 4. Coal by yearIt is long."


def test_a_raised_mark_behind_digits_is_no_digit() -> None:
    sentence = (
        "It sold 560<super>2</super> tons for $41<super>4</super> million.<super>5, 6</super> "
        "It has 410<super>b,c</super> sheds on 12 km<super>2</super>."
    )
    text = flowing(Paragraph(sentence, BODY), Paragraph(FILL, BODY)).text
    assert text.startswith("It sold 560 tons for $41 million. It has 410 sheds on 12 km².")


def test_what_is_written_across_a_page_is_left_out() -> None:
    def draw(canvas: Canvas) -> None:
        written(
            canvas, 740, ["The line carried coal, and it was opened in the year of the", "fair."]
        )
        for place, angle in ((40, 90), (300, 45)):
            canvas.saveState()
            canvas.translate(place, 300)
            canvas.rotate(angle)
            canvas.drawString(0, 0, "Draft 7 of 1999")
            canvas.restoreState()

    document = read(drawn(draw))
    assert "1999" not in document.text
    assert {each.reason for each in document.left_out} == {"written across the page"}


def test_a_page_that_is_turned_as_a_whole_is_read() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.translate(400, 100)
        canvas.rotate(90)
        written(canvas, 100, ["The line carried coal.", "It is long."])

    assert "The line carried coal." in read(drawn(draw)).text


def test_the_number_of_a_page_and_of_all_is_left_out_of_a_file_of_one() -> None:
    def draw(canvas: Canvas) -> None:
        written(canvas, 740, ["The line carried 1 / 2 of all coal."])
        written(canvas, 30, ["1 / 2"], size=9)

    assert read(drawn(draw)).text == "The line carried 1 / 2 of all coal."


def test_a_column_of_units_measures_the_rows_of_a_table() -> None:
    rows = [
        ["Item", "Unit", "2018", "2019"],
        ["Power", "GWh", "640", "655"],
        ["Tax", "%", "7", "8"],
    ]
    document = flowing(Paragraph(FILL, BODY), Table(rows, colWidths=[90, 60, 60, 60]))
    snapshot = extract.read(document, Imprint(publication="p", label="e"), doc="d", sha256="0")
    assert [(str(f.quantity.value), f.quantity.unit, f.measure) for f in snapshot.figures] == [
        ("640", "gigawatt-hour", "Power"), ("655", "gigawatt-hour", "Power"),
        ("7", "percent", "Tax"), ("8", "percent", "Tax"),
    ]  # fmt: skip
