"""What soaking and crashing share: documents, commands as processes, a server, and what must hold.

The documents are made up: each edition of a publication states as many figures and events as any
other, so that a half of one would show.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Final

from timeline.decode.plain import document
from timeline.model import Imprint
from timeline.reading.extract import read
from timeline.values import Period
from timeline.workflow import upkeep

SHEET: Final = """# Harbours of {name}

## Trade

In {before}, the harbours of {name} handled {ships},{more} ships. Exports of timber came to
$4.{number} billion in {before}. The northern quay opened in March {before}.

## Figures

Railways: 1,{more} km ({before})
Unemployment rate: 6.{number}% ({before})
"""
FIRST: Final = 1800


def sheet(name: str, number: int) -> str:
    """Return one edition of the sheet of a place; no two have the same text."""
    return SHEET.format(
        name=name,
        before=FIRST + number - 1,
        ships=number + 1,
        more=100 + number,
        number=number % 10,
    )


def write_sheets(folder: Path, name: str, numbers: Sequence[int]) -> Path:
    """Write editions, each named after its year, into a folder of their place; return that."""
    place = folder / name
    place.mkdir(parents=True, exist_ok=True)
    for number in numbers:
        (place / f"{FIRST + number}.md").write_text(sheet(name, number))
    return place


@cache
def count_facts(name: str, number: int) -> tuple[int, int]:
    """Return how many figures and events an edition states."""
    label = str(FIRST + number)
    imprint = Imprint(publication=name, label=label, published=Period.parse(label))
    stated = read(document(sheet(name, number)), imprint, doc=label, sha256="")
    return len(stated.figures), len(stated.events)


def start(*arguments: object) -> subprocess.Popen[str]:
    """Start one command line of the program; what it says goes to a pipe."""
    return subprocess.Popen(
        [sys.executable, "-m", "timeline", *map(str, arguments)],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def run(*arguments: object) -> tuple[int, str]:
    """Run one command line to its end; return its exit status and what it said."""
    with start(*arguments) as process:
        said = process.communicate()[1]
        return process.returncode, said


def findings(database: str) -> list[str]:
    """Return what `db verify` finds."""
    return list(upkeep.verify(database))


def dump(database: str) -> str:
    """Return the canonical print of a database."""
    return "\n".join(upkeep.dump(database))


# ---------------------------------------------------------------- a server


@contextmanager
def postgresql() -> Iterator[str | None]:
    """Yield the URL of an empty database on a PostgreSQL server made for this; None without one."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    programs = shutil.which("initdb") or (str(folders[-1]) if folders else None)
    if programs is None:
        yield None
        return
    folder = Path(tempfile.mkdtemp(prefix="timeline-pg-"))
    data, port = folder / "data", _free_port()
    control = [str(Path(programs).with_name("pg_ctl")), "-D", str(data), "-w"]
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1"
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres")
        made = [programs, "-D", str(data), "-A", "trust", "-U", "timeline", "--locale=C"]
        _as_its_user([*made, "-E", "UTF8"], folder)
        _as_its_user([*control, "-l", str(folder / "log"), "-o", options, "start"], folder)
        try:
            yield f"postgresql://timeline@127.0.0.1:{port}/postgres"
        finally:
            _as_its_user([*control, "-m", "immediate", "stop"], folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _as_its_user(command: list[str], folder: Path) -> None:
    """Run a program of the server; it refuses to be root, so root becomes its user."""
    if os.geteuid() == 0:
        command = ["runuser", "-u", "postgres", "--", *command]
    subprocess.run(
        command, cwd=folder, check=True, env={**os.environ, "LC_ALL": "C"},
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
