"""Cards, tables and telephone numbers of pages and PDFs whose publishers nobody had seen."""

from __future__ import annotations

import io

import pytest
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from timeline.decode import decode
from timeline.model import Capture, Imprint, Snapshot
from timeline.reading import extract

BODY = getSampleStyleSheet()["BodyText"]
PROSE = "The port office counts the ships of all quays, and it writes the counts down."


def read(data: bytes, media: str) -> Snapshot:
    document = decode(Capture(data=data, sha256="", origin="a", media=media))
    return extract.read(document, Imprint(publication="a", label="a"), doc="a", sha256="")


def page(body: str) -> Snapshot:
    html = f"<html><body><main><h1>Ships</h1><p>{PROSE}</p>{body}</main></body></html>"
    return read(html.encode(), "text/html")


def figures(snapshot: Snapshot) -> list[tuple[str, str | None, str]]:
    return [
        (f"{f.quantity.value.normalize():f}", f.quantity.unit, f.measure) for f in snapshot.figures
    ]


def events(snapshot: Snapshot) -> list[tuple[str | None, str]]:
    return [(e.when and e.when.edtf, e.title) for e in snapshot.events]


# ---------------------------------------------------------------- cards


def card(*lines: tuple[str, str], frame: str = "div") -> str:
    inner = "".join(f"<{tag}>{text}</{tag}>" for tag, text in lines)
    return f"<div><{frame}>{inner}</{frame}></div>"


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (
            (("p", "8,911"), ("p", "Hulls built, May 2025"), ("p", "▲ 3.7% on April 2025")),
            [("8911", None, "Hulls built"), ("3.7", "percent", "change in Hulls built")],
        ),
        (
            (("h3", "Doses given, Q2 2025"), ("p", "148,207"), ("p", "down 2.1% from Q1 2025")),
            [("148207", None, "Doses given"), ("2.1", "percent", "change in Doses given")],
        ),
        ((("p", "Cases"), ("p", "61"), ("p", "to date")), [("61", "case", "Cases")]),
        ((("p", "Cases"), ("p", "to date"), ("p", "61")), []),
        ((("p", "14"), ("p", "Cases"), ("p", "61")), []),
    ],
)
def test_a_card_may_note_something_beside_its_value_and_its_name(
    lines: tuple[tuple[str, str], ...], found: list[tuple[str, str | None, str]]
) -> None:
    assert figures(page(card(*lines))) == found


def test_the_name_of_a_card_is_no_event() -> None:
    assert not events(page(card(("p", "8,911"), ("p", "Hulls built, May 2025"))))


def test_a_value_with_a_scale_and_its_name_are_one_phrase() -> None:
    tile = '<div><span class="big">{}</span><span class="small">{}</span></div>'
    found = figures(page(tile.format("US$48.5M", "required") + tile.format("31%", "funded")))
    assert found == [
        ("48500000", "USD", "amount required"),
        ("31", "percent", "share funded"),
    ]


# ---------------------------------------------------------------- tables of pages


def table(*rows: str) -> str:
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


HEADS = "<th>Region</th><th>District</th><th>2023</th><th>2024</th>"


@pytest.mark.parametrize(
    "rows",
    [
        ("<td rowspan=2>East</td><td>Alder</td>{}", "<td>Birch</td>{}"),
        ("<td>East</td><td>Alder</td>{}", "<td>East</td><td>Birch</td>{}"),
        ("<th rowspan=2>East</th><td>Alder</td>{}", "<td>Birch</td>{}"),
    ],
)
def test_a_name_that_rows_share_is_told_apart_by_the_next(rows: tuple[str, str]) -> None:
    filled = [row.format("<td>18.2</td><td>18.0</td>") for row in rows]
    found = [measure for _, _, measure in figures(page(table(HEADS, *filled)))]
    assert found == ["East - Alder"] * 2 + ["East - Birch"] * 2


def test_a_name_of_one_row_takes_no_remark_with_it() -> None:
    rows = [f"<td>{name}</td><td>open</td><td>12</td><td>14</td>" for name in ("Alder", "Birch")]
    found = [measure for _, _, measure in figures(page(table(HEADS, *rows)))]
    assert found == ["Alder"] * 2 + ["Birch"] * 2


