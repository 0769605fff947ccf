"""A command loads what it needs and no more: each runs in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = frozenset(
    "sqlalchemy alembic pandas deepdiff jsonschema rapidfuzz sentencex numpy rich psycopg "
    "selectolax markdown_it".split()
)
PROGRAM = """
import json, sys
from timeline.cli.program import program, run
status = run(program, sys.argv[1:])
packages = sorted({name.partition(".")[0] for name in sys.modules})
print(json.dumps([status, packages]), file=sys.stderr)
"""


def loaded(*arguments: str, folder: Path) -> set[str]:
    """Return the names of the packages that a command line has loaded when it is done."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments],
        cwd=folder, env={**environment, "TIMELINE_DB": "timeline.db"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    status, modules = json.loads(done.stderr.splitlines()[-1])
    assert status == 0, done.stderr
    return set(modules)


@pytest.mark.parametrize(
    "line", ["--help", "--version", "events --help", "diff --help", "ingest --help", "db --help"]
)
def test_help_loads_nothing_heavy(line: str, tmp_path: Path) -> None:
    assert loaded(*line.split(), folder=tmp_path) & HEAVY == set()


def test_events_loads_sqlalchemy_and_nothing_else_that_is_heavy(tmp_path: Path) -> None:
    loaded("load", "--sample", folder=tmp_path)
    packages = loaded("events", "--from", "2020", folder=tmp_path)
    assert packages & HEAVY == {"sqlalchemy"}


def test_events_loads_neither_the_reader_of_texts_nor_another_engine(tmp_path: Path) -> None:
    loaded("load", "--sample", folder=tmp_path)
    run = "from timeline.cli.program import program, run"
    asked = f"{run}; run(program, ['--db', 'timeline.db', 'events', '-o', 'a.txt', '--quiet'])"
    modules = loaded_by(asked, tmp_path)
    assert "timeline.store.happening_lists" in modules
    assert not modules & {"timeline.reading.dates.resolve", "sqlalchemy.dialects.postgresql"}


def loaded_by(statements: str, folder: Path) -> set[str]:
    """Return the names of the modules that some statements of Python have loaded."""
    program = f"import json, sys, timeline; {statements}; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, check=True
    )
    return set(json.loads(done.stdout))


def test_importing_the_package_loads_nothing_heavy(tmp_path: Path) -> None:
    modules = loaded_by("timeline.errors.UsageError", tmp_path)
    assert modules & HEAVY == set()
    assert not modules & {"timeline.database", "timeline.lists", "timeline.formats"}


def test_asking_an_open_database_loads_sqlalchemy_and_nothing_else_that_is_heavy(
    tmp_path: Path,
) -> None:
    loaded("load", "--sample", folder=tmp_path)
    asked = "db = timeline.open('timeline.db'); rows = db.events(since='2020'); repr(rows[:3])"
    assert loaded_by(asked, tmp_path) & HEAVY == {"sqlalchemy"}
