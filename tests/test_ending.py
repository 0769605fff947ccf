"""Told to end, killed, or short of room: what is finished is stored, and no half is left."""

from __future__ import annotations

import os
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest

from commands import SHEET, done, dump, names, refused, running, timeline, written
from timeline.whole_files import growing
from webarchives import ADDRESS, Archive
from webserver import Reply, serving

STATUSES = {signal.SIGTERM: 143, signal.SIGHUP: 129}


def parts(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if ".part" in path.name]


def sheets(folder: Path, count: int) -> Path:
    for number in range(count):
        written(folder / "sheet", f"{1800 + number}.md", f"{SHEET}\nIt has {number} ports.\n")
    return folder / "sheet"


@pytest.mark.parametrize(("number", "jobs"), [(signal.SIGTERM, 1), (signal.SIGHUP, 2)])
def test_an_ingest_that_is_told_to_end_keeps_what_is_finished_and_goes_on_later(
    number: signal.Signals, jobs: int, tmp_path: Path
) -> None:
    folder, database = sheets(tmp_path, 60), tmp_path / "a.db"
    with running("ingest", folder, "--jobs", jobs, "--db", database) as process:
        assert process.stderr is not None
        said = [next(process.stderr) for _ in range(3)]
        process.send_signal(number)
        said += process.stderr
        assert process.wait() == STATUSES[number]
    assert "Run the same command again to continue." in said[-1]
    assert 1 <= len(names(database)) < 60
    done("db", "verify", "--db", database)
    done("ingest", folder, "--db", database)
    assert len(names(database)) == 60


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_run_that_waits_for_a_lock_ends_when_it_is_told_to(
    number: signal.Signals, tmp_path: Path
) -> None:
    database, sheet = tmp_path / "a.db", written(tmp_path, "2020.md")
    done("ingest", sheet, "--db", database)
    other = sqlite3.connect(database, isolation_level=None)
    with closing(other):
        other.execute("BEGIN IMMEDIATE")
        arguments = ("amend", names(database)[0], "--title", "Ports", "--wait", "3600")
        with running(*arguments, "--db", database) as process:
            while not is_waiting(process.pid, f"{database}-shm"):
                time.sleep(0.05)
            process.send_signal(number)
            process.wait(timeout=30)
            assert process.returncode == 128 + number
    assert done("db", "verify", "--db", database).stdout == ""


def is_waiting(number: int, path: str) -> bool:
    """Tell whether a process has opened a file: the index of a log, which a writer does first."""
    for opened in Path(f"/proc/{number}/fd").iterdir():
        with suppress(FileNotFoundError):  # it may be closed in between
            if os.readlink(opened) == os.path.realpath(path):
                return True
    return False


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_a_locked_database_keeps_out_is_told_and_the_rest_is_stored(
    jobs: int, tmp_path: Path
) -> None:
    database = tmp_path / "a.db"
    done("ingest", written(tmp_path, "2020.md"), "--db", database)
    archive = Archive()
    for day in ("2021-01-01", "2021-02-01", "2021-03-01"):
        archive.page(day, f"{SHEET}\nOn {day}, it had 5 ports.\n")
    archive.revisit("2021-04-01", "sha1:x", (ADDRESS, "2021-01-01T10:00:00Z"))
    sources = (archive.written(tmp_path / "a.warc"), sheets(tmp_path, 4))
    other = sqlite3.connect(database, isolation_level=None)
    with closing(other):
        other.execute("BEGIN IMMEDIATE")
        arguments = ("ingest", *sources, "--jobs", jobs, "--wait", "0.1", "--db", database)
        with running(*arguments) as process:
            assert process.stderr is not None
            said = [next(process.stderr) for _ in range(6)]
            other.execute("ROLLBACK")
            said += process.stderr
            assert process.wait() == 5
    locked = [line for line in said if "is locked by another program" in line]
    assert len(locked) >= 5
    assert "Run the same" not in said[-1]
    done("ingest", *sources, "--db", database)
    assert len(names(database)) == 9


