"""The day of an item: what is told under it counts from it, not from the date of publication."""

from __future__ import annotations

import pytest

from extraction import read_text
from pages import read as read_page

PUBLISHED = "2024-03-28"


def dates_of(text: str) -> dict[str, str | None]:
    """Return the place of each date of a text in the calendar, by its words."""
    return {
        date.quote.text: None if date.edtf is None else date.edtf.edtf
        for date in read_text(text, PUBLISHED).dates
    }


MONTHS = """Some 800 people have come since 15 October. In February the camp was closed for a week.

On 17 February a fire broke out, a year after that of 3 December. It was put out by 18 February.

A school opened on 8 January and a well on 20 January. A mission came from 12 to 14 February.

Two clinics will open in March. A road should be ready by the end of May, a bridge in June.
"""


@pytest.mark.parametrize(("day", "last"), [("20 July 2025", 2024), ("20 March 2023", 2023)])
def test_the_day_of_a_later_print_dates_nothing(day: str, last: int) -> None:
    text = f"{day}\n\n# Camps of Orle\n\nSome 800 people have come in the last eight years."
    assert dates_of(text)["last eight years"] == f"{last - 8}~/{last}~"


@pytest.mark.parametrize("line", ["As of 29 February 2024", "Situation on 27 February 2024"])
def test_a_report_on_a_day_tells_of_the_months_around_it(line: str) -> None:
    found = dates_of(f"# Camps of Orle: update no. 14\n\n{line}\n\n## Camps\n\n{MONTHS}")
    assert found["17 February"] == "2024-02-17"
    assert found["15 October"] == "2023-10-15"
    assert found["March"] == "2024-03"


@pytest.mark.parametrize("line", ["As of 31 December 2023", "Camps of the year 2023"])
def test_a_report_on_a_year_tells_of_the_months_of_that(line: str) -> None:
    found = dates_of(f"# Camps of Orle: yearly report\n\n{line}\n\n## Camps\n\n{MONTHS}")
    assert found["17 February"] == "2023-02-17"


@pytest.mark.parametrize(
    "head",
    [
        "12 March 2024",
        "## 12 March 2024",
        "Tuesday, 12 March 2024",
        "Velden, 12 March 2024",
        "Velden (Norre), 12 March 2024",
        "Published: 12 March 2024",
    ],
)
def test_a_line_with_a_day_dates_what_follows(head: str) -> None:
    text = (
        f"# News of the port\n\n{head}\n\nA crane was repaired yesterday. Two ships left on Friday."
    )
    found = dates_of(text)
    assert found["yesterday"] == "2024-03-11"
    assert found["Friday"] == "2024-03-08"


def test_each_item_has_its_own_day() -> None:
    text = (
        "# News of the port\n\n12 March 2024\n\nA crane was repaired yesterday.\n\n"
        "5 February 2024\n\nThe quay was swept this morning.\n"
    )
    found = dates_of(text)
    assert found["yesterday"] == "2024-03-11"
    assert found["this morning"] == "2024-02-05"


def test_a_day_at_the_head_of_a_paragraph_dates_the_paragraph() -> None:
    text = "# Log\n\n12 March 2024 – Cleaned yesterday.\n\n14 March 2024 – It failed today."
    found = dates_of(text)
    assert found["yesterday"] == "2024-03-11"
    assert found["today"] == "2024-03-14"


def test_a_day_at_the_head_of_a_list_item_dates_that_item_only() -> None:
    text = "# Log\n\n- 12 March 2024: pump cleaned today\n\nThe pump failed yesterday."
    found = dates_of(text)
    assert found["today"] == "2024-03-12"
    assert found["yesterday"] == "2024-03-27"


def test_the_next_section_counts_from_publication_again() -> None:
    text = (
        "# Port\n\n## News\n\n12 March 2024\n\nIt opened today.\n\n## Tides\n\nThey rose yesterday."
    )
    found = dates_of(text)
    assert found["today"] == "2024-03-12"
    assert found["yesterday"] == "2024-03-27"


def test_a_day_within_a_sentence_dates_no_item() -> None:
    text = "# Port\n\nOn 12 March 2024 a crane fell.\n\nIt was repaired yesterday.\n"
    assert dates_of(text)["yesterday"] == "2024-03-27"


def item(title: str, day: str, text: str) -> str:
    return f"<article><h2>{title}</h2><p>{day}</p><p>{text}</p></article>"


@pytest.mark.parametrize("day", ["<time>{}</time>", "<span class=date>{}</span>"])
def test_the_dates_of_a_list_of_news_are_part_of_the_document(day: str) -> None:
    items = [
        item("Crane repaired", day.format("12 March 2024"), "The port repaired a crane today."),
        item("Quay swept", day.format("5 February 2024"), "The quay was swept this morning."),
    ]
    text = read_page(f"<main><h1>News</h1>{''.join(items)}</main>").text
    assert "12 March 2024" in text
    assert "5 February 2024" in text


def test_the_date_of_a_list_item_with_a_title_dates_the_item() -> None:
    items = [
        f"<li><h3>{title}</h3><p class=date>{day}</p><p>The port {words}.</p></li>"
        for title, day, words in (
            ("Crane repaired", "12 March 2024", "repaired a crane yesterday"),
            ("Quay swept", "5 February 2024", "swept the quay today"),
        )
    ]
    text = read_page(f"<main><h1>News</h1><ul>{''.join(items)}</ul></main>").text
    found = dates_of(text)
    assert found["yesterday"] == "2024-03-11"
    assert found["today"] == "2024-02-05"


def test_the_one_date_of_a_page_is_not_part_of_the_document() -> None:
    page = item("Crane repaired", "<time>12 March 2024</time>", "The port repaired a crane today.")
    assert "12 March 2024" not in read_page(f"<main>{page}</main>").text


def test_the_same_year_is_the_one_named_last() -> None:
    text = (
        "The sheet, written on 2024-05-30.\n\nA kingdom arose circa 3200 B.C., and it lasted. The "
        "last king fell in 341 B.C., and the Vald took over. The Orle came about 1250 and ruled "
        "until 1517. The canal of 1869 made it rich, and the dam of 1971 fed it. People drove the "
        "regent out in 2011. A council ruled until a house stood in early 2012; later that same "
        "year, Ada Reed won the vote."
    )
    assert dates_of(text)["later that same year"] == "2012"


AHEAD = "From 1 July, lenders will have to hold more. Parliament votes before the autumn recess."
MINUTES = """The board met on 6 March and voted to lower its rate from 11 March.

Sales recovered in January. The jobless rate edged up in February, and prices had risen in January.

The crown had weakened since the February meeting. Rents were stable until February.

{}
"""


@pytest.mark.parametrize(
    "title", ["Minutes of the board", "Minutes of the meeting of 6 March 2024"]
)
def test_minutes_tell_of_their_own_year(title: str) -> None:
    found = dates_of(f"# {title}\n\n{MINUTES.format(AHEAD)}")
    assert found["6 March"] == "2024-03-06"
    assert found["1 July"] == "2024-07-01"


def test_a_report_with_many_months_behind_publication_tells_of_the_year_before() -> None:
    later = "The road was opened in June, the port in July and the school in September."
    found = dates_of(f"# Yearly report of the board\n\n{MINUTES.format(later)}")
    assert found["6 March"] == "2023-03-06"
    assert found["July"] == "2023-07"
