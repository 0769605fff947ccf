"""Completion in real shells, and what they ask for."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from commands import EXAMPLE, done
from terminals import shown

HEAVY = {"sqlalchemy", "rich", "pandas", "alembic", "selectolax"}
ASKED = """
import os, sys
from timeline.cli import shells
from timeline.cli.program import program
status = shells.answer(program)
print(*sorted({name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
sys.exit(status)
"""


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a database of three editions, and a file; nobody may change it."""
    folder = tmp_path_factory.mktemp("completion")
    done("ingest", EXAMPLE, "--db", folder / "timeline.db")
    (folder / "sheet.txt").write_text("A sheet.")
    return folder


def asked(line: str, folder: Path, **variables: str) -> list[str]:
    """Return what is offered at the end of a line; nothing may be said beside it."""
    environment = {**os.environ, "_TIMELINE_COMPLETE": "bash_complete", "COMP_LINE": line}
    ran = subprocess.run(
        [sys.executable, "-m", "timeline"], cwd=folder, env={**environment, **variables},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert ran.stderr == ""
    return ran.stdout.split()


NAME = "us-mexico-example"
EDITIONS = [f"plain,{NAME}@{label}" for label in ("2021", "2022", "2023")]


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("timeline show us", EDITIONS),
        (f"timeline show {NAME}@2022", EDITIONS[1:2]),
        ("timeline diff ", EDITIONS),
        (f"timeline diff {NAME}@2021 {NAME}@2023", EDITIONS[2:]),
        ("timeline diff sheet.t", ["file,sheet.t"]),
        ("timeline events --edition u", EDITIONS),
        ("timeline log u", [f"plain,{NAME}"]),
        ("timeline figures --publication ", [f"plain,{NAME}"]),
        ("timeline events --status s", ["plain,scheduled"]),
        ("timeline events --kind me", ["plain,meeting", "plain,membership"]),
        ("timeline ingest sh", ["file,sh"]),
        ("timeline show nothing", []),
        ("timeline show 'us", EDITIONS),
    ],
)
def test_names_of_what_is_stored_are_offered(stored: Path, line: str, offered: list[str]) -> None:
    assert asked(line, stored) == offered


def test_the_database_that_is_named_is_asked(stored: Path, tmp_path: Path) -> None:
    database = stored / "timeline.db"
    assert asked(f"timeline --db {database} show u", tmp_path) == EDITIONS
    assert asked(f"timeline show --db {database} u", tmp_path) == EDITIONS
    assert asked("timeline show u", tmp_path, TIMELINE_DB=f"sqlite:///{database}") == EDITIONS


@pytest.mark.parametrize(
    "database", ["none.db", ".", "text.db", "empty.db", "postgresql://x@127.0.0.1:1/y", "a\x01/b"]
)
def test_without_a_database_nothing_is_offered_said_or_made(database: str, tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("no database at all")
    (tmp_path / "empty.db").write_text("")
    before = sorted(tmp_path.iterdir())
    assert asked("timeline show u", tmp_path, TIMELINE_DB=database) == []
    assert sorted(tmp_path.iterdir()) == before


def test_a_database_that_is_being_written_is_not_waited_for(stored: Path, tmp_path: Path) -> None:
    database = shutil.copy(stored / "timeline.db", tmp_path / "a.db")
    holding = f"""
import sqlite3, subprocess, sys
held = sqlite3.connect({str(database)!r}, isolation_level=None)
held.execute("PRAGMA locking_mode = EXCLUSIVE"); held.execute("BEGIN EXCLUSIVE")
print(subprocess.run([sys.executable, "-m", "timeline"], capture_output=True, text=True))
"""
    environment = {
        **os.environ, "_TIMELINE_COMPLETE": "bash_complete", "COMP_LINE": "timeline show u",
        "TIMELINE_DB": str(database),
    }  # fmt: skip
    ran = subprocess.run(
        [sys.executable, "-c", holding], env=environment, capture_output=True, text=True, check=True
    )
    assert "returncode=0" in ran.stdout
    assert "stderr=''" in ran.stdout


def test_an_answer_loads_nothing_heavy(stored: Path) -> None:
    environment = {
        **os.environ, "_TIMELINE_COMPLETE": "bash_complete", "COMP_LINE": "timeline show u",
    }  # fmt: skip
    ran = subprocess.run(
        [sys.executable, "-c", ASKED], cwd=stored, env=environment, capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    assert ran.stdout.split() == EDITIONS
    assert not HEAVY & set(ran.stderr.split())


# ---------------------------------------------------------------- in the shells

PROMPT = "READY> "
SHELLS = {
    "bash": ("bash", "--norc", "--noprofile", "-i"),
    "zsh": ("zsh", "-f", "-i"),
    "fish": ("fish", "--no-config", "-i"),
}
SETUP = {
    "bash": "PS1='READY''> '; source ./c.bash\n",
    "zsh": "autoload -Uz compinit; compinit -u -d zcomp; source ./c.zsh; PROMPT='READY''> '\n",
    "fish": "source ./c.fish; function fish_prompt; echo -n READY'> '; end\n",
}
PROGRAM = """\
#!/bin/sh
if [ -z "$_TIMELINE_COMPLETE" ]; then echo "GOT[$*]"; else exec {python} -m timeline "$@"; fi
"""


@pytest.fixture
def shells(stored: Path, tmp_path: Path) -> Path:
    """A folder with the database, the scripts, and a program that says what it was called with."""
    shutil.copy(stored / "timeline.db", tmp_path)
    (tmp_path / "sheet.txt").write_text("A sheet.")
    program = tmp_path / "timeline"
    program.write_text(PROGRAM.format(python=shlex.quote(sys.executable)))
    program.chmod(0o755)
    for name in SHELLS:
        (tmp_path / f"c.{name}").write_text(done("completion", name).stdout)
    return tmp_path


@pytest.mark.parametrize("shell", SHELLS)
def test_a_shell_completes_what_is_typed(shells: Path, shell: str) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"no {shell} on this system")
    lines = {
        f"show {NAME}@202": f"show {NAME}@202",  # three names begin so: the reader must go on
        f"show {NAME}@2022": f"show {NAME}@2022",
        "log us-": f"log {NAME}",
        "events --status sch": "events --status scheduled",
        "load she": "load sheet.txt",
    }
    typed = [("READY> ", f"timeline {line}\t\n") for line in lines]
    screen = shown(
        *SHELLS[shell], folder=shells, columns=100, rows=24,
        keys=[("", SETUP[shell]), *typed, ("READY> ", "exit\n")],
        PATH=f"{shells}:{os.environ['PATH']}", HOME=str(shells),
    )  # fmt: skip
    assert re.findall(r"GOT\[([^\]]*)\]\n", screen.text) == [*lines.values()]
