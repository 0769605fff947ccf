"""What soaking and crashing share: documents, commands as processes, a server, and what must hold.

The documents are made up: each edition of a publication states as many figures and events as any
other, so that a half of one would show.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
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


class Server:
    """A PostgreSQL server of its own in a folder; `url` is that of an empty database on it."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self._programs, self._folder, self._port = programs, folder, _free_port()
        self._data = folder / "data"
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres")
        self._run("initdb", "-A", "trust", "-U", "timeline", "--locale=C", "-E", "UTF8")
        self.start()

    @property
    def url(self) -> str:
        return self.url_of("postgres")

    def url_of(self, name: str) -> str:
        """Return the URL of the database of a name."""
        return f"postgresql://timeline@127.0.0.1:{self._port}/{name}"

    def start(self) -> None:
        """Start it, and wait until it answers; what is left of a killed one is waited for."""
        options = f"-p {self._port} -k {self._folder} -c listen_addresses=127.0.0.1"
        until = time.monotonic() + 60
        while True:
            try:
                self._run("pg_ctl", "-w", "-l", str(self._folder / "log"), "-o", options, "start")
            except subprocess.CalledProcessError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.2)
            else:
                return

    def stop(self) -> None:
        self._run("pg_ctl", "-w", "-m", "immediate", "stop")

    def kill(self) -> None:
        """Kill its first process (SIGKILL), which the others do not outlive."""
        os.kill(int((self._data / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)

    def _run(self, program: str, *arguments: str) -> None:
        """Run a program of the server; it refuses to be root, so root becomes its user."""
        command = [str(self._programs / program), "-D", str(self._data), *arguments]
        if os.geteuid() == 0:
            command = [
                shutil.which("runuser") or "/usr/sbin/runuser",
                "-u",
                "postgres",
                "--",
                *command,
            ]
        subprocess.run(
            command, cwd=self._folder, check=True, env={**os.environ, "LC_ALL": "C"},
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip


@contextmanager
def postgresql() -> Iterator[Server | None]:
    """Yield a PostgreSQL server made for this; None where the machine has none."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    programs = shutil.which("initdb") or (str(folders[-1]) if folders else None)
    if programs is None:
        yield None
        return
    folder = Path(tempfile.mkdtemp(prefix="timeline-pg-"))
    try:
        server = Server(Path(programs).parent, folder)
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
