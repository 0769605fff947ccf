"""Documents as docstrings, end to end: the passage is the docstring of the test."""

from __future__ import annotations

from collections.abc import Callable
from inspect import getdoc
from typing import Any

import pytest

from extraction import assert_rereads, read_text
from timeline.decode import plain
from timeline.model import Snapshot
from timeline.records import date_record, event_record, figure_record, snapshot_record


@pytest.fixture
def edition(request: pytest.FixtureRequest) -> Callable[..., Snapshot]:
    """Give a function that reads the docstring of the test, published as said."""
    text = getdoc(request.function) or ""

    def read(published: str | None = None) -> Snapshot:
        snapshot = read_text(text, published)
        assert_rereads(snapshot, text)
        return snapshot

    return read


Edition = Callable[..., Snapshot]


def dates(snapshot: Snapshot) -> list[tuple[str, str | None, str | None]]:
    records = [date_record(date) for date in snapshot.dates]
    return [(record["text"], record["edtf"], record["resolved"]) for record in records]


def figures(snapshot: Snapshot, *fields: str) -> list[tuple[Any, ...]]:
    records = [figure_record(figure) for figure in snapshot.figures]
    return [tuple(record[field] for field in ("text", *fields)) for record in records]


def events(snapshot: Snapshot, *fields: str) -> list[tuple[Any, ...]]:
    records = [event_record(event) for event in snapshot.events]
    return [tuple(record[field] for field in fields) for record in records]


# ---------------------------------------------------------------- the example of the contract

EXAMPLE = (
    "In 2023, goods trade came to nearly $800 billion, according to the ministry; "
    "the council meets again in May 2024."
)


def test_the_dates_of_the_example_are_a_year_and_a_month() -> None:
    found = [date_record(date) for date in read_text(EXAMPLE).dates]
    assert [(d["text"], d["type"], d["value"], d["edtf"]) for d in found] == [
        ("2023", "DATE", "2023", "2023"),
        ("May 2024", "DATE", "2024-05", "2024-05"),
    ]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("text", "$800 billion"),
        ("value", "800000000000"),
        ("value_high", None),
        ("step", "100000000000"),
        ("unit", "USD"),
        ("qualifier", "nearly"),
        ("kind", "level"),
        ("measure", "goods trade"),
        ("scope", "goods"),
        ("period", "2023"),
        ("period_text", "2023"),
        ("as_of", None),
        ("source", "the ministry"),
    ],
)
def test_the_figure_of_the_example_says_what_how_much_when_and_by_whom(
    field: str, value: str | None
) -> None:
    (figure,) = read_text(EXAMPLE).figures
    assert figure_record(figure)[field] == value


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "Council Meets Again"),
        ("edtf", "2024-05"),
        ("precision", "month"),
        ("status", "scheduled"),
        ("kind", "meeting"),
        ("actors", ["council"]),
        ("recurrence", None),
        ("bounds", None),
    ],
)
def test_the_event_of_the_example_is_a_meeting_to_come(field: str, value: object) -> None:
    (event,) = read_text(EXAMPLE).events
    assert event_record(event)[field] == value


def test_the_record_of_an_edition_has_the_keys_of_the_contract() -> None:
    record = snapshot_record(read_text(EXAMPLE, "2024"))
    assert record["schema"] == "timeline/snapshot/1.1"
    assert (record["published"], record["coverage"], record["doc"]) == ("2024", "complete", "test")
    assert list(record["figures"][0]) == [
        "start", "end", "text", "value", "value_high", "low", "high", "step", "unit", "unit_text",
        "per", "qualifier", "direction", "base", "kind", "measure", "measure_from", "scope",
        "whole", "subject", "counterpart", "period", "period_text", "as_of", "source", "passage",
        "rules",
    ]  # fmt: skip
    assert list(record["events"][0]) == [
        "start", "end", "text", "title", "edtf", "precision", "status", "kind", "salience",
        "actors", "recurrence", "bounds", "passage", "rules",
    ]  # fmt: skip


