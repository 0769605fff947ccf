"""The Python interface: a database as an object, lists that are read when used, data frames."""

from __future__ import annotations

import csv
import doctest
import inspect
import io
import os
import pydoc
import re
import shlex
import sqlite3
import tracemalloc
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import editions as made
import timeline
from commands import EXAMPLE, ROOT, done, dump
from timeline import database as databases
from timeline import errors, lists, questions
from timeline.formats import LIST_FORMATS, delimited
from timeline.lists import Rows, Tabulation
from timeline.model import StatedFigure
from timeline.values import Period
from tools.python_reference import public_methods

NOTEBOOKS = ROOT / "docs" / "how-to" / "notebooks.md"
ANSWERS = {
    "events": {"since": "2020", "until": "2023", "publication": "us-mexico"},
    "figures": {"measure": "trade"},
    "editions": {"limit": 3},
    "show": {"edition": "us-mexico@2021"},
    "snapshot": {"edition": "us-mexico@2021"},
    "dates": {"edition": "us-mexico@2021"},
    "log": {"publication": "us-mexico"},
    "history": {"wanted": "citizens in Mexico"},
    "blame": {"edition": "us-mexico@2022"},
    "status": {"today": "2024", "only": ["stale"]},
    "export": {"format": "csv"},
}


@pytest.fixture
def db(target: str) -> timeline.Database:
    """The bundled editions, on each engine in turn."""
    opened = timeline.open(target)
    assert [each.action for each in opened.load(sample=True)] == ["stored"] * 4
    return opened


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> timeline.Database:
    """The bundled editions and an example with its text, only to be read."""
    opened = timeline.open(tmp_path_factory.mktemp("sample") / "a.db")
    opened.load(sample=True)
    opened.ingest(EXAMPLE, publication="brief")
    return opened


def rows_of(*measures: str) -> Rows[StatedFigure]:
    stated = (
        StatedFigure(imprint=made.imprint(), figure=made.figure(measure, "1"))
        for measure in measures
    )
    return Rows(lists.FIGURES, tuple(stated))


# ---------------------------------------------------------------- the same functions


def test_a_method_answers_as_the_function_of_its_name(db: timeline.Database, target: str) -> None:
    for name, asked in ANSWERS.items():
        answer = getattr(db, name)(**asked)
        expected = getattr(timeline, name)(target, **asked)
        if name == "snapshot":
            assert answer == expected
        else:
            found = [*answer]
            assert found == [*expected], name
            assert found or name == "dates"
    assert db.publications() == ("us-mexico",)


@pytest.mark.parametrize("name", ["amend", "forget", "ingest", "load", *(name for name in ANSWERS)])
def test_a_method_takes_what_the_function_of_its_name_takes(name: str) -> None:
    _, *own = inspect.signature(getattr(timeline.Database, name)).parameters.values()
    _, *others = inspect.signature(getattr(timeline, name)).parameters.values()
    assert [(p.name, p.kind) for p in own] == [(p.name, p.kind) for p in others]
    defaults = {p.name: p.default for p in others if not callable(p.default)}
    assert {p.name: p.default for p in own if p.name in defaults} == defaults


def test_a_comparison_has_the_rows_that_the_command_prints(
    db: timeline.Database, target: str
) -> None:
    both = ("us-mexico@2022", "us-mexico@2023")
    for options, words in (
        ({}, ()),
        ({"everything": True}, ("--all",)),
        ({"changes": ["not-covered"]}, ("--change", "not-covered")),
        ({"only": ["events"]}, ("--only", "events")),
        ({"find": "bicentenary"}, ("--find", "bicentenary")),
    ):
        changes = db.diff(*both, **options)  # type: ignore[arg-type]
        printed = done("diff", *both, *words, "--db", target, "--format", "csv").stdout
        rows = [*csv.DictReader(io.StringIO(printed))]
        assert [row["change"] for row in rows] == [row.change.change for row in changes]
        assert rows
        assert changes.delta == timeline.diff(target, *both)


def test_two_files_are_compared_without_a_database(tmp_path: Path) -> None:
    db = timeline.open(tmp_path / "none.db")
    changes = db.diff(EXAMPLE / "2021.md", EXAMPLE / "2022.md", only=["figures"])
    assert "changed" in {row.change.change for row in changes}
    assert not (tmp_path / "none.db").exists()


