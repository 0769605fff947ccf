"""Whoever is told to end does so: in order, wherever the signal comes, and told once is enough."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import pytest
from sqlalchemy import Engine, event

from commands import SHEET, done, dump, timeline, written
from timeline.cli.program import run
from timeline.cli.signals import ToldToEndError, ending_in_order, status_when_told

LONG = 0.5
"""Seconds: longer than it takes until the process is told again."""


class Dropped:
    """Something whose clearing away is where the signal comes."""

    def __del__(self) -> None:
        signal.raise_signal(signal.SIGINT)


def test_a_signal_that_python_drops_is_told_again(monkeypatch: pytest.MonkeyPatch) -> None:
    dropped = []
    monkeypatch.setattr(sys, "unraisablehook", lambda lost: dropped.append(lost.exc_type))

    def work() -> None:
        with ending_in_order(last=False):
            Dropped()
            time.sleep(10 * LONG)

    with pytest.raises(ToldToEndError):
        work()
    assert dropped == [ToldToEndError]


def test_an_ending_that_takes_long_is_not_disturbed() -> None:
    ended = []

    def work() -> None:
        with ending_in_order(last=False):
            try:
                signal.raise_signal(signal.SIGTERM)
            finally:
                time.sleep(LONG)
                signal.raise_signal(signal.SIGINT)
                ended.append(True)

    with pytest.raises(ToldToEndError):
        work()
    assert ended


def test_who_has_heard_is_told_nothing_more() -> None:
    with ending_in_order(last=False):
        with pytest.raises(ToldToEndError) as told:
            signal.raise_signal(signal.SIGTERM)
        assert status_when_told(told.value) == 143
        time.sleep(LONG)


@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_an_error_on_the_way_out_changes_nothing(
    number: int, status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    @click.command()
    def broken() -> None:
        try:
            signal.raise_signal(number)
        finally:
            raise RuntimeError

    with ending_in_order(last=False):
        assert run(broken, []) == status
    assert capsys.readouterr().err == "Interrupted.\n"


def test_an_error_of_another_cause_is_none() -> None:
    assert status_when_told(RuntimeError()) is None


@contextmanager
def told_at(statement: int) -> Iterator[list[str]]:
    """Tell the process to end while the database carries out its nth statement."""
    seen: list[str] = []

    def count(*what: object) -> None:
        seen.append(str(what[2]))
        if len(seen) == statement:
            signal.raise_signal(signal.SIGINT)

    event.listen(Engine, "after_cursor_execute", count)
    try:
        yield seen
    finally:
        event.remove(Engine, "after_cursor_execute", count)


def test_at_any_statement_what_is_stored_is_whole(tmp_path: Path) -> None:
    for year in (2001, 2002):
        written(tmp_path / "sheet", f"{year}.md", f"{SHEET}\nIn {year}, it had 12 ports.\n")
    done("ingest", tmp_path / "sheet", "--db", tmp_path / "whole.db")
    with told_at(0) as statements:
        done("ingest", tmp_path / "sheet", "--db", tmp_path / "counted.db")
    for number in range(1, len(statements) + 1, 7):
        database = tmp_path / f"{number}.db"
        with told_at(number):
            result = timeline("ingest", tmp_path / "sheet", "--db", database)
        assert result.exit_code == 130, (statements[number - 1], result.output)
        done("ingest", tmp_path / "sheet", "--db", database)
        assert dump(database) == dump(tmp_path / "whole.db")
