"""What the code may import, and how large a file may grow."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
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
FEW_WORDS = 4
"""A set of fewer words can stand in the code."""
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


def written_words(node: ast.AST) -> list[str]:
    """Return the words of a set that is written out in the code, none for anything else."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        inner = node.args[0] if node.func.id in ("frozenset", "set") and node.args else None
        split = inner.func if isinstance(inner, ast.Call) else None
        if isinstance(split, ast.Attribute) and isinstance(split.value, ast.Constant):
            return str(split.value.value).split()
        node = inner if isinstance(inner, ast.Tuple | ast.List | ast.Set) else node
    elif not isinstance(node, ast.Set):
        return []
    members = node.elts if isinstance(node, ast.Tuple | ast.List | ast.Set) else []
    return [str(each.value) for each in members if isinstance(each, ast.Constant)]


def test_no_module_that_reads_holds_a_set_of_words() -> None:
    held = [
        f"{path.relative_to(ROOT)}, line {node.lineno}"
        for path in SOURCES
        if "reading" in path.parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call | ast.Set)
        and len(words := written_words(node)) >= FEW_WORDS
        and all(word.isalpha() and len(word) > 1 for word in words)
    ]
    assert held == [], "words are data: a class in the data file of the room"


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


LINES = 40
"""How many lines of a function may stand behind its docstring."""


def functions() -> Iterator[tuple[str, int]]:
    """Yield each function with how many lines stand behind its docstring."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                body = node.body[1:] if ast.get_docstring(node) else node.body
                first = body[0].lineno if body else node.end_lineno
                name = f"{path.relative_to(ROOT / 'src/timeline').as_posix()} {node.name}"
                yield name, (node.end_lineno or 0) - (first or 0) + 1


def test_no_function_is_too_long_to_be_taken_in_at_once() -> None:
    assert {name for name, lines in functions() if lines > LINES} == set()


SAME = {
    "A command has the name of its use case.":
        "backfill blame export extract history ingest load search status watch figures events",
    "A page has the name of the command, or of the function, that answers the same.":
        "chronology diff figures findings history site status",
    "A kind of source is fetched in one room and ingested in another.": "files git warc web",
    "Figures and events are followed where they are linked, and where they are series.":
        "figures events",
    "Each table of patterns, and each assembly from it, is that of its room.":
        "patterns assemble extract status",
    "A room of formats, or of the store, has the word for what it keeps.":
        "plain tables queries upkeep statements database completion",
}  # fmt: skip
"""Names that two modules share, with the reason."""


def test_no_two_modules_share_a_name_without_a_reason() -> None:
    names = Counter(path.stem for path in SOURCES if path.stem != "__init__")
    reasons = {name for listed in SAME.values() for name in listed.split()}
    assert {name for name, count in names.items() if count > 1} <= reasons


def test_no_two_public_types_share_a_name() -> None:
    names = Counter(
        node.name
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )
    assert [name for name, count in names.items() if count > 1] == []


def test_no_module_imports_itself_through_others() -> None:
    graph = {_module(path): _imports(path) for path in SOURCES}
    circles = [name for name in graph if name in _reached(name, graph)]
    assert circles == []


def _module(path: Path) -> str:
    parts = path.relative_to(ROOT / "src").with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imports(path: Path) -> set[str]:
    """Return the modules that a file imports, late and for types too, but for late public names."""
    if _module(path) == "timeline":
        return set()
    modules = {_module(each) for each in SOURCES}
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                found.add(inner if inner in modules else node.module)
    return found & modules


def _reached(name: str, graph: dict[str, set[str]]) -> set[str]:
    reached: set[str] = set()
    left = [*graph[name]]
    while left:
        each = left.pop()
        if each not in reached:
            reached.add(each)
            left += graph[each]
    return reached