@pytest.mark.parametrize("first", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_run_with_workers_that_is_told_to_end_again_and_again_ends_once(
    first: signal.Signals, tmp_path: Path
) -> None:
    folder, database = sheets(tmp_path, 60), tmp_path / "a.db"
    with running("ingest", folder, "--jobs", 2, "--db", database) as process:
        assert process.stderr is not None
        said = next(process.stderr)
        for number in (first, signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGINT):
            process.send_signal(number)
            time.sleep(0.01)
        said += process.stderr.read()
        assert process.wait() == 128 + first
    assert "Traceback" not in said
    assert "Run the same command again to continue." in said.splitlines()[-1]
    assert done("db", "verify", "--db", database).stdout == ""


def test_a_watch_that_is_told_to_end_says_so_at_once(tmp_path: Path) -> None:
    with serving() as server:
        server.replies["/a"] = Reply(f"<h1>Harbours</h1><p>{SHEET}</p>".encode())
        listed = written(
            tmp_path, "w.toml", f'[[watch]]\npublication = "a"\nurl = "{server.url("/a")}"\n'
        )
        with running(
            "watch", "--list", listed, "--allow-private", "--pace", "0", "--db", tmp_path / "a.db"
        ) as process:
            assert process.stderr is not None
            said = next(process.stderr)
            assert "stored as a@" in said
            process.send_signal(signal.SIGHUP)
            assert process.wait() == 129
            assert "Interrupted." in process.stderr.read()
    assert len(names(tmp_path / "a.db")) == 1


def test_a_backfill_that_is_told_to_end_keeps_what_it_has(tmp_path: Path) -> None:
    url = "https://ministry.example/sheet"
    lines = [
        f'{{"timestamp": "{year}0101000000", "url": "{url}", "status": "200", "digest": "{year}"}}'
        for year in range(2000, 2020)
    ]
    asked = "/cdx/search/cdx?url=https%3A%2F%2Fministry.example%2Fsheet&output=json"
    fields = "&fl=timestamp%2Coriginal%2Cmimetype%2Cstatuscode%2Cdigest"
    with serving() as server:
        server.replies[asked + fields] = Reply("\n".join(lines).encode())
        for year in range(2000, 2020):
            text = f"<h1>Harbours</h1><p>In {year - 1}, {year} ships came to the ports.</p>"
            server.replies[f"/web/{year}0101000000id_/{url}"] = Reply(text.encode())
        with running(
            "backfill", url, "--archive", server.base, "--allow-private", "--pace", "0.2",
            "--db", tmp_path / "a.db",
        ) as process:  # fmt: skip
            assert process.stderr is not None
            while "stored as" not in next(process.stderr):
                pass
            process.send_signal(signal.SIGTERM)
            assert "Run the same command again to continue." in process.stderr.read()
            assert process.wait() == 143
    assert 1 <= len(names(tmp_path / "a.db")) < 20
    done("db", "verify", "--db", tmp_path / "a.db")


def test_a_signal_that_is_ignored_stays_so(tmp_path: Path) -> None:
    folder = sheets(tmp_path, 8)
    with subprocess.Popen(
        ["nohup", sys.executable, "-m", "timeline", "ingest", folder, "--db", tmp_path / "a.db"],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stderr is not None
        next(process.stderr)
        process.send_signal(signal.SIGHUP)
        process.stderr.read()
        assert process.wait() == 0
    assert len(names(tmp_path / "a.db")) == 8


def test_the_workers_of_a_run_that_is_killed_end_with_it(tmp_path: Path) -> None:
    folder = sheets(tmp_path, 40)
    with running("ingest", folder, "--jobs", 2, "--db", tmp_path / "a.db") as process:
        assert process.stderr is not None
        next(process.stderr)
        process.kill()
        process.stderr.read()  # ends when no worker is there to write to it


# ---------------------------------------------------------------- parts of files

ENDLESS = """
import sys, time
from pathlib import Path
from timeline.cli.output import write
def pieces():
    yield "half"
    print("begun", flush=True)
    time.sleep(60)
write(pieces(), sys.argv[1])
"""


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_what_a_killed_run_left_of_a_file_is_removed_by_the_next(
    number: signal.Signals, tmp_path: Path
) -> None:
    path = tmp_path / "a.txt"
    with subprocess.Popen(
        [sys.executable, "-c", ENDLESS, str(path)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        next(process.stdout)
        with growing(path) as other:
            other.write_text("whole")
            assert len(parts(tmp_path)) == 2, "what another is writing stays"
        process.send_signal(number)
        process.wait()
    assert len(parts(tmp_path)) == 1
    assert path.read_text() == "whole"
    mine = written(tmp_path, ".a.txt.of-a-user.part", "kept")
    with growing(path) as part:
        part.write_text("new")
    assert parts(tmp_path) == [mine.name]
    assert path.read_text() == "new"


def test_a_file_is_in_its_folder_for_good_once_it_is_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[str] = []
    fsync = os.fsync

    def seen(number: int) -> None:
        synced.append(os.readlink(f"/proc/self/fd/{number}"))
        fsync(number)

    if not Path("/proc/self/fd").exists():
        pytest.skip("no /proc here to see which files are synced")
    done("load", "--sample", "--db", tmp_path / "a.db")
    monkeypatch.setattr(os, "fsync", seen)
    for arguments in (["export", "-o"], ["db", "backup"]):
        synced.clear()
        done(*arguments, tmp_path / f"{arguments[0]}.csv", "--db", tmp_path / "a.db")
        assert len(synced) == 2
        assert synced[0].endswith(".part")
        assert synced[1] == str(tmp_path)


# ---------------------------------------------------------------- no room


def limited(size: int) -> Callable[[], None]:
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.mark.parametrize("command", ["ingest", "export", "backup"])
def test_where_a_file_cannot_grow_the_message_says_so_and_nothing_is_left(
    command: str, tmp_path: Path
) -> None:
    database = tmp_path / "a.db"
    done("load", "--sample", "--db", database)
    before = dump(database)
    arguments = {
        "ingest": ["ingest", str(written(tmp_path, "a.md", SHEET * 3_000))],
        "export": ["export", "-o", str(tmp_path / "a.csv")],
        "backup": ["db", "backup", str(tmp_path / "b.db")],
    }[command]
    ended = subprocess.run(
        [sys.executable, "-m", "timeline", *arguments, "--db", str(database)],
        capture_output=True, text=True, check=False, preexec_fn=limited(4_096),
    )  # fmt: skip
    assert ended.returncode in (2, 5), ended.stderr
    assert "Traceback" not in ended.stderr
    assert parts(tmp_path) == []
    assert not (tmp_path / "a.csv").exists()
    assert not (tmp_path / "b.db").exists()
    assert dump(database) == before


# ---------------------------------------------------------------- locks


def locking(path: Path, seconds: float) -> subprocess.Popen[str]:
    """Lock a database in another process for so long, and return when it is locked."""
    program = (
        "import sqlite3, sys, time; c = sqlite3.connect(sys.argv[1], isolation_level=None); "
        "c.execute('BEGIN IMMEDIATE'); print(1, flush=True); time.sleep(float(sys.argv[2])); "
        "c.execute('ROLLBACK')"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", program, str(path), str(seconds)], stdout=subprocess.PIPE, text=True
    )
    assert other.stdout is not None
    next(other.stdout)
    return other


def test_a_locked_database_is_waited_for_as_long_as_is_said(tmp_path: Path) -> None:
    database, sheet = tmp_path / "a.db", written(tmp_path, "2020.md")
    done("load", "--sample", "--db", database)
    with locking(database, 1.5):
        message = refused(5, "ingest", sheet, "--wait", "0.1", "--db", database)
        assert "is locked by another program" in message
        assert "--wait" in message
        done("ingest", sheet, "--wait", "20", "--db", database)
    with locking(database, 1):
        done("amend", "us-mexico@2023", "--title", "A", "--wait", "20", "--db", database)


def test_the_editions_after_one_that_met_a_lock_are_stored(tmp_path: Path) -> None:
    database, folder = tmp_path / "a.db", sheets(tmp_path, 12)
    done("load", "--sample", "--db", database)
    with locking(database, 1.0):
        result = timeline("ingest", folder, "--wait", "0.3", "--db", database)
    assert result.exit_code == 5, result.output
    locked = result.stderr.count("is locked by another program")
    assert 1 <= locked < 12
    assert result.stderr.count(": stored as ") == 12 - locked
    done("ingest", folder, "--db", database)
    assert len(names(database)) == 16
    done("db", "verify", "--db", database)


def test_a_server_database_that_is_locked_is_waited_for_too(on_server: str, tmp_path: Path) -> None:
    from timeline.store import database

    database.upgrade(on_server)
    folder = sheets(tmp_path, 2)
    with database.writing(on_server) as other, other.begin():
        result = timeline("ingest", folder, "--wait", "0.2", "--db", on_server)
    assert result.exit_code == 5
    assert result.stderr.count("is locked by another program") == 2
    done("ingest", folder, "--db", on_server)


def test_a_copy_that_cannot_be_written_is_named_as_it_was_asked_for(tmp_path: Path) -> None:
    done("ingest", written(tmp_path, "2020.md"), "--db", tmp_path / "a.db")
    place = tmp_path / "none" / "b.db"
    assert str(place) in refused(2, "db", "backup", place, "--db", tmp_path / "a.db")
