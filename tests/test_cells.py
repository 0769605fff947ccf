"""What the numbers of tables state: under heads with units, scales and periods, or nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from commands import done, written
from pages import read
from timeline.model import Figure, Imprint
from timeline.reading import extract
from timeline.reading.figures.header_units import head_unit

HEADS = [
    ("Loans (€ million)", ("Loans", "EUR", 10**6)),
    ("Loans (million euros)", ("Loans", "EUR", 10**6)),
    ("Loans, USD bn", ("Loans", "USD", 10**9)),
    ("Loans in EUR thousand", ("Loans", "EUR", 10**3)),
    ("Loans – £m", ("Loans", "GBP", 10**6)),
    ("Loans [in millions of US dollars]", ("Loans", "USD", 10**6)),
    ("Turnout (%)", ("Turnout", "percent", 1)),
    ("Turnout, per cent", ("Turnout", "percent", 1)),
    ("Debt (% of GDP)", ("Debt", "percent", 1)),
    ("Refugees (thousands)", ("Refugees", None, 10**3)),
    ("Refugees ('000)", ("Refugees", None, 10**3)),
    ("Refugees (persons)", ("Refugees", "person", 1)),
    ("Harvest (thousand tonnes)", ("Harvest", "metric ton", 10**3)),
    ("Forest, sq km", ("Forest", "square kilometre", 1)),
    ("€ million", ("", "EUR", 10**6)),
    ("%", ("", "percent", 1)),
    ("Forest, 1 000 ha", ("Forest", "hectare", 10**3)),
    ("Forest, 1,000 ha, 2020", ("Forest, 2020", "hectare", 10**3)),
    ("Rate (% per annum)", ("Rate", "percent", 1)),
    ("Oil (US$ per barrel)", ("Oil", "USD", 1)),
    ("Imports (c.i.f., EUR million)", ("Imports, c.i.f.", "EUR", 10**6)),
    ("(Annual percentage change)", ("Annual percentage change", "percent", 1)),
    ("EURm", ("", "EUR", 10**6)),
    ("GWh", ("", "gigawatt-hour", 1)),
    ("bps", ("", "basis point", 1)),
    # what gives none
    ("Loans", ("Loans", None, 1)),
    ("Town", ("Town", None, 1)),
    ("Year", ("Year", None, 1)),
    ("Won", ("Won", None, 1)),
    ("Loans in 2019", ("Loans in 2019", None, 1)),
    ("Index (2015=100)", ("Index (2015=100)", None, 1)),
    ("Schools, public", ("Schools, public", None, 1)),
    ("Births per 1,000 people", ("Births per 1,000 people", None, 1)),
]


@pytest.mark.parametrize(("head", "expected"), HEADS)
def test_a_head_gives_a_name_a_unit_and_a_scale(head: str, expected: tuple[object, ...]) -> None:
    found = head_unit(head)
    assert (found.name, found.unit, found.factor) == expected
    assert not found.refused


@pytest.mark.parametrize(
    "head",
    ["Loans (constant 2015 US$ million)", "Loans (€ million or more)", "Loans (million or so)"],
)
def test_a_unit_that_cannot_be_read_is_refused(head: str) -> None:
    assert head_unit(head).refused


def figures(table: str) -> list[tuple[str, str | None, str, str | None]]:
    """Return value, unit, measure and period of the figures of a page with one table."""
    document = read(f"<main><h1>Bank</h1><p>It is so.</p>{table}</main>")
    snapshot = extract.read(document, Imprint(publication="p", label="e"), doc="d", sha256="0")
    return [told(figure) for figure in snapshot.figures]


def told(figure: Figure) -> tuple[str, str | None, str, str | None]:
    quantity = figure.quantity
    period = None if figure.period is None else figure.period.edtf
    return format(quantity.value.normalize(), "f"), quantity.unit, figure.measure, period


def column(head: str, *cells: str) -> str:
    rows = "".join(f"<tr><td>{2018 + n}<td>{cell}" for n, cell in enumerate(cells))
    return f"<table><tr><th>Year<th>{head}{rows}</table>"


TABLES = [
    (column("Loans (€ million)", "640", "1,655.5"),
     [("640000000", "EUR", "Loans", "2018"), ("1655500000", "EUR", "Loans", "2019")]),
    (column("Turnout (%)", "61.5", "−3"),
     [("61.5", "percent", "Turnout", "2018"), ("-3", "percent", "Turnout", "2019")]),
    (column("Refugees (thousands)", "1 640"), [("1640000", "person", "Refugees", "2018")]),
    (column("Schools", "640"), [("640", "school", "Schools", "2018")]),
    (column("Loans (€ million)", "€12", "$12", "€3 billion"),
     [("12000000", "EUR", "Loans", "2018"), ("3000000000", "EUR", "Loans", "2020")]),
    ("<table><tr><th>Town<th>Loans in 2019, € million<tr><td>Orle<td>64</table>",
     [("64000000", "EUR", "Orle - Loans", "2019")]),
    ("<table><tr><th>Town<th>Loans in 2019<tr><td>Orle<td>64</table>",
     [("64", "loan", "Orle - Loans", "2019")]),
    (("<table><caption>Loans (€ thousand)</caption><tr><th>Town<th>2018<th>2019"
     "<tr><th>Orle<td>64<td>65.5</table>"),
     [("64000", "EUR", "Orle", "2018"), ("65500", "EUR", "Orle", "2019")]),
    ("<table><tr><th>Year<th>Month<th>Loans<tr><th>2019<th>March<td>64</table>",
     [("64", "loan", "Loans", "2019-03")]),
    (("<table><tr><th>Bank<th>Loans<tr><th colspan=2>Northern<tr><td>Orle<td>640"
     "<tr><th colspan=2>Southern<tr><td>Orle<td>655</table>"),
     [("640", "loan", "Northern - Orle - Loans", None),
      ("655", "loan", "Southern - Orle - Loans", None)]),
    (("<table><tr><th>Kind<th>2019<tr><td>Barges<td>640<tr><td>of which electric<td>12"
     "<tr><td>Of whom hired:<td>9<tr><td>Tugs<td>80</table>"),
     [("640", "barge", "Barges", "2019"), ("12", None, "Barges - of which electric", "2019"),
      ("9", None, "Barges - Of whom hired:", "2019"), ("80", "tug", "Tugs", "2019")]),
    (("<table><tr><th>Bank<th>2019<tr><td>Orle<td>640<tr><th colspan=2>Southern"
      "<tr><td>of which Tarn<td>12<tr><td>thereof Fenn<td>9</table>"),
     [("640", None, "Orle", "2019"), ("12", None, "Southern - of which Tarn", "2019"),
      ("9", None, "Southern - of which Tarn - thereof Fenn", "2019")]),
    (("<table><caption>Loans (€ million)</caption><tr><th>Item<th>2019"
     "<tr><td>Loans<td>64<tr><td>Staff (number)<td>300</table>"),
     [("64000000", "EUR", "Loans", "2019"), ("300", "person", "Staff", "2019")]),
    (("<table><tr><th>Item<th>Unit<th>2019<tr><td>Loans<td>€ million<td>64"
     "<tr><td>Roads<td>km<td>300<tr><td>Beds<td>number<td>12</table>"),
     [("64000000", "EUR", "Loans", "2019"), ("300", "kilometre", "Roads", "2019"),
      ("12", "bed", "Beds", "2019")]),
    (column("Balance", "(12.5)"), [("-12.5", None, "Balance", "2018")]),
    (("<table><tr><th>Item<th>2019<th>2020p<tr><td>Jobless rate<td>3.2%<td>3.4%</table>"),
     [("3.2", "percent", "Jobless rate", "2019"), ("3.4", "percent", "Jobless rate", "2020")]),
    (("<table><tr><td><td>2019<td>2020 Est.<tr><td colspan=3>(In percent of GDP)<tr><td>Debt 2/"
      "<td>44<td>45</table>"),
     [("44", "percent", "Debt", "2019"), ("45", "percent", "Debt", "2020")]),
    ("<table><tr><td>Item<td>2019<td>2020 [provisional]<tr><td>Wool, 1,000 t<td>64<td>65</table>",
     [("64000", "metric ton", "Wool", "2019"), ("65000", "metric ton", "Wool", "2020")]),
    ("<table><tr><th>2019<th>Loans<tr><td>March<td>64<tr><td>April<td>65</table>",
     [("64", "loan", "Loans", "2019-03"), ("65", "loan", "Loans", "2019-04")]),
    ("<table><tr><th>Month<th>Loans<tr><td>Mar-19<td>64<tr><td>2019M04<td>65</table>",
     [("64", "loan", "Loans", "2019-03"), ("65", "loan", "Loans", "2019-04")]),
    (column("Wool (t)", "1 640,5"), [("1640.5", "metric ton", "Wool", "2018")]),
    (column("Output (%)", "0.3 (0.5)", "1.1 (−1.4)", "(0.5)", "1.1 (4%)"),
     [("0.3", "percent", "Output", "2018"), ("1.1", "percent", "Output", "2019"),
      ("1.1", None, "Output", "2021"), ("4", "percent", "share of Output", "2021")]),
    (column("Output, per cent (first estimate in brackets)", "0.3 (0.5)", "1.1"),
     [("0.3", "percent", "Output", "2018"), ("1.1", "percent", "Output", "2019")]),
    (column("Loans, € million (previous year in parentheses)", "64 (60)"),
     [("64000000", "EUR", "Loans", "2018")]),
    (column("Loans (€ million, reserves in brackets)", "64"),
     [("64000000", "EUR", "Loans, reserves in brackets", "2018")]),
    (column("Jobs (thousand)", "1,204 (1,198)"), [("1204000", "job", "Jobs", "2018")]),
    (column("Cases", "120 (4)"), [("120", "case", "Cases", "2018")]),
    (column("Pupils, n (%)", "120 (4.5)"), []),
    # a period in the cell, in a column that is not the first, and beside an empty corner
    (column("Loans (€ million)", "64 in 2017", "65 (2016)"),
     [("64000000", "EUR", "Loans", "2017"), ("65000000", "EUR", "Loans", "2016")]),
    ("<dl><dt>Loans<dd>640 in 2019</dl>", [("640", "loan", "Loans", "2019")]),
    (("<table><tr><th>Bank<th>Year<th>Loans<tr><td rowspan=2>Orle<td>2018<td>640"
      "<tr><td>2019<td>655</table>"),
     [("640", "loan", "Orle - Loans", "2018"), ("655", "loan", "Orle - Loans", "2019")]),
    ("<table><tr><td><th>2018<th>2019<tr><th>Loans<td>640<td>655</table>",
     [("640", "loan", "Loans", "2018"), ("655", "loan", "Loans", "2019")]),
    # no figures
    (column("Loans (€ million)", "640 2017", "in 2017"), []),
    (column("Loans (constant 2015 US$ million)", "640"), []),
    (column("Height", "(12.5)", "..", "-", "n/a"), []),
    (column("Code", "640"), []),
    (column("Area code of the town", "640"), []),
    ("<dl><dt>Tel<dd>640<dt>Fax<dd>641</dl>", []),
    (column("Founded", "1950"), []),
    (column("Loans (€ million)", "1,6400", "007"), []),
    (column("Loans (€ million)", "1,64", "007"), [("1640000", "EUR", "Loans", "2018")]),
]  # fmt: skip


CORNERS = [
    ("<table><tr><th>Item ($ million)<th>2022<tr><th>Exports<td>968</table>",
     [("968000000", "USD", "Exports", "2022")]),
    ("<table><tr><th>£ billion<th>2022-23<tr><th>Exports<td>9.5</table>",
     [("9500000000", "GBP", "Exports", "2022/2023")]),
    ("<table><tr><th>Head (Rs crore)<th>2022-23 (A)<th>2023-24 (RE)<tr><th>Tax<td>71,968<td>700",
     [("719680000000", "INR", "Tax", "2022/2023"), ("7000000000", "INR", "Tax", "2023/2024")]),
    # the head of the row or of the column is nearer
    ("<table><tr><th>Item ($ million)<th>Share (%)<tr><th>Wool<td>12</table>",
     [("12", "percent", "Wool - Share", None)]),
    ("<table><tr><th>Item ($ million)<th>2022<tr><th>Boats (thousands)<td>12</table>",
     [("12000", "boat", "Boats", "2022")]),
    # a corner that gives no unit, and one that cannot be read
    ("<table><tr><th>Port<th>Ships<tr><th>Wick<td>640</table>",
     [("640", "ship", "Wick - Ships", None)]),
    ("<table><tr><th>Item (constant 2015 US$ million)<th>2022<tr><th>Exports<td>968</table>", []),
]  # fmt: skip


@pytest.mark.parametrize(("table", "expected"), CORNERS)
def test_the_unit_in_the_corner_of_a_table_is_that_of_its_cells(
    table: str, expected: list[tuple[str, str | None, str, str | None]]
) -> None:
    assert figures(table) == expected


TABLE = "<table><tr><th>Item<th>2022<tr><th>Wool<td>64</table>"
SHARES = "<table><tr><th>Item<th>Share (%)<tr><th>Wool<td>64</table>"
NOTES = [
    (f"{TABLE}<p>In millions of euros.</p>", [("64000000", "EUR", "Wool", "2022")]),
    (f"{TABLE}<p><em>All figures are in US$ million.</em></p>",
     [("64000000", "USD", "Wool", "2022")]),
    (f"{TABLE}<p>Note: values in thousands of tonnes</p>",
     [("64000", "metric ton", "Wool", "2022")]),
    (f"{TABLE}<p>(Amounts in the table are given in £ billion.)</p>",
     [("64000000000", "GBP", "Wool", "2022")]),
    (f"<p>The figures are shown in thousands of euros.</p>{TABLE}",
     [("64000", "EUR", "Wool", "2022")]),
    # a head is nearer; each table has its own; one between two is of the one above
    (f"{SHARES}<p>In millions of euros.</p>", [("64", "percent", "Wool - Share", None)]),
    (f"{TABLE}<p>In millions of euros.</p>{TABLE}",
     [("64000000", "EUR", "Wool", "2022"), ("64", None, "Wool", "2022")]),
    # another section, a sentence that says more, and one that no table is beside
    (f"{TABLE}<h2>Wool</h2><p>In millions of euros.</p>",
     [("64", None, "Wool", "2022"), ("1000000", "EUR", "Wool", None)]),
    (f"{TABLE}<p>In millions of homes, light burns.</p>",
     [("64", None, "Wool", "2022"), ("1000000", "home", "homes", None)]),
    (f"{TABLE}<p>In Orle.</p>", [("64", None, "Wool", "2022")]),
]  # fmt: skip


@pytest.mark.parametrize(("page", "expected"), NOTES)
def test_a_note_beside_a_table_gives_the_unit_of_its_numbers(
    page: str, expected: list[tuple[str, str | None, str, str | None]]
) -> None:
    assert figures(page) == expected


@pytest.mark.parametrize(
    "text",
    [
        "| Item ($ million) | 2022 |\n|---|---|\n| Exports | 968 |\n",
        "Item ($ million)   2022   2023\nExports   968   990\nImports   700   810\n",
    ],
)
def test_the_unit_in_the_corner_of_a_table_in_text_is_that_of_its_cells(
    text: str, tmp_path: Path
) -> None:
    name = "t.md" if text.startswith("|") else "t.txt"
    told = json.loads(done("extract", written(tmp_path, name, text)).stdout)
    assert (told["figures"][0]["value"], told["figures"][0]["unit"]) == ("968000000", "USD")


@pytest.mark.parametrize(("table", "expected"), TABLES)
def test_a_number_alone_in_a_cell_is_what_its_heads_say(
    table: str, expected: list[tuple[str, str | None, str, str | None]]
) -> None:
    assert figures(table) == expected


def changes(tmp_path: Path, before: str, after: str) -> list[tuple[str, str | None, str | None]]:
    """Return what became of the figures of two pages, with the printed values."""
    pages = [
        f"<main><h1>Bank</h1><p>It is so, and long.</p>{part}</main>" for part in (before, after)
    ]
    names = [written(tmp_path, f"{n}.html", page) for n, page in enumerate(pages)]
    rows = json.loads(done("diff", *names, "--format", "json", "--all").stdout)["figures"]
    texts = [[row[s] and row[s]["text"] for s in ("before", "after")] for row in rows]
    return sorted((row["change"], *text) for row, text in zip(rows, texts, strict=True))


def test_cells_are_linked_by_their_heads(tmp_path: Path) -> None:
    two = "<table><tr><th><th>2018<th>2019<tr><th>Loans<td>€64 million<td>€65 million</table>"
    three = (
        "<table><tr><th><th>2018<th>2019<th>2020"
        "<tr><th>Loans<td>€64 million<td>€69 million<td>€70 million</table>"
    )
    assert changes(tmp_path, two, three) == [
        ("added", None, "€70 million"),
        ("restated", "€65 million", "€69 million"),
        ("unchanged", "€64 million", "€64 million"),
    ]
    units = column("Loans (€ million)", "12,000"), column("Loans (€ billion)", "12.0")
    assert changes(tmp_path, *units) == [("unchanged", "12,000", "12.0")]


# ---------------------------------------------------------------- how sure a number is


def test_the_mark_of_a_provisional_number_is_its_qualifier_and_none_of_its_digits() -> None:
    table = (
        "<table><tr><th>Item</th><th>2020 (r)</th><th>2021</th><th>2022p</th></tr>"
        "<tr><td>Barges</td><td>1,180</td><td>1,204 (r)</td><td>1,310</td></tr>"
        "<tr><td>Tugs</td><td>80</td><td>84e</td><td>91 (p)</td></tr></table>"
    )
    found = extract.read(read(table), Imprint(publication="a", label="a"), doc="a", sha256="")
    assert [(f"{f.quantity.value}", f.quantity.qualifier) for f in found.figures] == [
        ("1180", "exact"), ("1204", "exact"), ("1310", "estimated"),
        ("80", "exact"), ("84", "estimated"), ("91", "estimated"),
    ]  # fmt: skip


# ---------------------------------------------------------------- tables of events

EVENTS = [
    # heads, cells, what happened when
    ("Event|Date", "Charter signed|2019-11-05", "2019-11-05 Charter Signed"),
    ("Event|Date", "Bridge opened to traffic|7 May 2020", "2020-05-07 Bridge Opened to Traffic"),
    ("Event|Date", "Charter enters into force|5 June 2021",
     "2021-06-05 Charter Enters into Force"),
    ("Event|Date", "The council met in the town|5 June 2021",
     "2021-06-05 Council Met in the Town"),
    ("Date|Event", "7 May 2020|Bridge opened", "2020-05-07 Bridge Opened"),
    ("Year|Milestone", "1931|First lighthouse", "1931 First Lighthouse"),
    ("Agreement|Signed", "Fisheries agreement|5 June 2018",
     "2018-06-05 Fisheries Agreement Signed"),
    ("Agreement|Date signed", "Fisheries agreement|June 2018",
     "2018-06 Fisheries Agreement Signed"),
    # what tells of none
    ("Series|Date", "Trade figures|5 June 2018", ""),
    ("Series|Date", "Release of the index|5 June 2018", ""),
    ("Series|Year", "Landings|2018", ""),
    ("Date|Landings", "5 June 2018|340", ""),
    ("Item|Event", "Landings|340", ""),
]  # fmt: skip


@pytest.mark.parametrize(("heads", "cells", "expected"), EVENTS)
def test_a_row_of_a_table_of_events_is_read_as_its_sentence(
    heads: str, cells: str, expected: str
) -> None:
    rows = "".join(
        "<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in row.split("|")) + "</tr>"
        for tag, row in (("th", heads), ("td", cells))
    )
    document = read(f"<h1>The port</h1><table>{rows}</table>")
    imprint = Imprint(publication="a", label="a")
    found = extract.read(document, imprint, doc="a", sha256="")
    told = [f"{e.when.edtf} {e.title}" for e in found.events if e.when is not None]
    assert told == ([expected] if expected else [])
    for event in found.events:
        assert event.quote is not None
        assert event.quote.span.of(document.text) == event.quote.text
    dated = {date.quote.span for date in found.dates}
    refused = {refusal.date.quote.span for refusal in extract.refusals(document, imprint)}
    assert dated - refused == {e.quote.span for e in found.events if e.quote} & dated