def test_the_total_of_a_group_ends_it() -> None:
    found = figures(
        page(
            table(
                "<th>Item</th><th>2023</th><th>2024</th>",
                "<td colspan=3>Revenue</td>",
                "<td>Grants</td><td>12</td><td>14</td>",
                "<td>Total revenue</td><td>12</td><td>14</td>",
                "<td>Balance</td><td>(3)</td><td>(4)</td>",
            )
        )
    )
    assert [measure for _, _, measure in found] == [
        *["Revenue - Grants"] * 2,
        *["Revenue - Total revenue"] * 2,
        *["Balance"] * 2,
    ]


def test_a_total_before_its_parts_ends_nothing() -> None:
    found = figures(
        page(
            table(
                "<th>Item</th><th>2023</th><th>2024</th>",
                "<td colspan=3>Revenue</td>",
                "<td>Total revenue</td><td>12</td><td>14</td>",
                "<td>Grants</td><td>12</td><td>14</td>",
            )
        )
    )
    assert found[-1][2] == "Revenue - Grants"


def test_numbers_of_notes_are_no_figures() -> None:
    rows = "<th>Item</th><th>Note</th><th>2024</th>", "<td>Cash (€'000)</td><td>6</td><td>310</td>"
    assert figures(page(table(*rows))) == [("310000", "EUR", "Cash")]


@pytest.mark.parametrize(
    ("cell", "value"),
    [("–0,2", "-0.2"), ("12,45", "12.45"), ("1.234,5", "1234.5"), ("1,234", "1234")],
)
def test_a_comma_before_one_or_two_digits_is_a_decimal_comma(cell: str, value: str) -> None:
    rows = "<th>Item</th><th>Rate, %</th><th>2024</th>", f"<td>Wool</td><td>{cell}</td><td>3</td>"
    assert figures(page(table(*rows)))[0] == (value, "percent", "Wool - Rate")


@pytest.mark.parametrize(
    ("head", "value", "unit"),
    [
        ("Cows (1 000 head)", "12400", None),
        ("Guests (thousand visitors)", "12400", "person"),
        ("Prices (annual percentage change unless otherwise stated)", "12.4", "percent"),
    ],
)
def test_a_head_may_scale_what_it_counts(head: str, value: str, unit: str | None) -> None:
    rows = f"<th>Item</th><th>{head}</th><th>2024</th>", "<td>Orle</td><td>12.4</td><td>3</td>"
    assert figures(page(table(*rows)))[0][:2] == (value, unit)


def test_heads_without_a_place_in_the_calendar_are_kept() -> None:
    rows = (
        "<th>Item</th><th>Last week</th><th>This week</th>",
        "<td>Nova</td><td>345</td><td>338</td>",
    )
    assert [m for _, _, m in figures(page(table(*rows)))] == [
        "Nova - Last week",
        "Nova - This week",
    ]


def test_a_letter_behind_the_number_of_an_item_is_its_unit() -> None:
    found = figures(page("<ul><li>Height: 92 m</li><li>Weight: 1,450 t</li></ul>"))
    assert found == [("92", "metre", "Height"), ("1450", "metric ton", "Weight")]


# ---------------------------------------------------------------- dates


def test_a_list_of_terms_that_are_dates_is_a_chronology() -> None:
    terms = (
        ("15 December 2009", "Tarn applies for membership."),
        ("March 2020", "The council endorses a plan. It is long."),
        ("16 May 2021", "€4 million is paid."),
    )
    found = events(page("<dl>" + "".join(f"<dt>{t}</dt><dd>{d}</dd>" for t, d in terms) + "</dl>"))
    assert found[:2] == [
        ("2009-12-15", "Tarn Applies for Membership"),
        ("2020-03", "Council Endorses a Plan"),
    ]
    assert "It Is Long" not in {title for _, title in found}


def test_the_date_of_a_page_may_stand_between_other_remarks() -> None:
    line = "<p class='meta'>Bulletin No. 3/2025 · 12 November 2025 · 4 min read</p>"
    html = f"<html><body><main><h1>Ships</h1>{line}<p>{PROSE}</p></main></body></html>"
    capture = Capture(data=html.encode(), sha256="", origin="a", media="text/html")
    assert [claim.published.edtf for claim in decode(capture).claims] == ["2025-11-12"]


