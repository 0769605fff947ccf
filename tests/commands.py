"""Run the command line in this process, and write the inputs that it reads."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer

from click.testing import CliRunner, Result

from timeline.cli.program import program

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "us-mexico-example"
SNAPSHOTS = ROOT / "snapshots"

SHEET = """\
# Trade Sheet

## Trade

In 2022, trade in goods came to $800 billion. The treaty entered into force on July 1, 2020.
"""


def timeline(*arguments: object, given: str | bytes | None = None) -> Result:
    """Run one command line; `given` is its standard input."""
    return CliRunner().invoke(program, [str(each) for each in arguments], input=given)


def done(*arguments: object, given: str | bytes | None = None) -> Result:
    """Run one command line that must succeed."""
    result = timeline(*arguments, given=given)
    assert result.exit_code == 0, result.output
    return result


@contextmanager
def running(*arguments: object) -> Iterator[subprocess.Popen[str]]:
    """Run one command line in a process with pipes, which is killed after two minutes."""
    with subprocess.Popen(
        [sys.executable, "-m", "timeline", *map(str, arguments)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        late = Timer(120, process.kill)
        late.start()
        try:
            yield process
        finally:
            late.cancel()
            process.kill()


def refused(status: int, *arguments: object, given: str | bytes | None = None) -> str:
    """Run one command line that must fail with a status, and return its one line of error."""
    result = timeline(*arguments, given=given)
    assert result.exit_code == status, result.output
    errors = [line for line in result.stderr.splitlines() if line.startswith("Error: ")]
    assert len(errors) == 1, result.stderr
    assert "Traceback" not in result.output
    return errors[0].removeprefix("Error: ")


def written(folder: Path, name: str, text: str | bytes = SHEET) -> Path:
    """Write a file and return its path."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def listed(folder: Path, *entries: dict[str, object]) -> Path:
    """Write the folder's editions.json and return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "editions.json").write_text(json.dumps(entries), encoding="utf-8")
    return folder


def names(database: object) -> list[str]:
    """Return the names of the stored editions, in the order of the list."""
    rows = done("editions", "--db", database, "--format", "jsonl").stdout.splitlines()
    return [f"{row['publication']}@{row['edition']}" for row in map(json.loads, rows)]


def dump(database: object) -> str:
    """Return the canonical print of a whole database."""
    return done("db", "dump", "--db", database).stdout


def unclaimed(database: object) -> str:
    """Return the same without what the first databases did not keep."""
    return without_claims(dump(database))


def without_claims(text: str) -> str:
    """Return a dump without claims of dates, ratings, and the elements that passages stand in."""
    kept = re.sub(r'"claims":\[.*?\],(?="edition")', "", without_ratings(text))
    return re.sub(r'"locator":"[^"]*"', '"locator":null', kept)


def without_ratings(text: str) -> str:
    """Return JSON without where measures stand and how much events matter."""
    return re.sub(r'"(?:measure_from|salience)": ?(?:null|"[a-z]+"),? ?', "", text)