def test_what_methods_write_is_what_commands_write(tmp_path: Path) -> None:
    one, other = timeline.open(tmp_path / "a.db"), str(tmp_path / "b.db")
    one.ingest(EXAMPLE, publication="brief")
    one.load([ROOT / "snapshots/us-mexico/2022.json"])
    old, new = one.amend("us-mexico@2022", published="2022-10")
    assert (old.reference, new.reference) == (
        "us-mexico@2022",
        "us-mexico@2022",
    )  # as the file says
    assert [each.reference for each in one.forget("brief@2021")] == ["brief@2021"]
    done("ingest", EXAMPLE, "--publication", "brief", "--db", other)
    done("load", ROOT / "snapshots/us-mexico/2022.json", "--db", other)
    done("amend", "us-mexico@2022", "--published", "2022-10", "--db", other)
    done("forget", "brief@2021", "--db", other)
    assert dump(tmp_path / "a.db") == dump(other)
    for name in LIST_FORMATS:
        printed = done("export", "--format", name, "-o", "-", "--db", other).stdout_bytes
        pieces = (p.encode() if isinstance(p, str) else p for p in one.export(name))
        assert b"".join(pieces) == printed


def test_an_input_that_is_refused_is_an_outcome_and_no_exception(tmp_path: Path) -> None:
    (outcome,) = timeline.open(tmp_path / "a.db").ingest(str(tmp_path / "none.md"))
    assert outcome.action == "refused"
    assert isinstance(outcome.error, timeline.errors.MissingFileError)


# ---------------------------------------------------------------- connections


