"""CSV that is safe in a spreadsheet and loses nothing."""

from __future__ import annotations

import io
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from editions import one_happening
from timeline.formats import delimited
from timeline.formats.delimited import escape, join_list, split_list, unescape
from timeline.formats.items import ITEM_COLUMNS, ITEMS
from timeline.formats.tables import (
    EDITION_COLUMNS,
    EDITIONS,
    FIGURE_COLUMNS,
    FIGURES,
    HAPPENING_COLUMNS,
    HAPPENINGS,
    LIST,
    NUMBERS,
    Listing,
)
from timeline.model import (
    KINDS_OF_EVENT,
    KINDS_OF_FIGURE,
    STATUSES,
    EditionSummary,
    Event,
    Figure,
    Imprint,
    Quote,
    Snapshot,
    Span,
    StatedFigure,
    Statement,
)
from timeline.records import event_record, figure_record
from timeline.values import QUALIFIERS, Period, Quantity
from timeline.workflow.export import export
from timeline.workflow.load import load
from timeline.workflow.queries import events


def test_the_chronology_is_the_same_from_stored_rows_and_from_happenings(target: str) -> None:
    load(target, sample=True)
    happenings = [*events(target)]
    assert len(happenings) > 20
    assert "".join(export(target, "csv")) == "".join(delimited.csv(HAPPENINGS, happenings))
    some = {"since": "2020", "publication": "us-mexico", "status": "occurred", "limit": 5}
    chosen = "".join(export(target, "csv", **some))
    assert chosen == "".join(delimited.csv(HAPPENINGS, events(target, **some)))


NASTY = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=12),
    st.text("=+-@'\"\t\r\n,;\\ …é\x1b\u202e1", min_size=1, max_size=8),
    st.sampled_from(
        ["=1+1", "-0145", "'", "''", "NA", "null", "nan", " ", "\r\n", '"', "#", "\ufeff"]
    ),
)
OPTIONAL = st.none() | NASTY
NUMBERS_IN_TEXT = st.decimals(allow_nan=False, allow_infinity=False, places=4) | st.integers(
    -(10**30), 10**30
).map(Decimal)
PERIODS = st.none() | st.sampled_from(
    ["2023", "2022-09-12", "2019~", "-0145", "2010/..", "../1999", "[2023-07..2023-09]"]
).map(Period.parse)
NAMES = st.lists(NASTY, max_size=3).map(tuple)
QUOTES = st.none() | st.builds(
    lambda start, text: Quote(Span(start, start + len(text)), text), st.integers(0, 999), NASTY
)
FIGURE = st.builds(
    Figure,
    quantity=st.builds(
        Quantity,
        value=NUMBERS_IN_TEXT,
        unit=OPTIONAL,
        step=NUMBERS_IN_TEXT,
        value_high=st.none() | NUMBERS_IN_TEXT,
        low=st.none() | NUMBERS_IN_TEXT,
        high=st.none() | NUMBERS_IN_TEXT,
        per=OPTIONAL,
        qualifier=st.sampled_from(sorted(QUALIFIERS)),
    ),
    measure=NASTY,
    kind=st.sampled_from(KINDS_OF_FIGURE),
    unit_text=OPTIONAL,
    direction=st.sampled_from([None, "up", "down"]),
    base=OPTIONAL,
    scope=OPTIONAL,
    whole=OPTIONAL,
    subject=OPTIONAL,
    counterpart=OPTIONAL,
    period=PERIODS,
    period_text=OPTIONAL,
    as_of=PERIODS,
    source=OPTIONAL,
    quote=QUOTES,
    passage=st.none() | st.integers(0, 99),
    rules=NAMES,
)
EVENT = st.builds(
    Event,
    title=NASTY,
    status=st.sampled_from(STATUSES),
    when=PERIODS,
    kind=st.sampled_from(KINDS_OF_EVENT),
    actors=NAMES,
    recurrence=OPTIONAL,
    bounds=PERIODS,
    quote=QUOTES,
    rules=NAMES,
)
SNAPSHOT = st.builds(
    Snapshot,
    imprint=st.builds(
        Imprint,
        publication=st.just("a-sheet"),
        label=st.sampled_from(["2023", "-1", "2019.2"]),
        published=PERIODS,
        title=OPTIONAL,
        source=OPTIONAL,
    ),
    doc=st.just("doc"),
    sha256=st.just(""),
    figures=st.lists(FIGURE, min_size=1, max_size=3).map(tuple),
    events=st.lists(EVENT, min_size=1, max_size=3).map(tuple),
)