# ---------------------------------------------------------------- the shape of a document


def test_items_know_the_headings_above_them(edition: Edition) -> None:
    """
    # Orle and Tarn

    ## Trade

    Goods trade reached $3 billion in 2021.

    ## Security

    The joint council met in June 2022.
    """
    snapshot = edition()
    assert snapshot.imprint.title == "Orle and Tarn"
    assert snapshot.section(snapshot.figures[0]) == ("Orle and Tarn", "Trade")
    assert snapshot.section(snapshot.events[0]) == ("Orle and Tarn", "Security")
    assert snapshot.sentence(snapshot.events[0]) == "The joint council met in June 2022."


def test_headings_state_nothing(edition: Edition) -> None:
    """
    # The Council Met on 3 May 2004 with 12 Ministers

    The mill is shut.
    """
    snapshot = edition()
    assert (snapshot.figures, snapshot.events) == ((), ())


def test_each_item_of_a_list_is_read_by_itself(edition: Edition) -> None:
    """
    The fund has done this:

    - In 2019 it opened 12 schools.
    - In 2020 it trained 300 nurses.
    """
    snapshot = edition()
    assert [p.kind for p in snapshot.passages] == ["sentence", "item", "item"]
    assert figures(snapshot, "period") == [("12 schools", "2019"), ("300 nurses", "2020")]


def test_a_wrapped_paragraph_reads_as_one_line(edition: Edition) -> None:
    """
    The harbor treaty between the two lands entered into force on July
    1, 2020. Since then the trade in fish and some other goods was 1.5
    million tons.
    """
    snapshot = edition()
    assert dates(snapshot) == [("July\n1, 2020", "2020-07-01", "2020-07-01")]
    assert figures(snapshot, "value", "unit")[0] == ("1.5\nmillion tons", "1500000", "ton")
    assert events(snapshot, "edtf", "status") == [("2020-07-01", "occurred")]


def test_a_line_break_between_a_year_and_its_noun_changes_nothing() -> None:
    text = (
        "Tarn, the second-largest port on the wide lagoon, held the 2012-2014 seat on the council."
    )
    wrapped = text.replace("2014 seat", "2014\nseat")
    periods = [[figure.period for figure in read_text(t).figures] for t in (text, wrapped)]
    assert periods[0] == periods[1]
    whens = [[event.when for event in read_text(t).events] for t in (text, wrapped)]
    assert whens[0] == whens[1]


def test_chrome_is_marked_and_not_read(edition: Edition) -> None:
    """
    An official website of Orle

    Goods trade reached $3 billion in 2021.

    4 min read

    More information about Orle is available from the sources listed here:

    - Orle trade page, 12 May 2020
    - The 2019 report of 40 pages

    Leave a Reply

    Copyright 2023 Tarn Press
    """
    snapshot = edition()
    assert [p.kind for p in snapshot.passages] == [
        "boilerplate", "sentence", *["boilerplate"] * 6
    ]  # fmt: skip
    assert [text for text, *_ in dates(snapshot)] == ["2021"]
    assert figures(snapshot) == [("$3 billion",)]


# ---------------------------------------------------------------- dates in context


def test_prepositions_resolve_a_date(edition: Edition) -> None:
    """
    It has been open since 1948. As of July 2023 it has 47 cranes, and by 2030 it will have more. It
    was shut until May 1946.
    """
    assert dates(edition()) == [
        ("1948", "1948", "1948/.."),
        ("July 2023", "2023-07", "../2023-07"),
        ("2030", "2030", "../2030"),
        ("May 1946", "1946-05", "../1946-05"),
    ]


def test_a_range_names_both_its_ends(edition: Edition) -> None:
    """It was built between 1904 and 1911."""
    snapshot = edition()
    (date,) = snapshot.dates
    start = date.quote.span.start
    assert [(e.span.start - start, e.span.end - start, e.value) for e in date.endpoints] == [
        (0, 4, "1904"),
        (9, 13, "1911"),
    ]


