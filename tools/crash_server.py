"""Kill what stores editions on a PostgreSQL server, and the server itself, at random moments.

Each command that writes is tried with each victim: the command (SIGKILL), the process of the server
that works for it (`pg_terminate_backend`), and the server (SIGKILL of its first process, which is
then started again). The command has to end with exit status 5 and a message where the server was
taken from it; then `db verify` has to find nothing, and after the same command was run again the
database has to hold what it holds without a kill.
Run: make crash, or CRASH_KILLS=20 CRASH_SEED=7 python -m tools.crash_server. Exit status 1 says
that it was amiss.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import cycle, islice
from pathlib import Path
from typing import Final

import psycopg

from timeline.errors import DatabaseMissingError, DatabaseVersionError
from timeline.workflow import upkeep
from tools import strain
from tools.strain import Server

NAME: Final = "harbours"
EDITIONS: Final = 12
_TAKEN_AWAY: Final = 5


@dataclass(frozen=True, slots=True)
class Case:
    """A command line, whether its database holds the editions before, and how it may end again."""

    arguments: tuple[str, ...]
    stored: bool
    again: tuple[int, ...] = (0,)


CASES: Final = (
    Case(("ingest", "{}/harbours"), stored=False),
    Case(("ingest", "{}/harbours", "--jobs", "2"), stored=False),
    Case(("load", "{}/snap"), stored=False),
    Case(("amend", "harbours@1805", "--title", "B"), stored=True),
    Case(("forget", "harbours@1805", "harbours@1806"), stored=True, again=(0, 2)),
)


@dataclass(frozen=True, slots=True)
class Trial:
    """A command on a database of its own; `usual` is how many seconds it takes."""

    server: Server
    case: Case
    expected: str
    usual: float

    def run(self, kill: Callable[[Server, subprocess.Popen[str]], None], seconds: float) -> str:
        """Kill after some seconds and run the command again; return what was amiss."""
        _copy(self.server, self.case)
        command = (*self.case.arguments, "--db", self.server.url_of("trial"))
        with strain.start(*command) as process:
            time.sleep(seconds)
            kill(self.server, process)
            said = process.communicate()[1]
        if process.returncode not in (0, -9, _TAKEN_AWAY) or "Traceback" in said:
            return f"status {process.returncode}: {said[-300:]}"
        with suppress(DatabaseMissingError, DatabaseVersionError):
            if found := strain.findings(self.server.url_of("trial")):
                return f"after the kill: {found[0]}"
        status, said = strain.run(*command)
        if status not in self.case.again:
            return f"run again: status {status}: {said[-300:]}"
        if found := strain.findings(self.server.url_of("trial")):
            return f"run again: {found[0]}"
        same = strain.dump(self.server.url_of("trial")) == self.expected
        return "" if same else "run again: it is not as without a kill"


# ---------------------------------------------------------------- databases


def _ask(server: Server, *statements: str) -> None:
    with psycopg.connect(server.url, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement.encode())


def _copy(server: Server, case: Case) -> None:
    """Make the database of a trial anew, from one that is empty or holds the editions."""
    base = "stored" if case.stored else "empty"
    _ask(server, "DROP DATABASE IF EXISTS trial (FORCE)", f"CREATE DATABASE trial TEMPLATE {base}")


def prepare(server: Server, folder: Path) -> None:
    """Write documents and snapshot files into a folder, and make the two databases."""
    strain.write_sheets(folder, NAME, range(1, EDITIONS + 1))
    _ask(server, "CREATE DATABASE empty", "CREATE DATABASE stored")
    for name in ("empty", "stored"):
        upkeep.upgrade(server.url_of(name))
    url = server.url_of("stored")
    strain.run("ingest", folder / NAME, "--db", url)
    (folder / "snap").mkdir()
    for label in range(strain.FIRST + 1, strain.FIRST + 5):
        strain.run("snapshot", f"{NAME}@{label}", "-o", folder / f"snap/{label}.json", "--db", url)


def trial_of(server: Server, case: Case, folder: Path) -> Trial:
    """Run a command once without a kill; return the trial that knows what it did."""
    ready = replace(case, arguments=tuple(each.format(folder) for each in case.arguments))
    _copy(server, case)
    began, url = time.monotonic(), server.url_of("trial")
    strain.run(*ready.arguments, "--db", url)
    usual = time.monotonic() - began
    return Trial(server, ready, strain.dump(url), usual)


# ---------------------------------------------------------------- kills


def kill_command(_: Server, process: subprocess.Popen[str]) -> None:
    process.kill()


def kill_its_process(server: Server, _: subprocess.Popen[str]) -> None:
    _ask(
        server,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'trial'",
    )


def kill_server(server: Server, process: subprocess.Popen[str]) -> None:
    """Kill the server, wait for what the command says of it, and start it again."""
    server.kill()
    process.wait()
    server.start()


VICTIMS: Final = {
    "the command": kill_command,
    "its process on the server": kill_its_process,
    "the server": kill_server,
}


def main() -> int:
    """Kill each victim of each command in turn; print how often, and what was amiss."""
    kills = int(os.environ.get("CRASH_KILLS", "100"))
    seed = int(os.environ.get("CRASH_SEED") or random.SystemRandom().randrange(10**6))
    dice = random.Random(seed)
    done, amiss = Counter[str](), list[str]()
    with tempfile.TemporaryDirectory() as place, strain.postgresql() as server:
        if server is None:
            print("There is no PostgreSQL here: nothing was tried.")
            return 0
        print(f"PostgreSQL: seed {seed}, {kills} kills", flush=True)
        prepare(server, Path(place))
        trials = [trial_of(server, case, Path(place)) for case in CASES]
        pairs = [(trial, victim) for victim in VICTIMS for trial in trials]
        for trial, victim in islice(cycle(pairs), kills):
            found = trial.run(VICTIMS[victim], dice.uniform(0, trial.usual))
            name = f"{' '.join(trial.case.arguments[:1])}, {victim} killed"
            done[name] += 1
            if found:
                amiss.append(f"{name}: {found}")
    print("".join(f"{name}: {count}\n" for name, count in sorted(done.items())), end="")
    print(f"amiss: {len(amiss)}", *amiss[:10], sep="\n  ")
    return 1 if amiss else 0


if __name__ == "__main__":
    sys.exit(main())