def connections(target: str) -> int:
    """Count what is open to a database, but for what counts it."""
    if "://" not in target:
        held = Path("/proc/self/fd")
        if not held.is_dir():
            pytest.skip("no /proc here, which tells the open files of a process")
        paths = []
        for each in held.iterdir():
            with suppress(OSError):
                paths.append(os.readlink(each))
        return sum(path == os.path.realpath(target) for path in paths)
    from sqlalchemy import create_engine, text
    from sqlalchemy.pool import NullPool

    engine = create_engine(target, poolclass=NullPool)
    asked = (
        "SELECT count(*) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    with engine.connect() as connection:
        return int(connection.execute(text(asked)).scalar_one())


def test_no_connection_is_held_between_calls(db: timeline.Database, target: str) -> None:
    rows = db.figures()
    assert (rows[0], *rows[1:3]) == tuple([*rows][:3])
    for name, asked in ANSWERS.items():
        getattr(db, name)(**asked)
    for _ in db.events():
        break
    with suppress(errors.PublicationNotFoundError):
        [*db.events(publication="nothing")]
    repr(db.events())
    assert connections(target) == 0


def test_a_list_that_is_being_read_ends_with_the_block_and_says_so(
    db: timeline.Database, target: str
) -> None:
    with db as opened:
        left, pieces = iter(opened.figures()), opened.export("jsonl")
        next(left), next(pieces)
        assert connections(target) == 2
    assert connections(target) == 0
    for each in (left, pieces):
        with pytest.raises(errors.PassClosedError, match="closed while this list was being read"):
            next(each)
    assert len(db.figures()) == 86, "a closed database can be asked again"


def test_a_database_can_be_written_while_a_list_is_read(db: timeline.Database) -> None:
    titles = []
    for each in db.editions():
        db.amend(each.imprint.reference, title="Another")
        titles.append(each.imprint.title)
    assert titles == ["U.S. Relations With Mexico"] * 4
    assert {each.imprint.title for each in db.editions()} == {"Another"}


# ---------------------------------------------------------------- lists


class Counter:
    """Answers of which is known how many were read, and whether the reading was ended."""

    def __init__(self, size: int) -> None:
        self.size, self.asked, self.read, self.ended = size, 0, 0, 0

    def __call__(self) -> Iterator[int]:
        self.asked += 1
        try:
            for number in range(self.size):
                self.read += 1
                yield number
        finally:
            self.ended += 1


def counted(size: int) -> tuple[Counter, Rows[int]]:
    counter = Counter(size)
    return counter, Rows(Tabulation(lists.FIGURES.listing), counter)


def test_the_first_rows_of_a_million_are_read_alone() -> None:
    counter, rows = counted(1_000_000)
    assert rows[0] == 0
    assert bool(rows)
    assert next(iter(rows)) == 0
    assert [*rows[2:5]] == [2, 3, 4]
    assert [*rows[:6:2]] == [0, 2, 4]
    assert counter.read == 1 + 1 + 1 + 5 + 6
    assert counter.ended == counter.asked


def test_a_pass_over_a_list_keeps_nothing() -> None:
    _, rows = counted(200_000)
    tracemalloc.start()
    try:
        assert sum(rows) == 199_999 * 100_000
        assert tracemalloc.get_traced_memory()[1] < 100_000
    finally:
        tracemalloc.stop()


def test_a_list_is_read_once_for_its_length_and_each_time_for_a_pass() -> None:
    counter, rows = counted(4)
    assert ([*rows], max(rows), counter.asked) == ([0, 1, 2, 3], 3, 1), "a list asks for a length"
    counter, rows = counted(4)
    assert (max(rows), min(rows), counter.asked) == (3, 0, 2)
    assert (len(rows), rows[-1], max(rows), counter.asked) == (4, 3, 3, 3)


def test_a_place_in_a_list_is_looked_for_in_one_pass() -> None:
    counter, rows = counted(1_000)
    assert rows.index(990) == 990
    assert (counter.asked, counter.read) == (1, 1_000)
    with pytest.raises(ValueError, match="not in"):
        rows.index(5, 6)


def test_a_list_is_a_sequence_as_a_tuple_is() -> None:
    _, rows = counted(6)
    numbers = tuple(range(6))
    for start in (None, *range(-7, 8)):
        for stop in (None, *range(-7, 8)):
            for step in (None, 1, 2, -1, -2):
                part = slice(start, stop, step)
                _, fresh = counted(6)
                assert tuple(fresh[part]) == tuple(rows[part]) == numbers[part], part
    assert 5 in rows
    assert [*reversed(rows)] == [*reversed(numbers)]
    assert rows.index(4) == 4
    with pytest.raises(IndexError):
        _ = counted(6)[1][6]


def test_the_first_of_many_stored_figures_takes_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    db = timeline.open(path)
    db.load(sample=True)
    with sqlite3.connect(path) as connection:
        names = [row[1] for row in connection.execute("PRAGMA table_info(figure)")]
        shown = ", ".join(f"number + {2**16} * ?1" if n == "number" else n for n in names)
        copy = f"INSERT INTO figure ({', '.join(names)}) SELECT {shown} FROM figure"
        for power in range(8):
            connection.execute(copy, (2**power,))
    connection.close()
    tracemalloc.start()
    try:
        first = db.figures()[0]
        for_one = tracemalloc.get_traced_memory()[1]
        tracemalloc.reset_peak()
        count = sum(1 for _ in db.figures())
        for_pass = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert (count, first.figure.measure) == (86 * 2**8, "age of diplomatic relations")
    assert max(for_one, for_pass) < 20_000_000, "a portion of the rows, not all"


# ---------------------------------------------------------------- what is shown


def test_a_list_shows_its_first_rows(sample: timeline.Database) -> None:
    shown = repr(sample.editions(publication="us-mexico"))
    assert shown.splitlines()[0].split() == [
        "edition", "published", "coverage", "figures", "events", "origin", "title",
    ]  # fmt: skip
    assert "us-mexico@2023" in shown
    many = sample.figures()
    assert repr(many).endswith("\n… and more")
    assert len(repr(many[:10]).splitlines()) < len(repr(many).splitlines())
    assert many._repr_html_().count("<tr>") == 11
    assert "<p>… and more</p>" in many._repr_html_()
    assert repr(sample.events(search="nothing of the kind")) == "no happenings"


@pytest.mark.parametrize("name", [name for name in ANSWERS if name not in ("snapshot", "export")])
def test_every_list_can_be_shown(name: str, sample: timeline.Database) -> None:
    rows = getattr(sample, name)(**ANSWERS[name])
    assert len(repr(rows).splitlines()) > 1 or not rows
    assert rows._repr_html_().startswith("<table>" if rows else "<p>")


def test_a_document_can_put_no_markup_and_no_control_character_into_a_notebook() -> None:
    rows = rows_of('<script>alert("1")</script>', "a & b", "\x1b[31mred\u202e")
    page = rows._repr_html_()
    assert "<script" not in page
    assert "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;" in page
    assert "a &amp; b" in page
    for text in (page, repr(rows)):
        assert "\x1b" not in text
        assert "\u202e" not in text


def test_a_list_that_cannot_be_read_says_why_where_it_is_shown(tmp_path: Path) -> None:
    rows = timeline.open(tmp_path / "none.db").events()
    assert repr(rows).startswith("<happenings: No database at ")
    with pytest.raises(errors.DatabaseMissingError):
        rows._repr_html_()


def test_a_database_shows_its_address_without_a_password() -> None:
    shown = repr(timeline.open("postgresql://user:secret@127.0.0.1/name"))
    assert "secret" not in shown
    assert "127.0.0.1" in shown
    with pytest.raises(errors.BadValueError):
        timeline.open("mysql://127.0.0.1/name")


# ---------------------------------------------------------------- data frames

TYPES = {"text": "string", "edtf": "string", "integer": "Int64", "decimal": "object",
         "day": "object", "list": "object"}  # fmt: skip
LISTED: dict[str, Any] = {
    **{name: ANSWERS[name] for name in ANSWERS if name not in ("snapshot", "export")},
    "diff": {"before": "brief@2022", "after": "brief@2023"},
}


@pytest.mark.parametrize("name", LISTED)
def test_a_frame_has_the_cells_of_csv_in_the_types_of_its_columns(
    name: str, sample: timeline.Database
) -> None:
    rows = getattr(sample, name)(**LISTED[name])
    columns = rows._shape.listing.columns
    frame = rows.to_frame()
    assert {n: str(t) for n, t in frame.dtypes.items()} == {c.name: TYPES[c.kind] for c in columns}
    lines = "".join(delimited.csv(rows._shape.listing, rows._shape.rows_of(rows)))
    written = pd.read_csv(io.StringIO(lines), dtype=str, keep_default_na=False)
    assert len(frame) == len(written)
    assert len(frame) > 0 or name == "dates"
    for column in columns:
        for cell, text in zip(frame[column.name], written[column.name], strict=True):
            _require_same(column.kind, cell, text)


def _require_same(kind: str, cell: Any, text: str) -> None:
    if cell is pd.NA or (isinstance(cell, tuple) and not cell):
        assert text == ""
        return
    expected: dict[str, Any] = {
        "text": delimited.unescape, "edtf": delimited.unescape, "day": date.fromisoformat,
        "decimal": Decimal, "integer": int,
        "list": lambda text: delimited.split_list(delimited.unescape(text)),
    }  # fmt: skip
    value = expected[kind](text)
    assert cell == value
    assert isinstance(cell, type(value)) or kind == "integer"


def test_a_frame_is_the_same_on_each_engine(
    db: timeline.Database, sample: timeline.Database
) -> None:
    for name in ("events", "figures"):
        frame = getattr(db, name)().to_frame()
        other = getattr(sample, name)(publication="us-mexico").to_frame()
        pd.testing.assert_frame_equal(frame, other)


def test_a_decimal_of_a_frame_has_all_its_digits(sample: timeline.Database) -> None:
    digits = "9" * 30 + "." + "9" * 30
    stated = StatedFigure(imprint=made.imprint(), figure=made.figure("trade", digits))
    frame = Rows(lists.FIGURES, (stated,)).to_frame()
    assert frame["value"][0] == Decimal(digits)
    floats = sample.figures(measure="trade").to_frame(decimals="float")
    assert str(floats["value"].dtype) == str(floats["low"].dtype) == "Float64"
    assert floats["value"].sum() > 0
    assert floats["low"].isna().all()


def test_only_a_day_is_a_date_in_a_frame() -> None:
    periods = ["2020", "2020-07-01", "1948/..", "-0145-03-01", "[2023-07..2023-09]"]
    stated = tuple(
        StatedFigure(imprint=made.imprint(), figure=made.figure("trade", "1", period=edtf))
        for edtf in (*periods, None)
    )
    frame = Rows(lists.FIGURES, stated).to_frame()
    assert [*frame["period"][:5]] == periods
    assert frame["period"][5] is pd.NA
    assert [*frame["first_day"][:5]] == [
        date(2020, 1, 1), date(2020, 7, 1), date(1948, 1, 1), "-0145-03-01", date(2023, 7, 1),
    ]  # fmt: skip
    assert frame["last_day"][2] is frame["last_day"][5] is pd.NA
    modern = Rows(lists.FIGURES, (*stated[:3], *stated[4:])).to_frame(days="timestamp")
    assert str(modern["first_day"].dtype) == str(modern["last_day"].dtype) == "datetime64[s]"
    assert modern["first_day"][1] == pd.Timestamp("2020-07-01")
    assert modern["last_day"].isna().tolist() == [False, False, True, False, True]
    old = Rows(lists.FIGURES, stated).to_frame(days="timestamp")
    assert str(old["first_day"].dtype) == "string"
    assert old["first_day"][3] == "-0145-03-01"
    assert Period.parse("-0145-03-01").first == stated[3].figure.period.first  # type: ignore[union-attr]


@pytest.mark.parametrize("days", ["date", "timestamp"])
@pytest.mark.parametrize("decimals", ["exact", "float"])
def test_an_empty_frame_has_the_same_types(
    decimals: Any, days: Any, sample: timeline.Database
) -> None:
    some = sample.figures().to_frame(decimals=decimals, days=days)
    none = sample.figures(kind="rank", since="1700", until="1701")
    assert not none
    assert none.to_frame(decimals=decimals, days=days).dtypes.to_dict() == some.dtypes.to_dict()


def test_another_way_of_writing_decimals_or_days_is_refused(sample: timeline.Database) -> None:
    with pytest.raises(errors.BadValueError, match="decimals: 'double' is not one of: exact"):
        sample.figures().to_frame(decimals="double")  # type: ignore[arg-type]
    with pytest.raises(errors.BadValueError, match="days: 'text' is not one of: date, timestamp"):
        sample.figures().to_frame(days="text")  # type: ignore[arg-type]


def test_a_slice_of_a_list_makes_a_frame_too(sample: timeline.Database) -> None:
    assert len(sample.figures()[3:7].to_frame()) == 4
    changes = sample.diff("brief@2022", "brief@2023")
    assert [*changes[:2].to_frame()["change"]] == [*changes.to_frame()["change"]][:2]


# ---------------------------------------------------------------- the documents


def blocks(page: Path, language: str) -> list[str]:
    text = page.read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def failures(examples: list[doctest.DocTest]) -> str:
    said = io.StringIO()
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS, verbose=False)
    for example in examples:
        runner.run(example, out=said.write, clear_globs=False)
    return said.getvalue()


