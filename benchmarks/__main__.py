"""Run all benchmarks, and print one table: ours, floor or peer of the same run, ratio, asked for.

Run: python -m benchmarks [--only NAME ...] [--write]. With --write, the numbers go into
`benchmarks/results.json`, in the place of what these benchmarks gave last, and all that stand
there into the table of `benchmarks/README.md`.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from benchmarks.table import LINES, Line

FOLDER: Final = Path(__file__).parent
README: Final = FOLDER / "README.md"
RESULTS: Final = FOLDER / "results.json"
HELPERS: Final = frozenset({"__main__", "table", "made"})
HEADS: Final = ("what", "ours", "floor or peer", "its own", "ratio", "asked for", "")
_BEGIN, _END = "<!-- the table -->\n", "<!-- its end -->\n"


def names() -> list[str]:
    """Return the names of the benchmarks."""
    return sorted({path.stem for path in FOLDER.glob("*.py")} - HELPERS)


def lines_of(name: str) -> list[Line]:
    """Run a benchmark, which prints as it goes, and return its lines."""
    print(f"# {name}", flush=True)
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "lines"
        path.touch()
        command = [sys.executable, "-m", f"benchmarks.{name}"]
        done = subprocess.run(  # noqa: S603  the programs of this folder
            command, cwd=FOLDER.parent, env={**os.environ, LINES: str(path)}, check=False
        )
        if done.returncode:
            raise SystemExit(f"benchmarks/{name}.py ended with status {done.returncode}")
        return [Line(**json.loads(each)) for each in path.read_text("utf-8").splitlines()]


def machine() -> str:
    """Say in one line what the numbers were measured on."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.is_file():
        named = (row for row in info.read_text().splitlines() if row.startswith("model name"))
        model = next(named, model).partition(":")[2].strip() or model
    return (
        f"{os.cpu_count()} processors ({model}), {platform.system()}, "
        f"Python {platform.python_version()}, {datetime.now(UTC):%Y-%m-%d}"
    )


def markdown(found: dict[str, list[Line]]) -> str:
    """Return the table of all lines."""
    rows = [HEADS, tuple("---" for _ in HEADS)]
    rows += [line.cells() for lines in found.values() for line in lines]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def write(found: dict[str, list[Line]]) -> None:
    """Keep what was measured, and put the table of all that is kept into the README."""
    numbers = json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else {}
    for name, lines in found.items():
        told = [{**asdict(line), "ratio": line.ratio, "met": line.met} for line in lines]
        numbers[name] = {"machine": machine(), "lines": told}
    RESULTS.write_text(json.dumps(numbers, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    before, _, rest = README.read_text("utf-8").partition(_BEGIN)
    after = rest.partition(_END)[2]
    machines = sorted({each["machine"] for each in numbers.values()})
    kept = {name: [_line(row) for row in each["lines"]] for name, each in numbers.items()}
    table = f"{_BEGIN}\n{'; '.join(machines)}\n\n{markdown(kept)}\n{_END}"
    README.write_text(before + table + after, encoding="utf-8")


def _line(row: dict[str, Any]) -> Line:
    return Line(**{name: value for name, value in row.items() if name not in ("ratio", "met")})


def main() -> None:
    """Run them, one after another, so that none disturbs another."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("--only", nargs="+", choices=names(), default=names())
    parser.add_argument("--write", action="store_true", help="keep the table in the README")
    asked = parser.parse_args()
    found = {name: lines_of(name) for name in asked.only}
    print(markdown(found), end="")
    if asked.write:
        write(found)


if __name__ == "__main__":
    main()