def exported(listing: Listing[Any], items: Iterable[Any]) -> bytes:
    return "".join(delimited.csv(listing, items)).encode()


def read_back(data: bytes, listing: Listing[Any]) -> list[dict[str, Any]]:
    """Read a CSV as its documentation says; an empty cell gives None, a list column a list."""
    frame = pd.read_csv(io.BytesIO(data), dtype=str, keep_default_na=False)
    kinds = {column.name: column.kind for column in listing.columns}
    rows: list[dict[str, Any]] = []
    for row in frame.to_dict("records"):
        values: dict[str, Any] = {}
        for name, cell in row.items():
            text = cell if kinds[str(name)] in NUMBERS else unescape(cell)
            values[str(name)] = list(split_list(text)) if kinds[str(name)] == LIST else text or None
        rows.append(values)
    return rows


def stated(values: dict[str, Any]) -> dict[str, Any]:
    """Return a contract record as CSV names it: numbers as text, the quote as quote."""
    named = {**values, "quote": values["text"]}
    del named["text"]
    return {k: str(v) if isinstance(v, int) else v for k, v in named.items()}


@given(SNAPSHOT)
def test_every_figure_comes_back_from_csv_as_it_was(snapshot: Snapshot) -> None:
    rows = [StatedFigure(imprint=snapshot.imprint, figure=f) for f in snapshot.figures]
    found = read_back(exported(FIGURES, rows), FIGURES)
    assert len(found) == len(rows)
    for row, figure in zip(found, snapshot.figures, strict=True):
        expected = stated(figure_record(figure))
        expected["attributed_to"] = expected.pop("source")
        assert {name: row[name] for name in expected} == expected
        assert row["source"] == snapshot.imprint.source
        assert row["edition"] == snapshot.imprint.label


@given(SNAPSHOT, NASTY, NAMES)
def test_every_event_comes_back_from_csv_as_it_was(
    snapshot: Snapshot, sentence: str, section: tuple[str, ...]
) -> None:
    rows = [
        one_happening(
            Statement(imprint=snapshot.imprint, event=event, sentence=sentence, section=section)
        )
        for event in snapshot.events
    ]
    found = read_back(exported(HAPPENINGS, rows), HAPPENINGS)
    for row, event in zip(found, snapshot.events, strict=True):
        expected = stated(event_record(event))
        del expected["passage"]
        assert {name: row[name] for name in expected} == expected
        assert (row["sentence"], row["section"]) == (sentence, list(section))
        assert row["source"] == snapshot.imprint.source


@given(SNAPSHOT)
def test_editions_and_items_come_back_from_csv_too(snapshot: Snapshot) -> None:
    imprint = snapshot.imprint
    edition = EditionSummary(
        imprint=imprint, written=None, figures=1, events=2, captures=3, has_text=True
    )
    assert read_back(exported(EDITIONS, [edition]), EDITIONS)[0]["title"] == (imprint.title)
    items = [Statement(imprint=imprint, event=event) for event in snapshot.events]
    titles = [row["title"] for row in read_back(exported(ITEMS, items), ITEMS)]
    assert titles == [event.title for event in snapshot.events]


@given(st.text())
@example("'=1")
@example("'")
def test_taking_the_apostrophe_away_gives_the_text_back(text: str) -> None:
    assert unescape(escape(text)) == text


@pytest.mark.parametrize("first", [*"=+-@'", "\t", "\r"])
def test_a_text_that_a_spreadsheet_would_compute_gets_an_apostrophe(first: str) -> None:
    assert escape(f"{first}1") == f"'{first}1"


