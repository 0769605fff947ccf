"""Tell whether two checkouts read and store the same, byte by byte.

For a change of how the code is laid out: every document below the folders is extracted by both
checkouts, and every folder of editions is ingested and dumped. Prints what differs; exit status 1
where anything does.

Run: python -m tools.same BEFORE [AFTER] FOLDER…, where BEFORE and AFTER are `src` folders and AFTER
is this checkout's own unless two are named.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
_SUFFIXES: Final = frozenset({".txt", ".md", ".html", ".htm", ".pdf"})
_AT_A_TIME: Final = 40
"""Documents that one process extracts."""


def output(source: Path, *arguments: str | Path) -> bytes:
    """Return what a checkout's command prints on both streams, with its exit status."""
    done = subprocess.run(
        [sys.executable, "-m", "timeline", *map(str, arguments)],
        capture_output=True, check=False, env={**os.environ, "PYTHONPATH": str(source)},
    )  # fmt: skip
    return b"%d\n%b\n%b" % (done.returncode, done.stdout, done.stderr)


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


def dumped(source: Path, folder: Path) -> bytes:
    """Return the dump of a new database that a folder is ingested into."""
    with tempfile.TemporaryDirectory() as scratch:
        database = Path(scratch) / "same.db"
        output(source, "ingest", folder, "--db", database)
        return output(source, "db", "dump", "--db", database).replace(scratch.encode(), b"")


def differences(before: Path, after: Path, folders: Sequence[Path]) -> Iterator[str]:
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
    parser.add_argument("before", type=Path, help="the src folder of a checkout")
    parser.add_argument("paths", type=Path, nargs="+", help="[the other src folder and] folders")
    options = parser.parse_args()
    first, *rest = options.paths
    after, folders = (
        (first, rest) if (first / "timeline").is_dir() else (ROOT / "src", [first, *rest])
    )
    count = 0
    for line in differences(options.before, after, folders):
        print(line)
        count += 1
    print(f"{count} differ" if count else "the same")
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
