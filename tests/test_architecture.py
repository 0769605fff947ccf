"""What the code may import, and how large a file may grow."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

import timeline

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted((ROOT / "src").rglob("*.py"))
REFUSED = {
    "difflib": "slow where two texts are much alike; timeline.alignment does its work",
    "pickle": "runs what it reads",
    "yaml": "turns 'no' into False",
}
LIMIT = 400
LONGER = {
    "src/timeline/model.py": "every value that flows between the stages, in the order of the flow",
    "src/timeline/store/queries.py": "one question a function; they share the columns they select",
}
"""Files that may be longer, with the reason."""


def imported(path: Path) -> set[str]:
    """Return the top-level names of all modules that a file imports, late ones too."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.partition(".")[0])
    return names


def test_the_import_contracts_hold() -> None:
    program = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"
    path = os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": path},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", REFUSED)
def test_no_file_imports_what_is_refused(name: str) -> None:
    found = [str(path.relative_to(ROOT)) for path in SOURCES if name in imported(path)]
    assert found == [], REFUSED[name]


def test_no_file_is_too_long_to_find_ones_way_in() -> None:
    lengths = {
        path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in SOURCES
    }
    assert {name for name, length in lengths.items() if length > LIMIT} <= set(LONGER)


def test_every_public_name_is_there_and_says_what_it_does() -> None:
    for name in timeline.__all__:
        value = getattr(timeline, name)
        assert name == "__version__" or value.__doc__, name


def test_a_name_that_is_not_public_is_not_there() -> None:
    with pytest.raises(AttributeError, match="no attribute 'ingested'"):
        _ = timeline.ingested  # type: ignore[attr-defined]
