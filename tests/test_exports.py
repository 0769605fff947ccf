"""Exports, read back by the programs that they are for."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import altair as alt
import click
import feedparser
import frictionless
import openpyxl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet
from pyld import jsonld

from commands import EXAMPLE, done, refused
from editions import event, one_happening, snapshot
from timeline.cli.program import program
from timeline.delta import diff
from timeline.formats import catalogue, registry
from timeline.formats.columnar import PRECISION, SCALE
from timeline.formats.datapackage import DESCRIPTION
from timeline.formats.jsonld import SCHEMA
from timeline.formats.tables import FIGURES, HAPPENINGS, Column, Listing
from timeline.formats.workbook import is_exact
from timeline.model import Links, Statement, Story
from timeline.values import Period
from tools import reference

THINGS = {
    catalogue.LIST: registry.LISTS,
    catalogue.STORIES: registry.STORIES,
    catalogue.SERIES: registry.SERIES,
    catalogue.DELTA: registry.DELTAS,
    catalogue.LOG: registry.LOGS,
    catalogue.BOOK: registry.BOOKS,
}


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database with the bundled editions and the example; nobody may write to it."""
    database = str(tmp_path_factory.mktemp("loaded") / "a.db")
    done("load", "--sample", "--db", database)
    done("ingest", EXAMPLE, "--db", database)
    return database


def exported(loaded: str, path: Path, *options: object, command: str = "export") -> bytes:
    """Return the bytes that a command writes to a path."""
    done(*command.split(), "-o", path, *options, "--db", loaded)
    return path.read_bytes()


def rows(loaded: str, *arguments: object) -> list[dict[str, Any]]:
    """Return what a list holds, by its JSON lines."""
    told = done(*arguments, "--format", "jsonl", "--db", loaded).stdout
    return [json.loads(line) for line in told.splitlines()]


# ---------------------------------------------------------------- the registry of endings


@pytest.mark.parametrize("thing", THINGS)
def test_every_format_has_a_writer_for_each_thing_that_it_is_made_of(thing: str) -> None:
    assert tuple(THINGS[thing]) == catalogue.names_of(thing)


def test_the_reference_says_which_command_writes_which_format() -> None:
    for form in catalogue.FORMATS:
        offering = {
            name
            for name in ("events", "figures", "editions", "show", "history", "status", "blame",
                         "export", "diff", "log")
            for option in program.get_command(click.Context(program), name).params
            if option.name == "form" and form.name in option.type.choices
        }  # fmt: skip
        assert set(reference.writers(form)) == offering, form.name


def test_an_ending_asks_for_one_format() -> None:
    asked = [ending for form in catalogue.FORMATS for ending in form.endings]
    assert len(asked) == len(set(asked))
    assert all(form.endings or form.fits for form in catalogue.FORMATS)


@pytest.mark.parametrize(
    ("path", "known", "chosen"),
    [
        ("a/trade.vl.json", ("json", "vega-lite"), ("vega-lite", "json")),
        ("trade.vl.json", ("json",), ("json",)),
        ("C.TIMELINE.JSON", ("json", "timelinejs"), ("timelinejs", "json")),
        ("trade.triangle.csv", ("csv", "triangle"), ("triangle", "csv")),
        ("list.ndjson", ("jsonl",), ("jsonl",)),
        ("list.txt", ("table", "text"), ("text", "table")),
        (".vl.json", ("json", "vega-lite"), ("json",)),
        ("c.ics", ("csv",), ()),
    ],
)
def test_the_longest_ending_that_fits_is_chosen(
    path: str, known: tuple[str, ...], chosen: tuple[str, ...]
) -> None:
    assert catalogue.fitting(path, known) == chosen


@pytest.mark.parametrize("form", [f for f in catalogue.FORMATS if f.endings], ids=lambda f: f.name)
def test_an_export_is_the_same_bytes_each_time(
    form: catalogue.Format, loaded: str, tmp_path: Path
) -> None:
    commands = {
        catalogue.LIST: "export", catalogue.STORIES: "export", catalogue.BOOK: "export",
        catalogue.SERIES: "history trade", catalogue.LOG: "log us-mexico-example",
        catalogue.DELTA: "diff us-mexico-example@2022 us-mexico-example@2023",
        catalogue.DRAWING: "export", catalogue.REPORT: "export",
    }  # fmt: skip
    for command in {commands[thing] for thing in form.of}:
        found = [
            exported(loaded, tmp_path / f"{number}{form.endings[0]}", command=command)
            for number in range(2)
        ]
        assert found[0] == found[1] != b""