def test_the_examples_of_the_docstrings_hold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    opened = timeline.open("timeline.db")
    opened.load(sample=True)
    finder = doctest.DocTestFinder()
    found = [
        example
        for module in (databases, lists, questions)
        for example in finder.find(module, globs={"timeline": timeline, "db": opened})
        if example.examples
    ]
    assert len(found) > 6
    assert failures(found) == ""


def test_the_page_about_notebooks_shows_what_python_prints(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    for command in re.findall(
        r"^\$ timeline (.*)", "".join(blocks(NOTEBOOKS, "console")), re.MULTILINE
    ):
        done(*shlex.split(command))
    parts = blocks(NOTEBOOKS, "pycon")
    assert len(parts) > 5
    shared: dict[str, Any] = {}
    parser = doctest.DocTestParser()
    page = [parser.get_doctest(part, shared, "notebooks.md", None, 0) for part in parts]
    for each in page:
        each.globs = shared
    assert failures(page) == ""


def test_help_shows_what_is_public_with_its_types() -> None:
    told = pydoc.render_doc(timeline, renderer=pydoc.plaintext)
    assert "open(database: 'Path') -> 'Database'" in told
    assert "class Database(timeline.questions.Questions)" in told
    assert "class Rows(collections.abc.Sequence)" in told
    assert set(timeline.__all__) <= set(dir(timeline))


def test_every_public_method_says_what_it_does() -> None:
    silent = [
        f"{each.__name__}.{name}"
        for each in (timeline.Database, timeline.Rows, timeline.Changes)
        for name, member in public_methods(each)
        if not member.__doc__
    ]
    assert silent == []