def test_a_stretch_of_the_year_takes_the_year_named_before(edition: Edition) -> None:
    """
    In 2021 trade fell. Over the first three months of the year it halved.
    """
    stretch = ("first three months of the year", "2021-01/2021-03", "2021-01/2021-03")
    assert dates(edition())[-1] == stretch


def test_the_last_years_count_back_from_the_publication(edition: Edition) -> None:
    """The fund has trained 300 nurses in the last five years."""
    assert dates(edition("2010"))[0][1] == "2005~/2010~"


# ---------------------------------------------------------------- figures in context


def test_period_and_as_of_are_told_apart(edition: Edition) -> None:
    """
    Exports were $4 billion in 2020. As of May 2021, the port has 12 cranes.
    """
    assert figures(edition(), "period", "as_of") == [
        ("$4 billion", "2020", None),
        ("12 cranes", None, "2021-05"),
    ]


def test_two_halves_of_a_sentence_keep_their_own_years(edition: Edition) -> None:
    """Exports were $4 billion in 2020, while imports were $3 billion in 2019."""
    assert figures(edition(), "period", "measure") == [
        ("$4 billion", "2020", "Exports"),
        ("$3 billion", "2019", "imports"),
    ]


def test_a_source_reaches_to_the_end_of_its_sentence_and_no_further(edition: Edition) -> None:
    """
    According to the harbor office, the port has 12 cranes. The mill has 7 wheels.
    """
    assert figures(edition(), "source") == [
        ("12 cranes", "the harbor office"),
        ("7 wheels", None),
    ]


def test_goods_differ_from_goods_and_services(edition: Edition) -> None:
    """
    Goods trade came to $3 billion. Trade in goods and services came to $5 billion.
    """
    assert [(scope or "").lower() for _, scope in figures(edition(), "scope")] == [
        "goods",
        "goods and services",
    ]


def test_a_counted_noun_is_the_unit_and_people_are_persons(edition: Edition) -> None:
    """The fund gave 84 grants to 1,200 young farmers at 47 active land ports of entry."""
    assert figures(edition(), "unit", "unit_text") == [
        ("84 grants", "grant", "grant"),
        ("1,200 young farmers", "person", "young farmer"),
        ("47 active land ports of entry", "port of entry", "active land port of entry"),
    ]


def test_a_number_in_brackets_takes_the_unit_of_the_head(edition: Edition) -> None:
    """The school took 300 pupils from Orle (120), Tarn (100) and Fenn (80)."""
    assert figures(edition(), "value", "unit") == [
        ("300 pupils", "300", "person"),
        ("120", "120", "person"),
        ("100", "100", "person"),
        ("80", "80", "person"),
    ]


def test_years_numbers_of_laws_and_addresses_are_no_figures(edition: Edition) -> None:
    """
    Under Public Law 104-208 and Article 7 of the 1972 Accord, the office at 1200 Larch Street
    (tel. 202-555-0142, room B-12) keeps the COVID-19 files of 1990-95.
    """
    assert edition().figures == ()


# ---------------------------------------------------------------- status, and the days of writing


def test_status_is_judged_at_the_date_of_the_edition(edition: Edition) -> None:
    """The council meets again in May 2024."""
    assert events(edition("2023"), "status") == [("scheduled",)]
    assert events(edition("2025"), "status") == [("occurred",)]


def test_an_open_interval_is_ongoing_and_a_closed_one_is_past(edition: Edition) -> None:
    """
    Since 1998 the Reed Program has trained nurses. Tarn held the 2012-2014 seat on the council.
    """
    assert events(edition("2023"), "edtf", "status") == [
        ("1998/..", "ongoing"),
        ("2012/2014", "occurred"),
    ]


