"""What an editor and a type checker see of the Python interface."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("mypy", reason="no mypy here: install the extra 'dev'")

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = """\
from pathlib import Path
import timeline

with timeline.open(Path("a.db")) as db:
    reveal_type(db)  # Database
    reveal_type(db.events(since="2020"))  # Rows[Happening]
    reveal_type(db.events()[0].newest.event.title)  # str
    reveal_type(db.figures()[:3])  # Rows[StatedFigure]
    reveal_type([row.figure.quantity.value for row in db.figures()])  # list[Decimal]
    reveal_type(db.editions()[0].figures)  # int
    reveal_type(db.show("a@1")[0])  # StatedFigure | Statement
    reveal_type(db.diff("a@1", "a@2"))  # Changes
    reveal_type(db.diff("a@1", "a@2").delta.figures[0].after)  # Figure | None
    reveal_type(db.history("trade")[0])  # Series | Story
    reveal_type(db.log("a"))  # Rows[Delta]
    reveal_type(db.status()[0].about)  # str
    reveal_type(db.ingest(["a.md"])[0].error)  # TimelineError | None
    reveal_type(db.figures().to_frame(decimals="float"))  # DataFrame
reveal_type(timeline.errors.UsageError("no").exit_status)  # int
reveal_type(timeline.events("a.db"))  # Generator[Happening, None, None]
"""
WRONG = """\
import timeline

db = timeline.open(3)
db.events(sinse="2020")
db.figures().to_frame(decimals="double")
db.events()[0].figure
"""


def checked(path: Path, program: str) -> str:
    """Return what mypy says of a program, with the names of types without their modules."""
    path.write_text(program)
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--follow-imports=silent", path],
        cwd=ROOT, env={"MYPYPATH": str(ROOT / "src"), "PATH": ""},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode in (0, 1), done.stderr
    return re.sub(r"\b(?:\w+\.)+(?=[A-Za-z])", "", done.stdout.replace("builtins.", ""))


def test_each_answer_has_its_type(tmp_path: Path) -> None:
    said = checked(tmp_path / "program.py", PROGRAM)
    expected = re.findall(r"reveal_type.*  # (.+)", PROGRAM)
    revealed = re.findall(r'Revealed type is "(.+)"', said)
    assert revealed == expected, said
    assert "error" not in said


def test_what_is_wrong_is_found_before_it_runs(tmp_path: Path) -> None:
    said = checked(tmp_path / "wrong.py", WRONG)
    kinds = re.findall(r"\[([a-z-]+)\]$", said, re.MULTILINE)
    assert kinds == ["arg-type", "call-arg", "arg-type", "attr-defined"], said


def test_the_package_says_that_it_has_types() -> None:
    assert (ROOT / "src/timeline/py.typed").read_text() == ""
