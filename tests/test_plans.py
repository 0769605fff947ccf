"""Questions go by the indexes: no plan of either engine reads a whole table that grows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

import timeline
from country import EDITIONS, ingest
from timeline.store import database
from timeline.store.address import Address
from timeline.store.happening_pages import ListFilter, PageStart
from timeline.values import Period
from timeline.workflow import event_pages
from timeline.workflow.stored_edition import keys_at

Asked = tuple[str, Any]

SINCE = event_pages.list_filter(since="2016", publication="valdoria", core=True)
HERE = PageStart(1, Period.parse("2016-10").first, 1)
SMALL = {"publication", "edition", "neighbour", "alembic_version", "sqlite_master"}
"""Tables of a row an edition at most, and of the tables themselves: these may be read whole."""


@contextmanager
def asked_of(found: list[Asked]) -> Iterator[None]:
    """Collect the statements that are executed in the block, with their values."""

    def note(*arguments: Any) -> None:
        _, _, statement, parameters, _, many = arguments
        if not many and statement.startswith(("SELECT", "DELETE", "UPDATE")):
            found.append((statement, parameters))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def scanned(target: str, asked: list[Asked]) -> Iterator[tuple[str, str]]:
    """Yield a statement and a line of its plan that reads a whole table."""
    with database.opened(Address.parse(target), write=True) as connection:
        on_server = connection.dialect.name == "postgresql"
        with connection.begin():
            if on_server:  # few rows are read fastest one after another
                connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
            for statement, parameters in asked:
                explain = "EXPLAIN" if on_server else "EXPLAIN QUERY PLAN"
                for row in connection.exec_driver_sql(f"{explain} {statement}", parameters):
                    line = str(row[-1]).strip(" ->")
                    if line.startswith(("Seq Scan on ", "SCAN ")) and "INDEX" not in line:
                        yield statement, line.removeprefix("Seq Scan on ").removeprefix("SCAN ")


QUESTIONS: dict[str, Callable[[str], object]] = {
    "events": lambda db: timeline.open(db).events(since="2016", limit=100)[:],
    "events of a publication": lambda db: timeline.open(db).events(
        publication="valdoria", limit=100
    )[:],
    "figures of an edition": lambda db: timeline.open(db).figures(edition="valdoria@2017")[:],
    "figures of a time": lambda db: timeline.open(db).figures(since="2016", until="2016")[:],
    "show": lambda db: timeline.open(db).show("valdoria@2017")[:],
    "diff": lambda db: timeline.open(db).diff("valdoria@2016", "valdoria@2017"),
    "log": lambda db: timeline.open(db).log("valdoria", limit=1)[:],
    "editions": lambda db: timeline.open(db).editions(publication="valdoria")[:],
    "status": lambda db: timeline.open(db).status(publication="valdoria", today="2030")[:],
    "where pages of events begin": lambda db: event_pages.page_starts(db, SINCE, 5),
    "a page of events": lambda db: event_pages.events_of_page(db, SINCE, HERE, 5),
    "events counted": lambda db: event_pages.count_events(db, SINCE),
    "keys of a page": lambda db: keys_at(db, "figure", [("valdoria", "2017", 1)]),
}


@pytest.fixture
def filled(target: str, tmp_path: Path) -> str:
    ingest(tmp_path / "sources", target, [*EDITIONS][:4])
    return target


def test_no_question_reads_a_whole_table(filled: str) -> None:
    for name, ask in QUESTIONS.items():
        asked: list[Asked] = []
        with asked_of(asked):
            ask(filled)
        assert asked, name
        for statement, table in scanned(filled, asked):
            assert table.split()[0] in SMALL, f"{name} reads all of {table}: {statement}"


def test_an_edition_is_stored_without_reading_a_whole_table(filled: str, tmp_path: Path) -> None:
    asked: list[Asked] = []
    with asked_of(asked):
        ingest(tmp_path / "more", filled, ["2020"])
    assert len(asked) > 10
    for statement, table in scanned(filled, asked):
        assert table.split()[0] in SMALL, f"reads all of {table}: {statement}"


def test_the_list_of_events_is_read_off_an_index_in_its_order(tmp_path: Path) -> None:
    path = str(tmp_path / "a.db")
    ingest(tmp_path / "sources", path, ["2015"])
    asked: list[Asked] = []
    with asked_of(asked):
        timeline.open(path).events(since="2016", limit=100)[:]
    with database.reading(path) as connection:
        within = [each for each in asked if each[0].endswith("LIMIT ? OFFSET ?")][-2]
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {within[0]}", within[1])
        told = " ".join(str(row[-1]) for row in plan)
    assert "ix_happening_list" in told
    assert "TEMP B-TREE FOR ORDER BY" not in told


def test_a_page_of_events_is_read_off_an_index_from_its_first_row_on(tmp_path: Path) -> None:
    path = str(tmp_path / "a.db")
    ingest(tmp_path / "sources", path, ["2015"])
    asked: list[Asked] = []
    with asked_of(asked):
        event_pages.events_of_page(path, ListFilter(core=True), replace(HERE, part=0), 100)
    statement, values = next(each for each in asked if "happening" in each[0])
    with database.reading(path) as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        told = " ".join(str(row[-1]) for row in plan)
    assert "USING INDEX ix_happening_list (edtf_first>" in told
    assert "TEMP B-TREE" not in told