def test_a_text_is_written_after_its_past_and_before_its_future(edition: Edition) -> None:
    """
    The council met on 12 September 2022. It will meet again in September 2023.
    """
    snapshot = edition()
    assert snapshot.written is not None
    assert snapshot.written.edtf == "[2022-09-12..2023-09-30]"
    assert events(snapshot, "status") == [("occurred",), ("scheduled",)]


def test_a_text_without_bounds_has_no_days_of_writing(edition: Edition) -> None:
    """The port is open."""
    assert edition().written is None


REPORT = """
The last vote was held in 2018. In the June election, citizens chose a senate.

The guard was formed in 2019. In April the guard moved to Tarn.

In August the court freed two clerks.

On September 5 a judge fined the port.

In November the mayor of Orle resigned.

In February miners struck at Reed.

On March 3 a bridge fell.

In May the port was opened. In July it was shut again, as in 2014.

In October 2020 the court tried a clerk, and in December it freed him.
"""


def test_a_yearly_report_tells_of_the_last_year_that_was_nearly_over() -> None:
    """Years of other things stand beside its months; a month in full holds for its sentence."""
    found = dates(read_text(REPORT, "2022-04-12"))
    assert [edtf for text, edtf, _ in found if not text[-4:].isdigit()] == [
        "2021-06", "2021-04", "2021-08", "2021-09-05", "2021-11", "2021-02", "2021-03-03",
        "2021-05", "2021-07", "2020-12",
    ]  # fmt: skip


def test_the_year_of_a_yearly_report_is_that_which_it_tells_of() -> None:
    text = f"{REPORT}\nNine clerks had left by the end of the year, fewer than last year."
    found = {text: edtf for text, edtf, _ in dates(read_text(text, "2022-04-12"))}
    assert (found["the end of the year"], found["last year"]) == ("2021", "2021")


def test_a_yearly_report_without_its_date_leaves_open_what_no_year_leads() -> None:
    found = dates(read_text(REPORT))
    assert [edtf for text, edtf, _ in found if not text[-4:].isdigit()] == [
        "2018-06", "2019-04", None, None, None, None, None, None, None, "2020-12",
    ]  # fmt: skip


def test_a_history_with_a_year_at_the_head_of_each_part_takes_that_year() -> None:
    text = REPORT.replace("\n\n", "\n\n# 1936\n\n")
    assert [edtf for text, edtf, _ in dates(read_text(text)) if text == "August"] == ["1936-08"]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("The council met on 12 September 2022.", "[2022-09-12..]"),
        ("As of May 2023, the port has 47 cranes.", "[2023-05-01..]"),
        ("The council met on 12 September. As it was in June, the port is open.", None),
        ("The council will meet in September 2023.", "[..2023-09-30]"),
        ("The mayor said the council will meet in September 2023.", None),
        ("“We will meet in September 2023”, it read.", None),
        ("The council would meet in September 2023.", None),
        ("By 2050 the delta will be dry.", "[..2050-12-31]"),
    ],
)
def test_what_bounds_the_days_of_writing(text: str, written: str | None) -> None:
    found = read_text(text).written
    assert (found and found.edtf) == written


def test_a_copy_that_is_published_late_is_reported(edition: Edition) -> None:
    """
    The council met on 12 September 2022. It will meet again in September 2023.
    """
    (diagnostic,) = edition("2024-05-01").diagnostics
    assert diagnostic.code == "published-late"
    assert "2024-05-01" in diagnostic.message
    assert "[2022-09-12..2023-09-30]" in diagnostic.message
    assert diagnostic.span is not None
    assert "will meet again in September 2023" in diagnostic.message
    assert edition("2023").diagnostics == ()
    assert edition("[2023-07..2023-09]").diagnostics == ()


def test_a_happening_told_twice_in_one_sentence_is_one_event(edition: Edition) -> None:
    """The council met in May 2020; the council met in May 2020."""
    assert len(edition().events) == 1


