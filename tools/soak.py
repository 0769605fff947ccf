"""Write and read one database from several processes, killed at random: nothing may be lost.

Three writers store, forget and store again editions of publications of their own, and two readers
look at what is there; all are killed at random moments (SIGKILL). An edition that was reported as
stored has to be there, no reader may see a half of one, `db verify` has to find nothing, and in the
end the database has to hold what one writer alone would have stored. Half of the time goes to
SQLite, half to a PostgreSQL server that is started for it.
Run: make soak, or SOAK_SECONDS=60 SOAK_SEED=7 make soak. Exit status 1 says that it was amiss.
"""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

import timeline
from timeline.errors import EditionNotFoundError, TimelineError
from timeline.workflow import upkeep
from tools import strain

WRITERS, READERS, EDITIONS = 3, 2, 60
_STORED: Final = re.compile(r"(?:stored|updated|replaced) as [a-z0-9-]+@(\d+)")


class Soak:
    """One engine under strain: what was done, and what was amiss."""

    def __init__(self, database: str, folder: Path, seconds: float, seed: int) -> None:
        self.database, self.folder = database, folder
        self.until = time.monotonic() + seconds
        self.seed = seed
        self.usual = 3.0  # seconds that a command takes on this machine, as the last one did
        self.done: Counter[str] = Counter()
        self.amiss: list[str] = []

    def run(self) -> None:
        """Let all work until the time is over."""
        with ThreadPoolExecutor(WRITERS + READERS) as pool:
            working = [pool.submit(self.write, number) for number in range(WRITERS)]
            working += [pool.submit(self.read, number) for number in range(READERS)]
            for each in working:
                each.result()

    def write(self, number: int) -> None:
        """Store and forget editions of one publication in process after process."""
        dice = random.Random(f"{self.seed} writer {number}")
        name = f"place-{number}"
        folder = strain.write_sheets(self.folder, name, range(1, EDITIONS + 1))
        files = sorted(folder.iterdir())
        told: set[str] = set()
        while time.monotonic() < self.until:
            if told and dice.random() < 0.3:
                gone = dice.sample(sorted(told), min(len(told), 5))
                told -= {*gone}
                self.strain(dice, "forget", *(f"{name}@{label}" for label in gone))
            else:
                some = dice.sample(files, dice.randrange(2, 15))
                told |= self.strain(dice, "ingest", *some, "--publication", name)
            self.require_stored(name, told)

    def strain(self, dice: random.Random, *arguments: object) -> set[str]:
        """Run one command, killed half of the time; return the labels that it called stored."""
        kill, began = dice.random() < 0.5, time.monotonic()
        with strain.start(*arguments, "--wait", 120, "--db", self.database) as process:
            killing = threading.Timer(dice.uniform(0, self.usual), process.kill)
            if kill:
                killing.start()
            said = process.communicate()[1]
            killing.cancel()
        if not kill:
            self.usual = time.monotonic() - began
        self.done["writes"] += 1
        self.done["writers killed"] += process.returncode == -9
        if process.returncode not in (0, -9):
            self.amiss.append(f"{arguments[0]} ended with {process.returncode}: {said[-500:]}")
        self.done["editions reported"] += len(found := {m[1] for m in _STORED.finditer(said)})
        return found

    def require_stored(self, name: str, told: set[str]) -> None:
        """Note what was reported as stored and is not there."""
        listed = [each.imprint for each in timeline.open(self.database).editions()]
        there = {imprint.label for imprint in listed if imprint.publication == name}
        if lost := told - there:
            self.amiss.append(f"lost: {name}@{', '.join(sorted(lost))}")

    def read(self, number: int) -> None:
        """Let a process read until it is killed, and start another."""
        dice = random.Random(f"{self.seed} reader {number}")
        command = [sys.executable, "-m", "tools.soak", "read", self.database, str(number)]
        while (left := self.until - time.monotonic()) > 0:
            with subprocess.Popen(
                command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
            ) as process:
                threading.Timer(min(left, dice.uniform(5, 40)), process.kill).start()
                for line in process.stdout or ():
                    if line.strip() == "read":
                        self.done["editions read"] += 1
                    else:
                        self.amiss.append(f"a reader: {line.strip()}")
            self.done["readers killed"] += process.returncode == -9


def read_for_ever(database: str, seed: str) -> None:
    """Look at one stored edition after the other; print what is no whole edition."""
    dice, opened = random.Random(seed), timeline.open(database)
    while True:
        try:
            listed = list(opened.editions())
            for each in dice.sample(listed, min(len(listed), 10)):
                number = int(each.imprint.label) - strain.FIRST
                found = opened.snapshot(each.imprint.reference)
                if (len(found.figures), len(found.events)) != strain.count_facts("place-0", number):
                    print(f"a half of {each.imprint.reference}", flush=True)
                sys.stdout.write("read\n")  # at once: a kill leaves no half of it
                sys.stdout.flush()
        except EditionNotFoundError:
            continue  # it was forgotten just now
        except TimelineError as error:
            print(f"{type(error).__name__}: {error}", flush=True)


def soak(database: str, folder: Path, seconds: float, seed: int) -> tuple[Counter[str], list[str]]:
    """Return what was done with a database, and what was amiss."""
    upkeep.upgrade(database)
    under = Soak(database, folder, seconds, seed)
    under.run()
    under.amiss += strain.findings(database)
    alone = str(folder / "alone.db")
    for number in range(WRITERS):
        for target in (database, alone):
            strain.run("ingest", folder / f"place-{number}", "--db", target)
    if strain.dump(database) != strain.dump(alone):
        under.amiss.append("the database does not hold what one writer stores")
    under.amiss += strain.findings(database)
    return under.done, under.amiss


def main() -> int:
    """Soak both engines; print what was done, and what was amiss."""
    if sys.argv[1:2] == ["read"]:
        read_for_ever(*sys.argv[2:4])
    seconds = float(os.environ.get("SOAK_SECONDS", "600"))
    seed = int(os.environ.get("SOAK_SEED") or random.SystemRandom().randrange(10**6))
    print(f"seed {seed}, {seconds:.0f} s")
    failed = False
    with tempfile.TemporaryDirectory() as place, strain.postgresql() as server:
        engines = {"SQLite": f"{place}/a.db", **({"PostgreSQL": server.url} if server else {})}
        for engine, database in engines.items():
            folder = Path(place) / engine
            done, amiss = soak(database, folder, seconds / len(engines), seed)
            counts = ", ".join(f"{count:,} {what}" for what, count in sorted(done.items()))
            print(f"{engine}: {counts}; amiss: {len(amiss)}", flush=True)
            print("".join(f"  {line}\n" for line in amiss[:20]), end="", flush=True)
            failed = failed or bool(amiss)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