def test_a_history_is_not_written_in_a_format_for_the_other_things(
    loaded: str, tmp_path: Path
) -> None:
    key = rows(loaded, "history", "trade in goods")[0]["series"]
    said = refused(2, "history", key, "-o", tmp_path / "a.ics", "--db", loaded)
    assert said.startswith("The format ics is made of events, and none of them were found.")
    assert "vega-lite (.vl.json)" in said
    assert "jsonld" not in said
    dialogue = ("history", "dialogue", "--only", "events", "--db", loaded)
    said = refused(2, *dialogue, "-o", tmp_path / "a.vl.json")
    assert "is made of series of figures" in said
    assert list(tmp_path.iterdir()) == []


def test_a_missing_extra_is_named(
    loaded: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    said = refused(2, "export", "-o", tmp_path / "a.parquet", "--db", loaded)
    assert "pip install 'timeline-editions[parquet]'" in said
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_text_goes_to_a_pipe_as_it_is(loaded: str, tmp_path: Path) -> None:
    piped = done("export", "-o", "-", "--format", "xlsx", "--db", loaded).stdout_bytes
    assert piped == exported(loaded, tmp_path / "a.xlsx")


def test_a_file_that_is_no_text_does_not_go_to_a_terminal(loaded: str) -> None:
    controller, terminal = os.openpty()
    command = [sys.executable, "-m", "timeline", "export", "-o", "-", "--format", "xlsx"]
    ran = subprocess.run(
        [*command, "--db", loaded], stdout=terminal, stderr=subprocess.PIPE, check=False
    )
    os.close(terminal)
    os.close(controller)
    assert ran.returncode == 2
    assert b"a terminal cannot show this format" in ran.stderr


# ---------------------------------------------------------------- workbooks


def test_a_workbook_has_typed_cells_and_a_sheet_each_for_events_figures_and_changes(
    loaded: str, tmp_path: Path
) -> None:
    data = exported(loaded, tmp_path / "c.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["events", "figures", "changes"]
    assert book.properties.created == datetime(2000, 1, 1)  # noqa: DTZ001
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
    assert_cells(book["events"], rows(loaded, "events", "--all"))
    assert_cells(book["figures"], rows(loaded, "figures"))
    changed = {cell.value for cell in book["changes"]["B"]}
    assert {"us-mexico-example@2022", "us-mexico-example@2023", "us-mexico@2023"} < changed


def assert_cells(sheet: Any, expected: list[dict[str, Any]]) -> None:
    """Assert that a sheet has the rows of a list: a day as a date, a number as a number."""
    names = [cell.value for cell in sheet[1]]
    assert sheet.max_row == len(expected) + 1
    for row, record in zip(sheet.iter_rows(min_row=2, values_only=True), expected, strict=True):
        cells = dict(zip(names, row, strict=True))
        assert list(cells) == list(record)
        if record.get("value") is not None:
            assert Decimal(repr(cells["value"])) == Decimal(record["value"])
        day = record["first_day"]
        if day is not None and day >= "1900-03-01":
            assert cells["first_day"].date() == date.fromisoformat(day)
        else:
            assert cells["first_day"] == day
        assert cells["sentence"] == record["sentence"]
        assert cells["source"] == record["source"]


def column(kind: str) -> Listing[Any]:
    """Return a list with one column of a kind, whose items are its cells."""
    return Listing("things", (Column("cell", "", lambda each: each, kind),), (), lambda _: ())


def read_back(kind: str, *cells: str | None) -> list[Any]:
    """Return the cells of a workbook with one column of a kind."""
    (data,) = registry.write_list("xlsx", column(kind), cells)
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    return [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)]


def test_no_cell_of_a_workbook_is_a_formula_or_a_link() -> None:
    texts = ["=1+1", "@A1", "-5", "+5", "https://example.org", "12", "{=1}"]
    (data,) = registry.write_list("xlsx", column("text"), texts)
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    found = [(cell.value, cell.data_type, cell.hyperlink) for cell in sheet["A"][1:]]
    assert found == [(text, "s", None) for text in texts]


def test_a_number_that_excel_cannot_hold_is_a_text() -> None:
    numbers = ["863000000000", "577.3", "-0.1", "12345678901234567890", "0.1234567890123456"]
    assert read_back("decimal", *numbers) == [863000000000, 577.3, -0.1, *numbers[3:]]


@given(st.decimals(allow_nan=False, allow_infinity=False).filter(lambda n: abs(n.adjusted()) < 250))
def test_a_number_of_a_workbook_is_exact_or_a_text(number: Decimal) -> None:
    text = f"{number:f}"
    (found,) = read_back("decimal", text)
    exact = Decimal(repr(found)) if isinstance(found, int | float) else Decimal(found)
    assert exact == number
    assert isinstance(found, str) != is_exact(number)


def test_a_day_before_the_calendar_of_excel_and_an_uncertain_one_are_texts() -> None:
    cells = ["1822-12-12", "-0145-03-01", "2022-12-12", "2022", "2022-12-12~", None, "1900-03-01"]
    assert read_back("edtf", *cells[:5], cells[6]) == [
        "1822-12-12", "-0145-03-01", datetime(2022, 12, 12), "2022", "2022-12-12~",  # noqa: DTZ001
        datetime(1900, 3, 1),  # noqa: DTZ001
    ]  # fmt: skip


def test_a_text_that_is_too_long_for_a_cell_ends_in_an_ellipsis() -> None:
    (found,) = read_back("text", "a" * 40_000)
    assert found == "a" * 32_766 + "…"


def test_a_comparison_is_a_workbook_of_its_changes(loaded: str, tmp_path: Path) -> None:
    pair = "diff us-mexico-example@2022 us-mexico-example@2023"
    data = exported(loaded, tmp_path / "d.xlsx", "--only", "figures", command=pair)
    sheet = openpyxl.load_workbook(io.BytesIO(data))["changes"]
    told = done(*pair.split(), "--only", "figures", "--format", "csv", "--db", loaded).stdout_bytes
    expected = list(csv.reader(io.StringIO(told.decode(), newline="")))
    assert sheet.max_row == len(expected)
    assert [cell.value for cell in sheet[1]] == expected[0]


# ---------------------------------------------------------------- data packages


def test_a_data_package_is_valid_and_describes_every_column(loaded: str, tmp_path: Path) -> None:
    path = tmp_path / "c.zip"
    data = exported(loaded, path)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        package = json.loads(archive.read(DESCRIPTION))
        events = archive.read("events.csv")
    assert events == done("export", "-o", "-", "--db", loaded).stdout_bytes
    report = frictionless.validate(str(path), type="package")
    assert report.valid, report.flatten(["title", "message"])
    assert [one["name"] for one in package["resources"]] == ["events", "figures", "changes"]
    for resource, listing in zip(package["resources"], (HAPPENINGS, FIGURES), strict=False):
        fields = resource["schema"]["fields"]
        assert [field["name"] for field in fields] == [each.name for each in listing.columns]
        assert all(field["description"] for field in fields)
    types = {field["name"]: field["type"] for field in package["resources"][1]["schema"]["fields"]}
    assert (types["value"], types["first_day"], types["start"]) == ("number", "date", "integer")


def test_a_program_reads_the_exact_numbers_of_a_data_package(loaded: str, tmp_path: Path) -> None:
    path = tmp_path / "c.zip"
    exported(loaded, path)
    table = frictionless.Package(str(path)).get_resource("figures")
    values = [row["value"] for row in table.read_rows()]
    assert values == [Decimal(row["value"]) for row in rows(loaded, "figures")]


# ---------------------------------------------------------------- Parquet


def test_parquet_has_days_decimals_and_lists(loaded: str, tmp_path: Path) -> None:
    exported(loaded, tmp_path / "f.parquet", command="figures")
    table = parquet.read_table(tmp_path / "f.parquet")
    assert table.schema.field("value").type == pa.decimal128(PRECISION, SCALE)
    assert table.schema.field("first_day").type == pa.date32()
    assert table.schema.field("rules").type == pa.list_(pa.string())
    assert table.schema.field("period").metadata[b"description"] == b"the time it refers to, EDTF"
    for found, record in zip(table.to_pylist(), rows(loaded, "figures"), strict=True):
        assert found["value"] == Decimal(record["value"])
        assert found["first_day"] == (
            record["first_day"] and date.fromisoformat(record["first_day"])
        )
        assert {**found, "value": 0} | KEPT == {**record, "value": 0} | KEPT


KEPT = dict.fromkeys(["value_high", "low", "high", "step", "first_day", "last_day"])


def test_a_decimal_with_too_many_digits_is_a_text_of_all_of_them() -> None:
    for cells in (["1", "1e-11"], ["9" * 29, None], ["0.12345678901"]):
        texts = [None if cell is None else f"{Decimal(cell):f}" for cell in cells]
        (data,) = registry.write_list("parquet", column("decimal"), texts)
        assert parquet.read_table(io.BytesIO(data))["cell"].to_pylist() == texts


def test_a_day_before_christ_is_a_day_of_parquet() -> None:
    (data,) = registry.write_list("parquet", column("day"), ["-0145-03-01", "1970-01-02", None])
    found = parquet.read_table(io.BytesIO(data))["cell"].cast(pa.int32()).to_pylist()
    assert found == [Period.parse("-0145-03-01").first - date(1970, 1, 1).toordinal(), 1, None]


# ---------------------------------------------------------------- feeds


def test_a_feed_has_an_entry_for_each_edition_that_can_be_compared(
    loaded: str, tmp_path: Path
) -> None:
    feed = feedparser.parse(exported(loaded, tmp_path / "c.atom"))
    assert not feed.bozo
    assert [entry.id for entry in feed.entries] == [
        f"tag:timeline-editions,2026:{name}"
        for name in (
            "us-mexico@2023", "us-mexico-example@2023", "us-mexico@2022", "us-mexico-example@2022",
            "us-mexico@2021",
        )
    ]  # fmt: skip
    assert [entry.updated for entry in feed.entries[:2]] == [
        "2023-09-30T00:00:00Z", "2023-08-31T00:00:00Z",
    ]  # fmt: skip
    assert feed.feed.updated == feed.entries[0].updated
    assert "1 updated" in feed.entries[1].summary
    assert "$863 billion" in feed.entries[1].content[0].value


def test_the_feeds_of_one_publication_and_of_one_comparison_have_the_same_entries(
    loaded: str, tmp_path: Path
) -> None:
    of = ["--publication", "us-mexico-example"]
    whole = feedparser.parse(exported(loaded, tmp_path / "a.atom", *of))
    logged = feedparser.parse(
        exported(loaded, tmp_path / "b.atom", command="log us-mexico-example")
    )
    pair = "diff us-mexico-example@2022 us-mexico-example@2023"
    one = feedparser.parse(exported(loaded, tmp_path / "c.atom", command=pair))
    assert whole.entries == logged.entries
    assert [entry.id for entry in one.entries] == [whole.entries[0].id]


def test_a_feed_has_what_was_known_on_a_day(loaded: str, tmp_path: Path) -> None:
    feed = feedparser.parse(exported(loaded, tmp_path / "a.atom", "--as-of", "2022-11"))
    assert {entry.id.rpartition("@")[2] for entry in feed.entries} == {"2021", "2022"}


@settings(max_examples=25)
@given(st.text(max_size=60))
def test_whatever_a_document_says_makes_a_feed_a_slide_and_a_workbook(title: str) -> None:
    before, after = (snapshot(label, events=(event(title, "2022"),)) for label in ("2022", "2023"))
    after = replace(after, events=(), imprint=replace(after.imprint, title=title, source=title))
    feed = feedparser.parse(str(registry.write_delta("atom", diff(before, after, Links()))))
    assert not feed.bozo
    (told,) = feed.entries
    assert "dropped" in told.content[0].value
    stated = one_happening(Statement(imprint=after.imprint, event=event(title, "2022")))
    (book,) = registry.write_list("xlsx", HAPPENINGS, [stated])
    assert openpyxl.load_workbook(io.BytesIO(book)).active.max_row == 2
    (columns,) = registry.write_list("parquet", HAPPENINGS, [stated])
    assert parquet.read_table(io.BytesIO(columns)).num_rows == 1
    story = Story(happening=stated, statements=(stated.newest,))
    (slides,) = registry.write_stories("timelinejs", [story])
    assert "<script" not in str(slides)


# ---------------------------------------------------------------- TimelineJS, JSON-LD


def test_timelinejs_has_a_slide_for_each_dated_event_as_finely_as_it_is_printed(
    loaded: str, tmp_path: Path
) -> None:
    found = json.loads(exported(loaded, tmp_path / "c.timeline.json", "--all"))["events"]
    dated = [row for row in rows(loaded, "events", "--all") if row["edtf"]]
    assert len(found) == len(dated)
    for slide, row in zip(found, dated, strict=True):
        parts = {"year": 1, "month": 2, "day": 3}.get(row["precision"])
        if parts is not None:
            assert len(slide["start_date"]) == parts
            assert "end_date" not in slide
        assert row["edition"] in slide["text"]["text"]
        assert row["source"].partition(":")[0].split(",")[0] in slide["text"]["text"]
    assert len({slide["unique_id"] for slide in found}) == len(found)
    core = json.loads(exported(loaded, tmp_path / "d.timeline.json"))["events"]
    assert 0 < len(core) < len(found)


def test_json_ld_expands_to_events_of_schema_org_without_fetching_anything(
    loaded: str, tmp_path: Path
) -> None:
    written = json.loads(exported(loaded, tmp_path / "c.jsonld"))
    found = jsonld.expand(written, {"documentLoader": None})
    listed = rows(loaded, "events", "--all")
    assert len(found) == len(listed)
    for one, row in zip(found, listed, strict=True):
        assert one["@type"] == [f"{SCHEMA}Event"]
        (status,) = one[f"{SCHEMA}eventStatus"]
        assert status["@id"].startswith(f"{SCHEMA}Event")
        if row["precision"] in ("year", "month", "day"):
            (start,) = one[f"{SCHEMA}startDate"]
            assert start["@value"] == row["edtf"].rstrip("~?%")
        (quotation,) = one[f"{SCHEMA}subjectOf"]
        assert quotation["@type"] == [f"{SCHEMA}Quotation"]
        (edition,) = quotation[f"{SCHEMA}isPartOf"]
        assert edition["@id"].endswith(f"{row['publication']}@{row['edition']}")


# ---------------------------------------------------------------- charts, triangles


def test_a_chart_is_valid_and_keeps_every_digit(loaded: str, tmp_path: Path) -> None:
    data = exported(loaded, tmp_path / "t.vl.json", command="history trade")
    chart = json.loads(data)
    assert chart["$schema"] == alt.SCHEMA_URL.rpartition("/")[0] + "/v6.json"
    alt.Chart.from_dict(chart, validate=True)
    told = [row for row in rows(loaded, "history", "trade", "--only", "figures") if row["date"]]
    assert [(each["period"], each["value"]) for each in chart["data"]["values"]] == [
        (row["date"], row["value"]) for row in told
    ]
    assert {each["source"] for each in chart["data"]["values"]} == {row["source"] for row in told}


def test_a_chart_of_one_series_names_its_unit_at_the_axis(loaded: str, tmp_path: Path) -> None:
    key = rows(loaded, "history", "trade in goods", "--only", "figures")[0]["series"]
    chart = json.loads(exported(loaded, tmp_path / "t.vl.json", command=f"history {key}"))
    alt.Chart.from_dict(chart, validate=True)
    assert "(USD)" in chart["encoding"]["y"]["title"]
    assert "row" not in chart["encoding"]


def test_a_triangle_has_a_row_for_each_edition_and_a_column_for_each_period(
    loaded: str, tmp_path: Path
) -> None:
    data = exported(loaded, tmp_path / "t.triangle.csv", command="history trade")
    table = list(csv.DictReader(io.StringIO(data.decode(), newline="")))
    told = rows(loaded, "history", "trade", "--only", "figures")
    stated = {(row["series"], f"{row['publication']}@{row['edition']}") for row in told}
    assert [*dict.fromkeys((row["series"], row["edition"]) for row in table)] == [
        *dict.fromkeys((row["series"], f"{row['publication']}@{row['edition']}") for row in told)
    ]
    assert len(table) == len(stated)
    assert {"2018", "2020", "2022", "2023-01/2023-04", "no period"} < table[0].keys()
    for row in told:
        (line,) = (
            each
            for each in table
            if (each["series"], each["edition"].partition("@")[2])
            == (row["series"], row["edition"])
        )
        period = row["date"] or "no period"
        assert line[period if period in line else period.replace("~", "")] == row["value"]
