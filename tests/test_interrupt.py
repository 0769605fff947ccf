"""An interrupt of an ingest leaves every finished edition stored, and the next run goes on."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from commands import SHEET, done, dump, names, running, written
from webarchives import Archive

EDITIONS = 48


def interrupted(*arguments: object) -> str:
    """Run an ingest, interrupt it when it has stored a few editions, and return what it says."""
    with running("ingest", *arguments) as process:
        assert process.stderr is not None
        said = [next(process.stderr) for _ in range(4)]
        process.send_signal(signal.SIGINT)
        said += process.stderr
        assert process.wait() == 130
    return "".join(said)


def going_on(folder: Path, *what: object) -> None:
    """Interrupt an ingest, let another go on, and compare with one that was left alone."""
    database, whole = folder / "a.db", folder / "b.db"
    said = interrupted(*what, "--db", database)
    stored = len(names(database))
    last = said.splitlines()[-1]
    # One more may be stored than was told when the interrupt came.
    assert last in {
        f"Interrupted: {count} edition{'s' * (count != 1)} stored. Run the same command again to "
        "continue."
        for count in (stored - 1, stored)
    }
    assert 2 <= stored < EDITIONS
    done("db", "verify", "--db", database)
    done("ingest", *what, "--db", database)
    done("ingest", *what, "--db", whole)
    assert dump(database) == dump(whole)


def test_a_folder(tmp_path: Path) -> None:
    for number in range(EDITIONS):
        written(tmp_path / "sheet", f"{1800 + number}.md", f"{SHEET}\nIt has {number} ports.\n")
    going_on(tmp_path, tmp_path / "sheet")


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_archive(tmp_path: Path, jobs: int) -> None:
    archive = Archive()
    for number in range(EDITIONS):
        archive.page(f"{1990 + number // 12}-{number % 12 + 1:02}-01", f"{SHEET}\n{number} ports.")
    going_on(tmp_path, archive.written(tmp_path / "a.warc.gz"), "--jobs", jobs)