def test_an_anniversary_dates_what_it_remembers(edition: Edition) -> None:
    """In 2020 the two lands marked the 50th anniversary of the Harbor Treaty."""
    assert events(edition("2023"), "title", "edtf", "kind") == [
        ("50th Anniversary of the Harbor Treaty", "2020", "anniversary"),
        ("Harbor Treaty", "1970", "treaty"),
    ]


def test_actors_are_the_parties_of_the_clause(edition: Edition) -> None:
    """Orle and Tarn signed the Harbor Treaty in 1998."""
    assert events(edition(), "actors") == [(["Orle", "Tarn"],)]


def test_a_text_of_white_space_states_nothing() -> None:
    for text in ("", " ", "\n\n \t\n", "\u00a0"):
        snapshot = read_text(text)
        assert (snapshot.passages, snapshot.dates, snapshot.figures, snapshot.events) == ((),) * 4


@pytest.mark.parametrize("blank", ["\u00a0", "\u202f", "\u2009", "\u3000", "\u0085"])
def test_a_blank_of_any_kind_before_a_full_stop_is_read(blank: str) -> None:
    text = f"It grew by 15 percent{blank}. Five ships came."
    assert len(read_text(text).passages) == 2


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("The budget for the port was tabled on 13 June 2022.", ("budget",)),
        ("The 45 million dollars of the fund were stolen on 3 May 2021.", ()),
        ("The minister of Tarn resigned on 3 May 2021.", ("Tarn",)),
        ("The road will be completed by December 2021.", ("road",)),
        ("The consulate in Tarn was closed on 3 May 2019.", ("consulate",)),
        ("Legislative elections were held on 3 May 2019.", ("elections",)),
        ("The Ministry of Health opened a ward on 3 May 2019.", ("Ministry of Health",)),
        ("Officials from Tarn and Orle met on 3 May 2019.", ("Tarn", "Orle")),
    ],
)
def test_nobody_acts_who_is_a_number_or_a_preposition(text: str, actors: tuple[str, ...]) -> None:
    found = read_text(text, "2020").events
    assert [event.actors for event in found] == [actors]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# Executive summary\n\nThe port is old.\n", None),
        ("# The port in 2021\n\n## Key points\n\nThe port is old.\n", "The port in 2021"),
        ("## CONTENTS\n\n# The port in 2021\n\nThe port is old.\n", "The port in 2021"),
        ("## SUMMARY\n\n### The port\n\nThe port is old.\n", "The port"),
        ("Executive summary\n\nIt is old.\n\nA port in 2021\n\nIt is so.\n", "A port in 2021"),
        (
            "Summary\n\nA.\n\nContents\n\n1. Ships\n\nIt has 12.\n\nThe port of Elm\n\nIt is.\n",
            "The port of Elm",
        ),
        (
            "Summary\n\nIt is old.\n\n1. Ships\n\nIt has 12.\n\nChapter 2: Trains\n\nIt is so.\n",
            None,
        ),
        ("Foreword\n\nIt is old.\n\n2021 in figures\n\nIt has 12.\n", "2021 in figures"),
    ],
)
def test_a_heading_that_opens_any_document_is_no_title(text: str, title: str | None) -> None:
    assert plain.document(text).title == title


SITUATION = """\
Situation report, 1 to 15 June 2023

Some 9,400 people came to the town in the first half of June. The quarrel began in October 2021.

- Between 1 and 15 June, 310 boats landed.
- On 9 June the council opened a second camp.
- By the end of May, 12 wells were dry; on 2 May there were 31.
- As of 15 June, 40 tents stood. On 12 June a storm took 6 of them.
- The fair that was due in May has been postponed to July. It was last held in April.
"""


@pytest.mark.parametrize("published", ["2023-06-16", "2023-07-03"])
def test_a_report_on_its_own_weeks_is_of_its_own_year_though_it_tells_of_plans(
    published: str,
) -> None:
    found = read_text(SITUATION, published).dates
    years = {
        each.edtf.edtf[:4] for each in found if each.edtf and each.quote.text != "October 2021"
    }
    assert years == {"2023"}
