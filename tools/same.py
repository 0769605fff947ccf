"""Tell whether two checkouts read and store the same, byte by byte.

For a change of how the code is laid out: every document below the folders is extracted by both
checkouts, and every folder of editions is ingested and dumped. Prints what differs; exit status 1
where anything does.

Run: python -m tools.same [--but-rules] BEFORE [AFTER] FOLDER…, where BEFORE and AFTER are `src`
folders and AFTER is this checkout's own unless two are named. With --but-rules, facts may name
other rules, as where a rule gets another name.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
_SUFFIXES: Final = frozenset({".txt", ".md", ".html", ".htm", ".pdf"})
_AT_A_TIME: Final = 40
"""Documents that one process extracts."""
_RULES: Final = re.compile(rb'"rules": ?\[[^\]]*\]')


@dataclass(frozen=True, slots=True)
class Checkout:
    """The `src` folder of a checkout; with `unruled`, what it prints is without names of rules."""

    source: Path
    unruled: bool


def output(checkout: Checkout, *arguments: str | Path) -> bytes:
    """Return what a checkout's command prints on both streams, with its exit status."""
    done = subprocess.run(
        [sys.executable, "-m", "timeline", *map(str, arguments)],
        capture_output=True, check=False, env={**os.environ, "PYTHONPATH": str(checkout.source)},
    )  # fmt: skip
    printed = _RULES.sub(b"", done.stdout) if checkout.unruled else done.stdout
    return b"%d\n%b\n%b" % (done.returncode, printed, done.stderr)


def documents(folders: Sequence[Path]) -> Iterator[list[Path]]:
    """Yield the documents below folders, some at a time."""
    found = sorted(
        path for folder in folders for path in folder.rglob("*") if path.suffix in _SUFFIXES
    )
    for at in range(0, len(found), _AT_A_TIME):
        yield found[at : at + _AT_A_TIME]


def publications(folders: Sequence[Path]) -> Iterator[Path]:
    """Yield the folders that hold two documents or more, which can be editions."""
    found = {path.parent for some in documents(folders) for path in some}
    for folder in sorted(found):
        if sum(path.suffix in _SUFFIXES for path in folder.iterdir()) > 1:
            yield folder


def dumped(checkout: Checkout, folder: Path) -> bytes:
    """Return the dump of a new database that a folder is ingested into."""
    with tempfile.TemporaryDirectory() as scratch:
        database = Path(scratch) / "same.db"
        output(checkout, "ingest", folder, "--db", database)
        return output(checkout, "db", "dump", "--db", database).replace(scratch.encode(), b"")


def differences(before: Checkout, after: Checkout, folders: Sequence[Path]) -> Iterator[str]:
    """Yield a line for each document that is read otherwise and each folder stored otherwise."""
    for some in documents(folders):
        if output(before, "extract", *some) != output(after, "extract", *some):
            for path in some:
                if output(before, "extract", path) != output(after, "extract", path):
                    yield f"extract {path}"
    for folder in publications(folders):
        if dumped(before, folder) != dumped(after, folder):
            yield f"ingest {folder}"


def main() -> int:
    """Print what differs between two checkouts; return 1 where anything does."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--but-rules", action="store_true", help="leave out the names of rules")
    parser.add_argument("before", type=Path, help="the src folder of a checkout")
    parser.add_argument("paths", type=Path, nargs="+", help="[the other src folder and] folders")
    options = parser.parse_args()
    first, *rest = options.paths
    after, folders = (
        (first, rest) if (first / "timeline").is_dir() else (ROOT / "src", [first, *rest])
    )
    count = 0
    old, new = (Checkout(source, options.but_rules) for source in (options.before, after))
    for line in differences(old, new, folders):
        print(line)
        count += 1
    print(f"{count} differ" if count else "the same")
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
