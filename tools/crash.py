"""Kill every command that writes at random moments, and let the same command go on.

After each kill (SIGKILL), a database that is there has to pass `db verify`, and a file that is
there has to be whole; after the same command was run again, all has to be as if nothing had
happened, with no part of a file left.
Run: make crash, or CRASH_KILLS=20 CRASH_SEED=7 make crash. Exit status 1 says that it was amiss.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final

from timeline.errors import DatabaseMissingError, DatabaseVersionError
from timeline.store import database, migration
from timeline.store.address import Address
from tools import strain

NAME, EDITIONS, SNAPSHOTS = "harbours", 12, 4
PAGE: Final = "https://ministry.example/harbours"


@dataclass(frozen=True, slots=True)
class Case:
    """A command that writes.

    `prepare` makes a folder ready for it, `arguments` are its own, `kept` says what is in the
    folder that has to be the same with and without a kill.
    """

    name: str
    prepare: Callable[[Path], None]
    arguments: Callable[[Path], list[str]]
    kept: Callable[[Path], str]


class _Served:
    base = ""


served: Final = _Served()
"""Where the pages are served, once they are."""

# ---------------------------------------------------------------- what is there before


def nothing(folder: Path) -> None:
    strain.write_sheets(folder, NAME, range(1, EDITIONS + 1))


def stored(folder: Path) -> None:
    nothing(folder)
    status, said = strain.run("ingest", folder / NAME, "--db", folder / "a.db")
    if status:
        raise RuntimeError(said)


def old(folder: Path) -> None:
    """Make a database of the first revision."""
    stored(folder)
    address = Address.parse(str(folder / "a.db"))
    with database.opened(address, write=True, foreign_keys=False) as opened, opened.begin():
        migration.downgrade(opened, "0001")


def snapshots(folder: Path) -> None:
    stored(folder)
    (folder / "snap").mkdir()
    for number in range(1, SNAPSHOTS + 1):
        label = strain.FIRST + number
        strain.run(
            "snapshot", f"{NAME}@{label}", "-o", folder / f"snap/{label}.json",
            "--db", folder / "a.db",
        )  # fmt: skip
    (folder / "a.db").unlink()


def watched(folder: Path) -> None:
    entries = (
        f'[[watch]]\npublication = "p{number}"\nurl = "{served.base}/page/{number}"\n'
        for number in range(4)
    )
    (folder / "w.toml").write_text("".join(entries))


# ---------------------------------------------------------------- what is there after


def whole_database(folder: Path) -> str:
    return strain.dump(str(folder / "a.db"))


def labels(folder: Path) -> str:
    """Return which editions a database has, where fetching gives them times of their own."""
    with database.reading(str(folder / "a.db")) as connection:
        found = connection.exec_driver_sql("SELECT publication FROM edition ORDER BY 1").scalars()
        return "\n".join(found)


def copied(folder: Path) -> str:
    return strain.dump(str(folder / "b.db"))


def file(folder: Path) -> str:
    return (folder / "a.csv").read_text("utf-8")


def site(folder: Path) -> str:
    root = folder / "site"
    names = sorted(path for path in root.rglob("*") if path.is_file())
    return "\n".join(f"{path.relative_to(root)} {hash(path.read_bytes())}" for path in names)


def of(*arguments: str) -> Callable[[Path], list[str]]:
    """Return a command line in which a path of the folder is written as {}/name."""
    return lambda folder: [each.replace("{}", str(folder)) for each in arguments]


PRIVATE: Final = ("--allow-private", "--pace", "0")
CASES: Final = (
    Case("ingest", nothing, of("ingest", "{}/harbours"), whole_database),
    Case("ingest --jobs", nothing, of("ingest", "{}/harbours", "--jobs", "2"), whole_database),
    Case("load", snapshots, of("load", "{}/snap"), whole_database),
    Case("amend", stored, of("amend", "harbours@1805", "--title", "B"), whole_database),
    Case("forget", stored, of("forget", "harbours@1805", "harbours@1806"), whole_database),
    Case("db upgrade", old, of("db", "upgrade"), whole_database),
    Case("ingest, upgrading", old, of("ingest", "{}/harbours"), whole_database),
    Case("db backup", stored, of("db", "backup", "{}/b.db"), copied),
    Case("export", stored, of("export", "-o", "{}/a.csv"), file),
    Case("site", stored, of("site", "{}/site", "--today", "2000-01-01"), site),
    Case("watch", watched, of("watch", "--once", "--list", "{}/w.toml", *PRIVATE), labels),
    Case(
        "backfill", lambda _: None,
        lambda _: ["backfill", PAGE, "--archive", served.base, *PRIVATE], whole_database,
    ),
)  # fmt: skip


@contextmanager
def serving() -> Iterator[None]:
    """Serve four pages, and the captures of one as a web archive does."""
    lines = [
        json.dumps({"timestamp": f"{2000 + n}0101000000", "url": PAGE, "status": "200"})
        for n in range(EDITIONS)
    ]

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            digits = "".join(filter(str.isdigit, path.removeprefix("/web/")[:7])) or "0"
            number = 1 + int(digits) % 20
            text = strain.sheet(NAME, number).replace("\n", "<br>")
            body = f"<h1>Harbours</h1><p>{text}</p>".encode()
            if path == "/cdx/search/cdx":
                body = "\n".join(lines).encode()
            self.send_response(404 if path == "/robots.txt" else 200)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    served.base = f"http://127.0.0.1:{running.server_address[1]}"
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield
    running.shutdown()


# ---------------------------------------------------------------- kills


_START: Final = 0.3
"""The part of its time that a command takes to start, and in which nothing can go wrong."""


def killed(
    case: Case, base: Path, expected: str, seconds: float, done: Counter[str]
) -> tuple[str, float]:
    """Kill a command after some seconds and run it again.

    Return what was not as it should be, and how many seconds it took the second time.
    """
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "a"
        shutil.copytree(base, folder)
        path = str(folder / "a.db")
        command = [*case.arguments(folder), "--db", path]
        with strain.start(*command) as process:
            killing = threading.Timer(seconds, process.kill)
            killing.start()
            process.communicate()
            killing.cancel()
        done["killed" if process.returncode == -9 else "was done before"] += 1
        done["left a part"] += bool(parts(folder))
        try:
            if found := strain.findings(path):
                return f"after the kill: {found[0]}", seconds
        except (DatabaseMissingError, DatabaseVersionError):
            done["of these, before anything was stored"] += 1
        began = time.monotonic()
        status, said = strain.run(*command)
        took = time.monotonic() - began
        return _after(case, folder, expected, status, said), took


def _after(case: Case, folder: Path, expected: str, status: int, said: str) -> str:
    """Return what is not as it should be after a command was run again."""
    if status not in (0, *_AGAIN.get(case.name, ())):
        return f"run again: status {status}: {said[-300:]}"
    if found := strain.findings(str(folder / "a.db")):
        return f"run again: {found[0]}"
    if left := parts(folder):
        return f"run again: {left[0]} is left"
    return "" if case.kept(folder) == expected else "run again: it is not as without a kill"


_AGAIN: Final = {"forget": (2,), "db backup": (5,)}
"""What a command ends with where the killed one was done: nothing to forget, a name taken."""


def parts(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if ".part" in path.name]


def main() -> int:
    """Kill each command in turn; print how often, and what was amiss."""
    kills = int(os.environ.get("CRASH_KILLS", "200"))
    seed = int(os.environ.get("CRASH_SEED") or random.SystemRandom().randrange(10**6))
    dice, failed = random.Random(seed), False
    print(f"seed {seed}, {kills} kills")
    with tempfile.TemporaryDirectory() as place, serving():
        for at, case in enumerate(CASES):
            base, alone = Path(place) / f"{at}", Path(place) / f"{at}-alone"
            base.mkdir()
            case.prepare(base)
            shutil.copytree(base, alone)
            began, done, found = time.monotonic(), Counter[str](), list[str]()
            strain.run(*case.arguments(alone), "--db", alone / "a.db")
            usual, expected = time.monotonic() - began, case.kept(alone)
            for _ in range(kills // len(CASES) + (at < kills % len(CASES))):
                fault, took = killed(
                    case, base, expected, dice.uniform(_START * usual, usual), done
                )
                found += filter(None, [fault])
                usual = max(took, 0.8 * usual)  # the machine may be busier than it was
            counts = ", ".join(f"{count} {what}" for what, count in sorted(done.items()) if count)
            print(f"{case.name}: {counts}; amiss: {len(found)}", flush=True)
            print("".join(f"  {line}\n" for line in found[:5]), end="", flush=True)
            failed = failed or bool(found)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