def test_two_dates_between_bars_are_none_of_the_page() -> None:
    line = "<p class='meta'>Met 3 May 2025 · Meets 12 November 2025 · Hall 4</p>"
    html = f"<html><body><main><h1>Ships</h1>{line}<p>{PROSE}</p></main></body></html>"
    capture = Capture(data=html.encode(), sha256="", origin="a", media="text/html")
    assert not decode(capture).claims


# ---------------------------------------------------------------- PDF


def flowing(*story: object) -> Snapshot:
    buffer = io.BytesIO()
    SimpleDocTemplate(buffer, invariant=True).build(list(story))
    return read(buffer.getvalue(), "application/pdf")


def test_a_table_of_dates_is_read_row_by_row() -> None:
    rows = [
        ["12 January 2026", "Call for proposals opens"],
        ["27 February 2026", "Deadline for applications"],
        ["April 2026", "Panel meets in Orle"],
    ]
    found = events(flowing(Paragraph(PROSE, BODY), Table(rows, colWidths=[130, 250])))
    assert found == [
        ("2026-01-12", "Call for Proposals Opens"),
        ("2026-02-27", "Deadline for Applications"),
        ("2026-04", "Panel Meets in Orle"),
    ]


def test_a_mark_of_a_note_behind_a_full_stop_is_no_part_of_the_year() -> None:
    text = (
        "Landings totalled 84,300 tonnes in 2024.<super>1</super> Their value rose by 2 per cent."
    )
    small = BODY.clone("small", fontSize=9)
    assert figures(flowing(Paragraph(text, small)))[0][:2] == ("84300", "metric ton")


def test_heads_that_are_turned_head_their_columns() -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=True)
    canvas.setFont("Helvetica", 9)
    for number, name in enumerate(("Admissions", "Beds", "Stay (days)")):
        canvas.saveState()
        canvas.translate(240 + number * 80, 400)
        canvas.rotate(90)
        canvas.drawString(0, 0, name)
        canvas.restoreState()
    rows = ("Orle", "41,220", "612", "4.9"), ("Tarn", "67,914", "1,004", "5.3")
    for number, row in enumerate(rows):
        canvas.drawString(60, 380 - number * 18, row[0])
        for column, value in enumerate(row[1:]):
            canvas.drawRightString(250 + column * 80, 380 - number * 18, value)
    canvas.save()
    found = [m for _, _, m in figures(read(buffer.getvalue(), "application/pdf"))]
    assert found[:3] == ["Orle - Admissions", "Orle - Beds", "Orle - Stay"]


@pytest.mark.parametrize("in_rows", [False, True])
def test_a_number_in_large_letters_has_its_name_below_it(in_rows: bool) -> None:
    cards = ("5,214", "suspected cases"), ("68.2%", "Urban population")
    drawn = [(n, x, 700, 20) for x, (n, _) in zip((80, 240), cards, strict=True)]
    named = [(w, x, 682, 9) for x, (_, w) in zip((80, 240), cards, strict=True)]
    order = [*drawn, *named] if in_rows else [drawn[0], named[0], drawn[1], named[1]]
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=True)
    for text, x, y, size in order:
        canvas.setFont("Helvetica", size)
        canvas.drawString(x, y, text)
    canvas.setFont("Helvetica", 10)
    for line in range(6):
        canvas.drawString(80, 640 - 14 * line, PROSE)
    canvas.save()
    assert figures(read(buffer.getvalue(), "application/pdf")) == [
        ("5214", "case", "suspected cases"),
        ("68.2", "percent", "Urban population"),
    ]


def test_a_name_in_the_place_of_its_first_column_heads_those_behind_it() -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=True)
    canvas.setFont("Helvetica", 9)
    rows = (
        ("", "2024", "", "2025", ""),
        ("", "Q2", "Q3", "Q1", "Q2"),
        ("Goods", "1,204.0", "1,198.6", "990.2", "1,235.8"),
        ("Services", "640.5", "702.2", "811.0", "655.1"),
    )
    for number, row in enumerate(rows):
        canvas.drawString(60, 700 - 14 * number, row[0])
        for column, text in enumerate(row[1:]):
            canvas.drawRightString(280 + 80 * column, 700 - 14 * number, text)
    canvas.save()
    snapshot = read(buffer.getvalue(), "application/pdf")
    assert [f.period and f.period.edtf for f in snapshot.figures[:4]] == [
        "2024-34", "2024-35", "2025-33", "2025-34",
    ]  # fmt: skip