@pytest.mark.parametrize("text", ["1", "a=b", " =1", "", "2022-09-12"])
def test_any_other_text_stays_as_it_is(text: str) -> None:
    assert escape(text) == text


@given(st.lists(st.text(min_size=1), min_size=1).map(tuple))
@example(("a; b", "c\\", ";", "\\; "))
def test_a_list_in_a_cell_comes_apart_where_it_was_joined(entries: tuple[str, ...]) -> None:
    assert split_list(join_list(entries)) == entries
    assert split_list("") == ()


def figure(**fields: Any) -> StatedFigure:
    quantity = Quantity(value=Decimal("-12.50"), unit="percent")
    imprint = Imprint(publication="us-mexico", label="2023", source="a ministry")
    return StatedFigure(
        imprint=imprint,
        figure=Figure(quantity=quantity, measure="-growth", kind="change", **fields),
    )


def test_numbers_never_get_an_apostrophe_and_texts_do() -> None:
    row = exported(FIGURES, [figure()]).decode().splitlines()[1].split(",")
    names = [column.name for column in FIGURE_COLUMNS]
    assert row[names.index("value")] == "-12.5"
    assert row[names.index("measure")] == "'-growth"


def test_lines_end_as_rfc_4180_says_and_a_cell_may_hold_a_line_break() -> None:
    data = exported(FIGURES, [figure(subject='two\nlines, "quoted"')])
    header, _, rest = data.partition(b"\r\n")
    assert header.decode() == ",".join(column.name for column in FIGURE_COLUMNS)
    assert b'"two\nlines, ""quoted"""' in rest
    assert data.endswith(b"\r\n")


def test_a_list_of_nothing_is_a_header() -> None:
    names = ",".join(column.name for column in HAPPENING_COLUMNS)
    assert exported(HAPPENINGS, []).decode() == f"{names}\r\n"


@pytest.mark.parametrize("count", [1, 4_999, 5_000, 5_001, 10_000])
def test_a_long_list_has_one_header_and_every_record_once(count: int) -> None:
    rows = (figure(subject=f"port {number}") for number in range(count))
    found = read_back(exported(FIGURES, rows), FIGURES)
    assert [row["subject"] for row in found] == [f"port {number}" for number in range(count)]


def test_what_is_loaded_has_a_source_but_no_span_and_says_so() -> None:
    loaded = read_back(exported(FIGURES, [figure()]), FIGURES)[0]
    assert (loaded["source"], loaded["start"], loaded["origin"]) == (
        "a ministry",
        None,
        "snapshot file",
    )
    quoted = figure(quote=Quote(Span(3, 5), "12"), passage=0)
    read = read_back(exported(FIGURES, [quoted]), FIGURES)[0]
    assert (read["quote"], read["start"], read["end"], read["origin"]) == ("12", "3", "5", "text")


def names_of(columns: tuple[Any, ...]) -> str:
    return " ".join(column.name for column in columns)


def test_the_columns_are_these_in_this_order() -> None:
    assert names_of(HAPPENING_COLUMNS) == (
        "publication edtf first_day last_day precision status kind salience title actors "
        "recurrence bounds edition published editions statements first_edition last_edition "
        "quote sentence "
        "section start end source origin rules dated_by key"
    )
    assert names_of(FIGURE_COLUMNS) == (
        "publication edition published measure measure_from value value_high low high step unit "
        "unit_text per qualifier direction base kind scope whole subject counterpart period "
        "period_text first_day last_day as_of attributed_to passage quote sentence section start "
        "end source origin rules"
    )
    assert names_of(EDITION_COLUMNS) == (
        "publication edition published first_day last_day written coverage title figures events "
        "captures diagnostics source origin notes"
    )
    assert names_of(ITEM_COLUMNS) == (
        "publication edition published item date status kind salience title measure_from value "
        "unit reading quote sentence section start end source origin rules"
    )


def test_every_column_says_what_it_means() -> None:
    for listing in (HAPPENINGS, FIGURES, EDITIONS, ITEMS):
        columns: tuple[Any, ...] = listing.columns
        assert all(column.about for column in columns)
        assert len({column.name for column in columns}) == len(columns)
